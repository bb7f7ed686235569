import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import type { Figure } from './analysis.js';
import { Survey } from './survey.entity.js';
import { SurveyAspect, SurveyReportStatus } from './survey.enums.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description:
    'The analysis of a survey (顾客满意度调查分析报告), with figures that no longer change. Its label is the highest among the replies that it is made of.',
})
export class SurveyReport extends LabelledEntity {
  @Field(() => Survey, { nullable: true })
  @ManyToOne(() => Survey)
  @Listed('reports', 'Its analyses (分析报告), for departments once they are approved.')
  survey!: Rel<Survey>;

  @Field(() => String, { description: 'What the figures say, in words.' })
  @Property({ type: 'text' })
  summary!: string;

  @Field(() => Int, { description: 'Customers that were asked, among those whose replies may be in it.' })
  @Property({ type: 'integer' })
  invited!: number;

  @Field(() => Int, { description: 'Replies that it is made of.' })
  @Property({ type: 'integer' })
  replies!: number;

  @Field(() => Float, { description: 'Mean of all marks from 1 to 5.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(4,3)' })
  score!: number;

  @Field(() => Float, { description: 'The target when it was compiled.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(3,2)' })
  target!: number;

  @Field(() => Boolean, { description: 'Below target: with its approval corrective and preventive action opens.' })
  @Property({ type: 'boolean' })
  belowTarget!: boolean;

  @Field(() => [SurveyAspect], { description: 'Aspects whose own mean is below target.' })
  @Property({ type: 'text[]' })
  weakAspects!: SurveyAspect[];

  @Property({ type: 'json', columnType: 'jsonb' })
  figures!: Figure[];

  @Field(() => SurveyReportStatus)
  @Enum({ items: () => SurveyReportStatus, columnType: 'text' })
  status: Opt<SurveyReportStatus> = SurveyReportStatus.PENDING;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  compiledBy!: Rel<Person>;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  approvedAt: Date | null = null;
}
