import { ArrayMinSize, IsUUID, Matches, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { AtMost, Characters, IdOf, says } from '../../../src/graphql/inputChecks.js';
import { AnalysisRhythm } from './analyses.enums.js';

const days = { en: 'Give a whole number from 0 to 90.', zh: '请填写 0 至 90 的整数。' };

@InputType({ description: 'Who writes which report of analysis, how often and by when.' })
export class PlanAnalysisInput {
  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => ID, { description: 'It is about this unit and those right below it.' })
  @IdOf({ en: 'unit', zh: '填报机构' })
  unitId!: string;

  @Field(() => [ID], { description: '1 to 20 versions of indicators.' })
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @AtMost(20)
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of indicators.', zh: '请给出指标口径的 id。' }) })
  indicatorIds!: string[];

  @Field(() => AnalysisRhythm)
  rhythm!: AnalysisRhythm;

  @Field(() => Int, { description: 'Due so many days after the end of a period: 0 to 90.' })
  @Min(0, says(days))
  @Max(90, says(days))
  days!: number;

  @Field(() => ID, { description: 'Who writes it: a statistician, or somebody else who reports or oversees figures.' })
  @IdOf({ en: 'person', zh: '人员' })
  authorId!: string;

  @Field(() => Label, { defaultValue: Label.INTERNAL })
  label: Label = Label.INTERNAL;
}

@ArgsType()
export class PlanArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@InputType({ description: 'A report of analysis.' })
export class SubmitAnalysisInput {
  @Field(() => String, { description: 'A period of the plan that is over: 2026-Q1, 2026-H1 or 2026.' })
  @Matches(
    /^\d{4}(-Q[1-4]|-H[12])?$/,
    says({ en: 'Give a period such as 2026-Q1, 2026-H1 or 2026.', zh: '请填写期间，例如 2026-Q1、2026-H1 或 2026。' }),
  )
  period!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { description: '20 to 50 000 characters.' })
  @Characters(20, 50_000)
  text!: string;
}

@ArgsType()
export class AcknowledgeArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'What is to be done about it; at most 2000 characters.' })
  @Characters(0, 2000)
  remark?: string | null;
}
