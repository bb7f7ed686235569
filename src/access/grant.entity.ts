import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { BaseEntity } from './baseEntity.js';
import { Person } from './person.entity.js';

@Entity({ schema: 'access' })
@ObjectType({
  description: 'A permission for one person on one record from a time until a time (授权). It ends in the database.',
})
export class Grant extends BaseEntity {
  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  person!: Rel<Person>;

  @Field(() => String, { description: 'Type of the record, for example Customer.' })
  @Property({ type: 'text' })
  recordType!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  recordId!: string;

  @Field(() => String, { description: 'What is permitted, for example read.' })
  @Property({ type: 'text' })
  action!: string;

  @Field(() => Date)
  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  validFrom!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  validUntil: Date | null = null;
}
