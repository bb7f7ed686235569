import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ItFault } from '../faults/itFault.entity.js';
import { MachineRoom } from './machineRoom.entity.js';

const measured = { type: 'double', columnType: 'double precision', runtimeType: 'number', nullable: true } as const;

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'A check of a machine room (机房检查): safety, fire protection, cleanliness, climate.' })
export class RoomCheck extends LabelledEntity {
  @Field(() => MachineRoom, { nullable: true })
  @ManyToOne(() => MachineRoom)
  @Listed('checks', 'Checks of the room.')
  @InheritsLabel()
  room!: Rel<MachineRoom>;

  @Field(() => String, { description: 'The period that it is for.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  checkedBy!: Rel<Person>;

  @Field(() => Float, { nullable: true, description: '°C.' })
  @Property({ ...measured })
  temperature: number | null = null;

  @Field(() => Float, { nullable: true, description: '%.' })
  @Property({ ...measured })
  humidity: number | null = null;

  @Field(() => Boolean, { description: 'Extinguishers, detectors and exits are there, in date and free.' })
  @Property({ type: 'boolean' })
  fireEquipmentReady!: boolean;

  @Field(() => Boolean, { description: 'Doors, power and cables are safe; nothing that burns lies about.' })
  @Property({ type: 'boolean' })
  safe!: boolean;

  @Field(() => Boolean, { description: 'Room and equipment are clean.' })
  @Property({ type: 'boolean' })
  clean!: boolean;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  notes: string | null = null;

  @Field(() => ItFault, { nullable: true, description: 'What was raised because something was not as it should be.' })
  @ManyToOne(() => ItFault, { nullable: true })
  fault: Rel<ItFault> | null = null;
}
