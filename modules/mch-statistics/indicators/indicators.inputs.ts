import { ArrayMinSize, IsIn, IsUUID, Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { UnitLevel } from '../forms/form.enums.js';
import { IndicatorPeriod, IntervalMethod } from './indicators.enums.js';
import { spanNamed } from './span.js';

const one = { en: 'Give at least one.', zh: '请至少给出一项。' };
const unit = { en: 'unit', zh: '填报机构' };
const indicator = { en: 'version of an indicator', zh: '指标口径' };
const termCode = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const termProblem = {
  en: 'Give a letter and up to 59 letters or digits.',
  zh: '请填写一个字母及至多 59 个字母或数字。',
};
const multipliers = [1, 100, 1000, 10_000, 100_000];

export const spanProblem = (name: string): Message | null =>
  spanNamed(name)
    ? null
    : {
        en: 'Give a month (202601), quarter (2026Q1), half year (2026S1), year (2026) or reporting year (2025Oct).',
        zh: '请填写月（202601）、季（2026Q1）、半年（2026S1）、年（2026）或妇幼年报年度（2025Oct）。',
      };

const codesProblem = (codes: string[]): Message | null =>
  codes.length >= 1 &&
  codes.length <= 10 &&
  codes.every((code) => termCode.test(code)) &&
  new Set(codes).size === codes.length
    ? null
    : {
        en: 'Give 1 to 10 codes of terms, each once; indicatorTerms lists them.',
        zh: '请给出 1 至 10 个互不相同的指标项代码，见 indicatorTerms。',
      };

@InputType({ description: 'A version of an indicator as the section defines it (自定口径).' })
export class DefineIndicatorInput {
  @Field(() => String, {
    description: 'That of an indicator that is there, or another: small letters, digits and hyphens, at most 60.',
  })
  @Matches(
    /^[a-z][a-z0-9-]{0,59}$/,
    says({
      en: 'Give small letters, digits and hyphens, at most 60, a letter first.',
      zh: '请填写小写字母、数字和连字符，字母开头，最多 60 个。',
    }),
  )
  code!: string;

  @Field(() => String, { description: 'What tells it from other versions of the code.' })
  @Characters(1, 100)
  variant!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  titleEn?: string | null;

  @Field(() => [String], { description: 'Codes of 1 to 10 terms.' })
  @Satisfies(codesProblem)
  numerator!: string[];

  @Field(() => [String], { description: 'Codes of 1 to 10 terms.' })
  @Satisfies(codesProblem)
  denominator!: string[];

  @Field(() => Int, { description: '1, 100, 1000, 10 000 or 100 000.' })
  @IsIn(multipliers, says({ en: 'Give 1, 100, 1000, 10000 or 100000.', zh: '请填写 1、100、1000、10000 或 100000。' }))
  multiplier!: number;

  @Field(() => IntervalMethod)
  interval!: IntervalMethod;

  @Field(() => IndicatorPeriod, { defaultValue: IndicatorPeriod.ANY })
  meantFor: IndicatorPeriod = IndicatorPeriod.ANY;

  @Field(() => String, { description: 'Who defines it so, with document and year; 5 to 500 characters.' })
  @Characters(5, 500)
  source!: string;

  @Field(() => String, { description: 'First day for which it holds, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  validFrom!: string;
}

@InputType({ description: 'A count that indicators can be made of.' })
export class DefineTermInput {
  @Field(() => String, { description: 'A letter and up to 59 letters or digits.' })
  @Matches(termCode, says(termProblem))
  code!: string;

  @Field(() => String)
  @Characters(1, 200)
  title!: string;

  @Field(() => String, { nullable: true, description: 'Code of a term that it is never more than.' })
  @Matches(termCode, says(termProblem))
  partOf?: string | null;
}

@InputType({ description: 'A line of a form.' })
export class TermLineInput {
  @Field(() => ID)
  @IdOf({ en: 'form', zh: '报表' })
  dataSetId!: string;

  @Field(() => String, { description: 'uid of the element, of whole numbers and on that form.' })
  @Characters(1, 11)
  element!: string;

  @Field(() => String, { nullable: true, description: 'uid of one cell of its break-down; all of them unless given.' })
  @Characters(1, 11)
  option?: string | null;
}

@ArgsType()
export class BindTermArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => [TermLineInput], {
    description: '1 to 20 lines, which are added up.',
  })
  @ArrayMinSize(1, says(one))
  @AtMost(20)
  @ValidateNested({ each: true })
  lines!: TermLineInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'First day of the periods that are counted so, YYYY-MM-DD; earlier ones stay as they are bound. For a term that is bound already; the first time it is all periods. A day that is past corrects figures of before, which say so.',
  })
  @Satisfies(dateProblem)
  validFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; 1 to 500 characters. For a term that is bound already.',
  })
  @Characters(1, 500)
  reason?: string | null;
}

@ArgsType()
export class IndicatorValuesArgs {
  @Field(() => ID)
  @IdOf(indicator)
  indicatorId!: string;

  @Field(() => [ID], { nullable: true, description: 'Units, each with all below it; at most 500.' })
  @AtMost(500)
  @IsUUID('all', { each: true, ...says({ en: 'Give ids of units.', zh: '请给出填报机构的 id。' }) })
  unitIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Each unit below this one, in place of unitIds.' })
  @IdOf(unit)
  below?: string | null;

  @Field(() => UnitLevel, { nullable: true, description: 'With below: those of this level alone.' })
  level?: UnitLevel | null;

  @Field(() => [String], { description: '1 to 60 of 202601, 2026Q1, 2026S1, 2026 or 2025Oct.' })
  @ArrayMinSize(1, says(one))
  @AtMost(60)
  @Satisfies((names: string[]) => names.map(spanProblem).find((problem) => problem !== null) ?? null)
  periods!: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Count in what is handed in and not approved; such figures say so.',
  })
  includeUnapproved: boolean = false;
}

@InputType({ description: 'One figure that is compared.' })
export class ComparedFigureInput {
  @Field(() => ID)
  @IdOf(indicator)
  indicatorId!: string;

  @Field(() => ID)
  @IdOf(unit)
  unitId!: string;

  @Field(() => String, { description: '202601, 2026Q1, 2026S1, 2026 or 2025Oct.' })
  @Satisfies(spanProblem)
  period!: string;
}

@ArgsType()
export class CompareArgs {
  @Field(() => [ComparedFigureInput], { description: '2 to 24 figures in the order in which they are compared.' })
  @ArrayMinSize(2, says({ en: 'Give at least two figures.', zh: '请至少给出两项。' }))
  @AtMost(24)
  @ValidateNested({ each: true })
  figures!: ComparedFigureInput[];
}
