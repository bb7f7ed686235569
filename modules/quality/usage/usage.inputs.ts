import { Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, IdOf, Satisfies, says } from '../../../src/graphql/inputChecks.js';
import { UsageCondition, UsageSource } from './usageReport.entity.js';

const hours = says({ en: 'Give 0 to 1 000 000 hours.', zh: '请给出 0 至 1 000 000 小时。' });
const rating = says({ en: 'Give 1 to 5.', zh: '请给出 1 至 5。' });

@InputType({ description: 'How a user uses a product (用户使用情况).' })
export class RecordUsageInput {
  @Field(() => ID, { nullable: true, description: 'The user; while customers is off leave it out.' })
  @IdOf({ en: 'customer', zh: '客户' })
  customerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Who uses it else. Give the customer, this or both.' })
  @Characters(0, 200)
  user?: string | null;

  @Field(() => String, { description: 'Product and model.' })
  @Characters(1, 200)
  product!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 100)
  lot?: string | null;

  @Field(() => UsageSource)
  source!: UsageSource;

  @Field(() => String, { description: 'YYYY-MM-DD, today or before.' })
  @Satisfies(dateProblem)
  learnedOn!: string;

  @Field(() => UsageCondition)
  condition!: UsageCondition;

  @Field(() => Int, { nullable: true, description: 'Hours of operation, 0 to 1 000 000.' })
  @Min(0, hours)
  @Max(1_000_000, hours)
  hours?: number | null;

  @Field(() => Int, { nullable: true, description: '1 to 5.' })
  @Min(1, rating)
  @Max(5, rating)
  rating?: number | null;

  @Field(() => String)
  @Characters(1, 5000)
  findings!: string;

  @Field(() => String, { nullable: true })
  @Characters(0, 5000)
  wishes?: string | null;
}

@ArgsType()
export class RecordUsageArgs {
  @Field(() => RecordUsageInput)
  @ValidateNested()
  input!: RecordUsageInput;
}

@ObjectType({ description: 'How a product is used, over all reports of a period.' })
export class UsageSummary {
  @Field(() => String)
  product!: string;

  @Field(() => Int)
  reports!: number;

  @Field(() => Int)
  good!: number;

  @Field(() => Int)
  withDefects!: number;

  @Field(() => Int)
  outOfUse!: number;

  @Field(() => Float, { nullable: true, description: 'Mean of those that say how content the user is, 1 to 5.' })
  rating!: number | null;

  @Field(() => Int, { description: 'How many say so.' })
  rated!: number;

  @Field(() => Float, { nullable: true, description: 'Mean hours of operation of those that say them.' })
  hours!: number | null;
}
