import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ItFault } from '../faults/itFault.entity.js';
import { Sensor } from './sensor.entity.js';

const value = { type: 'double', columnType: 'double precision', runtimeType: 'number' } as const;

/** Written by the function that takes readings alone. */
@Entity({ schema: 'it_operations', readonly: true })
@ObjectType({
  description: 'A time in which a sensor read beyond its limits (超限). It raises one fault, however long it lasts.',
})
export class Excursion extends LabelledEntity {
  @Field(() => Sensor, { nullable: true })
  @ManyToOne(() => Sensor)
  @Listed('excursions', 'Times in which it read beyond the limits.')
  @InheritsLabel()
  sensor!: Rel<Sensor>;

  @Field(() => ItFault, { nullable: true })
  @ManyToOne(() => ItFault)
  @Listed('excursions', 'The readings that raised it.')
  fault!: Rel<ItFault>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  beganAt!: Date;

  @Field(() => Date, { nullable: true, description: 'First reading within the limits again; null while it lasts.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  endedAt: Date | null = null;

  @Field(() => Float, { description: 'The reading furthest beyond the limits.' })
  @Property({ ...value })
  worst!: number;

  @Field(() => Int, { description: 'How many readings were beyond the limits.' })
  @Property({ type: 'integer' })
  readings!: number;

  @Field(() => Float, { nullable: true, description: 'The limits that held when it began.' })
  @Property({ ...value, nullable: true })
  low: number | null = null;

  @Field(() => Float, { nullable: true })
  @Property({ ...value, nullable: true })
  high: number | null = null;
}
