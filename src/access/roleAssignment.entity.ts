import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { invalidState } from '../errors.js';
import { Listed } from '../reading/decorators.js';
import { BaseEntity } from './baseEntity.js';
import { Department } from './department.entity.js';
import { Person } from './person.entity.js';

@Entity({ schema: 'access' })
@ObjectType({ description: 'A role held by a person in a department, from a time until a time (任职).' })
export class RoleAssignment extends BaseEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('roleAssignments', 'Roles held, also past and coming ones.')
  person!: Rel<Person>;

  @Field(() => String, { description: 'Name of the role, for example CUSTOMER_SERVICE_MANAGER.' })
  @Property({ type: 'text' })
  role!: string;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('roleAssignments', 'Roles held in this department.')
  department!: Rel<Department>;

  @Field(() => Date, { description: 'In force from this moment on.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  validFrom!: Date;

  @Field(() => Date, { nullable: true, description: 'Not in force from this moment on; null: until further notice.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  validUntil: Date | null = null;

  /** A role that has not begun by then never does. */
  end(at: Date, now: Date): void {
    if (this.validUntil && this.validUntil <= now)
      throw invalidState({ en: 'The role has ended already.', zh: '该任职已结束。' });
    if (this.validUntil && this.validUntil < at)
      throw invalidState({
        en: `The role ends at ${this.validUntil.toISOString()} already. For a longer time assign it again from then on.`,
        zh: `该任职已定于 ${this.validUntil.toISOString()} 结束。如需延长，请自该时起重新授予。`,
      });
    this.validUntil = at < this.validFrom ? this.validFrom : at;
  }

  overlaps(from: Date, until: Date | null): boolean {
    const begins = from > this.validFrom ? from : this.validFrom;
    return (!until || begins < until) && (!this.validUntil || begins < this.validUntil);
  }
}
