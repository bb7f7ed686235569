import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../src/context.js';
import { InvestigateFeedbackArgs, ReportFeedbackInput } from './feedback.inputs.js';
import { FeedbackService } from './feedback.service.js';
import { FeedbackForm } from './feedbackForm.entity.js';

@Resolver(() => FeedbackForm)
export class FeedbackResolver {
  @Mutation(() => FeedbackForm, {
    nullable: true,
    description: 'Fills in a feedback form, which goes to quality inspection (P06.A03).',
  })
  reportFeedback(@Arg('input', () => ReportFeedbackInput) input: ReportFeedbackInput, @Ctx() context: SignedInContext) {
    return new FeedbackService(context).report(input);
  }

  @Mutation(() => FeedbackForm, {
    nullable: true,
    description: 'Says whether a report is true, with the finding (P06.A03); not by whoever filled in the form.',
  })
  investigateFeedback(
    @Args(() => InvestigateFeedbackArgs) { id, version, isTrue, finding }: InvestigateFeedbackArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FeedbackService(context).investigate(id, version, isTrue, finding);
  }
}
