import { ArrayMinSize, Matches, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import type { Message } from '../../../src/languages/message.js';
import { AddRuleInput, ItemInput } from '../forms/forms.inputs.js';
import { reportDayProblem } from '../forms/period.js';

const reason = says({ en: 'Give a reason.', zh: '请填写原因。' });
const bound = { en: 'Give a number from 0 to 999 999 999 999.', zh: '请填写 0 至 999 999 999 999 的数。' };

@InputType({ description: 'What changes of a form from a period on; what is left out stays.' })
export class ReviseDataSetInput {
  @Field(() => String, { description: 'A day of the first period that has the new edition, YYYY-MM-DD.' })
  @Satisfies(reportDayProblem)
  validFrom!: string;

  @Field(() => String, { description: '1 to 500 characters, for example the document of the authority.' })
  @Characters(1, 500)
  @Matches(/\S/, reason)
  reason!: string;

  @Field(() => [ItemInput], {
    nullable: true,
    description: 'All its lines in their order: 1 to 500, each element once.',
  })
  @AtMost(500)
  @ArrayMinSize(1, says({ en: 'Give at least one.', zh: '请至少给出一项。' }))
  @ValidateNested({ each: true })
  @Satisfies((items: ItemInput[]): Message | null =>
    new Set(items.map(({ elementId }) => elementId)).size === items.length
      ? null
      : { en: 'Give each element once.', zh: '每个数据元只能出现一次。' },
  )
  items?: ItemInput[] | null;

  @Field(() => [AddRuleInput], {
    nullable: true,
    description: 'All its validation rules, at most 200; one that stays as it is is given as it is.',
  })
  @AtMost(200)
  @ValidateNested({ each: true })
  @Satisfies((rules: AddRuleInput[]): Message | null =>
    new Set(rules.map(({ name }) => name.trim())).size === rules.length
      ? null
      : { en: 'Give each name once.', zh: '规则名称不得重复。' },
  )
  rules?: AddRuleInput[] | null;
}

@ArgsType()
export class ReviseDataSetArgs {
  @Field(() => ID)
  dataSetId!: string;

  @Field(() => Int, { description: 'Number of the newest edition, which the change is based on.' })
  edition!: number;

  @Field(() => ReviseDataSetInput)
  @ValidateNested()
  input!: ReviseDataSetInput;
}

@InputType({ description: 'How a data element is worded from a day on; what is left out stays.' })
export class ReviseElementInput {
  @Field(() => String, { description: 'Periods that begin on this day or later have it, YYYY-MM-DD.' })
  @Satisfies(reportDayProblem)
  validFrom!: string;

  @Field(() => String, { description: '1 to 500 characters.' })
  @Characters(1, 500)
  @Matches(/\S/, reason)
  reason!: string;

  @Field(() => String, { nullable: true })
  @Characters(1, 200)
  name?: string | null;

  @Field(() => String, { nullable: true })
  @Characters(0, 2000)
  definition?: string | null;

  @Field(() => Float, { nullable: true })
  @Min(0, says(bound))
  @Max(999_999_999_999, says(bound))
  minimum?: number | null;

  @Field(() => Float, { nullable: true })
  @Min(0, says(bound))
  @Max(999_999_999_999, says(bound))
  maximum?: number | null;
}

@ArgsType()
export class ReviseElementArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => ReviseElementInput)
  @ValidateNested()
  input!: ReviseElementInput;
}

@ArgsType()
export class WithdrawEditionArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: '1 to 500 characters.' })
  @Characters(1, 500)
  @Matches(/\S/, reason)
  reason!: string;
}
