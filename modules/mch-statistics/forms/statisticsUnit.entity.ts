import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Department } from '../../../src/access/department.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { UnitLevel } from './form.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'Who reports figures: a department of the hospital, a township, a county … (填报机构).' })
export class StatisticsUnit extends BaseEntity {
  @Field(() => String, { description: 'As in DHIS2: a letter and ten letters or digits. Never changes.' })
  @Property({ type: 'text' })
  uid!: string;

  @Field(() => String, { nullable: true, description: 'Code of the authority (机构代码).' })
  @Property({ type: 'text', nullable: true })
  code: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => UnitLevel)
  @Enum({ items: () => UnitLevel, columnType: 'text' })
  level!: UnitLevel;

  @Field(() => StatisticsUnit, { nullable: true, description: 'The unit to which it reports.' })
  @ManyToOne(() => StatisticsUnit, { nullable: true })
  @Listed('children', 'Units that report to it.')
  parent: Rel<StatisticsUnit> | null = null;

  @Field(() => Department, { nullable: true, description: 'Whose people fill in its forms.' })
  @ManyToOne(() => Department)
  @Listed('statisticsUnits', 'Units whose forms its people fill in.')
  department!: Rel<Department>;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  openedOn!: string;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; the last day on which it reports.' })
  @Property({ type: 'date', nullable: true })
  closedOn: string | null = null;
}
