import { ArrayMinSize, ArrayUnique, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Label } from '../../../src/access/labels.js';
import { AtMost, Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { CustomerKind, Profession } from '../customer.entity.js';
import { ReportCopyKind, ReportGroup, ReportMeasure, ReportSchedule } from './reportEnums.js';

const once = says({ en: 'Name each once.', zh: '每项只能出现一次。' });
const provinceText: Message = {
  en: 'Give names of provinces as the register has them, each of 1 to 50 characters.',
  zh: '请填写登记册中的省份名称，每个 1 至 50 个字符。',
};
const aDepartment = says({ en: 'Give ids of departments.', zh: '请给出部门的 id。' });
const aCurrency = says({ en: 'Give a currency such as CNY.', zh: '请填写币种代码，例如 CNY。' });

@InputType({ description: 'Items of a report that are to be changed; what is left out stays.' })
export class ReportItemsInput {
  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  title?: string | null;

  @Field(() => [ReportGroup], { nullable: true, description: 'At most three, in the order of the columns.' })
  @AtMost(3)
  @ArrayUnique(once)
  groups?: ReportGroup[] | null;

  @Field(() => [ReportMeasure], { nullable: true, description: 'At least one.' })
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '至少一项。' }))
  @ArrayUnique(once)
  measures?: ReportMeasure[] | null;

  @Field(() => [CustomerKind], { nullable: true, description: 'Only these; all where it is empty.' })
  @ArrayUnique(once)
  kinds?: CustomerKind[] | null;

  @Field(() => [Profession], { nullable: true })
  @ArrayUnique(once)
  professions?: Profession[] | null;

  @Field(() => [String], { nullable: true, description: 'At most 50, as the register has them.' })
  @AtMost(50)
  @ArrayUnique(once)
  @Satisfies((names: string[]) => (names.every((name) => name.length >= 1 && name.length <= 50) ? null : provinceText))
  provinces?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'At most 50.' })
  @AtMost(50)
  @ArrayUnique(once)
  @IsUUID('all', { each: true, ...aDepartment })
  departments?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Counts those alone who were registered within the period.' })
  registeredInPeriod?: boolean | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217; CNY unless given.' })
  @Matches(/^[A-Z]{3}$/, aCurrency)
  capitalCurrency?: string | null;
}

const scheduled = (given: unknown, { schedule }: ReportInput): Message | null =>
  (given === undefined || given === null) === (schedule === undefined || schedule === null)
    ? null
    : {
        en: 'Give schedule and dueDays together, or neither.',
        zh: 'schedule 与 dueDays 须同时填写或同时省略。',
      };

@InputType({ description: 'A statistical report: what it counts, and when it is produced.' })
export class ReportInput extends ReportItemsInput {
  @Field(() => String)
  @Characters(1, 200)
  declare title: string;

  @Field(() => [ReportMeasure], { description: 'At least one.' })
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '至少一项。' }))
  @ArrayUnique(once)
  declare measures: ReportMeasure[];

  @Field(() => String, { nullable: true, description: 'What it is needed for.' })
  @Characters(0, 1000)
  reason?: string | null;

  @Field(() => ReportSchedule, { nullable: true, description: 'Left out: compiled when it is needed.' })
  @Satisfies(scheduled)
  schedule?: ReportSchedule | null;

  @Field(() => Int, { nullable: true, description: 'Days after the end of a period by which it is issued: 1 to 60.' })
  @Min(1, says({ en: 'Give a number from 1 to 60.', zh: '请填写 1 至 60 的整数。' }))
  @Max(60, says({ en: 'Give a number from 1 to 60.', zh: '请填写 1 至 60 的整数。' }))
  @Satisfies(scheduled)
  dueDays?: number | null;

  @Field(() => Label, {
    defaultValue: Label.INTERNAL,
    description:
      'The highest label of the customers that it counts; what is above does not enter. From SECRET up those alone that its compiler keeps.',
  })
  upTo!: Label;
}

@ArgsType()
export class ReportArgs {
  @Field(() => ReportInput)
  @ValidateNested()
  input!: ReportInput;
}

@ArgsType()
export class ChangeReportItemsArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version of the definition that the change is based on.' })
  version!: number;

  @Field(() => ReportItemsInput)
  @ValidateNested()
  items!: ReportItemsInput;

  @Field(() => String)
  @Characters(1, 1000)
  reason!: string;
}

@InputType({ description: 'A report to be compiled.' })
export class CompileReportInput {
  @Field(() => ID)
  definitionId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of a report with a schedule: 2026, 2026-H1, 2026-Q1 or 2026-01, as its schedule is.',
  })
  @Matches(
    /^\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/,
    says({ en: 'Give a period such as 2026-Q1 or 2026-01.', zh: '请填写期间，例如 2026-Q1 或 2026-01。' }),
  )
  period?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Of a report without a schedule: the moment whose register it counts; now unless given.',
  })
  asOf?: Date | null;
}

const goesWith =
  (kind: ReportCopyKind, message: Message) =>
  (given: unknown, input: RecordReportCopiesInput): Message | null =>
    (typeof given === 'string' && given.trim() !== '') === (input.kind === kind) ? null : message;

const placeProblem = goesWith(ReportCopyKind.KEPT, {
  en: 'Give the place of copies that are kept, and of no others.',
  zh: '保管的须填写 place，其他情况请省略。',
});
const receiverProblem = goesWith(ReportCopyKind.HANDED_OUT, {
  en: 'Give the receiver of copies that are handed out, and of no others.',
  zh: '发放的须填写 receiverId，其他情况请省略。',
});

@InputType({ description: 'An entry in the register of copies of a report.' })
export class RecordReportCopiesInput {
  @Field(() => ID)
  @IdOf({ en: 'report', zh: '报表' })
  reportId!: string;

  @Field(() => ReportCopyKind)
  @Satisfies(
    (_kind: ReportCopyKind, input: RecordReportCopiesInput) =>
      placeProblem(input.place, input) ?? receiverProblem(input.receiverId, input),
  )
  kind!: ReportCopyKind;

  @Field(() => Int, { description: 'From 1 to 10 000; no more are kept and handed out than were printed.' })
  @Min(1, says({ en: 'Give a number from 1 to 10 000.', zh: '请填写 1 至 10 000 的整数。' }))
  @Max(10_000, says({ en: 'Give a number from 1 to 10 000.', zh: '请填写 1 至 10 000 的整数。' }))
  copies!: number;

  @Field(() => String, { nullable: true, description: 'Where they are kept.' })
  @Characters(0, 200)
  place?: string | null;

  @Field(() => ID, { nullable: true, description: 'To whom they are handed; somebody cleared for the report.' })
  @IdOf({ en: 'person', zh: '人员' })
  receiverId?: string | null;
}
