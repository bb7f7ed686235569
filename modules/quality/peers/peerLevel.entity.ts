import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';

/** Rows are added and never changed: what turns out wrong is entered again, and the later entry of a day counts. */
@Entity({ schema: 'quality' })
@ObjectType({ description: 'The quality of a product of a peer, or of our own, at a day (同类产品质量水平).' })
export class PeerLevel extends BaseEntity {
  @Field(() => String, { nullable: true, description: 'Whose product; null: our own.' })
  @Property({ type: 'text', nullable: true })
  peer: string | null = null;

  @Field(() => String, { description: 'Kind of product, for example 颚式破碎机.' })
  @Property({ type: 'text' })
  product!: string;

  @Field(() => String, { description: 'What is measured, for example 颚板寿命.' })
  @Property({ type: 'text' })
  indicator!: string;

  @Field(() => String, { description: 'Unit of the value, for example h.' })
  @Property({ type: 'text' })
  unit!: string;

  @Field(() => Float)
  @Property({ type: 'double' })
  value!: number;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  observedOn!: string;

  @Field(() => String, { description: 'Where it is known from: a test, a catalogue, a user.' })
  @Property({ type: 'text' })
  source!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  recordedBy!: Rel<Person>;
}
