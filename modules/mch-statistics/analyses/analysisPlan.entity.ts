import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { AnalysisRhythm } from './analyses.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'Who writes which report of analysis, how often and by when (分析报告计划).' })
export class AnalysisPlan extends LabelledEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => StatisticsUnit, { nullable: true, description: 'It is about this unit and those right below it.' })
  @ManyToOne(() => StatisticsUnit)
  unit!: Rel<StatisticsUnit>;

  @Field(() => [ID], { description: 'Versions of indicators whose figures it draws.' })
  @Property({ type: 'text[]' })
  indicatorIds!: string[];

  @Field(() => AnalysisRhythm)
  @Enum({ items: () => AnalysisRhythm, columnType: 'text' })
  rhythm!: AnalysisRhythm;

  @Field(() => Int, { description: 'Due so many days after the end of a period.' })
  @Property({ type: 'integer' })
  days!: number;

  @Field(() => Person, { nullable: true, description: 'Who writes it.' })
  @ManyToOne(() => Person)
  author!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'Since when no further report is due.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  endedAt: Date | null = null;

  /** @throws INVALID_STATE */
  end(now: Date): void {
    if (this.endedAt) throw invalidState({ en: 'No report is due by it any more.', zh: '该计划已终止。' });
    this.endedAt = now;
  }
}
