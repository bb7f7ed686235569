import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { CustomerKind, Profession } from '../customer.entity.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { ReportGroup, ReportMeasure } from './reportEnums.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description: 'What a report counts, in one version (报表格式). Reports keep the edition that they were compiled by.',
})
export class ReportEdition extends LabelledEntity {
  @Field(() => ReportDefinition, { nullable: true })
  @ManyToOne(() => ReportDefinition)
  @Listed('editions', 'What it counts, version after version; `edition` is the number of the one in force.')
  @InheritsLabel()
  definition!: Rel<ReportDefinition>;

  @Field(() => Int)
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => Int, { nullable: true, description: 'The edition whose items it changes; null for the first.' })
  @Property({ type: 'integer', nullable: true })
  basedOn: number | null = null;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department, { nullable: true })
  department: Rel<Department> | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  requestedBy!: Rel<Person>;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => [ReportGroup], { description: 'In the order of the columns.' })
  @Property({ type: 'text[]' })
  groups!: ReportGroup[];

  @Field(() => [ReportMeasure])
  @Property({ type: 'text[]' })
  measures!: ReportMeasure[];

  @Field(() => [CustomerKind], { description: 'Only these; all where it is empty. So with the next three.' })
  @Property({ type: 'text[]' })
  kinds: Opt<CustomerKind[]> = [];

  @Field(() => [Profession])
  @Property({ type: 'text[]' })
  professions: Opt<Profession[]> = [];

  @Field(() => [String])
  @Property({ type: 'text[]' })
  provinces: Opt<string[]> = [];

  @Field(() => [String], { description: 'Ids of departments.' })
  @Property({ type: 'text[]' })
  departments: Opt<string[]> = [];

  @Field(() => Boolean, { description: 'Counts the customers that were registered within the period alone.' })
  @Property({ type: 'boolean' })
  registeredInPeriod: Opt<boolean> = false;

  @Field(() => String, { description: 'ISO 4217; registered capital in any other currency is not counted.' })
  @Property({ type: 'text' })
  capitalCurrency: Opt<string> = 'CNY';

  @Field(() => Date, { nullable: true, description: 'When the general manager approved it.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  approvedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When customer service filed it (备案); in force from then on.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  filedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  filedBy: Rel<Person> | null = null;
}

/** What of an edition is an item that can be changed alone (个别项). */
export const items = [
  'title',
  'groups',
  'measures',
  'kinds',
  'professions',
  'provinces',
  'departments',
  'registeredInPeriod',
  'capitalCurrency',
] as const satisfies readonly (keyof ReportEdition)[];

export type ReportItems = Pick<ReportEdition, (typeof items)[number]>;
