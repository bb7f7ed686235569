import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed, RecordsReading } from '../../../src/reading/decorators.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { CategoryOptionCombination } from '../forms/category.entity.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { SpotCheckPlan } from './spotCheckPlan.entity.js';
import { SpotCheckResult } from './spotChecks.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'A spot check (抽查): a sample of reported figures that are compared with their source documents. It has the highest label among the reports from which it was drawn.',
})
export class SpotCheck extends LabelledEntity {
  @Field(() => SpotCheckPlan, { nullable: true })
  @ManyToOne(() => SpotCheckPlan)
  @Listed('checks', 'What was drawn by it.')
  plan!: Rel<SpotCheckPlan>;

  @Field(() => String, { description: 'Interval of the plan that it is for: 2026-Q1, 2026-H1, 2026 or 2026-01.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => String, { description: 'Reports were drawn whose period ends on this day or later, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  firstDay!: string;

  @Field(() => String, { description: '… and on this day or earlier, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  lastDay!: string;

  @Field(() => String, {
    description: 'Given by the platform at random when the sample was drawn; spotCheckFrame says how to draw it again.',
  })
  @Property({ type: 'text' })
  seed!: string;

  @Field(() => String, { description: 'SHA-256 of all from which it was drawn, as spotCheckFrame writes it.' })
  @Property({ type: 'text' })
  frameDigest!: string;

  @Field(() => Int, { nullable: true, description: 'So many units were asked for; null for all.' })
  @Property({ type: 'integer', nullable: true })
  units: number | null = null;

  @Field(() => Int, { description: 'So many figures of each unit were asked for.' })
  @Property({ type: 'integer' })
  figuresPerUnit!: number;

  @Field(() => Int, { description: 'Figures that were drawn.' })
  @Property({ type: 'integer' })
  drawn!: number;

  @Field(() => Int, { description: 'Of these, compared with their source documents.' })
  @Property({ type: 'integer' })
  checked: Opt<number> = 0;

  @Field(() => Person, { nullable: true, description: 'Who had it drawn.' })
  @ManyToOne(() => Person)
  drawnBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'When the last figure was compared.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  completedAt: Date | null = null;

  /** Unit and period of each report that could be drawn. */
  @Property({ type: 'text[]' })
  frameReports!: string[];

  /** Element and option of each cell of the form. */
  @Property({ type: 'text[]' })
  frameCells!: string[];
}

@RecordsReading('reported', 'found')
@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description: 'A figure that was drawn for a spot check, as it was reported, and as its sources have it.',
})
export class SpotCheckItem extends LabelledEntity {
  @Field(() => SpotCheck, { nullable: true })
  @ManyToOne(() => SpotCheck)
  @Listed('items', 'Figures that were drawn.')
  check!: Rel<SpotCheck>;

  @Field(() => Int, { description: 'Counted over the whole check, in the order in which it was drawn.' })
  @Property({ type: 'integer' })
  place!: number;

  @Field(() => DataSetReport, { nullable: true })
  @ManyToOne(() => DataSetReport)
  @InheritsLabel()
  report!: Rel<DataSetReport>;

  @Field(() => StatisticsUnit, { nullable: true })
  @ManyToOne(() => StatisticsUnit)
  unit!: Rel<StatisticsUnit>;

  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  element!: Rel<DataElement>;

  @Field(() => CategoryOptionCombination, { nullable: true })
  @ManyToOne(() => CategoryOptionCombination)
  option!: Rel<CategoryOptionCombination>;

  @Field(() => String, {
    nullable: true,
    description: 'As it was reported when it was drawn; -1 and -2 are missing codes; null where nothing was.',
  })
  @Property({ type: 'text', nullable: true })
  reported: string | null = null;

  @Field(() => SpotCheckResult, { nullable: true, description: 'Null until it was compared.' })
  @Enum({ items: () => SpotCheckResult, columnType: 'text', nullable: true })
  result: SpotCheckResult | null = null;

  @Field(() => String, { nullable: true, description: 'As the source documents have it; null where there are none.' })
  @Property({ type: 'text', nullable: true })
  found: string | null = null;

  @Field(() => String, { nullable: true, description: 'Which source documents were looked at (原始凭证).' })
  @Property({ type: 'text', nullable: true })
  source: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who compared it: nobody who entered it or handed it in.' })
  @ManyToOne(() => Person, { nullable: true })
  checkedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  checkedAt: Date | null = null;
}
