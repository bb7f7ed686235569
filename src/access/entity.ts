import type { Opt, Rel } from '@mikro-orm/core';
import { Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from './baseEntity.js';
import { Label } from './labels.js';
import { Person } from './person.entity.js';

/** A record with a label and a keeper. Its table gets the restrictive label policies; it cannot be exposed without them. */
@ObjectType()
export abstract class LabelledEntity extends BaseEntity {
  @Field(() => Label, { description: 'How secret the record is (密级).' })
  @Enum({ items: () => Label, columnType: 'access.label' })
  label: Opt<Label> = Label.INTERNAL;

  /** Marks beside the level; a reader must hold them all. */
  @Field(() => [String], { description: 'Compartments beside the level; a reader must hold them all.' })
  @Property({ type: 'text[]' })
  compartments: Opt<string[]> = [];

  @Field(() => Person, {
    nullable: true,
    description: 'Who keeps the record (保管人). From SECRET up only the keeper reads it without a grant.',
  })
  @ManyToOne(() => Person, { nullable: true })
  keeper: Rel<Person> | null = null;
}
