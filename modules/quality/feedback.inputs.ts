import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies } from '../../src/graphql/inputChecks.js';
import { Severity } from './feedbackForm.entity.js';

@InputType({ description: 'A feedback form (质量信息反馈单).' })
export class ReportFeedbackInput {
  @Field(() => ID)
  @IdOf({ en: 'customer', zh: '客户' })
  customerId!: string;

  @Field(() => String, { description: 'Product and model.' })
  @Characters(1, 200)
  product!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 100)
  lot?: string | null;

  @Field(() => String, { description: 'What was reported.' })
  @Characters(1, 5000)
  report!: string;

  @Field(() => Severity)
  severity!: Severity;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; today unless given.' })
  @Satisfies(dateProblem)
  reportedOn?: string | null;
}

@ArgsType()
export class InvestigateFeedbackArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the finding is based on.' })
  version!: number;

  @Field(() => Boolean, { description: 'False rejects the form.' })
  isTrue!: boolean;

  @Field(() => String, { description: 'What was found, and how.' })
  @Characters(1, 5000)
  finding!: string;
}
