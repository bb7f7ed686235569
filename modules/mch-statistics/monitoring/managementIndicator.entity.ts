import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { MonitoredArea, ReadingState, WorseDirection } from './monitoring.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'An indicator by which care, teaching, research or management is monitored, with its thresholds (监控指标).',
})
export class ManagementIndicator extends LabelledEntity {
  @Field(() => String, { description: 'Unique.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => MonitoredArea)
  @Enum({ items: () => MonitoredArea, columnType: 'text' })
  area!: MonitoredArea;

  @Field(() => String, { description: 'In which it is measured, for example % or days.' })
  @Property({ type: 'text' })
  unit!: string;

  @Field(() => WorseDirection)
  @Enum({ items: () => WorseDirection, columnType: 'text' })
  worse!: WorseDirection;

  @Field(() => Float, { description: 'A value that reaches or passes it is a warning.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)' })
  warning!: number;

  @Field(() => Float, { description: 'A value that reaches or passes it is an alarm.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)' })
  alarm!: number;

  @Field(() => Person, { nullable: true, description: 'Who is told of alerts and answers them (责任人).' })
  @ManyToOne(() => Person)
  @Listed('managementIndicators', 'Indicators whose alerts the person answers.')
  owner!: Rel<Person>;

  @Field(() => DataElement, {
    nullable: true,
    description: 'From which drawIndicatorReadings takes its values; null where they are entered.',
  })
  @ManyToOne(() => DataElement, { nullable: true })
  element: Rel<DataElement> | null = null;

  @Field(() => String, { nullable: true, description: 'Since when it is not used any more, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  retiredOn: string | null = null;

  stateOf(value: number): ReadingState {
    const reaches = (limit: number) => (this.worse === WorseDirection.HIGHER ? value >= limit : value <= limit);
    if (reaches(Number(this.alarm))) return ReadingState.ALARM;
    return reaches(Number(this.warning)) ? ReadingState.WARNING : ReadingState.NORMAL;
  }

  refuseRetired(): void {
    if (this.retiredOn)
      throw invalidState({
        en: `The indicator is not used since ${this.retiredOn}. Define another with defineManagementIndicator.`,
        zh: `该指标自 ${this.retiredOn} 起停用，请用 defineManagementIndicator 另行设立。`,
      });
  }
}
