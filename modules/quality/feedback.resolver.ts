import { Args, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../src/context.js';
import { collectComplaints } from './complaintCase.js';
import {
  AssignFeedbackArgs,
  FormArgs,
  InvestigateFeedbackArgs,
  RegradeFeedbackArgs,
  ReportFeedbackArgs,
} from './feedback.inputs.js';
import { FeedbackService } from './feedback.service.js';
import { FeedbackForm } from './feedbackForm.entity.js';

@Resolver(() => FeedbackForm)
export class FeedbackResolver {
  @Mutation(() => FeedbackForm, {
    nullable: true,
    description: 'Fills in a feedback form, which goes to quality inspection (P06.A03).',
  })
  reportFeedback(@Args(() => ReportFeedbackArgs) args: ReportFeedbackArgs, @Ctx() context: SignedInContext) {
    return new FeedbackService(context).report(args);
  }

  @Mutation(() => Int, {
    nullable: true,
    description:
      'Opens cases for quality complaints that have none, such as those that came while this module was off (P06.A02), of those that you see, at most 100 at once. Answers how many.',
  })
  collectComplaints(@Ctx() context: SignedInContext) {
    return collectComplaints(context);
  }

  @Mutation(() => FeedbackForm, {
    nullable: true,
    description: 'An inspector takes a form in hand (P06.A03), also from a colleague; never the own one.',
  })
  takeFeedback(@Args(() => FormArgs) { id, version }: FormArgs, @Ctx() context: SignedInContext) {
    return new FeedbackService(context).take(id, version);
  }

  @Mutation(() => FeedbackForm, {
    nullable: true,
    description: 'Says whether a report is true, with the finding (P06.A03); not by whoever filled in the form.',
  })
  investigateFeedback(
    @Args(() => InvestigateFeedbackArgs) args: InvestigateFeedbackArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FeedbackService(context).investigate(args);
  }

  @Mutation(() => FeedbackForm, {
    nullable: true,
    description:
      'Names the department that is responsible for a true report, with the cause (P06.A04). It gets a record of handling to fill in.',
  })
  assignFeedback(@Args(() => AssignFeedbackArgs) args: AssignFeedbackArgs, @Ctx() context: SignedInContext) {
    return new FeedbackService(context).assign(args);
  }

  @Mutation(() => FeedbackForm, {
    nullable: true,
    description: 'Inspection grades a report anew, until it is closed; what is asked for depends on it (P06.A03).',
  })
  regradeFeedback(
    @Args(() => RegradeFeedbackArgs) { id, version, severity }: RegradeFeedbackArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FeedbackService(context).regrade(id, version, severity);
  }
}
