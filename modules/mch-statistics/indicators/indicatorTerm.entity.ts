import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
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
@ObjectType({
  description:
    'Where the counts of a term are found from a period on. For each period that one holds that was made last of those valid from its first day or earlier; none is ever changed.',
})
export class IndicatorTermBinding extends BaseEntity {
  @Field(() => IndicatorTerm, { nullable: true })
  @ManyToOne(() => IndicatorTerm)
  @Listed('bindings', 'Where its counts are found; none where it is not bound yet.')
  term!: Rel<IndicatorTerm>;

  @Field(() => Int, { description: '1 for the first.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => String, { description: 'First day of the periods that it holds for, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  validFrom!: string;

  @Field(() => String, { nullable: true, description: 'Why it was changed; null for the first.' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  boundBy: Rel<Person> | null = null;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A line of a form that a term is the sum of.' })
export class IndicatorTermLine extends BaseEntity {
  @Field(() => IndicatorTermBinding, { nullable: true })
  @ManyToOne(() => IndicatorTermBinding)
  @Listed('lines', 'What is added up.')
  binding!: Rel<IndicatorTermBinding>;

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
