import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'Somebody of the information staff (信息工作人员), from a day until another.' })
export class StaffMember extends LabelledEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('staffMemberships', 'When the person was or is of the information staff.')
  person!: Rel<Person>;

  @Field(() => String, { description: 'What the person does, for example database administration.' })
  @Property({ type: 'text' })
  post!: string;

  @Field(() => String, { description: 'First day, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  joinedOn!: string;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; null while it goes on.' })
  @Property({ type: 'date', nullable: true })
  leftOn: Opt<string> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  leaveReason: string | null = null;

  leave(on: string, reason: string): void {
    if (this.leftOn)
      throw invalidState({ en: `The person left on ${this.leftOn}.`, zh: `该人员已于 ${this.leftOn} 离开。` });
    Object.assign(this, { leftOn: on, leaveReason: reason });
  }
}
