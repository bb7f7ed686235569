import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { Listed } from '../../../src/reading/decorators.js';
import { LeakIncident } from './leakIncident.entity.js';

@Entity({ schema: 'customers' })
@ObjectType({
  description: 'Something that was done about a leak (补救措施). Label and keeper are those of the incident.',
})
export class LeakMeasure extends LabelledEntity {
  @Field(() => LeakIncident, { nullable: true })
  @ManyToOne(() => LeakIncident)
  @Listed('measures', 'What was done about it, the first of it by whoever reported it (补救措施).')
  @InheritsLabel()
  incident!: Rel<LeakIncident>;

  @Field(() => String)
  @Property({ type: 'text' })
  measure!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  takenBy!: Rel<Person>;
}
