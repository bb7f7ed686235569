import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { MaintenanceInterval } from '../maintenance/maintenance.enums.js';

const limit = { type: 'double', columnType: 'double precision', runtimeType: 'number', nullable: true } as const;

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'A machine room (机房), with limits of its own where those of the standard do not fit.' })
export class MachineRoom extends LabelledEntity {
  @Field(() => String, { description: 'Unique.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  location: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who is responsible for it.' })
  @ManyToOne(() => Person)
  responsible!: Rel<Person>;

  @Field(() => MaintenanceInterval, { description: 'How often it is checked.' })
  @Enum({ items: () => MaintenanceInterval, columnType: 'text' })
  interval!: MaintenanceInterval;

  @Field(() => Float, { nullable: true, description: 'Lowest temperature in °C; null: that of the standard.' })
  @Property({ ...limit })
  temperatureLow: number | null = null;

  @Field(() => Float, { nullable: true, description: 'Highest temperature in °C; null: that of the standard.' })
  @Property({ ...limit })
  temperatureHigh: number | null = null;

  @Field(() => Float, { nullable: true, description: 'Lowest relative humidity in %; null: that of the standard.' })
  @Property({ ...limit })
  humidityLow: number | null = null;

  @Field(() => Float, { nullable: true, description: 'Highest relative humidity in %; null: that of the standard.' })
  @Property({ ...limit })
  humidityHigh: number | null = null;
}
