import { GraphQLJSON } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Published } from '../../../src/analysis/release/published.js';

@ObjectType({ description: 'A cell of a table for the public.' })
export class ReleaseCell {
  @Field(() => String, { description: 'What is counted, for example mch-statistics.liveBirths.' })
  measure!: string;

  @Field(() => [String], { description: 'Codes of unit and period.' })
  at!: string[];
}

@ObjectType({
  description: 'What a release would show now, and what it would withhold (发布预览). For those who decide.',
})
export class ReleasePreview {
  @Field(() => Int, { description: 'Counts below it are withheld.' })
  threshold!: number;

  @Field(() => Int, { description: 'Cells that readers ask for.' })
  cells!: number;

  @Field(() => Int, { description: 'Of these withheld because they are small.' })
  small!: number;

  @Field(() => Int, { description: 'Of these withheld so that nobody reckons the small ones.' })
  complementary!: number;

  @Field(() => Int, {
    description:
      'Small differences between a count and the one that it is part of, which readers cannot tell either (interpretation mch-statistics.smallRests). The part or the whole is withheld for them.',
  })
  smallRests!: number;

  @Field(() => [ReleaseCell], { description: 'All that is withheld; at most 1000 of them.' })
  withheld!: ReleaseCell[];

  @Field(() => [ReleaseCell], { description: 'Small counts that an earlier release told.' })
  toldBefore!: ReleaseCell[];

  @Field(() => Int, { description: 'Units in a period whose form is not approved: they are blank, and in no total.' })
  notApproved!: number;

  @Field(() => GraphQLJSON, { description: 'As content of a PublicRelease.' })
  content!: Published;
}
