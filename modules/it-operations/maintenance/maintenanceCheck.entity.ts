import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Listed } from '../../../src/reading/decorators.js';
import { MaintenanceRecord } from './maintenanceRecord.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'What was found at one point of the checklist.' })
export class MaintenanceCheck extends LabelledEntity {
  @Field(() => MaintenanceRecord, { nullable: true })
  @ManyToOne(() => MaintenanceRecord)
  @Listed('checks', 'What was found at each point of the checklist.')
  @InheritsLabel()
  record!: Rel<MaintenanceRecord>;

  @Field(() => Int, { description: 'Place in the checklist, from 1.' })
  @Property({ type: 'integer' })
  place!: number;

  @Field(() => String, { description: 'What was looked at, as the plan said then.' })
  @Property({ type: 'text' })
  item!: string;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  passed!: boolean;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  remark: string | null = null;
}
