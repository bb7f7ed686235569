import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ItAsset } from '../assets/itAsset.entity.js';
import { MaintenanceInterval } from './maintenance.enums.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'How often an asset is inspected, and what is looked at (维护计划).' })
export class MaintenancePlan extends LabelledEntity {
  @Field(() => ItAsset, { nullable: true })
  @ManyToOne(() => ItAsset)
  @Listed(
    'maintenancePlans',
    'How often it is inspected. What nobody inspects: itAssets(filter: { retiredOn: { isNull: true }, maintenancePlans: { none: { endedOn: { isNull: true } } } }).',
  )
  @InheritsLabel()
  asset!: Rel<ItAsset>;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => MaintenanceInterval)
  @Enum({ items: () => MaintenanceInterval, columnType: 'text' })
  interval!: MaintenanceInterval;

  @Field(() => Int, { description: 'An inspection is due so many days after the end of its period.' })
  @Property({ type: 'integer' })
  graceDays: Opt<number> = 0;

  @Field(() => [String], { description: 'What is looked at, in this order.' })
  @Property({ type: 'text[]' })
  checklist!: string[];

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; null while it is in force.' })
  @Property({ type: 'date', nullable: true })
  endedOn: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  endReason: string | null = null;

  refuseEnded(): void {
    if (this.endedOn)
      throw invalidState({
        en: `The plan ended on ${this.endedOn}. Make another with planMaintenance.`,
        zh: `该计划已于 ${this.endedOn} 终止，请用 planMaintenance 另订计划。`,
      });
  }

  end(on: string, reason: string): void {
    this.refuseEnded();
    Object.assign(this, { endedOn: on, endReason: reason });
  }
}
