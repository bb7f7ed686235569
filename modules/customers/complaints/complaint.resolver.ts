import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { Complaint } from './complaint.entity.js';
import {
  AnswerComplaintArgs,
  AssistComplaintArgs,
  ProposeComplaintResultArgs,
  ReceiveComplaintInput,
  TakeComplaintArgs,
} from './complaint.inputs.js';
import { ComplaintService } from './complaint.service.js';

@Resolver(() => Complaint)
export class ComplaintResolver {
  @Mutation(() => Complaint, {
    nullable: true,
    description:
      'Receives what a customer complains of, and gives it the number that the customer is told (P04.A08). A quality complaint opens a case of quality information where that module is on.',
  })
  receiveComplaint(
    @Arg('input', () => ReceiveComplaintInput) input: ReceiveComplaintInput,
    @Ctx() context: SignedInContext,
  ) {
    return new ComplaintService(context).receive(input);
  }

  @Mutation(() => Complaint, {
    nullable: true,
    description: 'Takes a complaint of your department in hand, also over from a colleague.',
  })
  takeComplaint(@Args(() => TakeComplaintArgs) { id, version }: TakeComplaintArgs, @Ctx() context: SignedInContext) {
    return new ComplaintService(context).take(id, version);
  }

  @Mutation(() => Complaint, {
    nullable: true,
    description:
      'Says what production found and contributes to a quality complaint (7.2), by the head of the assisting department.',
  })
  assistComplaint(
    @Args(() => AssistComplaintArgs) { id, version, assistance }: AssistComplaintArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ComplaintService(context).assist(id, version, assistance);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Proposes the result of a complaint that you handle to the general manager, again after a refusal.',
  })
  proposeComplaintResult(
    @Args(() => ProposeComplaintResultArgs) { id, version, input }: ProposeComplaintResultArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ComplaintService(context).propose(id, version, input);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Brings a returned request with another result again; id and version are those of the request.',
  })
  resubmitComplaintResult(
    @Args(() => ProposeComplaintResultArgs) { id, version, input }: ProposeComplaintResultArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ComplaintService(context).resubmit(id, version, input);
  }

  @Mutation(() => Complaint, {
    nullable: true,
    description: 'Records what the office told the customer, once the general manager has approved the result.',
  })
  answerComplaint(
    @Args(() => AnswerComplaintArgs) { id, version, answer }: AnswerComplaintArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ComplaintService(context).answer(id, version, answer);
  }
}
