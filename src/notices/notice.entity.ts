import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../access/entity.js';
import { Person } from '../access/person.entity.js';
import { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import { Duty } from '../duties/duty.entity.js';
import { registerTitledEnum } from '../languages/enumTitles.js';
import type { Message } from '../languages/message.js';

export enum NoticeKind {
  REMINDER = 'REMINDER',
  BREACHED = 'BREACHED',
  ESCALATED = 'ESCALATED',
  RESCHEDULED = 'RESCHEDULED',
  ASKED = 'ASKED',
  URGED = 'URGED',
  RETURNED = 'RETURNED',
  DECIDED = 'DECIDED',
  OTHER = 'OTHER',
}

registerTitledEnum(NoticeKind, {
  name: 'NoticeKind',
  values: {
    REMINDER: { title: { en: 'Reminder', zh: '到期提醒' }, description: 'of a duty of yours that is due soon' },
    BREACHED: { title: { en: 'Overdue', zh: '逾期' }, description: 'a duty of yours was not done in time' },
    ESCALATED: {
      title: { en: 'Reported upwards', zh: '逾期上报' },
      description: 'somebody else did not do a duty in time, or a request came to you because nobody decided it',
    },
    ASKED: { title: { en: 'Waits for you', zh: '待您审批' }, description: 'a request is in your inbox' },
    URGED: { title: { en: 'Urged', zh: '催办' }, description: 'the applicant urges you to decide' },
    RETURNED: { title: { en: 'Returned', zh: '已退回' }, description: 'a request of yours, to you' },
    DECIDED: { title: { en: 'Decided', zh: '已办结' }, description: 'a request of yours came to its end' },
    RESCHEDULED: { title: { en: 'New deadline', zh: '期限变更' }, description: 'of a duty of yours' },
    OTHER: { title: { en: 'Notice', zh: '通知' } },
  },
});

/** Written by the functions of its schema alone. */
@Entity({ schema: 'notices', readonly: true })
@ObjectType({ description: 'Something that the platform tells a person (通知).' })
export class Notice extends LabelledEntity {
  @Field(() => Person, { nullable: true, description: 'Whom it is for.' })
  @ManyToOne(() => Person)
  person!: Rel<Person>;

  @Field(() => NoticeKind)
  @Enum({ items: () => NoticeKind, columnType: 'text' })
  kind!: NoticeKind;

  @Field(() => Duty, { nullable: true, description: 'The duty that it is about.' })
  @ManyToOne(() => Duty, { nullable: true })
  duty: Rel<Duty> | null = null;

  @Field(() => ApprovalRequest, { nullable: true, description: 'The request that it is about.' })
  @ManyToOne(() => ApprovalRequest, { nullable: true })
  request: Rel<ApprovalRequest> | null = null;

  @Field(() => String, { nullable: true, description: 'Type of the record that it is about.' })
  @Property({ type: 'text', nullable: true })
  recordType: string | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  recordId: string | null = null;

  @Property({ type: 'json', columnType: 'jsonb' })
  message!: Message;

  @Field(() => Date, { nullable: true, description: 'Null while it is unread.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readAt: Opt<Date> | null = null;
}
