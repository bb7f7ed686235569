import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import type { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import { Listed } from '../reading/decorators.js';
import { ApprovalAct, ApprovalEventKind } from './approvalEnums.js';
import { ApprovalRequest } from './approvalRequest.entity.js';

@Entity({ schema: 'approvals', tableName: 'event' })
@ObjectType({ description: 'What happened to a request (审批记录). Nobody changes or removes it.' })
export class ApprovalEvent extends BaseEntity {
  @Field(() => ApprovalRequest, { nullable: true })
  @ManyToOne(() => ApprovalRequest)
  @Listed('events', 'What happened to it, decisions and all else (审批记录).')
  request!: Rel<ApprovalRequest>;

  @Field(() => ApprovalEventKind)
  @Enum({ items: () => ApprovalEventKind, columnType: 'text' })
  kind!: ApprovalEventKind;

  @Field(() => Person, { nullable: true, description: 'Who; null where the platform did it.' })
  @ManyToOne(() => Person, { nullable: true })
  person: Rel<Person> | null = null;

  @Field(() => Person, { nullable: true, description: 'In whose place, by delegation (代).' })
  @ManyToOne(() => Person, { nullable: true })
  forPerson: Rel<Person> | null = null;

  @Field(() => Person, { nullable: true, description: 'SIGNER_ADDED, COPIED: whom.' })
  @ManyToOne(() => Person, { nullable: true })
  toPerson: Rel<Person> | null = null;

  @Field(() => Int, { description: 'Round of the request.' })
  @Property({ type: 'integer' })
  round!: number;

  @Field(() => String, { nullable: true, description: 'Name of the step. RETURNED: from where.' })
  @Property({ type: 'text', nullable: true })
  step: string | null = null;

  @Field(() => String, { nullable: true, description: 'RETURNED: to this step; null: to the applicant.' })
  @Property({ type: 'text', nullable: true })
  toStep: string | null = null;

  @Field(() => ApprovalAct, { nullable: true })
  @Enum({ items: () => ApprovalAct, columnType: 'text', nullable: true })
  act: ApprovalAct | null = null;

  @Field(() => String, { nullable: true, description: 'The clause that asks for the step.' })
  @Property({ type: 'text', nullable: true })
  clause: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  comment: string | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  taskId: string | null = null;

  /** For the audit, whose entries are seen by auditors who are cleared for the request. */
  get label(): Opt<Label> {
    return this.request.label;
  }

  get compartments(): Opt<string[]> {
    return this.request.compartments;
  }
}
