import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Person } from '../access/person.entity.js';

@Entity({ schema: 'files' })
@ObjectType({ description: 'A file that somebody sent to POST /files; kept for a day, for its owner alone.' })
export class StoredFile extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => Float, { description: 'In bytes.' })
  @Property({ type: 'double' })
  size!: number;

  @Field(() => String, { description: 'SHA-256 of the content, hexadecimal.' })
  @Property({ type: 'text' })
  checksum!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  owner!: Rel<Person>;
}
