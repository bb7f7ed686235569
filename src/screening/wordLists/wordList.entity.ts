import type { Opt } from '@mikro-orm/core';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';

@Entity({ schema: 'screening' })
@ObjectType({
  description: 'A list of words by which texts are screened (敏感词库). Each change of its words is an edition.',
})
export class WordList extends BaseEntity {
  @Field(() => String, { description: 'Unique.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => [String], { description: 'Names of the modules whose texts are screened by it; empty: all.' })
  @Property({ type: 'text[]' })
  modules: Opt<string[]> = [];

  @Field(() => Int, { description: 'Counts the changes of its words; 0 before the first.' })
  @Property({ type: 'integer' })
  edition: Opt<number> = 0;

  @Field(() => Int, { description: 'Words in force; at most 20 000.' })
  @Property({ type: 'integer' })
  size: Opt<number> = 0;
}
