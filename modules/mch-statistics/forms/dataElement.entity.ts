import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CategoryCombination } from './category.entity.js';
import { ValueType } from './form.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'What is counted (数据元).' })
export class DataElement extends BaseEntity {
  @Field(() => String, { description: 'As in DHIS2. Never changes.' })
  @Property({ type: 'text' })
  uid!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  code: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What counts and what does not (指标解释).' })
  @Property({ type: 'text', nullable: true })
  definition: string | null = null;

  @Field(() => ValueType)
  @Enum({ items: () => ValueType, columnType: 'text' })
  valueType!: ValueType;

  @Field(() => Float, { nullable: true, description: 'The least that is plausible; 0 unless given. Never below 0.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)', nullable: true })
  minimum: number | null = null;

  @Field(() => Float, { nullable: true, description: 'The most that is plausible.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)', nullable: true })
  maximum: number | null = null;

  @Field(() => CategoryCombination, { nullable: true })
  @ManyToOne(() => CategoryCombination)
  @Listed('elements', 'What is broken down by it.')
  combination!: Rel<CategoryCombination>;
}
