import { ArrayMinSize, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { neededAspects, SurveyAspect, SurveyQuestionKind } from './survey.enums.js';

const year = { en: 'Give a year from 2000 to 2199.', zh: '请填写 2000 至 2199 的年份。' };
const mark = { en: 'Give a mean from 1 to 5.', zh: '请填写 1 至 5 的平均分。' };

@InputType()
export class SurveyQuestionInput {
  @Field(() => SurveyAspect)
  aspect!: SurveyAspect;

  @Field(() => SurveyQuestionKind)
  kind!: SurveyQuestionKind;

  @Field(() => String)
  @Characters(1, 500)
  text!: string;
}

/** P04.A07 b. */
function aspectsProblem(questions: SurveyQuestionInput[]): Message | null {
  const asked = (questions ?? []).filter(({ kind }) => kind === SurveyQuestionKind.SCALE).map(({ aspect }) => aspect);
  const missing = neededAspects.filter((aspect) => !asked.includes(aspect));
  return missing.length === 0
    ? null
    : {
        en: `Add a SCALE question for each of ${missing.join(', ')} (P04.A07 b).`,
        zh: `请为 ${missing.join('、')} 各增加一个 SCALE 问题（P04.A07 b）。`,
      };
}

@InputType({ description: 'A satisfaction survey with its questionnaire (调查表).' })
export class CreateSurveyInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => Int, { nullable: true, description: 'The year that it counts for; the present one unless given.' })
  @Min(2000, says(year))
  @Max(2199, says(year))
  year?: number | null;

  @Field(() => Float, { description: 'The mean from 1 to 5 that is to be reached.' })
  @Min(1, says(mark))
  @Max(5, says(mark))
  target!: number;

  @Field(() => Date, { description: 'From then on links are void; in the future.' })
  repliesUntil!: Date;

  @Field(() => [SurveyQuestionInput], {
    description: 'At most 50; among them a SCALE question about SERVICE_QUALITY, PRICE and OVERALL each.',
  })
  @AtMost(50)
  @Satisfies(aspectsProblem)
  @ValidateNested({ each: true })
  questions!: SurveyQuestionInput[];
}

@ArgsType()
export class InviteToSurveyArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => [ID], { description: '1 to 100 customers that you see.' })
  @AtMost(100)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of customers.', zh: '请给出客户的 id。' }) })
  customerIds!: string[];
}

@ArgsType()
export class CloseSurveyArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;
}

@InputType()
export class CompileSurveyReportInput {
  @Field(() => String, { description: 'What the figures say, in words.' })
  @Characters(1, 10_000)
  summary!: string;

  @Field(() => Label, {
    defaultValue: Label.INTERNAL,
    description:
      'Replies up to this label go into it, as far as you see them; whoever reads it has to be cleared for the highest of them.',
  })
  highestLabel!: Label;
}

@ArgsType()
export class CompileSurveyReportArgs {
  @Field(() => ID)
  surveyId!: string;

  @Field(() => CompileSurveyReportInput)
  @ValidateNested()
  input!: CompileSurveyReportInput;
}

@InputType()
export class SurveyAnswerInput {
  @Field(() => ID)
  @IdOf({ en: 'question', zh: '问题' })
  questionId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a SCALE question: from 1, very dissatisfied, to 5, very satisfied.',
  })
  @Min(1, says({ en: 'Give a mark from 1 to 5.', zh: '请给出 1 至 5 的评分。' }))
  @Max(5, says({ en: 'Give a mark from 1 to 5.', zh: '请给出 1 至 5 的评分。' }))
  mark?: number | null;

  @Field(() => String, { nullable: true, description: 'Of a TEXT question.' })
  @Characters(0, 2000)
  text?: string | null;
}

@ArgsType()
export class ReplyToSurveyArgs {
  @Field(() => String, { description: 'What stands in the link.' })
  @Characters(1, 100)
  token!: string;

  @Field(() => [SurveyAnswerInput], { description: 'One for each SCALE question; TEXT may be left out.' })
  @AtMost(50)
  @ValidateNested({ each: true })
  answers!: SurveyAnswerInput[];
}

@InputType({ description: 'What is done about a result below target (纠正预防措施).' })
export class PlanCorrectiveActionInput {
  @Field(() => String)
  @Characters(1, 5000)
  cause!: string;

  @Field(() => String, { description: '纠正措施' })
  @Characters(1, 5000)
  correction!: string;

  @Field(() => String, { description: '预防措施' })
  @Characters(1, 5000)
  prevention!: string;
}

@ArgsType()
export class PlanCorrectiveActionArgs extends CloseSurveyArgs {
  @Field(() => PlanCorrectiveActionInput)
  @ValidateNested()
  input!: PlanCorrectiveActionInput;
}

@ArgsType()
export class CloseCorrectiveActionArgs extends CloseSurveyArgs {
  @Field(() => String, { description: 'What came of it.' })
  @Characters(1, 5000)
  effect!: string;
}
