import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedInContext } from '../../../src/context.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { CheckingService } from './checking.service.js';
import { DrawingService } from './drawing.service.js';
import { spotCheckRates } from './errorRates.js';
import { FindingService } from './findings.service.js';
import { SpotCheck } from './spotCheck.entity.js';
import { SpotCheckFinding } from './spotCheckFinding.entity.js';
import { SpotCheckPlan } from './spotCheckPlan.entity.js';
import {
  CorrectSpotCheckFindingsArgs,
  DrawSpotCheckArgs,
  EndSpotCheckPlanArgs,
  ExplainSpotCheckFindingArgs,
  PlanSpotChecksArgs,
  RecordSpotCheckArgs,
  SettleSpotCheckFindingArgs,
  SpotCheckRatesArgs,
} from './spotChecks.inputs.js';
import { SpotCheckFrame, SpotCheckRate } from './spotChecks.types.js';

@Resolver(() => SpotCheck)
export class SpotCheckResolver {
  @Query(() => SpotCheckFrame, {
    description: 'From what a sample was drawn, how, and what is drawn when it is done again (P11.A07).',
  })
  spotCheckFrame(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return new DrawingService(context).frame(id);
  }

  @Query(() => [SpotCheckRate], {
    description:
      'How many of the figures that were compared between two days were wrong, by unit, with the counts and the limits of the rate (P11.A07).',
  })
  spotCheckRates(@Args(() => SpotCheckRatesArgs) args: SpotCheckRatesArgs, @Ctx() context: SignedInContext) {
    return spotCheckRates(context, args);
  }

  @Mutation(() => SpotCheckPlan, {
    nullable: true,
    description: 'Lays down how often the figures of a form are checked by sample (P11.A07). One plan at a time.',
  })
  planSpotChecks(@Args(() => PlanSpotChecksArgs) args: PlanSpotChecksArgs, @Ctx() context: SignedInContext) {
    return new CheckingService(context).plan(args);
  }

  @Mutation(() => SpotCheckPlan, { nullable: true, description: 'No further check is due by it.' })
  endSpotCheckPlan(@Args(() => EndSpotCheckPlanArgs) args: EndSpotCheckPlanArgs, @Ctx() context: SignedInContext) {
    return new CheckingService(context).end(args);
  }

  @Mutation(() => SpotCheck, {
    nullable: true,
    description:
      'Draws figures of the reports that were handed in, by a seed that the platform gives. Another is drawn when this one is finished.',
  })
  drawSpotCheck(@Args(() => DrawSpotCheckArgs) args: DrawSpotCheckArgs, @Ctx() context: SignedInContext) {
    return new DrawingService(context).draw(args);
  }

  @Mutation(() => SpotCheck, {
    nullable: true,
    description:
      'Records what the source documents say of figures; what differs is a finding, which the unit has to correct or explain in time. FORBIDDEN for figures that you entered or handed in.',
  })
  recordSpotCheck(@Args(() => RecordSpotCheckArgs) args: RecordSpotCheckArgs, @Ctx() context: SignedInContext) {
    return new CheckingService(context).record(args);
  }

  @Mutation(() => DataSetReport, {
    nullable: true,
    description:
      'Enters what the source documents say for open findings of a report, with the reason. Of a locked report the director is asked to unlock it, with these reasons; once that is done, call it again without any.',
  })
  correctSpotCheckFindings(
    @Args(() => CorrectSpotCheckFindingsArgs) args: CorrectSpotCheckFindingsArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FindingService(context).correct(args);
  }

  @Mutation(() => SpotCheckFinding, { nullable: true, description: 'Says why a figure is right as it was reported.' })
  explainSpotCheckFinding(
    @Args(() => ExplainSpotCheckFindingArgs) args: ExplainSpotCheckFindingArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FindingService(context).explain(args);
  }

  @Mutation(() => SpotCheckFinding, {
    nullable: true,
    description:
      'Closes a finding: its correction is approved and right, or its explanation is accepted; or sends it back. Nobody settles what they answered or entered.',
  })
  settleSpotCheckFinding(
    @Args(() => SettleSpotCheckFindingArgs) args: SettleSpotCheckFindingArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new FindingService(context).settle(args);
  }
}
