import { Matches, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { periodNameProblem } from '../forms/period.js';

const reason = says({ en: 'Give a reason.', zh: '请填写原因。' });

@InputType({ description: 'That a unit refuses to hand in a form (拒报).' })
export class RecordRefusalInput {
  @Field(() => String, { description: 'As in DHIS2: 202601, 2026Q1, 2026, 2025Oct. One whose deadline is over.' })
  @Satisfies(periodNameProblem)
  period!: string;

  @Field(() => String, { description: 'What the unit said, and how often it was asked: 1 to 2000 characters.' })
  @Characters(1, 2000)
  @Matches(/\S/, reason)
  reason!: string;
}

@ArgsType()
export class RecordRefusalArgs {
  @Field(() => ID)
  assignmentId!: string;

  @Field(() => RecordRefusalInput)
  @ValidateNested()
  input!: RecordRefusalInput;
}

@ArgsType()
export class WithdrawRefusalArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => String, { description: 'Why it was recorded by mistake: 1 to 500 characters.' })
  @Characters(1, 500)
  @Matches(/\S/, reason)
  reason!: string;
}
