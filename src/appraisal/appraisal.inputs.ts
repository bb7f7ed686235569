import { Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../graphql/dates.js';
import { Characters, IdOf, Satisfies, says } from '../graphql/inputChecks.js';
import { mostPoints } from './appraisalDefinition.js';
import { AppraisalSubject } from './appraisalEnums.js';
import { mostAmount } from './figures.js';

const pointsBounds = {
  en: `Give a whole number from -${mostPoints} to ${mostPoints}.`,
  zh: `请给出 -${mostPoints} 至 ${mostPoints} 的整数。`,
};
const amountBounds = { en: 'Give whole CNY from 0 to 1 000 000.', zh: '请给出 0 至 1 000 000 元（整数）。' };

@InputType({
  description: 'Points and amount of a merit or demerit, within the bounds of its kind (see appraisalKinds).',
})
class AppraisalFiguresInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Below 0 for a demerit. Left out where the kind has a fixed number.',
  })
  @Min(-mostPoints, says(pointsBounds))
  @Max(mostPoints, says(pointsBounds))
  points?: number | null;

  @Field(() => Int, { nullable: true, description: 'In whole CNY, where the kind has an amount.' })
  @Min(0, says(amountBounds))
  @Max(mostAmount, says(amountBounds))
  amount?: number | null;
}

@InputType({ description: 'A merit or demerit that is proposed (考核建议).' })
export class ProposeAppraisalInput extends AppraisalFiguresInput {
  @Field(() => String, { description: 'Name of a kind, see appraisalKinds.' })
  @Characters(1, 100)
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'Whose it is. Give the person, the department or both.' })
  @IdOf({ en: 'person', zh: '人员' })
  personId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of a person unless given the department in which they hold their longest-held role.',
  })
  @IdOf({ en: 'department', zh: '部门' })
  departmentId?: string | null;

  @Field(() => String)
  @Characters(1, 2000)
  reason!: string;

  @Field(() => ID, { nullable: true, description: 'The record that it is about, of the type that the kind names.' })
  @IdOf({ en: 'record', zh: '记录' })
  caseId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The day on which it counts, YYYY-MM-DD, today or before; today unless given.',
  })
  @Satisfies(dateProblem)
  occurredOn?: string | null;
}

@InputType({ description: 'What is right in the place of an entry that is in force.' })
export class CorrectAppraisalInput extends AppraisalFiguresInput {
  @Field(() => String, { description: 'Why it is corrected.' })
  @Characters(1, 2000)
  reason!: string;
}

@ArgsType()
export class CorrectAppraisalArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the correction is based on.' })
  version!: number;

  @Field(() => CorrectAppraisalInput)
  @ValidateNested()
  input!: CorrectAppraisalInput;
}

@ArgsType()
export class WithdrawAppraisalArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => String, { description: 'Why it is taken back.' })
  @Characters(1, 2000)
  reason!: string;
}

const lines = { en: 'Give a number from 1 to 500.', zh: '请给出 1 至 500。' };
const skipped = { en: 'Give a number from 0 to 100 000.', zh: '请给出 0 至 100 000。' };

/** What is wrong with the name of a quarter, or null. */
export const quarterProblem = (text: string) =>
  /^(19|20)\d{2}-Q[1-4]$/.test(text) ? null : { en: 'Give a quarter, as 2026-Q1.', zh: '请给出季度，格式为 2026-Q1。' };

@ArgsType()
export class AppraisalRankingArgs {
  @Field(() => String, { description: 'The quarter, for example 2026-Q1.' })
  @Satisfies(quarterProblem)
  period!: string;

  @Field(() => AppraisalSubject)
  by!: AppraisalSubject;

  @Field(() => String, { nullable: true, description: 'Name of a module, whose kinds alone count; all unless given.' })
  @Characters(1, 50)
  module?: string | null;

  @Field(() => Int, { defaultValue: 100, description: 'From 1 to 500.' })
  @Min(1, says(lines))
  @Max(500, says(lines))
  first!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many lines are skipped, from 0 to 100 000.' })
  @Min(0, says(skipped))
  @Max(100_000, says(skipped))
  offset!: number;
}
