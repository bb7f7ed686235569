import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { batched } from '../../../src/reading/batched.js';
import { Needs } from '../../../src/reading/decorators.js';
import { AcknowledgeArgs, PlanAnalysisInput, PlanArgs, SubmitAnalysisInput } from './analyses.inputs.js';
import { AnalysisService, changesSince } from './analyses.service.js';
import { FigureChange } from './analyses.types.js';
import { AnalysisPlan } from './analysisPlan.entity.js';
import { AnalysisReport } from './analysisReport.entity.js';

@Resolver(() => AnalysisReport)
export class AnalysisResolver {
  @FieldResolver(() => [FigureChange], {
    description:
      'Figures that are others by now, because forms were corrected or came in later; the report keeps its own.',
  })
  @Needs('id')
  changesSince(@Root() { id }: AnalysisReport, @Ctx() context: Context): Promise<FigureChange[]> {
    return batched<string, FigureChange[]>(context, AnalysisResolver, (ids) => changesSince(context, ids)).load(id);
  }

  @Mutation(() => AnalysisPlan, {
    nullable: true,
    description:
      'Says who writes which report each quarter, half year or year, and by when (P11.A09). It is due from the present period on.',
  })
  planAnalysis(@Arg('input', () => PlanAnalysisInput) input: PlanAnalysisInput, @Ctx() context: SignedInContext) {
    return new AnalysisService(context).plan(input);
  }

  @Mutation(() => AnalysisPlan, {
    nullable: true,
    description: 'No further report is due by the plan; what is late stays late.',
  })
  endAnalysisPlan(@Args(() => PlanArgs) args: PlanArgs, @Ctx() context: SignedInContext) {
    return new AnalysisService(context).end(args);
  }

  @Mutation(() => AnalysisReport, {
    nullable: true,
    description:
      'Hands in a report to the director, with the figures of the plan as they are now, from approved forms. A second one for the period is another edition.',
  })
  submitAnalysis(
    @Arg('planId', () => ID) planId: string,
    @Arg('input', () => SubmitAnalysisInput) input: SubmitAnalysisInput,
    @Ctx() context: SignedInContext,
  ) {
    return new AnalysisService(context).submit(planId, input);
  }

  @Mutation(() => AnalysisReport, {
    nullable: true,
    description: 'A leader acknowledges a report, within five working days.',
  })
  acknowledgeAnalysis(@Args(() => AcknowledgeArgs) args: AcknowledgeArgs, @Ctx() context: SignedInContext) {
    return new AnalysisService(context).acknowledge(args);
  }
}
