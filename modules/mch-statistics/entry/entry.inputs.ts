import { ArrayMinSize, Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AtMost, Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { periodNameProblem } from '../forms/period.js';

const atLeastOne = { en: 'Give at least one.', zh: '请至少给出一项。' };

@ArgsType()
export class OpenReportArgs {
  @Field(() => ID)
  assignmentId!: string;

  @Field(() => String, { description: 'As in DHIS2: 202601, 2026Q1, 2026, 2025Oct. One that has begun.' })
  @Satisfies(periodNameProblem)
  period!: string;
}

@InputType({ description: 'A value of a form.' })
export class ValueInput {
  @Field(() => String, { description: 'Uid of the data element.' })
  @Characters(1, 50)
  element!: string;

  @Field(() => String, { nullable: true, description: 'Uid of the option, where the element is broken down.' })
  @Characters(1, 50)
  option?: string | null;

  @Field(() => String, {
    description: 'As text; -1 where it was not collected, -2 where the work was not carried out.',
  })
  @Characters(1, 500)
  value!: string;
}

@InputType({ description: 'Values of a form: a single one, or all of them.' })
export class EnterValuesInput {
  @Field(() => [ValueInput], { description: '1 to 2000. What stands there already is left as it is.' })
  @AtMost(2000)
  @ArrayMinSize(1, says(atLeastOne))
  @ValidateNested({ each: true })
  values!: ValueInput[];

  @Field(() => String, { nullable: true, description: 'Needed where a value replaces another.' })
  @Characters(1, 500)
  @Matches(/\S/, says({ en: 'Give a reason.', zh: '请填写原因。' }))
  reason?: string | null;
}

@ArgsType()
export class EnterValuesArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => EnterValuesInput)
  @ValidateNested()
  input!: EnterValuesInput;
}

@InputType({ description: 'Why something is as it is.' })
export class FindingReasonInput {
  @Field(() => String, { description: 'Key of the finding, as statisticsForm tells it.' })
  @Characters(1, 100)
  finding!: string;

  @Field(() => String)
  @Characters(1, 500)
  @Matches(/\S/, says({ en: 'Give a reason.', zh: '请填写原因。' }))
  reason!: string;
}

@ArgsType()
export class SubmitReportArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => [FindingReasonInput], { defaultValue: [], description: 'One for each finding that needs a reason.' })
  @AtMost(1000)
  @ValidateNested({ each: true })
  reasons!: FindingReasonInput[];
}

@ArgsType()
export class RequestUnlockArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: 'Why it has to be corrected.' })
  @Characters(1, 500)
  @Matches(/\S/, says({ en: 'Give a reason.', zh: '请填写原因。' }))
  reason!: string;
}
