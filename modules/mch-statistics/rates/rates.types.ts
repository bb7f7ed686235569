import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A form that is late or missing.' })
export class OutstandingReport {
  @Field(() => String)
  period!: string;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was handed in after all; null where it is missing.' })
  submittedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Since when it counts as refused (拒报), also where it was handed in after all; null where it never did.',
  })
  refusedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the information section recorded of it; null where time alone made it a refused one.',
  })
  refusalReason!: string | null;
}

@ObjectType({
  description:
    'How a unit hands in a form (上报率、及时率). Counted are periods whose deadline is over, of forms that you may see: one that is labelled above is neither expected nor missing.',
})
export class ReportingRate {
  @Field(() => ID)
  unitId!: string;

  @Field(() => String)
  uid!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Forms that were due (应报).' })
  expected!: number;

  @Field(() => Int, { description: 'Of these handed in, whenever (实报).' })
  submitted!: number;

  @Field(() => Int, { description: 'Of these handed in by the deadline (按时).' })
  onTime!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'submitted / expected, from 0 to 1 (上报率); null where none was due.',
  })
  rate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'onTime / expected, from 0 to 1 (及时率); null where none was due.',
  })
  onTimeRate!: number | null;

  @Field(() => [OutstandingReport], { description: 'Handed in after the deadline (迟报), in the order of time.' })
  late!: OutstandingReport[];

  @Field(() => [OutstandingReport], { description: 'Not handed in at all (漏报), in the order of time.' })
  missing!: OutstandingReport[];

  @Field(() => [OutstandingReport], {
    description:
      'Not handed in, and refused (拒报), in the order of time: recorded so, or missing for as long as the interpretation mch-statistics.refusal says.',
  })
  refused!: OutstandingReport[];
}
