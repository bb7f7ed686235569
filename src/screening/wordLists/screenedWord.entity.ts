import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Listed } from '../../reading/decorators.js';
import { WordCategory } from './wordCategory.entity.js';
import { WordList } from './wordList.entity.js';

@Entity({ schema: 'screening' })
@ObjectType({
  description:
    'A word of a list (敏感词). It was in the editions from addedIn up to, and without, removedIn, so that each edition can be read again.',
})
export class ScreenedWord extends BaseEntity {
  @Field(() => WordList, { nullable: true })
  @ManyToOne(() => WordList)
  @Listed('words', 'Those of all editions; in force are those whose removedIn is null.')
  list!: Rel<WordList>;

  @Field(() => WordCategory, { nullable: true })
  @ManyToOne(() => WordCategory)
  category!: Rel<WordCategory>;

  @Field(() => String)
  @Property({ type: 'text' })
  text!: string;

  @Field(() => Boolean, { description: 'Found also in characters or letters that sound like it (谐音).' })
  @Property({ type: 'boolean' })
  bySound: Opt<boolean> = false;

  @Field(() => Int, { description: 'Number of an edition.' })
  @Property({ type: 'integer' })
  addedIn!: number;

  @Field(() => Int, { nullable: true, description: 'Number of an edition; null while it is in force.' })
  @Property({ type: 'integer', nullable: true })
  removedIn: number | null = null;

  /** In the form in which it is compared. */
  @Property({ type: 'text' })
  folded!: string;
}
