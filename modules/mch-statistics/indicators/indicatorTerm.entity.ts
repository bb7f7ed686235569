import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CategoryOptionCombination } from '../forms/category.entity.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataSet } from '../forms/dataSet.entity.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A count that indicators are made of (指标项), and the lines of forms where it is found.' })
export class IndicatorTerm extends BaseEntity {
  @Field(() => String, { description: 'As indicators name it, for example liveBirths.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Code of the term that it is never more than.' })
  @Property({ type: 'text', nullable: true })
  partOf: string | null = null;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A line of a form that a term is the sum of.' })
export class IndicatorTermLine extends BaseEntity {
  @Field(() => IndicatorTerm, { nullable: true })
  @ManyToOne(() => IndicatorTerm)
  @Listed('lines', 'What is added up for it; none where it is not bound yet.')
  term!: Rel<IndicatorTerm>;

  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  dataSet!: Rel<DataSet>;

  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  element!: Rel<DataElement>;

  @Field(() => CategoryOptionCombination, { nullable: true, description: 'One cell of it; null for all of them.' })
  @ManyToOne(() => CategoryOptionCombination, { nullable: true })
  option: Rel<CategoryOptionCombination> | null = null;
}
