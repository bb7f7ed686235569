import type { Opt } from '@mikro-orm/core';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { invalidState } from '../../../src/errors.js';

@Entity({ schema: 'it_operations' })
@ObjectType({
  description: 'The training plan of a year (年度培训计划). It is in force once the general manager has approved it.',
})
export class TrainingPlan extends LabelledEntity {
  @Field(() => Int)
  @Property({ type: 'integer' })
  year!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'What is to be reached.' })
  @Property({ type: 'text' })
  content!: string;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  approvedAt: Opt<Date> | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was carried out.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  concludedAt: Opt<Date> | null = null;

  @Field(() => String, { nullable: true, description: 'How it was carried out.' })
  @Property({ type: 'text', nullable: true })
  conclusion: string | null = null;

  refuseUnapproved(): void {
    if (!this.approvedAt)
      throw invalidState({ en: `The plan of ${this.year} is not approved yet.`, zh: `${this.year} 年计划尚未批准。` });
  }

  conclude(at: Date, conclusion: string): void {
    this.refuseUnapproved();
    if (this.concludedAt) throw invalidState({ en: 'The plan is concluded already.', zh: '该计划已办结。' });
    Object.assign(this, { concludedAt: at, conclusion });
  }
}
