import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { invalidState } from '../../errors.js';
import { BaseEntity } from '../baseEntity.js';
import { Person } from '../person.entity.js';

@Entity({ schema: 'access' })
@ObjectType({ description: 'A device or program that may make one call (机器令牌), until it expires or is revoked.' })
export class MachineToken extends BaseEntity {
  @Field(() => String, { description: 'Of the device or program; unique. The audit names it.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'The one mutation that it may call.' })
  @Property({ type: 'text' })
  call!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, and who looks after it.' })
  @Property({ type: 'text', nullable: true })
  purpose: string | null = null;

  /** SHA-256 of the token. */
  @Property({ type: 'text', hidden: true })
  hash!: string;

  @Field(() => Person, { nullable: true, description: 'The administrator who made it.' })
  @ManyToOne(() => Person)
  createdBy!: Rel<Person>;

  @Field(() => Date, { description: 'The first moment at which it is refused.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Refused from then on.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  revokedAt: Opt<Date> | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was last accepted, to the minute.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  lastUsedAt: Opt<Date> | null = null;

  revoke(now: Date): void {
    if (this.revokedAt) throw invalidState({ en: 'The token is revoked already.', zh: '该令牌已被撤销。' });
    this.revokedAt = now;
  }
}
