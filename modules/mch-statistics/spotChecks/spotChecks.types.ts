import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'From what a sample was drawn, and how, so that anybody can draw it again (抽样框).' })
export class SpotCheckFrame {
  @Field(() => String, { description: 'How it is drawn, in words.' })
  method!: string;

  @Field(() => String)
  seed!: string;

  @Field(() => [String], { description: 'unit/period of the reports from which it was drawn, by uids, sorted.' })
  reports!: string[];

  @Field(() => [String], { description: 'element.option of the cells of the form, by uids, sorted.' })
  cells!: string[];

  @Field(() => [String], {
    description: 'unit/period/element.option in the order in which it is drawn: drawn again now.',
  })
  sample!: string[];

  @Field(() => Boolean, { description: 'The frame has its digest, and what is drawn again is what was drawn.' })
  isAsRecorded!: boolean;
}

@ObjectType({ description: 'How many of the compared figures of a unit were wrong (差错率).' })
export class SpotCheckRate {
  @Field(() => ID)
  unitId!: string;

  @Field(() => String)
  uid!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Figures that were compared with their source documents.' })
  checked!: number;

  @Field(() => Int, { description: 'Of these, other than in the source documents.' })
  errors!: number;

  @Field(() => Int, { description: 'Of these, not reported, or by a missing code.' })
  omissions!: number;

  @Field(() => Int, { description: 'Of these, without source documents.' })
  withoutSource!: number;

  @Field(() => Int, {
    description: 'Findings whose explanation was accepted: they count as right, and in none of the three.',
  })
  accepted!: number;

  @Field(() => Int, { description: 'Findings that are not closed yet.' })
  open!: number;

  @Field(() => Float, { description: '(errors + omissions + withoutSource) / checked, from 0 to 1.' })
  rate!: number;

  @Field(() => Float, { description: 'Lower limit of the rate with 95 % confidence (Wilson score).' })
  low!: number;

  @Field(() => Float, { description: 'Upper limit of the rate with 95 % confidence (Wilson score).' })
  high!: number;
}
