import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataSetReport } from './dataSetReport.entity.js';
import { FindingType } from './entry.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description: 'What was odd about a form when it was handed in, and the reason that was given (审核说明).',
})
export class ReportFinding extends BaseEntity {
  @Field(() => DataSetReport, { nullable: true })
  @ManyToOne(() => DataSetReport)
  @Listed('findings', 'What was odd about it each time that it was handed in.')
  report!: Rel<DataSetReport>;

  @Field(() => Int, { description: '1 for the first time that it was handed in.' })
  @Property({ type: 'integer' })
  submission!: number;

  @Field(() => FindingType)
  @Enum({ items: () => FindingType, columnType: 'text' })
  type!: FindingType;

  @Field(() => String, { description: 'As reportFindings names it.' })
  @Property({ type: 'text' })
  key!: string;

  @Field(() => String, { description: 'In the language of whoever handed it in.' })
  @Property({ type: 'text' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Why it is so; null for what needs none.' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;
}
