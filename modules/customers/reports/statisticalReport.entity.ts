import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import type { Counted, CountedForm } from './figures.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { ReportEdition } from './reportEdition.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description:
    'A statistical report with frozen figures (统计报表). Its label is the highest among the customers that it counts. Once issued, it is at GET /prints/reports/<id>.pdf, .xlsx and .csv.',
})
export class StatisticalReport extends LabelledEntity {
  @Field(() => ReportDefinition, { nullable: true })
  @ManyToOne(() => ReportDefinition)
  @Listed('reports', 'What was compiled by it.')
  definition!: Rel<ReportDefinition>;

  @Field(() => ReportEdition, { nullable: true, description: 'What it counts; it stays with it.' })
  @ManyToOne(() => ReportEdition)
  edition!: Rel<ReportEdition>;

  @Field(() => Department, { nullable: true, description: 'The department that asked for it.' })
  @ManyToOne(() => Department, { nullable: true })
  department: Rel<Department> | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: '2026, 2026-H1, 2026-Q1 or 2026-01.' })
  @Property({ type: 'text', nullable: true })
  period: string | null = null;

  @Field(() => Date, { nullable: true, description: 'Customers registered before are not counted, where that is set.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  since: Date | null = null;

  @Field(() => Date, { description: 'The moment whose register it counts.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  asOf!: Date;

  /** The history of the register up to here was there when it was compiled. */
  @Property({ type: 'text', columnType: 'bigint', runtimeType: 'string' })
  position!: string;

  @Property({ type: 'json', columnType: 'jsonb' })
  counted!: Counted;

  /** Groups and measures, as the edition has them. */
  @Property({ type: 'json', columnType: 'jsonb' })
  form!: CountedForm;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  compiledBy!: Rel<Person>;

  @Field(() => Date, {
    nullable: true,
    description: 'When the last of the supervisor and the manager had checked it (P01.A13).',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  checkedAt: Date | null = null;

  @Field(() => [String], { description: 'Names of those who checked it.' })
  @Property({ type: 'text[]' })
  checkedBy: Opt<string[]> = [];

  @Field(() => String, { nullable: true, description: 'Number of the issue (期号), given when it is issued.' })
  @Property({ type: 'text', nullable: true })
  number: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  issuedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  issuedBy: Rel<Person> | null = null;
}

@ObjectType({ description: 'One line of a statistical report. A measure that the report does not ask for is null.' })
export class ReportFigure {
  @Field(() => [String], {
    nullable: 'items',
    description: 'One for each group in their order; null where a customer has none. Empty for the total.',
  })
  keys!: (string | null)[];

  @Field(() => [String], { description: 'The same in words, in the language of the request.' })
  titles!: string[];

  @Field(() => Int, { nullable: true, description: 'Customers.' })
  files!: number | null;

  @Field(() => Int, { nullable: true, description: 'Customers whose capital is known in the currency of the report.' })
  capitalFiles!: number | null;

  @Field(() => String, { nullable: true, description: 'Decimal with two places, in units of the currency.' })
  capitalSum!: string | null;

  @Field(() => String, { nullable: true, description: 'Decimal with two places, in units of the currency.' })
  capitalMean!: string | null;
}

@ObjectType({ description: 'A report counted again from the history of the register as of its date.' })
export class ReproducedReport {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean, { description: 'Every figure is what it was.' })
  isEqual!: boolean;

  @Field(() => [ReportFigure])
  figures!: ReportFigure[];

  @Field(() => [String], { description: 'Each figure that differs: line, measure, frozen, counted again.' })
  differences!: string[];
}
