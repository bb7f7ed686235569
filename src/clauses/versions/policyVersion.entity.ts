import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Person } from '../../access/person.entity.js';
import { registerTitledEnum } from '../../languages/enumTitles.js';
import type { Message } from '../../languages/message.js';
import type { Clause } from '../clause.js';

export enum PolicyVersionStatus {
  DRAFT = 'DRAFT',
  ISSUED = 'ISSUED',
}

registerTitledEnum(PolicyVersionStatus, {
  name: 'PolicyVersionStatus',
  values: {
    DRAFT: { title: { en: 'Draft', zh: '草案' }, description: 'proposed, and not issued' },
    ISSUED: {
      title: { en: 'Issued', zh: '已颁布' },
      description: 'in force from effectiveAt on, until a later one is',
    },
  },
});

/** A clause as a version words it. */
export interface WordedClause extends Clause {
  /** Number of the version since which it is worded so. */
  since: number;
  repealed: boolean;
}

/** Version 1 is what the code says; drafts are changed by their drafter alone, and issued by an approved request. */
@Entity({ schema: 'clauses' })
@ObjectType({
  description: 'A version of a policy (制度版本): drafted by its owner, in force from the day on which it is issued.',
})
export class PolicyVersion extends BaseEntity {
  @Field(() => ID, { description: 'For example P01.' })
  @Property({ type: 'text' })
  policy!: string;

  @Field(() => Int, { description: 'Counts up from 1. Several drafts may have the same.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => PolicyVersionStatus)
  @Enum({ items: () => PolicyVersionStatus, columnType: 'text' })
  status: Opt<PolicyVersionStatus> = PolicyVersionStatus.DRAFT;

  @Property({ type: 'json', columnType: 'jsonb' })
  title!: Message;

  @Property({ type: 'json', columnType: 'jsonb', nullable: true })
  purpose: Message | null = null;

  @Property({ type: 'json', columnType: 'jsonb', nullable: true })
  scope: Message | null = null;

  @Property({ type: 'json', columnType: 'jsonb' })
  clauses!: WordedClause[];

  @Field(() => String, { nullable: true, description: 'Why it was drafted.' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Property({ type: 'text[]' })
  ownerRoles!: string[];

  @Field(() => Date, {
    nullable: true,
    description: 'From when it is to be in force; null: from the moment at which it is issued.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  effectiveFrom: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'In force from then on, until a later version is.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  effectiveAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  issuedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Null of version 1, which came with the module.' })
  @ManyToOne(() => Person, { nullable: true })
  draftedBy: Rel<Person> | null = null;

  @Field(() => Person, { nullable: true, description: 'Who approved and issued it.' })
  @ManyToOne(() => Person, { nullable: true })
  issuedBy: Rel<Person> | null = null;
}
