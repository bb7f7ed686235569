import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A figure of a report that is another one by now.' })
export class FigureChange {
  @Field(() => String)
  indicator!: string;

  @Field(() => String)
  unit!: string;

  @Field(() => Float, { nullable: true, description: 'When the report was handed in.' })
  valueThen!: number | null;

  @Field(() => Float, { nullable: true })
  valueNow!: number | null;

  @Field(() => Float)
  numeratorThen!: number;

  @Field(() => Float)
  numeratorNow!: number;

  @Field(() => Float)
  denominatorThen!: number;

  @Field(() => Float)
  denominatorNow!: number;
}
