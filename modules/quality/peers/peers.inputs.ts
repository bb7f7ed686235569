import { Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { dateProblem } from '../../../src/graphql/dates.js';
import { Characters, Satisfies, says } from '../../../src/graphql/inputChecks.js';

const finite = says({ en: 'Give a number from -1e12 to 1e12.', zh: '请给出 -1e12 至 1e12 的数。' });

@InputType({ description: 'The quality of a product of a peer, or of our own, at a day (同类产品质量水平).' })
export class RecordPeerLevelInput {
  @Field(() => String, { nullable: true, description: 'Whose product; left out for our own.' })
  @Characters(0, 200)
  peer?: string | null;

  @Field(() => String, { description: 'Kind of product.' })
  @Characters(1, 200)
  product!: string;

  @Field(() => String, { description: 'What is measured.' })
  @Characters(1, 100)
  indicator!: string;

  @Field(() => String, { description: 'Unit of the value; the same for all values of a product and indicator.' })
  @Characters(1, 30)
  unit!: string;

  @Field(() => Float)
  @Min(-1e12, finite)
  @Max(1e12, finite)
  value!: number;

  @Field(() => String, { description: 'YYYY-MM-DD, today or before.' })
  @Satisfies(dateProblem)
  observedOn!: string;

  @Field(() => String, { description: 'Where it is known from.' })
  @Characters(1, 1000)
  source!: string;
}

@ArgsType()
export class RecordPeerLevelArgs {
  @Field(() => RecordPeerLevelInput)
  @ValidateNested()
  input!: RecordPeerLevelInput;
}

const lines = says({ en: 'Give 1 to 100.', zh: '请给出 1 至 100。' });

@ArgsType()
export class PeerSeriesArgs {
  @Field(() => String)
  @Characters(1, 200)
  product!: string;

  @Field(() => String)
  @Characters(1, 100)
  indicator!: string;

  @Field(() => Int, { defaultValue: 100, description: 'How many of the newest points of each series, 1 to 100.' })
  @Min(1, lines)
  @Max(100, lines)
  last!: number;
}

@ObjectType()
export class PeerPoint {
  @Field(() => String, { description: 'YYYY-MM-DD.' })
  observedOn!: string;

  @Field(() => Float)
  value!: number;

  @Field(() => String)
  source!: string;
}

@ObjectType({ description: 'How the quality of a peer, or our own, went.' })
export class PeerSeries {
  @Field(() => String, { nullable: true, description: 'Null: our own.' })
  peer!: string | null;

  @Field(() => String)
  unit!: string;

  @Field(() => [PeerPoint], { description: 'Oldest first.' })
  points!: PeerPoint[];

  @Field(() => Float, {
    nullable: true,
    description: 'Change in a year, by least squares over the points; null of fewer than three or of one day.',
  })
  changePerYear!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The newest value less our own newest; null without one of ours.',
  })
  aheadOfUs!: number | null;
}
