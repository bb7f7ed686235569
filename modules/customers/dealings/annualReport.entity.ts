import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { SealedEntity, Seals } from '../../../src/access/sealedEntity.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Customer } from '../customer.entity.js';
import { MaterialSource } from './entrySource.js';

export enum AnnualReportKind {
  PERFORMANCE = 'PERFORMANCE',
  FINANCIAL = 'FINANCIAL',
}

registerTitledEnum(AnnualReportKind, {
  name: 'AnnualReportKind',
  values: {
    PERFORMANCE: { title: { en: 'Performance of the year', zh: '年度业绩' } },
    FINANCIAL: { title: { en: 'Financial report', zh: '财务状况报告' } },
  },
});

@Entity({ schema: 'customers' })
@ObjectType({ description: "A customer's report of a year, as collected (年度业绩、财务状况报告)." })
@Seals({ fields: ['summary', 'turnover', 'profit', 'sourceDetail'] })
export class AnnualReport extends SealedEntity {
  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer)
  @Listed(
    'annualReports',
    'Reports of the years. Whose is missing: customers(filter: { annualReports: { none: { year: { eq: 2025 } } } }).',
  )
  @InheritsLabel()
  customer!: Rel<Customer>;

  @Field(() => Int)
  @Property({ type: 'integer' })
  year!: number;

  @Field(() => AnnualReportKind)
  @Enum({ items: () => AnnualReportKind, columnType: 'text' })
  kind!: AnnualReportKind;

  @Field(() => String)
  @Property({ type: 'text' })
  summary!: string;

  @Field(() => Float, { nullable: true, description: 'Turnover (营业收入) in CNY.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,2)', nullable: true })
  turnover: number | null = null;

  @Field(() => Float, { nullable: true, description: 'Profit (利润) in CNY; a loss is below zero.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,2)', nullable: true })
  profit: number | null = null;

  @Field(() => MaterialSource)
  @Enum({ items: () => MaterialSource, columnType: 'text' })
  source!: MaterialSource;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  sourceDetail: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  collectedBy!: Rel<Person>;
}
