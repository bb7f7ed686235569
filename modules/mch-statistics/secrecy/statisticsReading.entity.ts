import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ReadingBasis } from '../../../src/records/readings/fileReading.entity.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';

/** Written by a trigger of the audit alone. */
@Entity({ schema: 'mch_statistics', tableName: 'reading', readonly: true })
@ObjectType({
  description:
    'An entry of the reading register of statistics (查阅登记): who read which report, when, and by what. From CONFIDENTIAL up; one for each request.',
})
export class StatisticsReading extends LabelledEntity {
  @Field(() => DataSetReport, { nullable: true, description: 'Null for somebody who may not see it.' })
  @ManyToOne(() => DataSetReport)
  @Listed('readings', 'Who read it, and when.')
  report!: Rel<DataSetReport>;

  @Field(() => Person, { nullable: true, description: 'Who read it.' })
  @ManyToOne(() => Person)
  @Listed('statisticsReadings', 'Classified reports of statistics that the person has read.')
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
