import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataSetAssignment } from '../forms/dataSet.entity.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description: 'That a unit refuses to hand in a form for a period (拒报), as the information section recorded it.',
})
export class RefusedReport extends LabelledEntity {
  @Field(() => DataSetAssignment, { nullable: true })
  @ManyToOne(() => DataSetAssignment)
  @Listed('refusals', 'Periods for which its unit refused to hand it in.')
  @InheritsLabel()
  assignment!: Rel<DataSetAssignment>;

  @Field(() => StatisticsUnit, { nullable: true })
  @ManyToOne(() => StatisticsUnit)
  @Listed('refusals', 'What it refused to hand in.')
  unit!: Rel<StatisticsUnit>;

  @Field(() => Department, { nullable: true, description: 'Whose people would have to fill it in.' })
  @ManyToOne(() => Department)
  @Listed('refusedReports', 'Forms that its people refused to hand in.')
  department!: Rel<Department>;

  @Field(() => String, { description: 'As in DHIS2: 202601, 2026Q1, 2026, 2025Oct.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => String, { description: 'What the unit said, and how often it was asked.' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  recordedBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'When it was taken back, as recorded by mistake.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  withdrawnAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  withdrawnBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawnBecause: string | null = null;

  /** @throws INVALID_STATE */
  withdraw(by: Person, now: Date, because: string): void {
    if (this.withdrawnAt) throw invalidState({ en: 'It is taken back already.', zh: '该登记已撤销。' });
    this.withdrawnAt = now;
    this.withdrawnBy = by;
    this.withdrawnBecause = because;
  }
}
