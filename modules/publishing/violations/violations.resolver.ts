import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { PublishingViolation } from './publishingViolation.entity.js';
import { DecidePublishingViolationArgs, ReportPublishingViolationArgs } from './violations.inputs.js';
import { ViolationsService } from './violations.service.js';

@Resolver(() => PublishingViolation)
export class PublishingViolationResolver {
  @Mutation(() => PublishingViolation, {
    nullable: true,
    description:
      'Reports what should not have gone online. It is recorded against the head of the unit and whoever published it last (P03.A06); INVALID_STATE for what was never published.',
  })
  reportPublishingViolation(
    @Args(() => ReportPublishingViolationArgs) args: ReportPublishingViolationArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ViolationsService(context).report(args);
  }

  @Mutation(() => PublishingViolation, {
    nullable: true,
    description: 'Decides about a violation, once (P03.A06). What is upheld counts in the appraisal of both.',
  })
  decidePublishingViolation(
    @Args(() => DecidePublishingViolationArgs) args: DecidePublishingViolationArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new ViolationsService(context).decide(args);
  }
}
