import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { batched } from '../reading/batched.js';
import { Needs } from '../reading/decorators.js';
import { Applications } from './applications.js';
import { ApprovalDelegation } from './approvalDelegation.entity.js';
import { ApprovalRequest } from './approvalRequest.entity.js';
import {
  AddApprovalSignerArgs,
  ChangeRequestArgs,
  CopyApprovalArgs,
  DecideApprovalArgs,
  DecideApprovalsArgs,
  DelegateApprovalsInput,
  MyRequestsArgs,
  ResubmitApprovalArgs,
  ReturnApprovalArgs,
} from './approvals.inputs.js';
import { ApprovalFormEntry, ApprovalStepType, DecidedApproval, PinnedPolicy } from './approvals.types.js';
import { ApprovalTask } from './approvalTask.entity.js';
import { Decisions } from './decisions.js';
import { Delegations } from './delegations.js';
import { shownDecision, shownForm, shownSteps } from './shown.js';

@Resolver(() => ApprovalRequest)
export class ApprovalRequestResolver {
  @Needs('definition')
  @FieldResolver(() => String, { description: 'In the language of the request.' })
  title(@Root() { definition }: ApprovalRequest, @Ctx() { locale }: Context): string {
    return definition.title[locale];
  }

  @Needs('definition', 'form')
  @FieldResolver(() => [ApprovalFormEntry], { description: 'What the applicant filled in.' })
  form(@Root() request: ApprovalRequest, @Ctx() { locale }: Context): ApprovalFormEntry[] {
    return shownForm(request, locale);
  }

  @Needs('policyVersions')
  @FieldResolver(() => [PinnedPolicy], { description: 'Versions of the policies that were in force when it was made.' })
  policyVersions(@Root() request: ApprovalRequest): PinnedPolicy[] {
    return Object.entries(request.policyVersions).map(([policy, number]) => ({ policy, number }));
  }

  @Needs('id', 'steps', 'label', 'form')
  @FieldResolver(() => [ApprovalStepType], { description: 'Its steps and how far they are.' })
  async steps(@Root() request: ApprovalRequest, @Ctx() context: Context): Promise<ApprovalStepType[]> {
    const stuck = await batched<string, string[]>(context, ApprovalRequestResolver, async (ids) => {
      const rows = await context.database.read<{ stuck: string[] }>(context, {
        sql: 'select approvals.stuck_tasks(id) as stuck from unnest($1::uuid[]) with ordinality as asked(id, place) order by place',
        parameters: [ids],
      });
      return rows.map((row) => row.stuck);
    }).load(request.id);
    return shownSteps(request, stuck, context.locale);
  }

  @Query(() => [ApprovalRequest], { description: 'Requests that I made, newest first.' })
  myRequests(@Args(() => MyRequestsArgs) { first, after, status }: MyRequestsArgs, @Ctx() context: SignedInContext) {
    return new Applications(context).mine(first, after, status);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Decides a task of my inbox. INVALID_STATE if somebody was quicker or the request has ended; FORBIDDEN on the own request, also in the place of somebody else.',
  })
  decideApproval(
    @Args(() => DecideApprovalArgs) { input, password }: DecideApprovalArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Decisions(context).decide(input, password);
  }

  @Mutation(() => [DecidedApproval], {
    description: 'Decides several tasks, each for itself: what one refuses does not stop the others.',
  })
  async decideApprovals(
    @Args(() => DecideApprovalsArgs) { inputs, password }: DecideApprovalsArgs,
    @Ctx() context: SignedInContext,
  ): Promise<DecidedApproval[]> {
    const decided = await new Decisions(context).decideAll(inputs, password);
    return decided.map((one) => shownDecision(one, context.locale));
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Returns a request of my inbox to an earlier step, which goes on from there, or to the applicant (退回). What others signed in the same step falls away.',
  })
  returnApproval(@Args(() => ReturnApprovalArgs) request: ReturnApprovalArgs, @Ctx() context: SignedInContext) {
    return new Decisions(context).return(request);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Asks somebody beside the definition, before the step of my task or after it (加签).',
  })
  addApprovalSigner(@Args(() => AddApprovalSignerArgs) added: AddApprovalSignerArgs, @Ctx() context: SignedInContext) {
    return new Decisions(context).addSigner(added);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description:
      'Brings my returned request again. As it is, it goes on at the step that returned it; with changes everything is asked anew. BAD_USER_INPUT names the fields that may be changed so; some kinds are changed with a mutation of their module.',
  })
  resubmitApproval(
    @Args(() => ResubmitApprovalArgs) resubmission: ResubmitApprovalArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Applications(context).resubmit(resubmission);
  }

  @Mutation(() => ApprovalRequest, { nullable: true, description: 'Takes my request back while it is open (撤回).' })
  withdrawApproval(
    @Args(() => ChangeRequestArgs) { id, version, comment }: ChangeRequestArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Applications(context).withdraw(id, version, comment);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Urges those whom my request waits for (催办), once in 24 hours.',
  })
  urgeApproval(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return new Applications(context).urge(id);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Lets further people see a request (抄送), as applicant or as somebody who is asked.',
  })
  copyApproval(
    @Args(() => CopyApprovalArgs) { id, personIds, comment }: CopyApprovalArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new Applications(context).copy(id, personIds, comment);
  }

  @Mutation(() => ApprovalDelegation, {
    nullable: true,
    description: 'Lets somebody else decide in my place for a time (委托).',
  })
  delegateApprovals(
    @Arg('input', () => DelegateApprovalsInput) input: DelegateApprovalsInput,
    @Ctx() context: SignedInContext,
  ) {
    return new Delegations(context).create(input);
  }

  @Mutation(() => ApprovalDelegation, { nullable: true, description: 'Ends a delegation of mine now.' })
  endApprovalDelegation(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Ctx() context: SignedInContext,
  ) {
    return new Delegations(context).end(id, version);
  }
}

@Resolver(() => ApprovalTask)
export class ApprovalTaskResolver {
  @Needs('title')
  @FieldResolver(() => String, { description: 'Title of the kind of request, in the language of the request.' })
  title(@Root() task: ApprovalTask, @Ctx() { locale }: Context): string {
    return task.title[locale];
  }

  @Needs('stepTitle')
  @FieldResolver(() => String, { description: 'In the language of the request.' })
  stepTitle(@Root() task: ApprovalTask, @Ctx() { locale }: Context): string {
    return task.stepTitle[locale];
  }
}
