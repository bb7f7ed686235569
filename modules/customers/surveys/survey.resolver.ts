import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, SignedInContext } from '../../../src/context.js';
import { Needs } from '../../../src/reading/decorators.js';
import type { Figure } from './analysis.js';
import { CorrectiveAction } from './correctiveAction.entity.js';
import { Survey } from './survey.entity.js';
import {
  CloseCorrectiveActionArgs,
  CloseSurveyArgs,
  CompileSurveyReportArgs,
  CreateSurveyInput,
  InviteToSurveyArgs,
  PlanCorrectiveActionArgs,
  ReplyToSurveyArgs,
} from './survey.inputs.js';
import { questionnaireOf, reply, SurveyService } from './survey.service.js';
import { SurveyFigure, SurveyLink, SurveyQuestionnaire } from './survey.types.js';
import { SurveyReport } from './surveyReport.entity.js';
import { SurveyReportService } from './surveyReport.service.js';

const shown = (figures: readonly Figure[]): SurveyFigure[] =>
  figures.map(({ dimension = null, group = null, ...figure }) => ({ ...figure, dimension, group }));

@Resolver(() => SurveyReport)
export class SurveyReportResolver {
  @Needs('figures')
  @FieldResolver(() => [SurveyFigure], { description: 'As they were when it was compiled.' })
  figures(@Root() { figures }: SurveyReport): SurveyFigure[] {
    return shown(figures);
  }
}

@Resolver(() => Survey)
export class SurveyResolver {
  @Mutation(() => Survey, { nullable: true, description: 'Makes a survey with its questionnaire (P04.A07).' })
  createSurvey(@Arg('input', () => CreateSurveyInput) input: CreateSurveyInput, @Ctx() context: SignedInContext) {
    return new SurveyService(context).create(input);
  }

  @Mutation(() => [SurveyLink], {
    nullable: true,
    description:
      'Gives a link for one reply for each customer. Who has replied is left out; who has not gets another link, and the former is void.',
  })
  inviteToSurvey(
    @Args(() => InviteToSurveyArgs) { id, customerIds }: InviteToSurveyArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new SurveyService(context).invite(id, customerIds);
  }

  @Mutation(() => Survey, {
    nullable: true,
    description: 'Ends a survey, so that it can be analysed. With a reply at least, it counts as that of its year.',
  })
  closeSurvey(@Args(() => CloseSurveyArgs) { id, version }: CloseSurveyArgs, @Ctx() context: SignedInContext) {
    return new SurveyService(context).close(id, version);
  }

  @Mutation(() => SurveyReport, {
    nullable: true,
    description:
      'Compiles the analysis of a closed survey and asks the general manager to approve it. Its figures no longer change.',
  })
  compileSurveyReport(
    @Args(() => CompileSurveyReportArgs) { surveyId, input }: CompileSurveyReportArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new SurveyReportService(context).compile(surveyId, input);
  }

  @Query(() => [SurveyFigure], {
    nullable: true,
    description:
      'What the replies that you may know of came to, once the survey is closed. Groups too small to stay anonymous are put together.',
  })
  async surveyAnalysis(@Arg('surveyId', () => ID) surveyId: string, @Ctx() context: SignedInContext) {
    return shown(await new SurveyReportService(context).analysis(surveyId));
  }

  @Extensions({ triesLink: true })
  @Query(() => SurveyQuestionnaire, {
    nullable: true,
    description:
      'What a customer with a link is asked; nobody needs to sign in. NOT_FOUND for an unknown, a used and an expired link alike.',
  })
  surveyQuestionnaire(@Arg('token', () => String) token: string, @Ctx() context: Context) {
    return questionnaireOf(context, token);
  }

  @Extensions({ triesLink: true })
  @Mutation(() => Boolean, {
    nullable: true,
    description:
      'Replies to a survey, once for each link; nobody needs to sign in. NOT_FOUND for an unknown, a used and an expired link alike.',
  })
  replyToSurvey(@Args(() => ReplyToSurveyArgs) { token, answers }: ReplyToSurveyArgs, @Ctx() context: Context) {
    return reply(context, token, answers);
  }

  @Mutation(() => CorrectiveAction, { nullable: true, description: 'Plans what is done about a result below target.' })
  planCorrectiveAction(
    @Args(() => PlanCorrectiveActionArgs) { id, version, input }: PlanCorrectiveActionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new SurveyService(context).plan(id, version, input);
  }

  @Mutation(() => CorrectiveAction, {
    nullable: true,
    description: 'Says what came of a planned action; not by whoever planned it.',
  })
  closeCorrectiveAction(
    @Args(() => CloseCorrectiveActionArgs) { id, version, effect }: CloseCorrectiveActionArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new SurveyService(context).finish(id, version, effect);
  }
}
