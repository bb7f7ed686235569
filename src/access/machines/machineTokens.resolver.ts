import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../context.js';
import { MachineToken } from './machineToken.entity.js';
import { CreateMachineTokenInput } from './machineToken.inputs.js';
import { MachineTokens, type NewMachineToken } from './machineTokens.js';

@ObjectType({ description: 'A new token of a machine.' })
export class NewMachineTokenPayload implements NewMachineToken {
  @Field(() => MachineToken)
  machine!: MachineToken;

  @Field(() => String, {
    description: 'Send it as "Authorization: Bearer …". It is shown this once: only its hash is kept.',
  })
  token!: string;
}

@ArgsType()
class RevokeMachineTokenArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@Resolver(() => MachineToken)
export class MachineTokensResolver {
  @Mutation(() => NewMachineTokenPayload, {
    description:
      'Makes a token with which a device or program may make one call and nothing else. It sees no record, and reads no schema.',
  })
  createMachineToken(
    @Arg('input', () => CreateMachineTokenInput) input: CreateMachineTokenInput,
    @Ctx() context: SignedInContext,
  ): Promise<NewMachineToken> {
    return new MachineTokens(context).create(input);
  }

  @Mutation(() => MachineToken, {
    nullable: true,
    description: 'Revokes a token for good; it is refused from the next request on.',
  })
  revokeMachineToken(
    @Args(() => RevokeMachineTokenArgs) { id, version }: RevokeMachineTokenArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new MachineTokens(context).revoke(id, version);
  }
}
