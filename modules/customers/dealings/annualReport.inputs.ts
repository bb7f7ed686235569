import { Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { Characters, says } from '../../../src/graphql/inputChecks.js';
import { AnnualReportKind } from './annualReport.entity.js';
import { MaterialSource } from './entrySource.js';

const year = says({ en: 'Give a year from 1949 to 2200.', zh: '请填写 1949 至 2200 年。' });
const most = says({ en: 'Give at most 9 000 000 000 000 000.', zh: '最大 9 000 000 000 000 000。' });
const least = says({ en: 'Give at least -9 000 000 000 000 000.', zh: '最小 -9 000 000 000 000 000。' });

@InputType({ description: "What a customer's report of a year says." })
export class AnnualReportInput {
  @Field(() => String)
  @Characters(1, 10_000)
  summary!: string;

  @Field(() => Float, { nullable: true, description: 'In CNY.' })
  @Min(-9e15, least)
  @Max(9e15, most)
  turnover?: number | null;

  @Field(() => Float, { nullable: true, description: 'In CNY; a loss is below zero.' })
  @Min(-9e15, least)
  @Max(9e15, most)
  profit?: number | null;

  @Field(() => MaterialSource)
  source!: MaterialSource;

  @Field(() => String, { nullable: true })
  @Characters(0, 500)
  sourceDetail?: string | null;
}

@ArgsType()
export class CollectAnnualReportArgs {
  @Field(() => ID)
  customerId!: string;

  @Field(() => Int)
  @Min(1949, year)
  @Max(2200, year)
  year!: number;

  @Field(() => AnnualReportKind)
  kind!: AnnualReportKind;

  @Field(() => AnnualReportInput)
  @ValidateNested()
  input!: AnnualReportInput;
}

@ArgsType()
export class UpdateAnnualReportArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the change is based on.' })
  version!: number;

  @Field(() => AnnualReportInput)
  @ValidateNested()
  input!: AnnualReportInput;
}
