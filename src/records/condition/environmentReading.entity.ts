import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Person } from '../../access/person.entity.js';

/** What is outside these is flagged: 14 to 24 °C and 45 to 60 % as the norm for archive buildings has it. */
export const storageBounds = { celsius: [14, 24], humidity: [45, 60] } as const;

@Entity({ schema: 'records' })
@ObjectType({ description: 'A check of a storage room (保管环境检查): damp, mould, pests, fire.' })
export class EnvironmentReading extends BaseEntity {
  @Field(() => String, { description: 'Which room.' })
  @Property({ type: 'text' })
  room!: string;

  @Field(() => Float, { description: 'Temperature in °C.' })
  @Property({ type: 'double', runtimeType: 'number' })
  celsius!: number;

  @Field(() => Float, { description: 'Relative humidity in percent.' })
  @Property({ type: 'double', runtimeType: 'number' })
  humidity!: number;

  @Field(() => Boolean, { description: 'Mould was seen.' })
  @Property({ type: 'boolean' })
  mould!: boolean;

  @Field(() => Boolean, { description: 'Pests were seen.' })
  @Property({ type: 'boolean' })
  pests!: boolean;

  @Field(() => Boolean, { description: 'Extinguishers and alarms are there and work.' })
  @Property({ type: 'boolean' })
  fireSafe!: boolean;

  @Field(() => Boolean, {
    description:
      'Something must be done: not within 14 to 24 °C and 45 to 60 %, mould or pests, or not safe from fire.',
  })
  @Property({ type: 'boolean' })
  flagged!: Opt<boolean>;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  remarks: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  readBy!: Rel<Person>;
}

export function isOutOfBounds({
  celsius,
  humidity,
  mould,
  pests,
  fireSafe,
}: Pick<EnvironmentReading, 'celsius' | 'humidity' | 'mould' | 'pests' | 'fireSafe'>): boolean {
  const outside = (value: number, [least, most]: readonly [number, number]) => value < least || value > most;
  const climate = outside(celsius, storageBounds.celsius) || outside(humidity, storageBounds.humidity);
  return climate || mould || pests || !fireSafe;
}
