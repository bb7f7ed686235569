import { Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { MaterialSource } from './entrySource.js';
import { FileEntryKind, ReceptionLevel } from './fileEntry.enums.js';

const kindProblem = (kind: FileEntryKind, input: FileEntryInput): Message | null => {
  const hasLevel = Boolean(input.receptionLevel);
  if (hasLevel !== (kind === FileEntryKind.RECEPTION))
    return {
      en: 'A RECEPTION has a receptionLevel, and nothing else has one.',
      zh: 'RECEPTION（接待）须填写 receptionLevel，其他记事不填。',
    };
  const hasAmount = typeof input.amount === 'number';
  if (hasAmount !== Boolean(input.currency) || (hasAmount && kind !== FileEntryKind.TRADE))
    return {
      en: 'Only a TRADE has an amount, and with it a currency.',
      zh: '只有 TRADE（交易）填写 amount，并同时填写 currency。',
    };
  return null;
};

@InputType({ description: 'What is entered into a customer file.' })
export class FileEntryInput {
  @Field(() => FileEntryKind)
  @Satisfies(kindProblem)
  kind!: FileEntryKind;

  @Field(() => String, { description: 'When it happened, YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  occurredOn!: string;

  @Field(() => String, { description: 'What it was about; of a consultation, the contract that is to be signed.' })
  @Characters(1, 200)
  subject!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 10_000)
  text?: string | null;

  @Field(() => MaterialSource)
  source!: MaterialSource;

  @Field(() => String, { nullable: true, description: 'The source more closely: a paper, a person, a web address.' })
  @Characters(0, 500)
  sourceDetail?: string | null;

  @Field(() => Float, { nullable: true, description: 'Of a trade, in units of currency.' })
  @Min(-9e15, says({ en: 'Give at least -9 000 000 000 000 000.', zh: '最小 -9 000 000 000 000 000。' }))
  @Max(9e15, says({ en: 'Give at most 9 000 000 000 000 000.', zh: '最大 9 000 000 000 000 000。' }))
  amount?: number | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217, for example CNY.' })
  @Matches(
    /^[A-Z]{3}$/,
    says({ en: 'Give three capital letters, for example CNY.', zh: '请填写三个大写字母，例如 CNY。' }),
  )
  currency?: string | null;

  @Field(() => ReceptionLevel, {
    nullable: true,
    description: 'Of a reception; an IMPORTANT customer is received as VIP.',
  })
  receptionLevel?: ReceptionLevel | null;
}

@ArgsType()
export class AddFileEntryArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => FileEntryInput)
  @ValidateNested()
  input!: FileEntryInput;
}

@ArgsType()
export class CorrectFileEntryArgs {
  @Field(() => ID, { description: 'Id of the entry that is wrong.' })
  id!: string;

  @Field(() => FileEntryInput, { description: 'The whole entry as it should have been.' })
  @ValidateNested()
  input!: FileEntryInput;
}
