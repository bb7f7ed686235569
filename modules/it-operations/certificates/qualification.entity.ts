import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'A certificate of qualification (任职资格证书).' })
export class Qualification extends BaseEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('qualifications', 'Certificates of qualification.')
  person!: Rel<Person>;

  @Field(() => String, { description: 'Number on the certificate.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'For what it qualifies.' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'Who issued it.' })
  @Property({ type: 'text' })
  issuer!: string;

  @Field(() => Boolean, {
    description: 'The information authority of the province recognises it; else nobody works with it.',
  })
  @Property({ type: 'boolean' })
  recognisedByProvince!: boolean;

  @Field(() => String, { description: 'First day, YYYY-MM-DD.' })
  @Property({ type: 'date' })
  issuedOn!: string;

  @Field(() => String, { nullable: true, description: 'Last day, YYYY-MM-DD; null: without an end.' })
  @Property({ type: 'date', nullable: true })
  expiresOn: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  revokedAt: Opt<Date> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  revokeReason: string | null = null;

  revoke(at: Date, reason: string): void {
    if (this.revokedAt) throw invalidState({ en: 'The certificate is revoked already.', zh: '该证书已被撤销。' });
    Object.assign(this, { revokedAt: at, revokeReason: reason });
  }
}
