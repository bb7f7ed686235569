import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Department } from '../access/department.entity.js';
import { Label } from '../access/labels.js';
import { Person } from '../access/person.entity.js';
import { invalidState } from '../errors.js';
import { zhOf } from '../languages/enumTitles.js';
import type { Message } from '../languages/message.js';
import { ApprovalStatus } from './approvalEnums.js';
import type { StepProgress } from './progress.js';

/** What of a definition a request keeps beside its steps. */
export interface PinnedDefinition {
  title: Message;
  form: Record<string, Message>;
}

/**
 * Not a LabelledEntity: whoever has to decide sees the request of a SECRET record without being granted the record. So it
 * holds nothing of the record but its id and label, which follow the record by triggers.
 */
@Entity({ schema: 'approvals', tableName: 'request' })
@ObjectType({ description: 'A request that passes through signatures (审批). It keeps the steps that it began with.' })
export class ApprovalRequest extends BaseEntity {
  @Field(() => String, { description: 'Its kind, for example readCustomerFile.' })
  @Property({ type: 'text' })
  name!: string;

  /** Module whose approval it is. */
  @Property({ type: 'text' })
  module!: string;

  @Field(() => Int, { description: 'Version of the definition that it keeps to.' })
  @Property({ type: 'integer' })
  definitionVersion!: number;

  @Property({ type: 'json', columnType: 'jsonb' })
  definition!: PinnedDefinition;

  /** By policy; set by a trigger. */
  @Property({ type: 'json', columnType: 'jsonb' })
  policyVersions: Opt<Record<string, number>> = {};

  @Property({ type: 'json', columnType: 'jsonb' })
  steps!: StepProgress[];

  @Property({ type: 'json', columnType: 'jsonb' })
  form!: Record<string, unknown>;

  @Field(() => ApprovalStatus)
  @Enum({ items: () => ApprovalStatus, columnType: 'text' })
  status: Opt<ApprovalStatus> = ApprovalStatus.RUNNING;

  @Field(() => Int, { description: 'Counts up each time that something is asked anew, from 1.' })
  @Property({ type: 'integer' })
  round: Opt<number> = 1;

  /** Where it goes on after it was returned to the applicant. */
  @Property({ type: 'integer', nullable: true })
  returnedFrom: number | null = null;

  @Field(() => Person, { nullable: true, description: 'Who applies; decides on nothing of it.' })
  @ManyToOne(() => Person)
  applicant!: Rel<Person>;

  @Field(() => Person, { nullable: true, description: 'For whom, if not for the applicant; decides on nothing of it.' })
  @ManyToOne(() => Person, { nullable: true })
  beneficiary: Rel<Person> | null = null;

  /** Ids of further people who decide on nothing of it. */
  @Property({ type: 'uuid[]' })
  barred: Opt<string[]> = [];

  @Field(() => Person, {
    nullable: true,
    description: 'Who entered it, where the applicant handed it in on paper; may decide on it.',
  })
  @ManyToOne(() => Person, { nullable: true })
  enteredBy: Rel<Person> | null = null;

  @Field(() => Department, { nullable: true, description: 'Department of the applicant.' })
  @ManyToOne(() => Department, { nullable: true })
  department: Rel<Department> | null = null;

  @Field(() => String, { description: 'Type of the record that it is about, for example Customer.' })
  @Property({ type: 'text' })
  recordType!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  recordId!: string;

  @Property({ type: 'text' })
  recordTable!: string;

  @Field(() => Label, { description: 'Label of the record (密级); the request follows it.' })
  @Enum({ items: () => Label, columnType: 'access.label' })
  label: Opt<Label> = Label.INTERNAL;

  @Field(() => [String], { description: 'Compartments of the record.' })
  @Property({ type: 'text[]' })
  compartments: Opt<string[]> = [];

  /** Keeper of the record. */
  @ManyToOne(() => Person, { nullable: true })
  keeper: Rel<Person> | null = null;

  /** Keys of everybody who was ever asked to decide, kept by a trigger. */
  @Property({ type: 'text[]' })
  asked: Opt<string[]> = [];

  /** Keys of those whom it was copied to. */
  @Property({ type: 'text[]' })
  copied: Opt<string[]> = [];

  /** Ids of the tasks that it ever had, kept by a trigger. */
  @Property({ type: 'text[]' })
  taskIds: Opt<string[]> = [];

  @Field(() => Date, { nullable: true, description: 'When it came to its end.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  endedAt: Date | null = null;

  @Field(() => Date, {
    nullable: true,
    description: 'When what it permits was done; null until then, and for ever where it permits nothing once.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  usedAt: Date | null = null;

  end(status: ApprovalStatus, now: Date): void {
    this.status = status;
    this.endedAt = now;
    this.steps = this.steps.map((step) => ({
      ...step,
      signers: step.signers.map((signer) => ({ ...signer, open: false })),
    }));
  }

  refuseUnless(...allowed: ApprovalStatus[]): void {
    if (!allowed.includes(this.status))
      throw invalidState({
        en: `The request is ${this.status}; this can be done while it is ${allowed.join(' or ')}.`,
        zh: `该申请的状态为“${zhOf(ApprovalStatus, this.status)}”；仅在“${zhOf(ApprovalStatus, ...allowed)}”时可以办理。`,
      });
  }

  /** Whoever applies, for whom they apply, and who had a hand in what it is about decide on nothing of it. */
  concerns(personId: string): boolean {
    return this.applicant.id === personId || this.beneficiary?.id === personId || this.barred.includes(personId);
  }
}
