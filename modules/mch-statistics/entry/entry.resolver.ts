import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { Needs } from '../../../src/reading/decorators.js';
import { DataSetReport } from './dataSetReport.entity.js';
import { EnterValuesArgs, OpenReportArgs, RequestUnlockArgs, SubmitReportArgs } from './entry.inputs.js';
import { EntryService } from './entry.service.js';
import { DocumentVerification, StatisticsForm } from './entry.types.js';
import { nextStepOf } from './nextStep.js';
import { SubmissionService, verifyDocument } from './submission.service.js';

@Resolver(() => DataSetReport)
export class EntryResolver {
  @Query(() => StatisticsForm, {
    description: 'A form with all its cells, what stands in them, and what is odd about it.',
  })
  statisticsForm(@Arg('reportId', () => ID) reportId: string, @Ctx() context: SignedInContext) {
    return new EntryService(context).form(reportId);
  }

  @Query(() => DocumentVerification, {
    description:
      'Whether an approved document is in force and its figures are those that were signed; for anybody who holds it (P11.A06).',
  })
  verifyStatisticsDocument(@Arg('hash', () => String) hash: string, @Ctx() context: Context) {
    return verifyDocument(context, hash);
  }

  @FieldResolver(() => String, { description: 'Who has to do what next with it, by its status.' })
  @Needs('status', 'dueAt')
  nextStep(@Root() report: DataSetReport, @Ctx() { locale }: Context): string {
    return nextStepOf(report)[locale];
  }

  @Mutation(() => DataSetReport, {
    nullable: true,
    description: 'The form of a unit for a period, to be filled in; made where there is none yet.',
  })
  openReport(@Args(() => OpenReportArgs) args: OpenReportArgs, @Ctx() context: SignedInContext) {
    return new EntryService(context).open(args);
  }

  @Mutation(() => DataSetReport, {
    nullable: true,
    description:
      'Enters values. One that replaces another takes a reason, and the former stays readable (P11.A02). Everything that is wrong is told at once.',
  })
  enterValues(@Args(() => EnterValuesArgs) args: EnterValuesArgs, @Ctx() context: SignedInContext) {
    return new EntryService(context).enter(args);
  }

  @Mutation(() => DataSetReport, {
    nullable: true,
    description:
      'Hands a form in for its review. Refused, naming each, while something is missing or contradictory and has no reason (P11.A01).',
  })
  submitReport(@Args(() => SubmitReportArgs) args: SubmitReportArgs, @Ctx() context: SignedInContext) {
    return new SubmissionService(context).submit(args);
  }

  @Mutation(() => ApprovalRequest, {
    nullable: true,
    description: 'Asks the director to unlock an approved form, so that it can be corrected (P11.A06).',
  })
  requestUnlock(@Args(() => RequestUnlockArgs) args: RequestUnlockArgs, @Ctx() context: SignedInContext) {
    return new SubmissionService(context).requestUnlock(args);
  }
}
