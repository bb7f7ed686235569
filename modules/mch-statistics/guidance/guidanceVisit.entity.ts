import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { registerTitledEnum, zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { GuidedDepartment } from './guidedDepartment.entity.js';

export enum GuidanceState {
  PLANNED = 'PLANNED',
  ADVISED = 'ADVISED',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

registerTitledEnum(GuidanceState, {
  name: 'GuidanceState',
  values: {
    PLANNED: { title: { en: 'Planned', zh: '已计划' } },
    ADVISED: { title: { en: 'Made, with advice', zh: '已指导' } },
    ANSWERED: { title: { en: 'Answered by the department', zh: '科室已反馈' } },
    CLOSED: { title: { en: 'Followed up and closed', zh: '已跟进' } },
    CANCELLED: { title: { en: 'Cancelled', zh: '已取消' } },
  },
});

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description: 'A visit to guide a department in information work (业务指导): plan, visit, advice, follow-up.',
})
export class GuidanceVisit extends LabelledEntity {
  @Field(() => GuidedDepartment, { nullable: true })
  @ManyToOne(() => GuidedDepartment)
  @Listed('visits', 'Visits to it.')
  @InheritsLabel()
  guided!: Rel<GuidedDepartment>;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('guidanceVisits', 'Visits to guide it in information work.')
  department!: Rel<Department>;

  @Field(() => GuidanceState)
  @Enum({ items: () => GuidanceState, columnType: 'text' })
  state: Opt<GuidanceState> = GuidanceState.PLANNED;

  @Field(() => String)
  @Property({ type: 'text' })
  topic!: string;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  plannedOn!: string;

  @Field(() => Person, { nullable: true, description: 'Who makes the visit, or made it.' })
  @ManyToOne(() => Person)
  @Listed('guidanceVisits', 'Visits that the person makes to guide departments.')
  visitor!: Rel<Person>;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  visitedOn: string | null = null;

  @Field(() => String, { nullable: true, description: 'What was found.' })
  @Property({ type: 'text', nullable: true })
  findings: string | null = null;

  @Field(() => String, { nullable: true, description: 'What the department was advised to do.' })
  @Property({ type: 'text', nullable: true })
  advice: string | null = null;

  @Field(() => String, { nullable: true, description: 'What the department did about it.' })
  @Property({ type: 'text', nullable: true })
  response: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  respondedBy: Rel<Person> | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'What the section says to that, or why the visit was cancelled.',
  })
  @Property({ type: 'text', nullable: true })
  conclusion: string | null = null;

  /** @throws INVALID_STATE unless it is in this state */
  expect(state: GuidanceState): void {
    if (this.state !== state)
      throw invalidState({
        en: `The visit is ${this.state}. This is for a visit that is ${state}.`,
        zh: `该次指导的状态为“${zhOf(GuidanceState, this.state)}”，此操作仅适用于“${zhOf(GuidanceState, state)}”的指导。`,
      });
  }
}
