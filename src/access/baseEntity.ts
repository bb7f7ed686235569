import { randomUUID } from 'node:crypto';
import type { EntityManager, Opt } from '@mikro-orm/core';
import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** The moment that the request counts as now, which its session carries into the database too. */
const requestMoment = (em: EntityManager): Date => new Date(String(em.getSessionContext()?.variables?.['app.now']));

/** What every entity has. */
@ObjectType()
export abstract class BaseEntity {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: Opt<string> = randomUUID();

  @Field(() => Int, { description: 'Give it back with an update; a stale one is refused with CONFLICT.' })
  @Property({ type: 'integer', version: true })
  version!: Opt<number>;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', onCreate: (_entity, em) => requestMoment(em) })
  createdAt!: Opt<Date>;

  @Field(() => Date)
  @Property({
    type: 'datetime',
    columnType: 'timestamptz(3)',
    onCreate: (_entity, em) => requestMoment(em),
    onUpdate: (_entity, em) => requestMoment(em),
  })
  updatedAt!: Opt<Date>;
}
