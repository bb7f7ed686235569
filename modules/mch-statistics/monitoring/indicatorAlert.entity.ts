import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { IndicatorReading } from './indicatorReading.entity.js';
import { ReadingState } from './monitoring.enums.js';

export interface AlertAnswer {
  cause: string;
  measure: string;
  measureDueOn: string;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A reading that crossed a threshold, and what its owner answers (指标预警).' })
export class IndicatorAlert extends LabelledEntity {
  @Field(() => IndicatorReading, { nullable: true })
  @ManyToOne(() => IndicatorReading)
  @Listed('alerts', 'Alerts that it gave.')
  @InheritsLabel()
  reading!: Rel<IndicatorReading>;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('indicatorAlerts', 'Alerts about the department.')
  department!: Rel<Department>;

  @Field(() => Person, { nullable: true, description: 'Who has to answer (责任人).' })
  @ManyToOne(() => Person)
  @Listed('indicatorAlerts', 'Alerts that the person has to answer or has answered.')
  owner!: Rel<Person>;

  @Field(() => ReadingState, { description: 'WARNING or ALARM.' })
  @Enum({ items: () => ReadingState, columnType: 'text' })
  level!: ReadingState;

  @Field(() => String, { nullable: true, description: 'Why the threshold was crossed (原因分析).' })
  @Property({ type: 'text', nullable: true })
  cause: string | null = null;

  @Field(() => String, { nullable: true, description: 'What is done about it (整改措施).' })
  @Property({ type: 'text', nullable: true })
  measure: string | null = null;

  @Field(() => String, { nullable: true, description: 'Until when, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  measureDueOn: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  answeredAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  answeredBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true, description: 'When a correction of the reading took its ground away.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  withdrawnAt: Date | null = null;

  /** @throws INVALID_STATE where it was answered, or has no ground any more */
  answer(by: Person, now: Date, given: AlertAnswer): void {
    if (this.answeredAt)
      throw invalidState({
        en: 'The alert is answered already. What was answered stays; enter the next reading.',
        zh: '该预警已作答复，答复内容不再变更，请录入下期读数。',
      });
    if (this.withdrawnAt)
      throw invalidState({
        en: 'The reading was corrected and crosses no threshold: there is nothing to answer.',
        zh: '该读数已更正且未越限，无须答复。',
      });
    Object.assign(this, given, { answeredBy: by, answeredAt: now });
  }
}
