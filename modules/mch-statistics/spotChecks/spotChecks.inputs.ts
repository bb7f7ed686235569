import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { SpotCheckInterval } from './spotChecks.enums.js';

const between = (least: number, most: number) => ({
  en: `Give a whole number from ${least} to ${most}.`,
  zh: `请填写 ${least} 至 ${most} 的整数。`,
});
const basedOn = { description: 'The version that the change is based on.' };
const reasonNeeded = says({ en: 'Give a reason.', zh: '请填写原因。' });
const item = { en: 'figure of the check', zh: '抽查项' };
const finding = { en: 'finding', zh: '抽查发现' };

@InputType({ description: 'How often the figures of a form are checked by sample (抽查计划).' })
export class PlanSpotChecksInput {
  @Field(() => SpotCheckInterval, {
    nullable: true,
    description: 'As the interpretation mch-statistics.spotCheckInterval says, unless given.',
  })
  interval?: SpotCheckInterval | null;

  @Field(() => Int, { defaultValue: 0, description: 'Due so many days after the end of the interval, 0 to 60.' })
  @Min(0, says(between(0, 60)))
  @Max(60, says(between(0, 60)))
  graceDays!: number;

  @Field(() => Int, { nullable: true, description: 'So many units are drawn, 1 to 1000; all of them unless given.' })
  @Min(1, says(between(1, 1000)))
  @Max(1000, says(between(1, 1000)))
  units?: number | null;

  @Field(() => Int, { description: 'So many figures are drawn of each unit, 1 to 200.' })
  @Min(1, says(between(1, 200)))
  @Max(200, says(between(1, 200)))
  figuresPerUnit!: number;
}

@ArgsType()
export class PlanSpotChecksArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => PlanSpotChecksInput)
  @ValidateNested()
  input!: PlanSpotChecksInput;
}

@ArgsType()
export class EndSpotCheckPlanArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => String)
  @Characters(1, 500)
  @Matches(/\S/, reasonNeeded)
  reason!: string;
}

@ArgsType()
export class DrawSpotCheckArgs {
  @Field(() => ID)
  planId!: string;

  @Field(() => String, { description: 'Reports are drawn whose period ends on this day or later, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: '… and on this day or earlier, YYYY-MM-DD; at most 366 days after from.' })
  @Satisfies(dateProblem)
  to!: string;
}

@InputType({ description: 'What the source documents say of a figure.' })
export class SpotCheckResultInput {
  @Field(() => ID)
  @IdOf(item)
  itemId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The figure as the source documents have it; -1 and -2 as on forms; null where there are none.',
  })
  @Characters(1, 500)
  found?: string | null;

  @Field(() => String, {
    description:
      'Which source documents were looked at, or looked for (原始凭证), for example the delivery register of January.',
  })
  @Characters(1, 500)
  @Matches(/\S/, says({ en: 'Name the source documents.', zh: '请填写原始凭证。' }))
  source!: string;
}

@ArgsType()
export class RecordSpotCheckArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => [SpotCheckResultInput], { description: '1 to 500 figures; the others can follow later.' })
  @AtMost(500)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @ValidateNested({ each: true })
  results!: SpotCheckResultInput[];
}

@InputType({ description: 'Why a figure was wrong.' })
export class SpotCheckCorrectionInput {
  @Field(() => ID)
  @IdOf(finding)
  findingId!: string;

  @Field(() => String)
  @Characters(1, 500)
  @Matches(/\S/, reasonNeeded)
  reason!: string;
}

@ArgsType()
export class CorrectSpotCheckFindingsArgs {
  @Field(() => ID)
  reportId!: string;

  @Field(() => Int, { description: 'The version of the report that the change is based on.' })
  version!: number;

  @Field(() => [SpotCheckCorrectionInput], {
    defaultValue: [],
    description:
      'Findings of the report with a reason each; those whose reason was given before need not be given again.',
  })
  @AtMost(500)
  @ValidateNested({ each: true })
  corrections!: SpotCheckCorrectionInput[];
}

@ArgsType()
export class ExplainSpotCheckFindingArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => String, { description: 'Why the figure is right as it was reported, or why there are no documents.' })
  @Characters(1, 500)
  @Matches(/\S/, reasonNeeded)
  explanation!: string;
}

@ArgsType()
export class SettleSpotCheckFindingArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, basedOn)
  version!: number;

  @Field(() => Boolean, { description: 'True closes it; false sends it back to be corrected or explained.' })
  accept!: boolean;

  @Field(() => String, { nullable: true, description: 'Needed where it is sent back.' })
  @Characters(0, 500)
  remark?: string | null;
}

@ArgsType()
export class SpotCheckRatesArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => String, { description: 'First day on which figures were compared, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Last day on which figures were compared, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  to!: string;
}
