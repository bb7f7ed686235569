import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { SurveyStatus } from './survey.enums.js';

@Entity({ schema: 'customers' })
@ObjectType({ description: 'A satisfaction survey (满意度调查). Its questionnaire is questions.' })
export class Survey extends LabelledEntity {
  @Field(() => Int, { description: 'The year that it counts for: each has to have one.' })
  @Property({ type: 'integer' })
  year!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Float, { description: 'The mean from 1 to 5 that is to be reached (规定要求).' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(3,2)' })
  target!: number;

  @Field(() => SurveyStatus)
  @Enum({ items: () => SurveyStatus, columnType: 'text' })
  status: Opt<SurveyStatus> = SurveyStatus.DRAFT;

  @Field(() => Date, { description: 'From then on links are void.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  repliesUntil!: Date;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  createdBy!: Rel<Person>;

  open(now: Date): void {
    if (this.status === SurveyStatus.CLOSED || this.repliesUntil <= now)
      throw invalidState({
        en: `Nobody can reply to the survey "${this.title}" any more. Make a new one.`,
        zh: `调查“${this.title}”已截止答复，请另行建立。`,
      });
    this.status = SurveyStatus.OPEN;
  }

  close(): void {
    if (this.status !== SurveyStatus.OPEN)
      throw invalidState({
        en: `The survey "${this.title}" is ${this.status}; only an open one is closed.`,
        zh: `调查“${this.title}”的状态为“${zhOf(SurveyStatus, this.status)}”；只有进行中的可以结束。`,
      });
    this.status = SurveyStatus.CLOSED;
  }

  /** Each new reply would show by how the figures changed. */
  refuseUnlessClosed(): void {
    if (this.status !== SurveyStatus.CLOSED)
      throw invalidState({
        en: `The survey "${this.title}" is ${this.status}. Close it with closeSurvey first: while replies come in, each would show by how the figures change.`,
        zh: `调查“${this.title}”的状态为“${zhOf(SurveyStatus, this.status)}”。请先用 closeSurvey 结束：答复期间的数字变化会暴露单份答复。`,
      });
  }
}
