import { ArrayMinSize, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { readExpression } from './expression.js';
import { MissingStrategy, PeriodType, RuleOperator, UnitLevel, ValueType } from './form.enums.js';
import { reportDayProblem } from './period.js';
import { uidProblem } from './uid.js';

const days = { en: 'Give a whole number from 0 to 366.', zh: '请填写 0 至 366 的整数。' };
const atLeastOne = { en: 'Give at least one.', zh: '请至少给出一项。' };
const bound = { en: 'Give a number from 0 to 999 999 999 999.', zh: '请填写 0 至 999 999 999 999 的数。' };
const uidField = { nullable: true, description: 'The one that DHIS2 has; one is made where it is left out.' } as const;
const unit = { en: 'unit', zh: '填报机构' };

@InputType({ description: 'Who reports figures (填报机构).' })
export class RegisterUnitInput {
  @Field(() => String, uidField)
  @Satisfies(uidProblem, 'code')
  uid?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the authority: at most 50 characters, given once.' })
  @Characters(1, 50)
  code?: string | null;

  @Field(() => String)
  @Characters(1, 200)
  name!: string;

  @Field(() => UnitLevel)
  level!: UnitLevel;

  @Field(() => ID, { nullable: true, description: 'The unit to which it reports: of a higher level.' })
  @IdOf(unit)
  parentId?: string | null;

  @Field(() => ID, { description: 'Department whose people fill in its forms.' })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  openedOn!: string;
}

@InputType({ description: 'What changes of a unit; what is left out stays.' })
export class UpdateUnitInput {
  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  name?: string | null;

  @Field(() => ID, { nullable: true })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: 'Last day on which it reports, YYYY-MM-DD.' })
  @Satisfies(reportDayProblem)
  closedOn?: string | null;
}

@ArgsType()
export class UpdateUnitArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => UpdateUnitInput)
  @ValidateNested()
  input!: UpdateUnitInput;
}

@InputType({ description: 'One of the categories of a break-down, for example sex.' })
export class CategoryInput {
  @Field(() => String)
  @Characters(1, 100)
  name!: string;

  @Field(() => [String], { description: 'For example male and female: 2 to 50.' })
  @AtMost(50)
  @Satisfies((options: string[]): Message | null =>
    options.length >= 2 &&
    options.every((option) => option.trim() !== '' && option.length <= 100) &&
    new Set(options.map((option) => option.trim())).size === options.length
      ? null
      : {
          en: 'Give two or more different options of 1 to 100 characters.',
          zh: '请给出至少两个互不相同、长度 1 至 100 个字符的选项。',
        },
  )
  options!: string[];
}

@InputType({ description: 'By what figures are broken down (分组).' })
export class DefineCategoriesInput {
  @Field(() => String, uidField)
  @Satisfies(uidProblem, 'code')
  uid?: string | null;

  @Field(() => String, { description: 'Given once.' })
  @Characters(1, 100)
  name!: string;

  @Field(() => [CategoryInput], {
    description: '1 to 5; each option of one with each of the others makes a cell, at most 500.',
  })
  @AtMost(5)
  @ArrayMinSize(1, says(atLeastOne))
  @ValidateNested({ each: true })
  @Satisfies((categories: CategoryInput[]): Message | null =>
    categories.reduce((cells, { options }) => cells * options.length, 1) <= 500
      ? null
      : { en: 'That makes more than 500 cells. Give fewer options.', zh: '组合超过 500 个，请减少选项。' },
  )
  categories!: CategoryInput[];

  @Field(() => [String], {
    nullable: true,
    description: 'Uids of the cells as DHIS2 has them, the last category changing first; made where left out.',
  })
  @AtMost(500)
  @Satisfies((uids: string[]) => uids.map(uidProblem).find((problem) => problem !== null) ?? null)
  optionUids?: string[] | null;
}

@InputType({ description: 'What is counted (数据元).' })
export class DefineElementInput {
  @Field(() => String, uidField)
  @Satisfies(uidProblem, 'code')
  uid?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 50 characters, given once.' })
  @Characters(1, 50)
  code?: string | null;

  @Field(() => String)
  @Characters(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'What counts and what does not (指标解释).' })
  @Characters(0, 2000)
  definition?: string | null;

  @Field(() => ValueType, { defaultValue: ValueType.INTEGER })
  valueType!: ValueType;

  @Field(() => Float, { nullable: true, description: '0 unless given: -1 and -2 are missing codes, not figures.' })
  @Min(0, says(bound))
  @Max(999_999_999_999, says(bound))
  minimum?: number | null;

  @Field(() => Float, { nullable: true, description: 'Not below minimum.' })
  @Min(0, says(bound))
  @Max(999_999_999_999, says(bound))
  @Satisfies((maximum: number, { minimum }: DefineElementInput) =>
    maximum >= (minimum ?? 0) ? null : { en: 'Give a maximum not below the minimum.', zh: '最大值不得小于最小值。' },
  )
  maximum?: number | null;

  @Field(() => ID, { nullable: true, description: 'By what it is broken down; by nothing unless given.' })
  @IdOf({ en: 'category combination', zh: '分组' })
  combinationId?: string | null;
}

