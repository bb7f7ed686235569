import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { AnalysisPlan } from './analysisPlan.entity.js';

/** A figure as it was when the report was handed in. */
export interface FrozenFigure {
  indicatorId: string;
  indicator: string;
  unitId: string;
  unit: string;
  numerator: number;
  denominator: number;
  multiplier: number;
  value: number | null;
  low: number | null;
  high: number | null;
  expected: number;
  received: number;
}

/** Never changed but for its receipt: a correction is another edition. */
@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'A report of analysis for those who decide (分析报告), with its figures as they were when it was handed in.',
})
export class AnalysisReport extends LabelledEntity {
  @Field(() => AnalysisPlan, { nullable: true })
  @ManyToOne(() => AnalysisPlan)
  @Listed('reports', 'What was handed in.')
  plan!: Rel<AnalysisPlan>;

  @Field(() => String, { description: '2026-Q1, 2026-H1 or 2026.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => Int, { description: '1 for the first of the period.' })
  @Property({ type: 'integer' })
  edition!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  text!: string;

  @Field(() => GraphQLJSON, {
    description:
      'The figures as they were: [{ indicatorId, indicator, unitId, unit, numerator, denominator, multiplier, value, low, high, expected, received }], from approved reports alone.',
  })
  @Property({ type: 'json', columnType: 'jsonb' })
  figures!: FrozenFigure[];

  @Field(() => String, {
    description:
      'SHA-256, hexadecimal, of plan (its id), period, edition, title, text and figures as canonical JSON (RFC 8785).',
  })
  @Property({ type: 'text' })
  digest!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  author!: Rel<Person>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  submittedAt!: Date;

  @Field(() => Person, { nullable: true, description: 'The leader who received it.' })
  @ManyToOne(() => Person, { nullable: true })
  acknowledgedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  acknowledgedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'What the leader remarked (批示).' })
  @Property({ type: 'text', nullable: true })
  remark: string | null = null;

  /** @throws INVALID_STATE */
  acknowledge(by: Person, now: Date, remark: string | null): void {
    if (this.acknowledgedAt) throw invalidState({ en: 'It is acknowledged already.', zh: '该报告已签收。' });
    if (this.author.id === by.id)
      throw invalidState({
        en: 'Nobody acknowledges a report of their own. Another leader does.',
        zh: '不能签收本人撰写的报告，请由其他领导签收。',
      });
    this.acknowledgedBy = by;
    this.acknowledgedAt = now;
    this.remark = remark;
  }
}
