import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { MonitoredArea, WorseDirection } from './monitoring.enums.js';

const person = { en: 'person', zh: '人员' };
const bound = says({
  en: 'Give a number from -1 000 000 000 to 1 000 000 000.',
  zh: '请填写 -10 亿至 10 亿之间的数。',
});

/** What numeric(18,6) and a hospital take. */
const Measured = (): PropertyDecorator => (target, property) => {
  Min(-1e9, bound)(target, property);
  Max(1e9, bound)(target, property);
};

export const monthFormat = says({ en: 'Give a month as YYYY-MM.', zh: '请填写月份，格式为 YYYY-MM。' });
export const month = /^(18|19|20|21)\d\d-(0[1-9]|1[0-2])$/;

@InputType({ description: 'An indicator by which something is monitored (监控指标).' })
export class DefineManagementIndicatorInput {
  @Field(() => String, { description: '1 to 40 letters, digits, full stops and hyphens. Unique, never changed.' })
  @Matches(
    /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/,
    says({
      en: 'Give 1 to 40 letters, digits, full stops or hyphens.',
      zh: '请填写 1 至 40 个字母、数字、点或连字符。',
    }),
  )
  code!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => MonitoredArea)
  area!: MonitoredArea;

  @Field(() => String, { description: 'For example % or days.' })
  @Characters(1, 20)
  unit!: string;

  @Field(() => WorseDirection)
  worse!: WorseDirection;

  @Field(() => Float)
  @Measured()
  warning!: number;

  @Field(() => Float, { description: 'Not before warning on the way to worse.' })
  @Measured()
  alarm!: number;

  @Field(() => ID, { description: 'Who is told of alerts and answers them.' })
  @IdOf(person)
  ownerId!: string;

  @Field(() => ID, { nullable: true, description: 'Data element of the statistics from which values are drawn.' })
  @IdOf({ en: 'data element', zh: '数据元' })
  elementId?: string | null;
}

@InputType({ description: 'What is left out stays. Readings that were entered keep their state.' })
export class UpdateManagementIndicatorInput {
  @Field(() => Float, { nullable: true })
  @Measured()
  warning?: number | null;

  @Field(() => Float, { nullable: true })
  @Measured()
  alarm?: number | null;

  @Field(() => ID, { nullable: true, description: 'Answers the alerts to come; open ones stay with who has them.' })
  @IdOf(person)
  ownerId?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD, today or before: it is not used any more.' })
  @Satisfies(dateProblem)
  retiredOn?: string | null;
}

@ArgsType()
export class UpdateManagementIndicatorArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => UpdateManagementIndicatorInput)
  @ValidateNested()
  input!: UpdateManagementIndicatorInput;
}

@InputType({ description: 'A value of an indicator.' })
export class IndicatorReadingInput {
  @Field(() => String, { description: 'Code of the indicator.' })
  @Characters(1, 40)
  code!: string;

  @Field(() => ID)
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => Float)
  @Measured()
  value!: number;
}

@ArgsType()
export class RecordReadingsArgs {
  @Field(() => String, { description: 'YYYY-MM; one that has begun.' })
  @Matches(month, monthFormat)
  month!: string;

  @Field(() => [IndicatorReadingInput], { description: '1 to 300.' })
  @AtMost(300)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @ValidateNested({ each: true })
  readings!: IndicatorReadingInput[];
}

@ArgsType()
export class DrawReadingsArgs {
  @Field(() => String, { description: 'YYYY-MM; one that is over.' })
  @Matches(month, monthFormat)
  month!: string;
}

@ArgsType()
export class CorrectReadingArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => Float)
  @Measured()
  value!: number;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@InputType({ description: 'The answer to an alert.' })
export class AlertAnswerInput {
  @Field(() => String)
  @Characters(1, 2000)
  cause!: string;

  @Field(() => String)
  @Characters(1, 2000)
  measure!: string;

  @Field(() => String, { description: 'Until when the measure is carried out, YYYY-MM-DD; today or later.' })
  @Satisfies(dateProblem)
  measureDueOn!: string;
}

@ArgsType()
export class AnswerAlertArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => AlertAnswerInput)
  @ValidateNested()
  input!: AlertAnswerInput;
}

const months = says({ en: 'Give 1 to 36.', zh: '请填写 1 至 36。' });
const rows = says({ en: 'Give 1 to 500.', zh: '请填写 1 至 500。' });

@ArgsType()
export class DashboardArgs {
  @Field(() => MonitoredArea, { nullable: true })
  area?: MonitoredArea | null;

  @Field(() => ID, { nullable: true })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => Int, { defaultValue: 12, description: 'How many months up to the present one: 1 to 36.' })
  @Min(1, months)
  @Max(36, months)
  months!: number;

  @Field(() => Int, { defaultValue: 100, description: '1 to 500 rows.' })
  @Min(1, rows)
  @Max(500, rows)
  first!: number;
}
