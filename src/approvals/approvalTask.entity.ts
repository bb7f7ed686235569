import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Department } from '../access/department.entity.js';
import { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import type { Message } from '../languages/message.js';
import { ApprovalAct } from './approvalEnums.js';
import { ApprovalRequest } from './approvalRequest.entity.js';

/** One row for each signature that is waited for, written by triggers of the request alone. */
@Entity({ schema: 'approvals', tableName: 'task', readonly: true })
@ObjectType({ description: 'A decision that waits for me (待办), by a role of mine, by name, or by delegation.' })
export class ApprovalTask extends BaseEntity {
  @Field(() => ApprovalRequest, { nullable: true })
  @ManyToOne(() => ApprovalRequest)
  request!: Rel<ApprovalRequest>;

  @Field(() => String, { description: 'Kind of the request, for example readCustomerFile.' })
  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text' })
  module!: string;

  @Property({ type: 'json', columnType: 'jsonb' })
  title!: Message;

  @Field(() => String, { description: 'Name of the step.' })
  @Property({ type: 'text' })
  step!: string;

  @Property({ type: 'json', columnType: 'jsonb' })
  stepTitle!: Message;

  @Field(() => ApprovalAct)
  @Enum({ items: () => ApprovalAct, columnType: 'text' })
  act!: ApprovalAct;

  @Field(() => String, { description: 'The clause that asks for it, for example P01.A18.' })
  @Property({ type: 'text' })
  clause!: string;

  @Field(() => String, { nullable: true, description: 'Whoever holds this role may decide.' })
  @Property({ type: 'text', nullable: true })
  role: string | null = null;

  @Field(() => Department, {
    nullable: true,
    description: 'In or above which the role has to be held; null: anywhere.',
  })
  @ManyToOne(() => Department, { nullable: true })
  department: Rel<Department> | null = null;

  @Field(() => Person, { nullable: true, description: 'Who has to decide, if it is somebody by name.' })
  @ManyToOne(() => Person, { nullable: true })
  person: Rel<Person> | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  applicant!: Rel<Person>;

  @ManyToOne(() => Person, { nullable: true })
  beneficiary: Rel<Person> | null = null;

  /** Ids of further people who do not decide it. */
  @Property({ type: 'uuid[]' })
  barred!: string[];

  @Field(() => Label)
  @Enum({ items: () => Label, columnType: 'access.label' })
  label!: Label;

  @Property({ type: 'text[]' })
  compartments!: string[];

  @Field(() => Date, { nullable: true, description: 'Late from then on; null: no term is set.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  dueAt: Date | null = null;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it counts as late, or as stuck because nobody is left.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  escalatedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When the applicant last urged (催办).' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  urgedAt: Date | null = null;

  @Property({ type: 'text[]' })
  waitsFor!: string[];
}
