import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'By what a figure is broken down, for example sex and age (分组).' })
export class CategoryCombination extends BaseEntity {
  @Field(() => String, { description: 'As in DHIS2. Never changes.' })
  @Property({ type: 'text' })
  uid!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => [String], { description: 'Names of the categories; none for what is not broken down.' })
  @Property({ type: 'text[]' })
  categories!: string[];
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'One cell of a break-down: an option of each of its categories (分组选项).' })
export class CategoryOptionCombination extends BaseEntity {
  @Field(() => String, { description: 'As in DHIS2. Never changes.' })
  @Property({ type: 'text' })
  uid!: string;

  @Field(() => CategoryCombination, { nullable: true })
  @ManyToOne(() => CategoryCombination)
  @Listed('options', 'Its cells.')
  combination!: Rel<CategoryCombination>;

  @Field(() => [String], { description: 'An option of each category, in their order.' })
  @Property({ type: 'text[]' })
  options!: string[];

  @Field(() => String, { description: 'Its options in words.' })
  @Property({ type: 'text' })
  name!: string;
}
