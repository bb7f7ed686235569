import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../src/access/entity.js';
import { Person } from '../../src/access/person.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({ description: 'The record of an inspection of how all files are kept (保管状况检查记录).' })
export class KeepingInspection extends LabelledEntity {
  @Field(() => String, { description: 'The half year that it is for, for example 2026-H1.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => Int, { description: 'Files that were looked at.' })
  @Property({ type: 'integer' })
  inspectedFiles!: number;

  @Field(() => Int, { description: 'Files that were found faded, damaged, misplaced or missing.' })
  @Property({ type: 'integer' })
  findings!: number;

  @Field(() => String, { nullable: true, description: 'What was found.' })
  @Property({ type: 'text', nullable: true })
  notes: string | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  inspectedBy!: Rel<Person>;
}
