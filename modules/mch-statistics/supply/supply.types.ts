import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';

@ObjectType({ description: 'How a department was supplied with figures (供数及时率).' })
export class FigureSupplyRate {
  @Field(() => Department, { nullable: true })
  department!: { id: string };

  @Field(() => Int, { description: 'What was due in the period; the sum of the following four.' })
  due!: number;

  @Field(() => Int)
  inTime!: number;

  @Field(() => Int)
  late!: number;

  @Field(() => Int, { description: 'Not supplied though the day is over.' })
  overdue!: number;

  @Field(() => Int, { description: 'Not supplied, and not due yet.' })
  open!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'inTime / (due - open), from 0 to 1; null where nothing was due.',
  })
  onTimeRate!: number | null;
}
