import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { defineEvidence } from '../../../src/audit/evidence.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CategoryOptionCombination } from '../forms/category.entity.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { DataSetReport } from './dataSetReport.entity.js';
import { EntryKind, MissingCode } from './entry.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'One act of entering values (录入记录): who, when and why. Nobody changes or removes it.' })
export class ValueEntry extends BaseEntity {
  @Field(() => DataSetReport, { nullable: true })
  @ManyToOne(() => DataSetReport)
  @Listed('entries', 'Who entered what, when and why.')
  report!: Rel<DataSetReport>;

  @Field(() => Int, { description: '1 for the first of the report.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  person!: Rel<Person>;

  @Field(() => EntryKind)
  @Enum({ items: () => EntryKind, columnType: 'text' })
  kind!: EntryKind;

  @Field(() => String, { nullable: true, description: 'Of a correction always.' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => Int, { description: 'How many values.' })
  @Property({ type: 'integer' })
  count!: number;

  @Field(() => String, {
    description: 'SHA-256 of all of it, which stands in the audit as well and is computed anew by verifyAudit.',
  })
  @Property({ type: 'text' })
  digest!: string;
}

/** No version and no times of its own: there are millions of them, and they never change. */
@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'A value as it was entered (原始数据). A correction is another with a higher revision; nobody changes or removes one.',
})
export class DataValue {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => DataSetReport, { nullable: true })
  @ManyToOne(() => DataSetReport)
  @Listed('values', 'All values that were ever entered, corrected ones too; currentValues gives the present ones.')
  report!: Rel<DataSetReport>;

  @Field(() => ValueEntry, { nullable: true })
  @ManyToOne(() => ValueEntry)
  @Listed('values', 'What was entered.')
  entry!: Rel<ValueEntry>;

  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  element!: Rel<DataElement>;

  @Field(() => CategoryOptionCombination, { nullable: true })
  @ManyToOne(() => CategoryOptionCombination)
  option!: Rel<CategoryOptionCombination>;

  @Field(() => Int, { description: '1 for the first; the highest is the present one.' })
  @Property({ type: 'integer' })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'As text; null where a missing code stands in its place.' })
  @Property({ type: 'text', nullable: true })
  value: string | null = null;

  @Field(() => MissingCode, { nullable: true })
  @Enum({ items: () => MissingCode, columnType: 'text', nullable: true })
  missing: MissingCode | null = null;

  @Field(() => Float, { nullable: true, description: 'The value as a number; null where it is none.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric', nullable: true })
  amount: number | null = null;
}

/** P11.A02: what was entered, and by whom, when and why, can be altered by nobody unseen. */
export const enteredValues = defineEvidence({
  record: ValueEntry,
  rows: DataValue,
  of: 'entry',
  covers: {
    record: ['report', 'number', 'person', 'kind', 'reason', 'count'],
    rows: ['report', 'element', 'option', 'revision', 'value', 'missing'],
  },
});
