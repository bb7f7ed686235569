import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../access/baseEntity.js';
import { Person } from '../../access/person.entity.js';
import { Listed } from '../../reading/decorators.js';
import { WordList } from './wordList.entity.js';

@Entity({ schema: 'screening' })
@ObjectType({ description: 'A change of the words of a list (词库版本). Added and never changed.' })
export class WordListEdition extends BaseEntity {
  @Field(() => WordList, { nullable: true })
  @ManyToOne(() => WordList)
  @Listed('editions', 'Each change of its words.')
  list!: Rel<WordList>;

  @Field(() => Int, { description: 'From 1.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Int, { description: 'How many words it added.' })
  @Property({ type: 'integer' })
  added!: number;

  @Field(() => Int, { description: 'How many words it removed.' })
  @Property({ type: 'integer' })
  removed!: number;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  madeBy!: Rel<Person>;
}
