import { IsUUID, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Satisfies } from '../../graphql/satisfies.js';

const endsAfterItBegins = (until: Date | null, { validFrom }: AssignRoleInput): string | null =>
  until && validFrom && until <= validFrom ? 'Give a moment after validFrom.' : null;

@InputType({ description: 'A role for a person in a department, from a moment until another.' })
export class AssignRoleInput {
  @Field(() => ID)
  @IsUUID('all', { message: 'Give the id of a person.' })
  personId!: string;

  @Field(() => String, { description: 'One of those that roles lists.' })
  @MaxLength(100, { message: 'Give at most 100 characters.' })
  role!: string;

  @Field(() => ID, { description: 'Where the role is held; it reaches all departments below too.' })
  @IsUUID('all', { message: 'Give the id of a department.' })
  departmentId!: string;

  @Field(() => Date, { nullable: true, description: 'In force from this moment on; now, unless a later one is given.' })
  validFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Not in force from this moment on; left out: without an end.' })
  @Satisfies(endsAfterItBegins)
  validUntil?: Date | null;
}

@ArgsType()
export class EndRoleArgs {
  @Field(() => ID, { description: 'Id of the role assignment.' })
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => Date, { nullable: true, description: 'When it ends: now, unless a later moment is given.' })
  at?: Date | null;
}
