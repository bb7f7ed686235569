import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';

const day = 86_400_000;

const endProblem = (endsAt: Date, { startsAt }: AssignShiftInput): Message | null =>
  endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > day
    ? { en: 'Give a moment after startsAt, at most 24 hours later.', zh: '结束时间须晚于开始时间，最多 24 小时。' }
    : null;

@InputType({ description: 'A shift that somebody is to work.' })
export class AssignShiftInput {
  @Field(() => ID, { description: 'Somebody of the information staff with a certificate that is valid throughout.' })
  @IdOf({ en: 'person', zh: '人员' })
  operatorId!: string;

  @Field(() => String, { description: 'Where, or at what.' })
  @Characters(1, 200)
  station!: string;

  @Field(() => Date)
  startsAt!: Date;

  @Field(() => Date, { description: 'To come; at most 24 hours after startsAt.' })
  @Satisfies(endProblem)
  endsAt!: Date;
}

@ArgsType()
export class ShiftVersionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;
}

@ArgsType()
export class ReassignShiftArgs extends ShiftVersionArgs {
  @Field(() => ID, { description: 'Somebody else, with a certificate that is valid throughout.' })
  @IdOf({ en: 'person', zh: '人员' })
  operatorId!: string;
}

@ArgsType()
export class CancelShiftArgs extends ShiftVersionArgs {
  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}

@InputType({ description: 'An entry in the work log (工作日志).' })
export class WorkLogInput {
  @Field(() => Date, { nullable: true, description: 'When it happened; now unless given, never to come.' })
  happenedAt?: Date | null;

  @Field(() => String)
  @Characters(1, 10_000)
  text!: string;

  @Field(() => Boolean, { description: 'The procedures were kept to; if not, say so in deviation.' })
  @Satisfies((kept: boolean, { deviation }: WorkLogInput) =>
    kept || deviation?.trim()
      ? null
      : { en: 'Say in deviation what was not kept to, and why.', zh: '请在 deviation 中说明未遵守之处及原因。' },
  )
  keptProcedures!: boolean;

  @Field(() => String, { nullable: true })
  @Characters(0, 5000)
  deviation?: string | null;
}

@ArgsType()
export class WriteWorkLogArgs {
  @Field(() => ID)
  shiftId!: string;

  @Field(() => WorkLogInput)
  @ValidateNested()
  input!: WorkLogInput;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'The log of the shift is filled in with it; false where more is to come.',
  })
  complete!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Made up by the client for this one act, 8 to 100 characters: sent again within seven days, as by a double click, it answers with what the first call made. CONFLICT with another input.',
  })
  @Characters(8, 100)
  clientKey?: string | null;
}

@ArgsType()
export class CorrectWorkLogArgs {
  @Field(() => ID, { description: 'The entry in whose place another one stands.' })
  id!: string;

  @Field(() => WorkLogInput)
  @ValidateNested()
  input!: WorkLogInput;

  @Field(() => String)
  @Characters(1, 500)
  reason!: string;
}
