import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'publishing' })
@ObjectType({
  description:
    'Who collects, orders, submits and updates the information of a unit (信息员), from a day until another.',
})
export class InformationOfficer extends BaseEntity {
  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('informationOfficers', 'Who is or was the information officer of the unit (信息员).')
  unit!: Rel<Department>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('informationOffices', 'Units of which the person is or was the information officer.')
  person!: Rel<Person>;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  since!: string;

  @Field(() => String, {
    nullable: true,
    description: 'From this day on no longer, YYYY-MM-DD; null while it goes on.',
  })
  @Property({ type: 'date', nullable: true })
  until: string | null = null;

  @Field(() => String, { nullable: true, description: 'Office telephone.' })
  @Property({ type: 'text', nullable: true })
  phone: string | null = null;

  @Field(() => Date, { description: 'When it was filed with the office (备案).' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  filedAt!: Date;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  filedBy!: Rel<Person>;

  end(until: string): void {
    if (this.until)
      throw invalidState({
        en: `It ended on ${this.until} already. Name the next one with nameInformationOfficer.`,
        zh: `已于 ${this.until} 卸任，请用 nameInformationOfficer 指定接任者。`,
      });
    this.until = until;
  }
}
