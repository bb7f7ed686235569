import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';

@Entity({ schema: 'quality' })
@ObjectType({
  description: 'How many units of a product went out in a month (出厂数量), so that reports can be set against them.',
})
export class OutputFigure extends BaseEntity {
  @Field(() => String, { description: 'Product and model as on the forms.' })
  @Property({ type: 'text' })
  product!: string;

  @Field(() => String, { description: 'First day of the month, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  month!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  units!: number;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  recordedBy!: Rel<Person>;
}
