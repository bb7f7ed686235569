import { Arg, Args, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../context.js';
import { Handover } from './handover.entity.js';
import {
  BeginHandoverInput,
  HandoverVersionArgs,
  PassOnArgs,
  RequestTakeoverArgs,
  SignHandoverArgs,
} from './handover.inputs.js';
import { HandoverService } from './handover.service.js';
import { TakeoverService } from './takeover.service.js';

@ObjectType({ description: 'Something that somebody still holds and has to hand over.' })
class HeldThing {
  @Field(() => String, { description: 'Kind of thing, for example keptCustomerFiles.' })
  line!: string;

  @Field(() => String)
  recordType!: string;

  @Field(() => ID)
  recordId!: string;

  @Field(() => String, { nullable: true, description: 'Which one it is.' })
  name!: string | null;
}

@Resolver(() => Handover)
export class HandoverResolver {
  @Query(() => [HeldThing], {
    description:
      'All that somebody who moves or leaves still holds: files, loans, duties, requests, of all modules; as far as you see it, up to 1000 of each kind.',
  })
  handoverList(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return new HandoverService(context).list(id);
  }

  @Mutation(() => Handover, {
    nullable: true,
    description:
      'Begins the handover of somebody who moves or leaves: by the person, a head of the department or an administrator. CONFLICT if one goes on.',
  })
  beginHandover(@Arg('input', () => BeginHandoverInput) input: BeginHandoverInput, @Ctx() context: SignedInContext) {
    return new HandoverService(context).begin(input);
  }

  @Mutation(() => Handover, {
    nullable: true,
    description:
      'Passes things to a successor who is cleared for them, at once. By the person or a head of the department.',
  })
  passOn(@Args(() => PassOnArgs) { id, input }: PassOnArgs, @Ctx() context: SignedInContext) {
    return new HandoverService(context).passOn(id, input);
  }

  @Mutation(() => Handover, {
    nullable: true,
    description:
      'Declares that nothing is held any more; of somebody who cannot, a head of the department does. INVALID_STATE names everything that is open.',
  })
  declareHandover(
    @Args(() => HandoverVersionArgs) { id, version }: HandoverVersionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new HandoverService(context).declare(id, version);
  }

  @Mutation(() => Int, {
    nullable: true,
    description: 'A successor confirms to have received what was passed on. Answers how many things.',
  })
  receiveHandover(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return new HandoverService(context).receive(id);
  }

  @Mutation(() => Handover, {
    nullable: true,
    description:
      'A head of the department signs that everything is handed over and received, with the password again; only then may the person leave. INVALID_STATE says what is missing.',
  })
  signHandover(
    @Args(() => SignHandoverArgs) { id, version, password }: SignHandoverArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new HandoverService(context).sign(id, version, password);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Asks the general manager that what only somebody who was shut out may know of passes to you, from SECRET up or in a compartment, as far as you are cleared. Neither request nor decision says whether there is any: look in handoverItems. INVALID_STATE once the handover is signed.',
  })
  requestTakeover(
    @Args(() => RequestTakeoverArgs) { handoverId, reason }: RequestTakeoverArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new TakeoverService(context).request(handoverId, reason);
  }
}
