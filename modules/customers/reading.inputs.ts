import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf, Satisfies } from '../../src/graphql/inputChecks.js';
import { registerTitledEnum } from '../../src/languages/enumTitles.js';
import type { Message } from '../../src/languages/message.js';

export enum ReaderKind {
  INSIDE = 'INSIDE',
  OUTSIDE = 'OUTSIDE',
}

registerTitledEnum(ReaderKind, {
  name: 'ReaderKind',
  description: 'Who reads a customer file.',
  values: {
    INSIDE: { title: { en: 'Somebody of the enterprise', zh: '本企业人员' } },
    OUTSIDE: {
      title: { en: 'Somebody from outside', zh: '非本企业人员' },
      description: 'with a letter of introduction or a work card, accompanied by somebody of the enterprise',
    },
  },
});

const day = 86_400_000;
const longestDays = 30;

const periodProblem = (until: Date, { from }: ReadCustomerFileInput): Message | null => {
  const days = (until.getTime() - from.getTime()) / day;
  return days > 0 && days <= longestDays
    ? null
    : {
        en: `Give an end that is after the beginning and at most ${longestDays} days after it.`,
        zh: `截止时间须晚于起始时间，且不超过 ${longestDays} 天。`,
      };
};

/** P01.A18 (4): what an outside reader shows is entered; somebody of the enterprise needs none of it. */
const outsideProblem = (_kind: ReaderKind, input: ReadCustomerFileInput): Message | null => {
  const given = [input.outsideName, input.outsideUnit, input.introduction].map((text) => Boolean(text?.trim()));
  if (input.reader === ReaderKind.OUTSIDE && given.includes(false))
    return {
      en: 'For somebody from outside give outsideName, outsideUnit and introduction.',
      zh: '非本企业人员查阅，须填写 outsideName、outsideUnit 和 introduction。',
    };
  if (input.reader === ReaderKind.INSIDE && given.includes(true))
    return {
      en: 'For somebody of the enterprise leave outsideName, outsideUnit and introduction out.',
      zh: '本企业人员查阅，请省略 outsideName、outsideUnit 和 introduction。',
    };
  return null;
};

@InputType({ description: 'A request to read a customer file (查阅申请).' })
export class ReadCustomerFileInput {
  @Field(() => String, { description: 'What is to be read (查阅对象), for example contacts and contracts of 2025.' })
  @Characters(1, 500)
  subject!: string;

  @Field(() => String, { description: '查阅目的' })
  @Characters(1, 500)
  purpose!: string;

  @Field(() => String, { description: '查阅理由' })
  @Characters(1, 2000)
  reason!: string;

  @Field(() => String, {
    description: "Head of the reader's unit who signed and sealed the request (负责人签字、单位盖章).",
  })
  @Characters(1, 100)
  signedBy!: string;

  @Field(() => ReaderKind)
  @Satisfies(outsideProblem)
  reader!: ReaderKind;

  @Field(() => ID, {
    description: 'Who reads; for somebody from outside whoever accompanies them. Gets the permission.',
  })
  @IdOf({ en: 'person', zh: '人员' })
  readerId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the outside reader.' })
  @Characters(0, 100)
  outsideName?: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of the outside reader.' })
  @Characters(0, 200)
  outsideUnit?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the letter of introduction or work card (介绍信、工作证).',
  })
  @Characters(0, 100)
  introduction?: string | null;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date, { description: 'Not permitted from this moment on; at most 30 days after from.' })
  @Satisfies(periodProblem)
  until!: Date;
}

@ArgsType()
export class RequestCustomerReadingArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => ReadCustomerFileInput)
  @ValidateNested()
  input!: ReadCustomerFileInput;
}

@ArgsType()
export class ResubmitCustomerReadingArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => ReadCustomerFileInput, { description: 'The reader stays the same.' })
  @ValidateNested()
  input!: ReadCustomerFileInput;
}
