import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';
import { ComplaintKind, ComplaintStatus } from './complaint.enums.js';

@Entity({ schema: 'customers' })
@ObjectType({ description: 'What a customer complains of (客户投诉). Label and keeper are those of the customer.' })
@Seals({
  // The result stands in the request that approved it too.
  fields: ['complainant', 'reachedAt', 'report', 'product', 'lot', 'assistance', 'answer'],
  under: 'own',
})
export class Complaint extends SealedEntity {
  @Field(() => String, { description: 'Number that the customer is told (投诉编号).' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('complaints', 'What the customer complained of (投诉).')
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => ComplaintKind)
  @Enum({ items: () => ComplaintKind, columnType: 'text' })
  kind!: ComplaintKind;

  @Field(() => String, { nullable: true, description: 'Who complained, on the side of the customer.' })
  @Property({ type: 'text' })
  complainant!: string;

  @Field(() => String, { nullable: true, description: 'Telephone or address under which the answer reaches them.' })
  @Property({ type: 'text', nullable: true })
  reachedAt: string | null = null;

  @Field(() => String, { description: 'What they complain of.' })
  @Property({ type: 'text' })
  report!: string;

  @Field(() => String, { nullable: true, description: 'Product and model; of a quality complaint always.' })
  @Property({ type: 'text', nullable: true })
  product: string | null = null;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  @Property({ type: 'text', nullable: true })
  lot: string | null = null;

  @Field(() => Date, { description: 'When the customer complained; all clocks run from here.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  complainedAt!: Date;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  receivedBy!: Rel<Person>;

  @Field(() => Department, {
    nullable: true,
    description: 'The department that received it and handles it (接收部门).',
  })
  @ManyToOne(() => Department)
  @Listed('complaints', 'Complaints that the department has to handle (投诉).')
  department!: Rel<Department>;

  @Field(() => Department, {
    nullable: true,
    description: 'Production, which helps with a quality complaint (协同处理).',
  })
  @ManyToOne(() => Department, { nullable: true })
  assistingDepartment: Rel<Department> | null = null;

  @Field(() => String, { nullable: true, description: 'What production found and contributed.' })
  @Property({ type: 'text', nullable: true })
  assistance: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  assistedBy: Rel<Person> | null = null;

  @Field(() => ComplaintStatus)
  @Enum({ items: () => ComplaintStatus, columnType: 'text' })
  status: Opt<ComplaintStatus> = ComplaintStatus.RECEIVED;

  @Field(() => Person, { nullable: true, description: 'Who handles it (处理人).' })
  @ManyToOne(() => Person, { nullable: true })
  handler: Rel<Person> | null = null;

  @Field(() => Int, { description: 'How many results were proposed: above 1 after a refusal.' })
  @Property({ type: 'integer' })
  proposals: Opt<number> = 0;

  @Field(() => String, { nullable: true, description: 'The result that the general manager approved (处理结果).' })
  @Property({ type: 'text', nullable: true })
  result: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  approvedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'What the office told the customer (反馈).' })
  @Property({ type: 'text', nullable: true })
  answer: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  answeredAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  answeredBy: Rel<Person> | null = null;

  /** Also by a colleague who takes it over. */
  take(by: Person): void {
    this.refuseUnless(ComplaintStatus.RECEIVED, ComplaintStatus.HANDLING);
    if (this.handler?.id === by.id)
      throw invalidState({
        en: `You handle the complaint ${this.number} already.`,
        zh: `投诉 ${this.number} 已由您处理。`,
      });
    this.handler = by;
    this.status = ComplaintStatus.HANDLING;
  }

  assist(by: Person, assistance: string): void {
    this.refuseUnless(ComplaintStatus.RECEIVED, ComplaintStatus.HANDLING);
    if (this.kind !== ComplaintKind.QUALITY)
      throw invalidState({
        en: `The complaint ${this.number} is about service; production helps with those about quality.`,
        zh: `投诉 ${this.number} 为服务投诉；生产部门协同处理的是质量投诉。`,
      });
    this.assistance = assistance;
    this.assistedBy = by;
  }

  /** P04.A08 (7.2): not before production has helped. */
  propose(): void {
    this.refuseUnless(ComplaintStatus.HANDLING, ComplaintStatus.PROPOSED);
    if (this.kind === ComplaintKind.QUALITY && !this.assistance)
      throw invalidState({
        en: `Production has not helped with the complaint ${this.number} yet. Ask the head of the assisting department for assistComplaint.`,
        zh: `生产部门尚未协同处理投诉 ${this.number}。请协同部门负责人用 assistComplaint 填写。`,
      });
    this.status = ComplaintStatus.PROPOSED;
    this.proposals += 1;
  }

  /** Only what the general manager approved is answered. */
  answerCustomer(by: Person, now: Date, answer: string): void {
    this.refuseUnless(ComplaintStatus.APPROVED);
    this.status = ComplaintStatus.ANSWERED;
    this.answer = answer;
    this.answeredAt = now;
    this.answeredBy = by;
  }

  private refuseUnless(...allowed: ComplaintStatus[]): void {
    if (!allowed.includes(this.status))
      throw invalidState({
        en: `The complaint ${this.number} is ${this.status}; this can be done while it is ${allowed.join(' or ')}.`,
        zh: `投诉 ${this.number} 的状态为“${zhOf(ComplaintStatus, this.status)}”；仅在“${zhOf(ComplaintStatus, ...allowed)}”时可以办理。`,
      });
  }
}
