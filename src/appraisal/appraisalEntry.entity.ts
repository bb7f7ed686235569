import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Department } from '../access/department.entity.js';
import { LabelledEntity } from '../access/entity.js';
import { Person } from '../access/person.entity.js';
import { Listed } from '../reading/decorators.js';
import { AppraisalMeasure, AppraisalState } from './appraisalEnums.js';

/** Never changed by hand: a correction or withdrawal is an entry of its own. */
@Entity({ schema: 'appraisal' })
@ObjectType({
  description:
    'A merit or demerit of a person or a department (考核记录). Label, compartments and keeper are those of the case that it is about.',
})
export class AppraisalEntry extends LabelledEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  module!: string;

  @Field(() => String, { description: 'Name of its kind, see appraisalKinds.' })
  @Property({ type: 'text' })
  kind!: string;

  @Field(() => String, { description: 'The clause by which it is given.' })
  @Property({ type: 'text' })
  clause!: string;

  @Field(() => AppraisalMeasure)
  @Enum({ items: () => AppraisalMeasure, columnType: 'text' })
  measure!: AppraisalMeasure;

  @Field(() => Person, { nullable: true, description: 'Whose it is, where it is that of a person.' })
  @ManyToOne(() => Person, { nullable: true })
  @Listed('appraisals', 'Merits and demerits of the person (考核).')
  person: Rel<Person> | null = null;

  @Field(() => Department, { nullable: true, description: 'Whose it is; of a person the department of then.' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('appraisals', 'Merits and demerits of the department and of its people (考核).')
  department: Rel<Department> | null = null;

  @Field(() => Int, { description: 'Below 0 for a demerit.' })
  @Property({ type: 'integer' })
  points!: number;

  @Field(() => Int, { nullable: true, description: 'In whole CNY: given as a reward, taken as a penalty.' })
  @Property({ type: 'integer', nullable: true })
  amount: number | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Type of the record that it is about.' })
  @Property({ type: 'text', nullable: true })
  caseType: string | null = null;

  @Field(() => ID, { nullable: true, description: 'Id of that record.' })
  @Property({ type: 'uuid', nullable: true })
  caseId: string | null = null;

  @Field(() => String, { description: 'The day on which it counts, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  occurredOn!: string;

  @Field(() => String, { description: 'The quarter of that day, for example 2026-Q1.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => AppraisalState)
  @Enum({ items: () => AppraisalState, columnType: 'text' })
  state: Opt<AppraisalState> = AppraisalState.PROPOSED;

  @Field(() => Boolean, { description: 'Takes the entry back that it corrects; counts for nothing itself.' })
  @Property({ type: 'boolean' })
  withdraws: Opt<boolean> = false;

  @Field(() => AppraisalEntry, { nullable: true, description: 'The entry in whose place it counts (更正).' })
  @ManyToOne(() => AppraisalEntry, { nullable: true })
  @Listed('corrections', 'Entries that correct it or take it back (更正与撤销).')
  corrects: Rel<AppraisalEntry> | null = null;

  @Field(() => Person, { nullable: true, description: 'Who proposed it, or in whose work it was counted.' })
  @ManyToOne(() => Person)
  recordedBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'Since when it counts.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  decidedAt: Date | null = null;
}
