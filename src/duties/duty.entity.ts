import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Department } from '../access/department.entity.js';
import { LabelledEntity } from '../access/entity.js';
import { Person } from '../access/person.entity.js';
import { registerTitledEnum } from '../languages/enumTitles.js';
import { Listed } from '../reading/decorators.js';

export enum DutyState {
  DUE = 'DUE',
  DONE = 'DONE',
  LATE = 'LATE',
  BREACHED = 'BREACHED',
  WAIVED = 'WAIVED',
}

registerTitledEnum(DutyState, {
  name: 'DutyState',
  values: {
    DUE: { title: { en: 'Due', zh: '待办' }, description: 'not done yet, and its time is not over' },
    DONE: { title: { en: 'Done', zh: '按期完成' } },
    LATE: { title: { en: 'Done late', zh: '逾期完成' }, description: 'its breach stays' },
    BREACHED: { title: { en: 'Breached', zh: '逾期未办' } },
    WAIVED: { title: { en: 'Waived', zh: '豁免' }, description: 'with a reason; a breach before it stays' },
  },
});

/** Written by the functions of its schema alone, so that what happened to it cannot be rewritten. */
@Entity({ schema: 'duties', readonly: true })
@ObjectType({
  description:
    'What must be done by when (义务). Label, compartments and keeper are those of the record that it is about.',
})
export class Duty extends LabelledEntity {
  @Field(() => String, { description: 'Of the kind of duty, for example inspectKeeping.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  module!: string;

  @Field(() => String, { description: 'The clause that lays it down.' })
  @Property({ type: 'text' })
  clause!: string;

  @Field(() => String, { nullable: true, description: 'Type of the record that it is about.' })
  @Property({ type: 'text', nullable: true })
  recordType: string | null = null;

  @Field(() => ID, { nullable: true, description: 'Id of that record.' })
  @Property({ type: 'uuid', nullable: true })
  recordId: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who has to do it, where one person has (责任人).' })
  @ManyToOne(() => Person, { nullable: true })
  @Listed('duties', 'What the person has to do or had to.')
  person: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'The role that has to do it: any of those who hold it.' })
  @Property({ type: 'text', nullable: true })
  role: string | null = null;

  @Field(() => Department, { nullable: true, description: 'In which that is, or which the record is of.' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('duties', 'What must be done in the department.')
  department: Rel<Department> | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a duty of the calendar: 2026, 2026-H1, 2026-Q1, 2026-01, or 2025-Oct for the year from October 2025.',
  })
  @Property({ type: 'text', nullable: true })
  period: string | null = null;

  @Field(() => Date, { description: 'When it came into being.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  beginsAt!: Date;

  @Field(() => Date, { description: 'The first moment that is too late; for a day its 24:00 in Asia/Shanghai.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  dueAt!: Date;

  @Field(() => Boolean, {
    description: 'The deadline depends on a year without a decreed calendar, and is computed anew when there is one.',
  })
  @Property({ type: 'boolean' })
  provisional!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'How the clause was read then, for example customers.loanDays: CALENDAR.',
  })
  @Property({ type: 'text', nullable: true })
  interpretation: string | null = null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the version of the policy that was in force when it began; it keeps to that.',
  })
  @Property({ type: 'integer', nullable: true })
  policyVersion: number | null = null;

  @Field(() => DutyState)
  @Enum({ items: () => DutyState, columnType: 'text' })
  state!: Opt<DutyState>;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  fulfilledAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  fulfilledBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  waivedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  waivedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  waiveReason: string | null = null;

  @Field(() => Date, { nullable: true, description: 'Since when it is breached; it stays when it is done afterwards.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  breachedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When the platform wrote that down.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  breachNotedAt: Date | null = null;
}
