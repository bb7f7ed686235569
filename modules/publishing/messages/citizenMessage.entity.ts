import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { MessageStatus } from './message.enums.js';

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'What somebody of the public left in the message box of the portal (留言), with the answer. INTERNAL until it is published.',
})
export class CitizenMessage extends LabelledEntity {
  @Field(() => String, { description: 'Receipt number, which the sender has; drawn by lot.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { description: 'What was left; once published, what the reviewer published of it.' })
  @Property({ type: 'text' })
  text!: string;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  leftAt!: Date;

  @Field(() => [String], {
    nullable: true,
    description: 'What screening flagged when it was left: words, and numbers and addresses of people, masked.',
  })
  @Property({ type: 'text[]' })
  flagged!: string[];

  @Field(() => MessageStatus)
  @Enum({ items: () => MessageStatus, columnType: 'text' })
  status: Opt<MessageStatus> = MessageStatus.RECEIVED;

  @Field(() => Department, { nullable: true, description: 'The unit that answers it (承办单位).' })
  @ManyToOne(() => Department, { nullable: true })
  @Listed('citizenMessages', 'Messages of the public that the unit has to answer, or answered (留言).')
  unit: Rel<Department> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  answer: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was answered first.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  answeredAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Who wrote the answer as it stands.' })
  @ManyToOne(() => Person, { nullable: true })
  answeredBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was published last.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  publishedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Who reviewed and published it.' })
  @ManyToOne(() => Person, { nullable: true })
  publishedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'Why what screening flagged may be public.' })
  @Property({ type: 'text', nullable: true })
  publishReason: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why it was taken off the portal last.' })
  @Property({ type: 'text', nullable: true })
  withdrawReason: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why it is spam, or was found to be none.' })
  @Property({ type: 'text', nullable: true })
  spamReason: string | null = null;

  /** Also to another unit, as long as nobody has answered. */
  assign(unit: Department): void {
    this.refuseUnless(MessageStatus.RECEIVED, MessageStatus.ASSIGNED);
    if (this.unit?.id === unit.id)
      throw invalidState({
        en: `The message ${this.number} is with this unit already.`,
        zh: `留言 ${this.number} 已由该单位承办。`,
      });
    this.unit = unit;
    this.status = MessageStatus.ASSIGNED;
  }

  /** Again, as long as it is not on the portal. */
  reply(by: Person, answer: string, now: Date): void {
    this.refuseUnless(MessageStatus.ASSIGNED, MessageStatus.ANSWERED);
    this.status = MessageStatus.ANSWERED;
    this.answer = answer;
    this.answeredAt ??= now;
    this.answeredBy = by;
  }

  withdraw(reason: string): void {
    this.refuseUnless(MessageStatus.PUBLISHED);
    this.status = MessageStatus.ANSWERED;
    this.label = Label.INTERNAL;
    this.withdrawReason = reason;
  }

  /** What somebody has answered was worth an answer. */
  markSpam(reason: string): void {
    this.refuseUnless(MessageStatus.RECEIVED, MessageStatus.ASSIGNED);
    this.status = MessageStatus.SPAM;
    this.spamReason = reason;
  }

  /** Back to where it was: with its unit, or with the office. */
  unmarkSpam(reason: string): void {
    this.refuseUnless(MessageStatus.SPAM);
    this.status = this.unit ? MessageStatus.ASSIGNED : MessageStatus.RECEIVED;
    this.spamReason = reason;
  }

  refuseUnless(...allowed: MessageStatus[]): void {
    if (!allowed.includes(this.status))
      throw invalidState({
        en: `The message ${this.number} is ${this.status}; this can be done while it is ${allowed.join(' or ')}.`,
        zh: `留言 ${this.number} 的状态为“${zhOf(MessageStatus, this.status)}”；仅在“${zhOf(MessageStatus, ...allowed)}”时可以办理。`,
      });
  }
}
