import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed, RecordsReading } from '../../../src/reading/decorators.js';
import { DataSet, DataSetAssignment } from '../forms/dataSet.entity.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { ReportStatus } from './entry.enums.js';

/** What its worklist shows is no reading of it; its figures, and what is said of them, are. */
@RecordsReading('values', 'entries', 'findings')
@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A form of a unit for a period (上报报表). Its keeper is named with the assignment.' })
export class DataSetReport extends LabelledEntity {
  @Field(() => DataSetAssignment, { nullable: true })
  @ManyToOne(() => DataSetAssignment)
  @Listed('reports', 'What was handed in, or is being filled in.')
  @InheritsLabel({ grantedApart: true })
  assignment!: Rel<DataSetAssignment>;

  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed('reports', 'What was handed in, or is being filled in.')
  dataSet!: Rel<DataSet>;

  @Field(() => StatisticsUnit, { nullable: true })
  @ManyToOne(() => StatisticsUnit)
  @Listed('reports', 'What it handed in, or is filling in.')
  unit!: Rel<StatisticsUnit>;

  @Field(() => Department, { nullable: true, description: 'Whose people fill it in.' })
  @ManyToOne(() => Department)
  @Listed('dataSetReports', 'Forms that its people fill in.')
  department!: Rel<Department>;

  @Field(() => String, { description: 'As in DHIS2: 202601, 2026Q1, 2026, 2025Oct.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => String, { description: 'First day of the period, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  firstDay!: string;

  @Field(() => String, { description: 'Last day of the period, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  lastDay!: string;

  @Field(() => Date, { description: 'From then on it is late.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  dueAt!: Date;

  @Field(() => ReportStatus)
  @Enum({ items: () => ReportStatus, columnType: 'text' })
  status: Opt<ReportStatus> = ReportStatus.OPEN;

  @Field(() => Int, { description: 'How often something was entered.' })
  @Property({ type: 'integer' })
  entryCount: Opt<number> = 0;

  @Field(() => Int, { description: 'How often it was handed in.' })
  @Property({ type: 'integer' })
  submissions: Opt<number> = 0;

  @Field(() => Date, { nullable: true, description: 'When it was handed in first: by this it is on time or late.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  firstSubmittedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  submittedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  submittedBy: Rel<Person> | null = null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the figures as they were handed in.' })
  @Property({ type: 'text', nullable: true })
  contentHash: string | null = null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it passed the first review; null again where it is returned.',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  checkedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'The section head who reviewed it.' })
  @ManyToOne(() => Person, { nullable: true })
  checkedBy: Rel<Person> | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the approved document, which verifyStatisticsDocument takes.',
  })
  @Property({ type: 'text', nullable: true })
  documentHash: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was signed, sealed and locked.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  lockedAt: Date | null = null;

  @Field(() => Person, { nullable: true, description: 'Who signed and sealed it.' })
  @ManyToOne(() => Person, { nullable: true })
  lockedBy: Rel<Person> | null = null;

  /** P11.A02: nothing is entered into what is handed in. @throws INVALID_STATE */
  refuseClosed(): void {
    if (this.status === ReportStatus.OPEN || this.status === ReportStatus.RETURNED) return;
    throw invalidState(
      this.status === ReportStatus.LOCKED
        ? {
            en: 'The form is approved and locked. Ask for it to be unlocked with requestUnlock, and give the reason.',
            zh: '该报表已审定锁定。如需更正，请用 requestUnlock 申请解锁并说明原因。',
          }
        : {
            en: 'The form is handed in and under review. A reviewer returns it with returnApproval, or you withdraw it with withdrawApproval.',
            zh: '该报表已上报待审。请由审核人用 returnApproval 退回，或由您用 withdrawApproval 撤回。',
          },
    );
  }

  submit(by: Person, now: Date): void {
    this.refuseClosed();
    this.status = ReportStatus.SUBMITTED;
    this.submissions += 1;
    this.submittedBy = by;
    this.submittedAt = now;
    this.firstSubmittedAt ??= now;
  }
}
