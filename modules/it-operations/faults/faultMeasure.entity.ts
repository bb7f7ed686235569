import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Listed } from '../../../src/reading/decorators.js';
import { ItAsset } from '../assets/itAsset.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({
  description: 'A fault that is likely, and what is done about it before, meanwhile and after (故障预案).',
})
export class FaultMeasure extends LabelledEntity {
  @Field(() => ItAsset, { nullable: true })
  @ManyToOne(() => ItAsset)
  @Listed(
    'faultMeasures',
    'What is done about likely faults. What has none: itAssets(filter: { retiredOn: { isNull: true }, kind: { ne: LICENCE }, faultMeasures: { none: {} } }).',
  )
  @InheritsLabel()
  asset!: Rel<ItAsset>;

  @Field(() => String, { description: 'What may happen.' })
  @Property({ type: 'text' })
  likelyFault!: string;

  @Field(() => String, { description: 'Against its happening (防范).' })
  @Property({ type: 'text' })
  prevention!: string;

  @Field(() => String, { description: 'To limit its effect (补救).' })
  @Property({ type: 'text' })
  remedy!: string;

  @Field(() => String, { description: 'To remove it (排除).' })
  @Property({ type: 'text' })
  removal!: string;
}
