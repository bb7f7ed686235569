import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../src/access/department.entity.js';
import { InheritsLabel } from '../../src/access/inheritsLabel.js';
import { Person } from '../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../src/access/sealedEntity.js';
import { invalidState } from '../../src/errors.js';
import { zhOf } from '../../src/languages/enumTitles.js';
import { Listed } from '../../src/reading/decorators.js';
import { Customer } from '../customers/customers.api.js';
import { DefectCause, FeedbackStatus, FeedbackVerdict, Severity } from './feedback.enums.js';

@Entity({ schema: 'quality' })
@ObjectType({
  description:
    'A report about a product and what became of it (质量信息反馈单). Of a report by a customer label and keeper are those of the customer.',
})
@Seals({ fields: ['informant', 'lot', 'report', 'finding', 'analysis'], under: 'own' })
export class FeedbackForm extends SealedEntity {
  @Field(() => String, { description: 'Number in the ledger (质量信息台帐).' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => Customer, { nullable: true, description: 'Who reported it, where that is a customer of the register.' })
  @ManyToOne(() => Customer, { nullable: true })
  @Listed('qualityFeedback', 'What the customer reported about products (质量信息反馈).')
  @InheritsLabel({ grantedApart: true })
  customer: Rel<Customer> | null = null;

  @Field(() => String, { nullable: true, description: 'Who reported it else: a user, a workshop, an inspection.' })
  @Property({ type: 'text', nullable: true })
  informant: string | null = null;

  @Field(() => String, { description: 'Product and model.' })
  @Property({ type: 'text' })
  product!: string;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  @Property({ type: 'text', nullable: true })
  lot: string | null = null;

  @Field(() => String, { description: 'What was reported.' })
  @Property({ type: 'text' })
  report!: string;

  @Field(() => Severity)
  @Enum({ items: () => Severity, columnType: 'text' })
  severity!: Severity;

  @Field(() => FeedbackStatus)
  @Enum({ items: () => FeedbackStatus, columnType: 'text' })
  status: Opt<FeedbackStatus> = FeedbackStatus.REPORTED;

  @Field(() => String, { description: 'The day on which it was reported to us, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  reportedOn!: string;

  @Field(() => Person, { nullable: true, description: 'Who filled in the form.' })
  @ManyToOne(() => Person)
  reportedBy!: Rel<Person>;

  @Field(() => FeedbackVerdict, { nullable: true, description: 'Whether inspection found it true.' })
  @Enum({ items: () => FeedbackVerdict, columnType: 'text', nullable: true })
  verdict: FeedbackVerdict | null = null;

  @Field(() => String, { nullable: true, description: 'What quality inspection found.' })
  @Property({ type: 'text', nullable: true })
  finding: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who investigates or investigated.' })
  @ManyToOne(() => Person, { nullable: true })
  investigatedBy: Rel<Person> | null = null;

  @Field(() => DefectCause, { nullable: true, description: 'By the analysis of quality inspection.' })
  @Enum({ items: () => DefectCause, columnType: 'text', nullable: true })
  cause: DefectCause | null = null;

  @Field(() => String, { nullable: true, description: 'The analysis by which the department was chosen.' })
  @Property({ type: 'text', nullable: true })
  analysis: string | null = null;

  @Field(() => Department, { nullable: true, description: 'The department that has to handle it (责任部门).' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('qualityCases', 'Cases of quality information that the department has to handle (质量信息处理).')
  department: Rel<Department> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  closedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  closedBy: Rel<Person> | null = null;

  take(by: Person): void {
    this.refuseUnless(FeedbackStatus.REPORTED, FeedbackStatus.INVESTIGATING);
    this.status = FeedbackStatus.INVESTIGATING;
    this.investigatedBy = by;
  }

  /** P06.A03: inspection says once whether a report is true, and why. */
  investigate(by: Person, verdict: FeedbackVerdict, finding: string): void {
    if (this.status !== FeedbackStatus.REPORTED && this.status !== FeedbackStatus.INVESTIGATING)
      throw invalidState({
        en: `The form ${this.number} has its finding already (${this.status}). Report anew if there is something new.`,
        zh: `反馈单 ${this.number} 已有结论（${zhOf(FeedbackStatus, this.status)}）。如有新情况，请另行反馈。`,
      });
    this.status = verdict === FeedbackVerdict.UNTRUE ? FeedbackStatus.UNTRUE : FeedbackStatus.TRUE;
    this.verdict = verdict;
    this.finding = finding;
    this.investigatedBy = by;
  }

  /** P06.A04: after its analysis inspection names the department that is responsible. */
  assign(department: Department, cause: DefectCause, analysis: string): void {
    this.refuseUnless(FeedbackStatus.TRUE);
    this.status = FeedbackStatus.HANDLING;
    Object.assign(this, { department, cause, analysis });
  }

  regrade(severity: Severity): void {
    if (this.status === FeedbackStatus.CLOSED || this.status === FeedbackStatus.UNTRUE) this.refuseUnless(...open);
    this.severity = severity;
  }

  handled(): void {
    this.refuseUnless(FeedbackStatus.HANDLING);
    this.status = FeedbackStatus.HANDLED;
  }

  /** P06.A04: what had no effect goes back to the department. */
  verified(effective: boolean): void {
    this.refuseUnless(FeedbackStatus.HANDLED);
    this.status = effective ? FeedbackStatus.VERIFIED : FeedbackStatus.HANDLING;
  }

  /** P06.A04: nothing is closed whose effect was not verified. */
  close(by: Person, now: Date): void {
    this.refuseUnless(FeedbackStatus.VERIFIED);
    this.status = FeedbackStatus.CLOSED;
    this.closedBy = by;
    this.closedAt = now;
  }

  private refuseUnless(...allowed: FeedbackStatus[]): void {
    if (allowed.includes(this.status)) return;
    throw invalidState({
      en: `The form ${this.number} is ${this.status}; this can be done while it is ${allowed.join(' or ')}.`,
      zh: `反馈单 ${this.number} 的状态为“${zhOf(FeedbackStatus, this.status)}”；仅在“${zhOf(FeedbackStatus, ...allowed)}”时可以办理。`,
    });
  }
}

const open = [
  FeedbackStatus.REPORTED,
  FeedbackStatus.INVESTIGATING,
  FeedbackStatus.TRUE,
  FeedbackStatus.HANDLING,
  FeedbackStatus.HANDLED,
  FeedbackStatus.VERIFIED,
];
