import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Listed } from '../../reading/decorators.js';
import { WordSeverity } from '../screening.enums.js';
import { WordList } from './wordList.entity.js';

@Entity({ schema: 'screening' })
@ObjectType({ description: 'What words of a list are about, and what follows from them (词类). It never changes.' })
export class WordCategory extends BaseEntity {
  @Field(() => WordList, { nullable: true })
  @ManyToOne(() => WordList)
  @Listed('categories', 'What its words are about.')
  list!: Rel<WordList>;

  @Field(() => String, { description: 'Unique in its list.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => WordSeverity)
  @Enum({ items: () => WordSeverity, columnType: 'text' })
  severity!: WordSeverity;
}
