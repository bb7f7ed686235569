import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { MaintenancePlan } from './maintenancePlan.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'The record of an inspection (维护记录). It stays as it was written.' })
export class MaintenanceRecord extends LabelledEntity {
  @Field(() => MaintenancePlan, { nullable: true })
  @ManyToOne(() => MaintenancePlan)
  @Listed('records', 'Inspections by the plan.')
  @InheritsLabel()
  plan!: Rel<MaintenancePlan>;

  @Field(() => String, { description: 'The period that it is for: 2026, 2026-H1, 2026-Q1 or 2026-01.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  doneOn!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('maintenanceRecords', 'Inspections that the person has made.')
  doneBy!: Rel<Person>;

  @Field(() => Int, { description: 'How many points of the checklist did not pass.' })
  @Property({ type: 'integer' })
  failedChecks!: number;

  @Field(() => String, { nullable: true, description: 'What was maintained besides.' })
  @Property({ type: 'text', nullable: true })
  notes: string | null = null;
}
