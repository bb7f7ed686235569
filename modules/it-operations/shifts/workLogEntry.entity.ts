import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Shift } from './shift.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({
  description:
    'An entry in the work log (工作日志). Nobody changes or removes it; a correction is another entry that names it.',
})
export class WorkLogEntry extends BaseEntity {
  @Field(() => Shift, { nullable: true })
  @ManyToOne(() => Shift)
  @Listed('log', 'The work log of the shift.')
  shift!: Rel<Shift>;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('workLogEntries', 'What the person wrote in the work log.')
  author!: Rel<Person>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  happenedAt!: Date;

  @Field(() => String)
  @Property({ type: 'text' })
  text!: string;

  @Field(() => Boolean, { description: 'The procedures were kept to (遵守操作规程).' })
  @Property({ type: 'boolean' })
  keptProcedures!: boolean;

  @Field(() => String, { nullable: true, description: 'Where they were not kept to, and why.' })
  @Property({ type: 'text', nullable: true })
  deviation: string | null = null;

  @Field(() => WorkLogEntry, { nullable: true, description: 'The entry in whose place this one stands.' })
  @ManyToOne(() => WorkLogEntry, { nullable: true })
  @Listed('corrections', 'The entry that stands in its place.')
  corrects: Rel<WorkLogEntry> | null = null;

  @Field(() => String, { nullable: true, description: 'Why it was corrected.' })
  @Property({ type: 'text', nullable: true })
  correctionReason: string | null = null;
}
