import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ItemVersionReason, ItemVersionStatus } from './item.enums.js';
import { PortalItem } from './portalItem.entity.js';

const text = { type: 'text', nullable: true } as const;
const moment = { type: 'datetime', columnType: 'timestamptz(3)', nullable: true } as const;

/** What somebody writes of an item; nothing else of a version can be edited. */
export const contentFields = [
  'title',
  'summary',
  'text',
  'source',
  'sourceUrl',
  'basis',
  'conditions',
  'procedure',
  'term',
  'result',
  'cause',
  'outcome',
  'contact',
] as const;
export type Content = Partial<Record<(typeof contentFields)[number], string | null>>;

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'What an item says, as somebody wrote it (版本). Once it is submitted it stays as it is; an edit of what is live is a further version. Label and keeper are those of the item.',
})
export class ItemVersion extends LabelledEntity {
  @Field(() => PortalItem, { nullable: true })
  @ManyToOne(() => PortalItem)
  @Listed('versions', 'What it said and says, and what it is to say.')
  @InheritsLabel()
  item!: Rel<PortalItem>;

  @Field(() => Int, { description: 'From 1.' })
  @Property({ type: 'integer' })
  number!: number;

  /** The item's, for the rules. */
  @ManyToOne(() => Department)
  unit!: Rel<Department>;

  @Field(() => ItemVersionReason)
  @Enum({ items: () => ItemVersionReason, columnType: 'text' })
  reason!: ItemVersionReason;

  @Field(() => String, {
    nullable: true,
    description: 'What was changed and why; closed to whoever has not signed in. For the public see correctionNote.',
  })
  @Property({ ...text })
  note: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'What was wrong and is corrected (更正说明): the note of a CORRECTION, null of any other version. Open to everybody.',
  })
  @Property({ ...text, generated: "case when reason = 'CORRECTION' then note end stored" })
  correctionNote: Opt<string> | null = null;

  @Field(() => ItemVersionStatus)
  @Enum({ items: () => ItemVersionStatus, columnType: 'text' })
  status: Opt<ItemVersionStatus> = ItemVersionStatus.DRAFT;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true })
  @Property({ ...text })
  summary: string | null = null;

  @Field(() => String, { nullable: true, description: 'Plain text; paragraphs are parted by line feeds.' })
  @Property({ ...text })
  text: string | null = null;

  @Field(() => String, { nullable: true, description: 'Where it comes from (信息来源); asked for on submission.' })
  @Property({ ...text })
  source: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ ...text })
  sourceUrl: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of a permit (依据).' })
  @Property({ ...text })
  basis: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of a permit (条件).' })
  @Property({ ...text })
  conditions: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of a permit (程序).' })
  @Property({ ...text })
  procedure: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of a permit (期限).' })
  @Property({ ...text })
  term: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of a permit (结果).' })
  @Property({ ...text })
  result: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of an emergency (原因分析).' })
  @Property({ ...text })
  cause: string | null = null;

  @Field(() => String, { nullable: true, description: 'Of an emergency (处置结果).' })
  @Property({ ...text })
  outcome: string | null = null;

  @Field(() => String, { nullable: true, description: 'How a unit is reached (联系方式).' })
  @Property({ ...text })
  contact: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who wrote it, and edited it last.' })
  @ManyToOne(() => Person)
  author!: Rel<Person>;

  @Field(() => Person, { nullable: true, description: 'Who proof-read it as it is (校对).' })
  @ManyToOne(() => Person, { nullable: true })
  proofReader: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ ...moment })
  proofReadAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  submittedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ ...moment })
  submittedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Who reviewed and approved it (审查).' })
  @ManyToOne(() => Person, { nullable: true })
  reviewer: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ ...moment })
  reviewedAt: Date | null = null;

  @Field(() => Person, {
    nullable: true,
    description: 'Who published it, now or at a time, and answers for it (谁发布谁负责).',
  })
  @ManyToOne(() => Person, { nullable: true })
  publishedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true, description: 'When it is to go live, where that was set.' })
  @Property({ ...moment })
  publishAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'From when on the public no longer reads it.' })
  @Property({ ...moment })
  expiresAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When it went live.' })
  @Property({ ...moment })
  liveAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was replaced, expired, or was withdrawn or discarded.' })
  @Property({ ...moment })
  endedAt: Date | null = null;

  /** What was proof-read is the text as it was then. */
  edit(by: Person, content: Content): void {
    this.refuseUnless(ItemVersionStatus.DRAFT, ItemVersionStatus.RETURNED);
    Object.assign(this, content, { author: by, proofReader: null, proofReadAt: null });
  }

  proofread(by: Person, now: Date): void {
    this.refuseUnless(ItemVersionStatus.DRAFT, ItemVersionStatus.RETURNED);
    Object.assign(this, { proofReader: by, proofReadAt: now });
  }

  submit(by: Person, now: Date): void {
    this.refuseUnless(ItemVersionStatus.DRAFT, ItemVersionStatus.RETURNED);
    Object.assign(this, { status: ItemVersionStatus.SUBMITTED, submittedBy: by, submittedAt: now });
  }

  discard(now: Date): void {
    const { DRAFT, RETURNED, REFUSED, APPROVED, SCHEDULED } = ItemVersionStatus;
    this.refuseUnless(DRAFT, RETURNED, REFUSED, APPROVED, SCHEDULED);
    Object.assign(this, { status: ItemVersionStatus.DISCARDED, endedAt: now });
  }

  end(now: Date): void {
    Object.assign(this, { status: ItemVersionStatus.ENDED, endedAt: now });
  }

  refuseUnless(...allowed: ItemVersionStatus[]): void {
    if (!allowed.includes(this.status))
      throw invalidState({
        en: `Version ${this.number} is ${this.status}; this can be done while it is ${allowed.join(' or ')}.`,
        zh: `第 ${this.number} 版的状态为“${zhOf(ItemVersionStatus, this.status)}”；仅在“${zhOf(ItemVersionStatus, ...allowed)}”时可以办理。`,
      });
  }
}
