import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Department } from '../../../src/access/department.entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'quality' })
@ObjectType({
  description: 'Who deals with quality information in a workshop or section (质量信息员), from a day until another.',
})
export class QualityOfficer extends BaseEntity {
  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('qualityOfficers', 'Who is or was the quality officer of the department (质量信息员).')
  unit!: Rel<Department>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('qualityOffices', 'Departments of which the person is or was the quality officer.')
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

  @Field(() => Boolean, { description: 'Does nothing else (专职).' })
  @Property({ type: 'boolean' })
  fullTime!: boolean;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  namedBy!: Rel<Person>;

  end(until: string): void {
    if (this.until)
      throw invalidState({
        en: `It ended on ${this.until} already. Name the next one with nameQualityOfficer.`,
        zh: `已于 ${this.until} 卸任，请用 nameQualityOfficer 指定接任者。`,
      });
    this.until = until;
  }
}
