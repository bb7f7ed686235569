import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { Person } from '../person.entity.js';
import {
  CreatePersonInput,
  DeactivatePersonArgs,
  PersonVersionArgs,
  SetClearanceArgs,
  UpdatePersonArgs,
} from './people.inputs.js';
import { type NewPassword, People } from './people.js';

@ObjectType({ description: 'A person with a password that is shown this once.' })
export class NewPasswordPayload {
  @Field(() => Person, { nullable: true })
  person!: Person;

  @Field(() => String, {
    nullable: true,
    description:
      'Opens nothing but changePassword, for ONE_TIME_HOURS. Null for somebody whom the outside identity provider signs in.',
  })
  oneTimePassword!: string | null;
}

@Resolver(() => Person)
export class PeopleResolver {
  @Mutation(() => NewPasswordPayload, {
    description: 'Adds somebody, without any role yet. BAD_USER_INPUT if the name is taken.',
  })
  createPerson(
    @Arg('input', () => CreatePersonInput) input: CreatePersonInput,
    @Ctx() context: SignedInContext,
  ): Promise<NewPassword> {
    return new People(context).create(input);
  }

  @Mutation(() => Person, { nullable: true, description: 'Changes names. CONFLICT if the version is stale.' })
  updatePerson(
    @Args(() => UpdatePersonArgs) { id, version, input }: UpdatePersonArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Person> {
    return new People(context).update(id, version, input);
  }

  @Mutation(() => Person, {
    nullable: true,
    description:
      'Ends all sessions of somebody who left; records and roles stay as they are. INVALID_STATE for the last administrator, and while what the person holds is not handed over.',
  })
  deactivatePerson(
    @Args(() => DeactivatePersonArgs) { id, version, urgentReason }: DeactivatePersonArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Person> {
    return new People(context).deactivate(id, version, urgentReason ?? null);
  }

  @Mutation(() => Person, {
    nullable: true,
    description: 'Lets somebody in again, with the roles that are in force then.',
  })
  reactivatePerson(
    @Args(() => PersonVersionArgs) { id, version }: PersonVersionArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Person> {
    return new People(context).reactivate(id, version);
  }

  @Mutation(() => NewPasswordPayload, {
    description:
      'Replaces the password of somebody else by one that opens nothing but changePassword, and ends all sessions of that person.',
  })
  resetPassword(@Arg('personId', () => ID) personId: string, @Ctx() context: SignedInContext): Promise<NewPassword> {
    return new People(context).resetPassword(personId);
  }

  @Mutation(() => Person, {
    nullable: true,
    description: 'Up to which label somebody is cleared, and for which compartments. FORBIDDEN to raise your own.',
  })
  setClearance(
    @Args(() => SetClearanceArgs) { personId, version, clearance, compartments }: SetClearanceArgs,
    @Ctx() context: SignedInContext,
  ): Promise<Person> {
    return new People(context).setClearance(personId, version, clearance, compartments);
  }
}
