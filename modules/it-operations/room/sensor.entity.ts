import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Listed } from '../../../src/reading/decorators.js';
import { MachineRoom } from './machineRoom.entity.js';
import { RoomQuantity } from './room.enums.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'Something that measures in a machine room (传感器).' })
export class Sensor extends LabelledEntity {
  @Field(() => MachineRoom, { nullable: true })
  @ManyToOne(() => MachineRoom)
  @Listed('sensors', 'What measures in it. Which are silent: sensors(filter: { lastReadingAt: { lt: … } }).')
  @InheritsLabel()
  room!: Rel<MachineRoom>;

  @Field(() => String, { description: 'Unique; readings name it.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => RoomQuantity)
  @Enum({ items: () => RoomQuantity, columnType: 'text' })
  quantity!: RoomQuantity;

  @Field(() => Date, {
    nullable: true,
    description: 'When its newest reading was taken. It is no change of the version.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  lastReadingAt: Date | null = null;

  @Field(() => Float, { nullable: true, description: 'Its newest reading, in °C or %.' })
  @Property({ type: 'double', columnType: 'double precision', runtimeType: 'number', nullable: true })
  lastValue: number | null = null;
}
