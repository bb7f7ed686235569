import 'reflect-metadata';
import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { BaseEntity } from '../access/baseEntity.js';
import { Label } from '../access/labels.js';
import { anyone, role, viewerOwns } from '../access/rules.js';
import { defineModule, definePermissions } from '../module.js';
import { batched } from './batched.js';
import { Listed, Needs } from './decorators.js';
import type { WorldContext } from './reading.harness.js';

/** Two pretend modules, on which reads are tested: a library, and reviews that build on it. */
export enum Genre {
  Novel = 'NOVEL',
  Poetry = 'POETRY',
  Drama = 'DRAMA',
}
registerEnumType(Genre, { name: 'Genre' });

@Entity({ schema: 'library' })
@ObjectType()
export class Publisher extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  city: string | null = null;
}

@Entity({ schema: 'library' })
@ObjectType()
export class Author extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'date', nullable: true })
  bornOn: string | null = null;

  @Field(() => Author, { nullable: true })
  @ManyToOne(() => Author, { nullable: true })
  @Listed('pupils', 'Whom the author taught.')
  mentor: Rel<Author> | null = null;

  @Field(() => Publisher, { nullable: true })
  @ManyToOne(() => Publisher, { nullable: true })
  @Listed('authors', 'Who publishes here.')
  publisher: Rel<Publisher> | null = null;

  @Field(() => String, { nullable: true, description: 'Only for editors.' })
  @Property({ type: 'text', nullable: true })
  note: string | null = null;

  @Field(() => Int, { nullable: true, description: 'Only for the mentor.' })
  @Property({ type: 'integer' })
  grade!: number;

  /** Not exposed; row-level security hides the author. */
  @Property({ type: 'boolean' })
  hidden: boolean = false;
}

@Entity({ schema: 'library' })
@ObjectType()
export class Book extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => Int, { nullable: true })
  @Property({ type: 'integer', nullable: true })
  pages: number | null = null;

  @Field(() => Float, { nullable: true })
  @Property({ type: 'decimal', precision: 12, scale: 2, nullable: true })
  price: string | null = null;

  @Field(() => Float)
  @Property({ type: 'double' })
  weight!: number;

  @Field(() => String, { nullable: true })
  @Property({ type: 'bigint', nullable: true })
  copies: bigint | null = null;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  lent!: boolean;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  printedAt: Date | null = null;

  @Field(() => Genre)
  @Enum({ items: () => Genre, type: 'text' })
  genre!: Genre;

  @Field(() => Label)
  @Enum({ items: () => Label, columnType: 'access.label' })
  label!: Label;

  @Field(() => [String])
  @Property({ type: 'text[]' })
  tags!: string[];

  @Field(() => Author, { nullable: true })
  @ManyToOne(() => Author)
  @Listed('books', 'What the author wrote.')
  author!: Rel<Author>;

  @Field(() => Author, { nullable: true, description: 'Only for editors; with it the list of edited books.' })
  @ManyToOne(() => Author, { nullable: true })
  @Listed('editedBooks', 'What the author edited.')
  editor: Rel<Author> | null = null;

  @Field(() => Author, { nullable: true, description: 'Only for the author; with it the list of borrowed books.' })
  @ManyToOne(() => Author, { nullable: true })
  @Listed('borrowedBooks', 'What the author borrowed.')
  borrower: Rel<Author> | null = null;

  @Field(() => String, { nullable: true, description: 'Only for the author.' })
  @Property({ type: 'text', nullable: true })
  remarks: string | null = null;

  @Needs('title', 'pages')
  @Field(() => String)
  get spine(): string {
    return `${this.title} (${this.pages ?? '?'})`;
  }
}

@Entity({ schema: 'reviews' })
@ObjectType()
export class Review extends BaseEntity {
  @Field(() => Int)
  @Property({ type: 'integer' })
  stars!: number;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  body: string | null = null;

  @Field(() => Book, { nullable: true })
  @ManyToOne(() => Book)
  @Listed('reviews', 'What readers say of the book.')
  book!: Rel<Book>;

  @Property({ type: 'boolean' })
  hidden: boolean = false;
}

@ObjectType()
export class Renaming {
  @Field(() => Book, { nullable: true })
  book!: { id: string } | null;

  @Field(() => [Book])
  others!: { id: string }[];

  @Field(() => [Author], { nullable: 'itemsAndList' })
  authors!: ({ id: string } | null)[];
}

@Resolver(() => Book)
export class BookResolver {
  @Query(() => [Book], { description: 'The books with these ids, in this order.' })
  booksById(@Arg('ids', () => [ID]) ids: string[]) {
    return ids.map((id) => ({ id }));
  }

  @Mutation(() => Book, { nullable: true })
  async renameBook(
    @Arg('id', () => ID) id: string,
    @Arg('title', () => String) title: string,
    @Ctx() context: WorldContext,
  ) {
    await context.world.query('update library.book set title = $2 where id = $1', [id, title]);
    return { id };
  }

