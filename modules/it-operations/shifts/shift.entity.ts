import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../../src/access/baseEntity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { Qualification } from '../certificates/qualification.entity.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'A shift of an operator (班次). It takes a certificate that is valid throughout.' })
export class Shift extends BaseEntity {
  @Field(() => Person, { nullable: true, description: 'Who works.' })
  @ManyToOne(() => Person)
  @Listed('shifts', 'Shifts of the person.')
  operator!: Rel<Person>;

  @Field(() => String, { description: 'Where, or at what.' })
  @Property({ type: 'text' })
  station!: string;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  startsAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  endsAt!: Date;

  /** Set by the database alone. */
  @Field(() => Qualification, {
    nullable: true,
    description: 'By which the operator may work; null while it is uncovered.',
  })
  @ManyToOne(() => Qualification, { nullable: true })
  certificate: Opt<Rel<Qualification>> | null = null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Since when nobody with a valid certificate works in it: shifts(filter: { uncoveredAt: { isNull: false } }).',
  })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  uncoveredAt: Opt<Date> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  cancelledAt: Opt<Date> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  cancelReason: string | null = null;

  refuseOver(now: Date): void {
    if (this.cancelledAt) throw invalidState({ en: 'The shift is cancelled.', zh: '该班次已取消。' });
    if (this.endsAt <= now)
      throw invalidState({ en: 'The shift is over: it stays as it was.', zh: '该班次已结束，不再更改。' });
  }
}
