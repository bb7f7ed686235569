import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Person } from '../access/person.entity.js';
import { invalidState } from '../errors.js';

@Entity({ schema: 'approvals', tableName: 'delegation' })
@ObjectType({
  description:
    'Somebody decides in the place of somebody else for a time (委托), with the own clearance and never on own requests. It cannot be passed on.',
})
export class ApprovalDelegation extends BaseEntity {
  @Field(() => Person, { nullable: true, description: 'In whose place.' })
  @ManyToOne(() => Person)
  person!: Rel<Person>;

  @Field(() => Person, { nullable: true, description: 'Who decides.' })
  @ManyToOne(() => Person)
  delegate!: Rel<Person>;

  @Field(() => [String], { description: 'Kinds of requests; empty: all.' })
  @Property({ type: 'text[]' })
  names: Opt<string[]> = [];

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  validFrom!: Date;

  @Field(() => Date, { description: 'Not in force from this moment on.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  validUntil!: Date;

  end(now: Date): void {
    if (this.validUntil <= now) throw invalidState({ en: 'The delegation has ended already.', zh: '该委托已经结束。' });
    this.validUntil = now < this.validFrom ? this.validFrom : now;
  }
}
