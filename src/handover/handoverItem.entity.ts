import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../access/entity.js';
import { Person } from '../access/person.entity.js';
import { Listed } from '../reading/decorators.js';
import { Handover } from './handover.entity.js';

/** Written by the functions of its schema alone. */
@Entity({ schema: 'handover', tableName: 'item', readonly: true })
@ObjectType({
  description:
    'One thing that passed to a successor (移交清单项). It has the label and the keeper of the thing, also when these change.',
})
export class HandoverItem extends LabelledEntity {
  @Field(() => Handover, { nullable: true })
  @ManyToOne(() => Handover)
  @Listed('items', 'What has passed to successors.')
  handover!: Rel<Handover>;

  @Field(() => String, { description: 'Kind of thing, for example keptCustomerFiles.' })
  @Property({ type: 'text' })
  line!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  recordType!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  recordId!: string;

  @Field(() => String, { nullable: true, description: 'Its name when it passed.' })
  @Property({ type: 'text', nullable: true })
  title: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who handed it over.' })
  @ManyToOne(() => Person)
  person!: Rel<Person>;

  @Field(() => Person, { nullable: true, description: 'Who has it now.' })
  @ManyToOne(() => Person)
  successor!: Rel<Person>;

  @Field(() => Date, { nullable: true, description: 'When the successor confirmed to have received it.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  receivedAt: Date | null = null;
}
