import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { FileViolationKind } from './fileViolation.entity.js';

@InputType({ description: 'A violation of the rules for a customer file.' })
export class ReportViolationInput {
  @Field(() => FileViolationKind)
  kind!: FileViolationKind;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  occurredOn!: string;

  @Field(() => String)
  @Characters(1, 5000)
  description!: string;

  @Field(() => ID, { nullable: true, description: 'Who is said to have done it, if that is known.' })
  @IdOf({ en: 'person', zh: '人员' })
  accusedId?: string | null;
}

@ArgsType()
export class ReportViolationArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => ReportViolationInput)
  @ValidateNested()
  input!: ReportViolationInput;
}

@ArgsType()
export class DecideViolationArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the decision is based on.' })
  version!: number;

  @Field(() => String, { description: 'What was found and what follows (处理决定).' })
  @Characters(1, 5000)
  decision!: string;
}