@InputType({ description: 'When the units of a level hand in (报送时限).' })
export class TermInput {
  @Field(() => UnitLevel)
  level!: UnitLevel;

  @Field(() => Int, { description: 'Days after the end of the period: 0 to 366.' })
  @Min(0, says(days))
  @Max(366, says(days))
  days!: number;
}

@InputType({ description: 'A line of a form.' })
export class ItemInput {
  @Field(() => ID)
  @IdOf({ en: 'data element', zh: '数据元' })
  elementId!: string;

  @Field(() => String, { description: 'Heading under which it stands.' })
  @Characters(1, 100)
  section!: string;

  @Field(() => Boolean, { defaultValue: true })
  isRequired!: boolean;
}

@InputType({ description: 'A form (报表). Its lines stay as they are: another form is another data set.' })
export class DefineDataSetInput {
  @Field(() => String, uidField)
  @Satisfies(uidProblem, 'code')
  uid?: string | null;

  @Field(() => String, { description: 'Given once.' })
  @Characters(1, 200)
  name!: string;

  @Field(() => PeriodType)
  periodType!: PeriodType;

  @Field(() => Int, { description: 'Due so many days after the end of the period: 0 to 366.' })
  @Min(0, says(days))
  @Max(366, says(days))
  dueDays!: number;

  @Field(() => [TermInput], { defaultValue: [], description: 'Levels with a term of their own, each once.' })
  @AtMost(5)
  @ValidateNested({ each: true })
  @Satisfies((terms: TermInput[]): Message | null =>
    new Set(terms.map(({ level }) => level)).size === terms.length
      ? null
      : { en: 'Give each level once.', zh: '每个级别只能填写一次。' },
  )
  terms!: TermInput[];

  @Field(() => [ItemInput], { description: 'Its lines in their order: 1 to 500, each element once.' })
  @AtMost(500)
  @ArrayMinSize(1, says(atLeastOne))
  @ValidateNested({ each: true })
  @Satisfies((items: ItemInput[]): Message | null =>
    new Set(items.map(({ elementId }) => elementId)).size === items.length
      ? null
      : { en: 'Give each element once.', zh: '每个数据元只能出现一次。' },
  )
  items!: ItemInput[];
}

const expressionProblem = (text: string): Message | null =>
  text.length <= 2000 && readExpression(text)
    ? null
    : {
        en: 'Write numbers, + - * / and brackets, #{element} or #{element.option} with their uids; at most 2000 characters.',
        zh: '请用数字、+ - * / 和括号，以及 #{数据元 uid} 或 #{数据元 uid.选项 uid} 书写，最多 2000 个字符。',
      };

@InputType({ description: 'What figures of a form have to do with each other (逻辑审核关系).' })
export class AddRuleInput {
  @Field(() => String, uidField)
  @Satisfies(uidProblem, 'code')
  uid?: string | null;

  @Field(() => String, { description: 'What it says in words; once for a form.' })
  @Characters(1, 200)
  name!: string;

  @Field(() => String, { description: 'See ValidationRule.left.' })
  @Satisfies(expressionProblem, 'code')
  left!: string;

  @Field(() => RuleOperator)
  operator!: RuleOperator;

  @Field(() => String, { description: 'See ValidationRule.left.' })
  @Satisfies(expressionProblem, 'code')
  right!: string;

  @Field(() => MissingStrategy, { defaultValue: MissingStrategy.SKIP_IF_ANY_MISSING })
  missingLeft!: MissingStrategy;

  @Field(() => MissingStrategy, { defaultValue: MissingStrategy.SKIP_IF_ANY_MISSING })
  missingRight!: MissingStrategy;
}

@ArgsType()
export class AddRuleArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => AddRuleInput)
  @ValidateNested()
  input!: AddRuleInput;
}

@InputType({ description: 'That a unit has to hand in a form from a period on.' })
export class AssignInput {
  @Field(() => ID)
  @IdOf(unit)
  unitId!: string;

  @Field(() => String, { description: 'A day of the first period that is due, YYYY-MM-DD.' })
  @Satisfies(reportDayProblem)
  since!: string;

  @Field(() => ID, { description: 'Who keeps what the unit hands in (专人管理).' })
  @IdOf({ en: 'person', zh: '人员' })
  keeperId!: string;

  @Field(() => Label, {
    defaultValue: Label.INTERNAL,
    description: 'Of all that it hands in; up to your own clearance.',
  })
  label!: Label;
}

@ArgsType()
export class AssignArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => AssignInput)
  @ValidateNested()
  input!: AssignInput;
}

@ArgsType()
export class EndAssignmentArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: 'A day of the last period that is due, YYYY-MM-DD.' })
  @Satisfies(reportDayProblem)
  until!: string;
}
