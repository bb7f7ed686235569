import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { invalidState } from '../../../src/errors.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import { Listed } from '../../../src/reading/decorators.js';

export enum LibraryKind {
  BOOK = 'BOOK',
  JOURNAL = 'JOURNAL',
}

registerTitledEnum(LibraryKind, {
  name: 'LibraryKind',
  values: { BOOK: { title: { en: 'Book', zh: '图书' } }, JOURNAL: { title: { en: 'Journal', zh: '期刊' } } },
});

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A book or a journal of the library (书刊资料).' })
export class LibraryItem extends LabelledEntity {
  @Field(() => LibraryKind)
  @Enum({ items: () => LibraryKind, columnType: 'text' })
  kind!: LibraryKind;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'ISBN of a book or ISSN of a journal, without hyphens.' })
  @Property({ type: 'text', nullable: true })
  number: string | null = null;

  @Field(() => String)
  @Property({ type: 'text' })
  publisher!: string;

  @Field(() => Boolean, { description: 'From abroad (国外).' })
  @Property({ type: 'boolean' })
  isForeign!: boolean;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  acquiredOn!: string;

  @Field(() => String, { nullable: true, description: 'Where it stands.' })
  @Property({ type: 'text', nullable: true })
  place: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When departments were told of it; null where they were not.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  announcedAt: Date | null = null;
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'An issue of a journal that is expected or has come (期刊卷期).' })
export class JournalIssue extends LabelledEntity {
  @Field(() => LibraryItem, { nullable: true })
  @ManyToOne(() => LibraryItem)
  @Listed('issues', 'Issues of a journal.')
  @InheritsLabel()
  journal!: Rel<LibraryItem>;

  @Field(() => String, { description: 'For example 2026-03, or 58(3).' })
  @Property({ type: 'text' })
  issue!: string;

  @Field(() => String, {
    description: 'YYYY-MM-DD. Missing: journalIssues(filter: { receivedOn: { isNull: true }, expectedOn: { lt: … } }).',
  })
  @Property({ type: 'date' })
  expectedOn!: string;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  receivedOn: string | null = null;

  @Field(() => String, { nullable: true, description: 'When it was claimed from the supplier last, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  claimedOn: string | null = null;

  refuseReceived(): void {
    if (this.receivedOn)
      throw invalidState({ en: `The issue came on ${this.receivedOn}.`, zh: `该期已于 ${this.receivedOn} 到馆。` });
  }
}
