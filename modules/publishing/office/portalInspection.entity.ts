import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { PortalColumn } from '../columns/portalColumn.entity.js';

@Entity({ schema: 'publishing' })
@ObjectType({ description: 'An inspection of what a unit keeps on the portal, and what became of it (检查督促).' })
export class PortalInspection extends BaseEntity {
  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('portalInspections', 'Inspections of what the unit keeps on the portal (检查督促).')
  unit!: Rel<Department>;

  @Field(() => PortalColumn, { nullable: true, description: 'The column that was inspected, where it was one.' })
  @ManyToOne(() => PortalColumn, { nullable: true })
  column: Rel<PortalColumn> | null = null;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  inspectedOn!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  inspectedBy!: Rel<Person>;

  @Field(() => String)
  @Property({ type: 'text' })
  findings!: string;

  @Field(() => String, {
    nullable: true,
    description: 'By when the unit puts it right, YYYY-MM-DD; null: nothing to do.',
  })
  @Property({ type: 'date', nullable: true })
  remedyBy: string | null = null;

  @Field(() => String, { nullable: true, description: 'What the unit did.' })
  @Property({ type: 'text', nullable: true })
  remedy: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  remediedBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  remediedAt: Date | null = null;

  putRight(by: Person, remedy: string, now: Date): void {
    if (!this.remedyBy || this.remediedAt)
      throw invalidState({ en: 'There is nothing open to put right.', zh: '没有待整改的问题。' });
    Object.assign(this, { remedy, remediedBy: by, remediedAt: now });
  }
}
