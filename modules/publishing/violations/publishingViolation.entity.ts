import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { PortalItem } from '../items/portalItem.entity.js';

export enum PublishingViolationKind {
  CLASSIFIED = 'CLASSIFIED',
  HARMFUL = 'HARMFUL',
  UNTRUE = 'UNTRUE',
  WORDING = 'WORDING',
  PERSONAL_DATA = 'PERSONAL_DATA',
  OTHER = 'OTHER',
}

registerTitledEnum(PublishingViolationKind, {
  name: 'PublishingViolationKind',
  values: {
    CLASSIFIED: { title: { en: 'Classified content', zh: '涉密信息上网' } },
    HARMFUL: { title: { en: 'Harmful content', zh: '有害信息上网' } },
    UNTRUE: { title: { en: 'Untrue or incomplete', zh: '信息不真实、不完整' } },
    WORDING: { title: { en: 'Serious wrong wording', zh: '严重表述错误' } },
    PERSONAL_DATA: { title: { en: 'Personal data', zh: '泄露个人信息' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'A violation of the rules for publishing, recorded against the head of the unit and the person concerned (责任追究).',
})
export class PublishingViolation extends LabelledEntity {
  @Field(() => PortalItem, { nullable: true })
  @ManyToOne(() => PortalItem)
  @Listed('violations', 'Violations that the item was (责任追究).')
  @InheritsLabel()
  item!: Rel<PortalItem>;

  @Field(() => PublishingViolationKind)
  @Enum({ items: () => PublishingViolationKind, columnType: 'text' })
  kind!: PublishingViolationKind;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  occurredOn!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  description!: string;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  unit!: Rel<Department>;

  @Field(() => Person, { nullable: true, description: 'Who was the head of the unit (科室站负责人).' })
  @ManyToOne(() => Person)
  unitHead!: Rel<Person>;

  @Field(() => Person, { nullable: true, description: 'Who published it (当事人).' })
  @ManyToOne(() => Person)
  publisher!: Rel<Person>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  reportedBy!: Rel<Person>;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was one; null while nobody decided.' })
  @Property({ type: 'boolean', nullable: true })
  upheld: boolean | null = null;

  @Field(() => String, { nullable: true, description: 'What was found and what follows (处理决定).' })
  @Property({ type: 'text', nullable: true })
  decision: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  decidedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  decidedAt: Date | null = null;

  decide(by: Person, upheld: boolean, decision: string, now: Date): void {
    if (this.decidedAt) throw invalidState({ en: 'It is decided already.', zh: '该违规已有处理决定。' });
    Object.assign(this, { upheld, decision, decidedBy: by, decidedAt: now });
  }
}
