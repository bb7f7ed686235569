import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { PortalColumn } from '../columns/portalColumn.entity.js';
import { PlannedTopic } from '../office/plannedTopic.entity.js';
import { PortalCategory, PortalItemForm, PortalItemKind, PortalItemStatus } from './item.enums.js';

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'Something that is published on the portal, or is to be (发布信息). What it says stands in its versions, of which the public reads the live one.',
})
export class PortalItem extends LabelledEntity {
  @Field(() => String, {
    nullable: true,
    description:
      'One after the other, drafts too; closed to whoever has not signed in, who would count the drafts by it.',
  })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'Of the version that is live or was last; of the first one before.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => PortalColumn, { nullable: true })
  @ManyToOne(() => PortalColumn)
  @Listed('items', 'What is published in the column, or is to be.')
  column!: Rel<PortalColumn>;

  @Field(() => PortalItemKind)
  @Enum({ items: () => PortalItemKind, columnType: 'text' })
  kind!: PortalItemKind;

  @Field(() => PortalCategory)
  @Enum({ items: () => PortalCategory, columnType: 'text' })
  category!: PortalCategory;

  @Field(() => PortalItemForm)
  @Enum({ items: () => PortalItemForm, columnType: 'text' })
  form!: PortalItemForm;

  @Field(() => Department, { nullable: true, description: 'The unit that submits it (报送单位).' })
  @ManyToOne(() => Department)
  @Listed('portalItems', 'What the unit submitted to the portal, or prepares.')
  unit!: Rel<Department>;

  @Field(() => Person, { nullable: true, description: 'Who drafted it.' })
  @ManyToOne(() => Person)
  author!: Rel<Person>;

  @Field(() => Date, { description: 'When what it tells of happened or was issued; its term runs from here.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  occurredAt!: Date;

  @Field(() => PlannedTopic, { nullable: true, description: 'The planned topic that it is for, where there is one.' })
  @ManyToOne(() => PlannedTopic, { nullable: true })
  @Listed('items', 'What was drafted for it.')
  topic: Rel<PlannedTopic> | null = null;

  @Field(() => Date, { nullable: true, description: 'When its unit submitted it for the first time.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  submittedAt: Date | null = null;

  @Field(() => PortalItemStatus)
  @Enum({ items: () => PortalItemStatus, columnType: 'text' })
  status: Opt<PortalItemStatus> = PortalItemStatus.PREPARED;

  @Field(() => Date, { nullable: true, description: 'When the public could read it for the first time.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  publishedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When what the public reads changed last.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  changedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'From when on the public no longer reads the live version.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  expiresAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  withdrawnAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  withdrawnBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawReason: string | null = null;

  withdraw(by: Person, reason: string, now: Date): void {
    if (this.status !== PortalItemStatus.PUBLISHED)
      throw invalidState({
        en: `The item ${this.number} is ${this.status}; only what is PUBLISHED is withdrawn. Discard an open version with discardItemVersion.`,
        zh: `信息 ${this.number} 的状态为“${zhOf(PortalItemStatus, this.status)}”，只有已发布的信息可以撤下。未发布的版本请用 discardItemVersion 作废。`,
      });
    Object.assign(this, {
      status: PortalItemStatus.WITHDRAWN,
      withdrawnAt: now,
      withdrawnBy: by,
      withdrawReason: reason,
      changedAt: now,
      expiresAt: null,
    });
  }
}
