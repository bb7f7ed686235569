import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../src/access/entity.js';
import { InheritsLabel } from '../../src/access/inheritsLabel.js';
import { Person } from '../../src/access/person.entity.js';
import { invalidState } from '../../src/errors.js';
import { registerTitledEnum } from '../../src/languages/enumTitles.js';
import { Listed } from '../../src/reading/decorators.js';
import { Customer } from '../customers/customers.api.js';

export enum FeedbackStatus {
  REPORTED = 'REPORTED',
  INVESTIGATING = 'INVESTIGATING',
  TRUE = 'TRUE',
  UNTRUE = 'UNTRUE',
  CLOSED = 'CLOSED',
}

export enum Severity {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
  CRITICAL = 'CRITICAL',
}

registerTitledEnum(FeedbackStatus, {
  name: 'FeedbackStatus',
  values: {
    REPORTED: { title: { en: 'Reported', zh: '已反馈' }, description: 'waits for quality inspection' },
    INVESTIGATING: { title: { en: 'Under investigation', zh: '调查中' } },
    TRUE: { title: { en: 'True', zh: '属实' } },
    UNTRUE: { title: { en: 'Untrue', zh: '不属实' }, description: 'rejected with the finding' },
    CLOSED: { title: { en: 'Closed', zh: '已结案' } },
  },
});

registerTitledEnum(Severity, {
  name: 'Severity',
  values: {
    MINOR: { title: { en: 'Minor', zh: '轻微' } },
    MAJOR: { title: { en: 'Major', zh: '严重' } },
    CRITICAL: { title: { en: 'Critical', zh: '致命' } },
  },
});

@Entity({ schema: 'quality' })
@ObjectType({
  description: "A customer's report about a product (质量信息反馈单). Label and keeper are those of the customer.",
})
export class FeedbackForm extends LabelledEntity {
  @Field(() => String, { description: 'Number in the ledger (质量信息台帐).' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed('qualityFeedback', 'What the customer reported about products (质量信息反馈).')
  @InheritsLabel()
  customer!: Rel<Customer>;

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

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  reportedOn!: string;

  @Field(() => Person, { nullable: true, description: 'Who filled in the form.' })
  @ManyToOne(() => Person)
  reportedBy!: Rel<Person>;

  @Field(() => String, { nullable: true, description: 'What quality inspection found.' })
  @Property({ type: 'text', nullable: true })
  finding: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who investigated.' })
  @ManyToOne(() => Person, { nullable: true })
  investigatedBy: Rel<Person> | null = null;

  /** P06.A03: inspection says once whether a report is true, and why. */
  investigate(by: Person, isTrue: boolean, finding: string): void {
    if (this.status !== FeedbackStatus.REPORTED && this.status !== FeedbackStatus.INVESTIGATING)
      throw invalidState({
        en: `The form ${this.number} has its finding already (${this.status}). Report anew if there is something new.`,
        zh: `反馈单 ${this.number} 已有结论（${this.status}）。如有新情况，请另行反馈。`,
      });
    this.status = isTrue ? FeedbackStatus.TRUE : FeedbackStatus.UNTRUE;
    this.finding = finding;
    this.investigatedBy = by;
  }
}
