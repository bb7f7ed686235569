import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { PortalCategory } from '../items/item.enums.js';

@Entity({ schema: 'publishing' })
@ObjectType({ description: 'What the office plans that a unit submits by a day (选题计划).' })
export class PlannedTopic extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What the office asks for in it.' })
  @Property({ type: 'text', nullable: true })
  guidance: string | null = null;

  @Field(() => PortalCategory)
  @Enum({ items: () => PortalCategory, columnType: 'text' })
  category!: PortalCategory;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('plannedTopics', 'What the office plans that the unit submits (选题).')
  unit!: Rel<Department>;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  dueOn!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  plannedBy!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'When the unit submitted an item for it.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  submittedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When the office gave it up.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  droppedAt: Date | null = null;

  drop(now: Date): void {
    if (this.droppedAt || this.submittedAt)
      throw invalidState({
        en: `The topic ${this.title} is ${this.droppedAt ? 'dropped' : 'submitted'} already.`,
        zh: `选题“${this.title}”${this.droppedAt ? '已取消' : '已报送'}。`,
      });
    this.droppedAt = now;
  }
}
