import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ReadingBasis } from '../../../src/records/readings/fileReading.entity.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { Indicator } from '../indicators/indicator.entity.js';

/** Written by a trigger of the audit alone. */
@Entity({ schema: 'mch_statistics', tableName: 'reading', readonly: true })
@ObjectType({
  description:
    'An entry of the reading register of statistics (查阅登记): who read the figures of which report, when, and by what; or a figure of an indicator, which is made of reports. Whatever the label; one for each request. What a list says of a report beside its figures is no reading below CONFIDENTIAL.',
})
export class StatisticsReading extends LabelledEntity {
  @Field(() => DataSetReport, {
    nullable: true,
    description: 'Null for somebody who may not see it, and where a figure of an indicator was read.',
  })
  @ManyToOne(() => DataSetReport, { nullable: true })
  @Listed('readings', 'Who read it, and when.')
  report: Rel<DataSetReport> | null = null;

  @Field(() => Indicator, {
    nullable: true,
    description:
      'Whose figures were read. Of the reports that they were made of, those from CONFIDENTIAL up have entries of their own.',
  })
  @ManyToOne(() => Indicator, { nullable: true })
  @Listed('readings', 'Who read figures of it, and when.')
  indicator: Rel<Indicator> | null = null;

  @Field(() => Person, { nullable: true, description: 'Who read it.' })
  @ManyToOne(() => Person)
  @Listed('statisticsReadings', 'What of statistics the person has read.')
  person!: Rel<Person>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  readAt!: Date;

  @Field(() => String, { description: 'By which query, for example statisticsForm or exportDataValues.' })
  @Property({ type: 'text' })
  call!: string;

  @Field(() => ReadingBasis)
  @Enum({ items: () => ReadingBasis, columnType: 'text' })
  basis!: ReadingBasis;

  @Field(() => Date, { nullable: true, description: 'GRANT: when the permission ends or ended.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  grantedUntil: Date | null = null;

  @Field(() => ID, { description: 'The x-request-id of the request, also in the audit.' })
  @Property({ type: 'text' })
  requestId!: string;
}
