import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ManagementIndicator } from './managementIndicator.entity.js';
import { ReadingSource, ReadingState } from './monitoring.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'The value of an indicator in a department and a month (指标读数).' })
export class IndicatorReading extends LabelledEntity {
  @Field(() => ManagementIndicator, { nullable: true })
  @ManyToOne(() => ManagementIndicator)
  @Listed('readings', 'Its values by month and department.')
  @InheritsLabel()
  indicator!: Rel<ManagementIndicator>;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('indicatorReadings', 'Values of indicators in the department.')
  department!: Rel<Department>;

  @Field(() => String, { description: 'YYYY-MM.' })
  @Property({ type: 'text' })
  month!: string;

  @Field(() => Float)
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)' })
  value!: number;

  @Field(() => ReadingState, { description: 'By the thresholds of the moment at which it was entered.' })
  @Enum({ items: () => ReadingState, columnType: 'text' })
  state!: ReadingState;

  @Field(() => ReadingSource)
  @Enum({ items: () => ReadingSource, columnType: 'text' })
  source!: ReadingSource;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  enteredBy!: Rel<Person>;

  @Field(() => Float, { nullable: true, description: 'What stood there before it was corrected.' })
  @Property({ type: 'double', runtimeType: 'number', columnType: 'numeric(18,6)', nullable: true })
  formerValue: number | null = null;

  @Field(() => String, { nullable: true, description: 'Why it was corrected last.' })
  @Property({ type: 'text', nullable: true })
  correctionReason: string | null = null;
}
