import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { invalidState } from '../../../src/errors.js';
import { zhOf } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';
import { TrainingLevel, TrainingState } from './training.enums.js';
import { TrainingPlan } from './trainingPlan.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'A training (培训), planned or not.' })
export class TrainingSession extends BaseEntity {
  @Field(() => TrainingPlan, { nullable: true, description: 'Null for one that no plan foresaw.' })
  @ManyToOne(() => TrainingPlan, { nullable: true })
  @Listed('sessions', 'What the plan foresees, and what became of it.')
  plan: Rel<TrainingPlan> | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'Who holds it.' })
  @Property({ type: 'text' })
  organiser!: string;

  @Field(() => TrainingLevel)
  @Enum({ items: () => TrainingLevel, columnType: 'text' })
  level!: TrainingLevel;

  @Field(() => Float, { description: 'Hours that it lasts.' })
  @Property({ type: 'double', columnType: 'numeric(6,1)', runtimeType: 'number' })
  hours!: number;

  @Field(() => String, { description: 'When it is planned for, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  plannedOn!: string;

  @Field(() => String, { nullable: true, description: 'Its last day, YYYY-MM-DD; hours count for the year of it.' })
  @Property({ type: 'date', nullable: true })
  heldOn: Opt<string> | null = null;

  @Field(() => TrainingState)
  @Enum({ items: () => TrainingState, columnType: 'text' })
  state: Opt<TrainingState> = TrainingState.PLANNED;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  cancelReason: string | null = null;

  hold(on: string): void {
    this.refuseOver();
    Object.assign(this, { heldOn: on, state: TrainingState.HELD });
  }

  cancel(reason: string): void {
    this.refuseOver();
    Object.assign(this, { cancelReason: reason, state: TrainingState.CANCELLED });
  }

  private refuseOver(): void {
    if (this.state !== TrainingState.PLANNED)
      throw invalidState({
        en: `The training is ${this.state} already.`,
        zh: `该培训的状态已是“${zhOf(TrainingState, this.state)}”。`,
      });
  }
}
