import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataElement } from './dataElement.entity.js';
import { MissingStrategy, PeriodType, RuleOperator, UnitLevel } from './form.enums.js';
import { StatisticsUnit } from './statisticsUnit.entity.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A form: what a unit reports for each period (报表).' })
export class DataSet extends BaseEntity {
  @Field(() => String, { description: 'As in DHIS2. Never changes.' })
  @Property({ type: 'text' })
  uid!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => PeriodType)
  @Enum({ items: () => PeriodType, columnType: 'text' })
  periodType!: PeriodType;

  @Field(() => Int, {
    description: 'A form is due so many days after the end of its period, where its level has no term of its own.',
  })
  @Property({ type: 'integer' })
  dueDays!: number;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'When the units of a level have to hand in a form (报送时限).' })
export class DataSetTerm extends BaseEntity {
  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed('terms', 'Terms of levels that differ from dueDays.')
  dataSet!: Rel<DataSet>;

  @Field(() => UnitLevel)
  @Enum({ items: () => UnitLevel, columnType: 'text' })
  level!: UnitLevel;

  @Field(() => Int, { description: 'Days after the end of the period.' })
  @Property({ type: 'integer' })
  days!: number;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A line of a form as it came onto it.' })
export class DataSetItem extends BaseEntity {
  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed('items', 'All that stood on it in any edition; the lines of each are in editions.')
  dataSet!: Rel<DataSet>;

  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  @Listed('dataSetItems', 'Forms on which it stands.')
  element!: Rel<DataElement>;

  @Field(() => String, { description: 'Heading under which it stands (表栏).' })
  @Property({ type: 'text' })
  section!: string;

  @Field(() => Int, { description: 'Counted over the whole form.' })
  @Property({ type: 'integer' })
  place!: number;

  @Field(() => Boolean, { description: 'The form is incomplete without it (必填).' })
  @Property({ type: 'boolean' })
  isRequired: Opt<boolean> = true;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'That a unit has to hand in a form, and who keeps what it hands in (专人管理).' })
export class DataSetAssignment extends LabelledEntity {
  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed('assignments', 'Units that have to hand it in.')
  dataSet!: Rel<DataSet>;

  @Field(() => StatisticsUnit, { nullable: true })
  @ManyToOne(() => StatisticsUnit)
  @Listed('assignments', 'Forms that it has to hand in.')
  unit!: Rel<StatisticsUnit>;

  @Field(() => String, { description: 'First day of the first period that is due, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  since!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Last day of the last period that is due; null: until further notice.',
  })
  @Property({ type: 'date', nullable: true })
  until: string | null = null;

  @Field(() => Int, { description: 'Due so many days after the end of a period.' })
  @Property({ type: 'integer' })
  dueDays!: number;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'What figures of a form have to do with each other (逻辑审核关系).' })
export class ValidationRule extends BaseEntity {
  @Field(() => String, { description: 'As in DHIS2. Never changes.' })
  @Property({ type: 'text' })
  uid!: string;

  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed('rules', 'What its figures have to do with each other.')
  dataSet!: Rel<DataSet>;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, {
    description:
      'Numbers, + - * / and brackets, #{element} for the sum over its categories, #{element.option} for one of them.',
  })
  @Property({ type: 'text' })
  left!: string;

  @Field(() => RuleOperator)
  @Enum({ items: () => RuleOperator, columnType: 'text' })
  operator!: RuleOperator;

  @Field(() => String)
  @Property({ type: 'text' })
  right!: string;

  @Field(() => MissingStrategy)
  @Enum({ items: () => MissingStrategy, columnType: 'text' })
  missingLeft!: MissingStrategy;

  @Field(() => MissingStrategy)
  @Enum({ items: () => MissingStrategy, columnType: 'text' })
  missingRight!: MissingStrategy;

  @Field(() => Int, { description: 'Number of the edition of the form from which on it holds.' })
  @Property({ type: 'integer' })
  sinceEdition!: number;

  @Field(() => Int, { nullable: true, description: 'Number of the last edition for which it holds; null: further on.' })
  @Property({ type: 'integer', nullable: true })
  untilEdition: number | null = null;
}