  @Mutation(() => Renaming)
  async renameAll(@Arg('title', () => String) title: string, @Ctx() context: WorldContext): Promise<Renaming> {
    const books = await context.world.query('update library.book set title = $1 returning id', [title]);
    const authors = await context.world.query('select id from library.author order by id');
    return {
      book: books[0] as { id: string },
      others: books as { id: string }[],
      authors: [null, ...(authors as { id: string }[])],
    };
  }

  @Needs('title', 'author', 'printedAt', 'copies', 'remarks')
  @FieldResolver(() => String)
  summary(@Root() book: Book, @Arg('loud', () => Boolean, { defaultValue: false }) loud: boolean): string {
    const text = `${book.title} by ${book.author?.id ?? 'nobody'}, ${book.printedAt?.getTime() ?? 'never'}, ${book.copies ?? 'none'}, ${book.remarks ?? '-'}`;
    return loud ? text.toUpperCase() : text;
  }

  @Needs('author')
  @FieldResolver(() => Int)
  shelf(@Root() book: Book, @Ctx() context: WorldContext): Promise<number> {
    return batched<string, number>(context, BookResolver, async (authors) => {
      context.batches.push([...authors]);
      return authors.map((author) => author.charCodeAt(0));
    }).load(book.author.id);
  }

  @Needs('author')
  @FieldResolver(() => Author, { nullable: true })
  writer(@Root() book: Book) {
    return book.author;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Only for the author.' })
  secret(@Root() book: Book): string {
    return `secret of ${book.id}`;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Only for editors.' })
  plan(@Root() book: Book): string {
    return `plan of ${book.id}`;
  }
}

/** Another module's field on a type of the library. */
@Resolver(() => Author)
export class AuthorReviewsResolver {
  @FieldResolver(() => String)
  fame(@Root() author: Author): string {
    return `fame of ${author.id}`;
  }
}

const rows = { read: anyone };

export const library = defineModule({
  name: 'library',
  title: { en: 'Library', zh: '图书' },
  description: 'Books and who wrote them.',
  entities: [Publisher, Author, Book],
  reads: [Author, Book, { entity: Publisher, list: 'houses', one: 'house' }],
  resolvers: [BookResolver],
  permissions: definePermissions({
    calls: {},
    rows: { Publisher: rows, Author: rows, Book: rows },
    fields: {
      Author: { note: role('EDITOR'), grade: viewerOwns(Author, 'mentor') },
      Book: {
        editor: role('EDITOR'),
        borrower: viewerOwns(Book, 'author'),
        remarks: viewerOwns(Book, 'author'),
        secret: viewerOwns(Book, 'author'),
        plan: role('EDITOR'),
      },
    },
  }),
});

export const reviews = defineModule({
  name: 'reviews',
  title: { en: 'Reviews', zh: '书评' },
  description: 'What readers say.',
  requires: ['library'],
  entities: [Review],
  reads: [Review],
  resolvers: [AuthorReviewsResolver],
  permissions: definePermissions({
    calls: {},
    rows: { Review: rows },
    fields: { Publisher: { authors: role('EDITOR', 'AGENT') } },
  }),
});

const base =
  'id uuid primary key, version integer not null, created_at timestamptz(3) not null, updated_at timestamptz(3) not null';

/** Hidden rows are for keepers only; `app.roles` is what the session carries. */
const hiding = (table: string) => `
  alter table ${table} enable row level security;
  create policy read on ${table} for select using (not hidden or 'KEEPER' = any (string_to_array(current_setting('app.roles', true), ',')));`;

export const worldTables = `
  create schema access;
  create type access.label as enum ('PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET');
  create schema library;
  create schema reviews;
  create table library.publisher (${base}, name text collate "C" not null, city text collate "C");
  create table library.author (${base}, name text collate "C" not null, born_on date, mentor_id uuid references library.author,
    publisher_id uuid references library.publisher, note text collate "C", grade integer not null, hidden boolean not null);
  create table library.book (${base}, title text collate "C" not null, pages integer, price numeric(12, 2),
    weight double precision not null, copies bigint, lent boolean not null, printed_at timestamptz(3), genre text collate "C" not null,
    label access.label not null, tags text[] not null, author_id uuid not null references library.author,
    editor_id uuid references library.author, borrower_id uuid references library.author, remarks text collate "C");
  create table reviews.review (${base}, stars integer not null, body text collate "C", book_id uuid not null references library.book,
    hidden boolean not null);
  ${hiding('library.author')}
  ${hiding('reviews.review')}
  grant usage on schema access, library, reviews to public;
  grant select on all tables in schema library, reviews to public;`;

/** In the order in which they can be written. */
export const worldEntities = [Publisher, Author, Book, Review];
