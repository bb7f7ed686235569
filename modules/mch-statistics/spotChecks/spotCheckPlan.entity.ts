import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { DataSet } from '../forms/dataSet.entity.js';
import { SpotCheckInterval } from './spotChecks.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'How often the figures of a form are checked by sample, and how many (抽查计划).' })
export class SpotCheckPlan extends LabelledEntity {
  @Field(() => DataSet, { nullable: true })
  @ManyToOne(() => DataSet)
  @Listed(
    'spotCheckPlans',
    'How often its figures are checked. Forms that nobody checks: dataSets(filter: { spotCheckPlans: { none: { endedOn: { isNull: true } } } }).',
  )
  dataSet!: Rel<DataSet>;

  @Field(() => SpotCheckInterval, {
    nullable: true,
    description: 'Null: as the setting mch-statistics.spotCheckInterval says.',
  })
  @Enum({ items: () => SpotCheckInterval, columnType: 'text', nullable: true })
  interval: SpotCheckInterval | null = null;

  @Field(() => Int, { description: 'A check is due so many days after the end of its interval.' })
  @Property({ type: 'integer' })
  graceDays: Opt<number> = 0;

  @Field(() => Int, { nullable: true, description: 'So many units are drawn; null for all of them.' })
  @Property({ type: 'integer', nullable: true })
  units: number | null = null;

  @Field(() => Int, { description: 'So many figures are drawn of each unit.' })
  @Property({ type: 'integer' })
  figuresPerUnit!: number;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; null while it is in force.' })
  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  endReason: string | null = null;

  refuseEnded(): void {
    if (this.endedOn)
      throw invalidState({
        en: `The plan ended on ${this.endedOn}. Make another with planSpotChecks.`,
        zh: `该计划已于 ${this.endedOn} 终止，请用 planSpotChecks 另订计划。`,
      });
  }

  end(on: string, reason: string): void {
    this.refuseEnded();
    Object.assign(this, { endedOn: on, endReason: reason });
  }
}
