import { IsUUID, Length, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { dateProblem } from '../../src/graphql/dates.js';
import { Satisfies } from '../../src/graphql/satisfies.js';
import { Severity } from './feedbackForm.entity.js';

@InputType({ description: 'A feedback form (质量信息反馈单).' })
export class ReportFeedbackInput {
  @Field(() => ID)
  @IsUUID('all', { message: 'Give the id of a customer.' })
  customerId!: string;

  @Field(() => String, { description: 'Product and model.' })
  @Length(1, 200, { message: 'Give 1 to 200 characters.' })
  product!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(100, { message: 'Give at most 100 characters.' })
  lot?: string | null;

  @Field(() => String, { description: 'What was reported.' })
  @Length(1, 5000, { message: 'Give 1 to 5000 characters.' })
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
  @Length(1, 5000, { message: 'Give 1 to 5000 characters.' })
  finding!: string;
}
