import { Args, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import type { Context } from '../../../src/context.js';
import { FromUntilArgs } from '../fromUntil.js';
import { steps } from '../quality.duties.js';
import { delays } from './delays.js';

@ObjectType({ description: 'How a step of quality information was kept by a department (P06.A05).' })
class QualityDelay {
  @Field(() => String, { description: 'Name of the duty, for example handleFeedback.' })
  step!: string;

  @Field(() => String, { description: 'In the language of the request.' })
  title!: string;

  @Field(() => Department, { nullable: true, description: 'Null where it is not done and asked of no department.' })
  department!: { id: string } | null;

  @Field(() => Int, { description: 'How many have their deadline in the period. The sum of the following five.' })
  due!: number;

  @Field(() => Int, { description: 'Not done, and their time is not over.' })
  open!: number;

  @Field(() => Int)
  inTime!: number;

  @Field(() => Int, { description: 'Done after their time.' })
  late!: number;

  @Field(() => Int, { description: 'Not done though their time is over.' })
  breached!: number;

  @Field(() => Int)
  waived!: number;

  @Field(() => Float, { nullable: true, description: 'Mean days by which the late and breached ones overran.' })
  daysLate!: number | null;

  @Field(() => Float, { nullable: true })
  worstDaysLate!: number | null;
}

@Resolver()
export class DelaysResolver {
  @Query(() => [QualityDelay], {
    description:
      'Delays by step and department (P06.A05), of the cases that you see, in the order of the steps. Criticism and penalties are proposed with proposeAppraisal.',
  })
  async qualityDelays(@Args(() => FromUntilArgs) { from, until }: FromUntilArgs, @Ctx() context: Context) {
    const lines = await delays(context, from, until);
    return lines.map(
      ({ department, ...line }): QualityDelay => ({
        ...line,
        title: steps.find(({ name }) => name === line.step)!.title[context.locale],
        department: department ? { id: department } : null,
      }),
    );
  }
}
