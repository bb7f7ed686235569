import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../../customers/customers.api.js';

export enum UsageSource {
  VISIT = 'VISIT',
  TELEPHONE = 'TELEPHONE',
  SERVICE = 'SERVICE',
  SURVEY = 'SURVEY',
  OTHER = 'OTHER',
}

registerTitledEnum(UsageSource, {
  name: 'UsageSource',
  values: {
    VISIT: { title: { en: 'Visit to the user', zh: '用户走访' } },
    TELEPHONE: { title: { en: 'Telephone', zh: '电话' } },
    SERVICE: { title: { en: 'Service on site', zh: '现场服务' } },
    SURVEY: { title: { en: 'Survey', zh: '问卷调查' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

export enum UsageCondition {
  GOOD = 'GOOD',
  WITH_DEFECTS = 'WITH_DEFECTS',
  OUT_OF_USE = 'OUT_OF_USE',
}

registerTitledEnum(UsageCondition, {
  name: 'UsageCondition',
  values: {
    GOOD: { title: { en: 'In good order', zh: '运行良好' } },
    WITH_DEFECTS: { title: { en: 'In use, with defects', zh: '带病运行' } },
    OUT_OF_USE: { title: { en: 'Out of use', zh: '停用' } },
  },
});

@Entity({ schema: 'quality' })
@ObjectType({
  description:
    'How a user uses a product (用户使用情况). Of a customer of the register label and keeper are those of the customer.',
})
@Seals({ fields: ['user', 'lot', 'findings', 'wishes'], under: 'own' })
export class UsageReport extends SealedEntity {
  @Field(() => Customer, { nullable: true, description: 'The user, where that is a customer of the register.' })
  @ManyToOne(() => Customer, { nullable: true })
  @Listed('usageReports', 'How the customer uses our products (使用情况).')
  @InheritsLabel()
  customer: Rel<Customer> | null = null;

  @Field(() => String, { nullable: true, description: 'Who uses it else, in words.' })
  @Property({ type: 'text', nullable: true })
  user: string | null = null;

  @Field(() => String, { description: 'Product and model.' })
  @Property({ type: 'text' })
  product!: string;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  @Property({ type: 'text', nullable: true })
  lot: string | null = null;

  @Field(() => UsageSource)
  @Enum({ items: () => UsageSource, columnType: 'text' })
  source!: UsageSource;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  learnedOn!: string;

  @Field(() => UsageCondition)
  @Enum({ items: () => UsageCondition, columnType: 'text' })
  condition!: UsageCondition;

  @Field(() => Int, { nullable: true, description: 'Hours of operation since it was put into use.' })
  @Property({ type: 'integer', nullable: true })
  hours: number | null = null;

  @Field(() => Int, { nullable: true, description: 'How content the user is, from 1 (not at all) to 5.' })
  @Property({ type: 'integer', nullable: true })
  rating: number | null = null;

  @Field(() => String, { description: 'How it is used, and what was seen.' })
  @Property({ type: 'text' })
  findings!: string;

  @Field(() => String, { nullable: true, description: 'What the user wishes to be better.' })
  @Property({ type: 'text', nullable: true })
  wishes: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  recordedBy!: Rel<Person>;
}
