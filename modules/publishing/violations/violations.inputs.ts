import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { PublishingViolationKind } from './publishingViolation.entity.js';

@InputType({ description: 'A violation of the rules for publishing (违规).' })
export class PublishingViolationInput {
  @Field(() => PublishingViolationKind)
  kind!: PublishingViolationKind;

  @Field(() => String, { description: 'YYYY-MM-DD; today or before, not before the item existed.' })
  @Satisfies(dateProblem)
  occurredOn!: string;

  @Field(() => String)
  @Characters(1, 5000)
  description!: string;

  @Field(() => ID, { nullable: true, description: 'The head of the unit; found by the role UNIT_HEAD unless given.' })
  @IdOf({ en: 'person', zh: '人员' })
  unitHeadId?: string | null;
}

@ArgsType()
export class ReportPublishingViolationArgs {
  @Field(() => ID)
  itemId!: string;

  @Field(() => PublishingViolationInput)
  @ValidateNested()
  input!: PublishingViolationInput;
}

@ArgsType()
export class DecidePublishingViolationArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether it was a violation.' })
  upheld!: boolean;

  @Field(() => String, { description: 'What was found and what follows.' })
  @Characters(1, 5000)
  decision!: string;
}
