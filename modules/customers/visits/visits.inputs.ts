import { ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../../src/graphql/inputChecks.js';
import { VisitKind } from './plannedVisit.entity.js';

@InputType({ description: 'A visit that is to be made.' })
export class PlanVisitInput {
  @Field(() => VisitKind)
  kind!: VisitKind;

  @Field(() => String)
  @Characters(1, 200)
  occasion!: string;

  @Field(() => String, { description: 'YYYY-MM-DD; today or later.' })
  @Satisfies(dateProblem)
  plannedOn!: string;

  @Field(() => ID, { description: 'Who makes it: somebody who works here and may know of the file.' })
  @IdOf({ en: 'person', zh: '人员' })
  responsibleId!: string;
}

@ArgsType()
export class PlanVisitArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => PlanVisitInput)
  @ValidateNested()
  input!: PlanVisitInput;
}

@InputType({ description: 'What came of a visit; it becomes part of the file.' })
export class RecordVisitInput {
  @Field(() => String, { description: 'YYYY-MM-DD; today or before.' })
  @Satisfies(dateProblem)
  visitedOn!: string;

  @Field(() => String)
  @Characters(1, 10_000)
  text!: string;

  @Field(() => String, { nullable: true, description: 'What the customer thinks of our products (产品使用意见).' })
  @Characters(0, 10_000)
  productOpinion?: string | null;
}

@ArgsType()
export class RecordVisitArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that it is based on.' })
  version!: number;

  @Field(() => RecordVisitInput)
  @ValidateNested()
  input!: RecordVisitInput;
}
