import 'reflect-metadata';
import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property, ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import { type GraphQLSchema, isEnumType, isInputObjectType, isObjectType, validateSchema } from 'graphql';
import { buildSchemaSync, createUnionType, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BaseEntity } from '../access/baseEntity.js';
import { anyone, role } from '../access/rules.js';
import { deriveSchema } from '../graphql/activeSchema.js';
import type { EntityClass, Module } from '../module.js';
import { Listed, Needs } from './decorators.js';
import { readNames } from './names.js';
import { fewRows } from './reading.fixture.js';
import { World } from './reading.harness.js';
import {
  Author,
  AuthorReviewsResolver,
  Book,
  BookResolver,
  library,
  Publisher,
  reviews,
  worldEntities,
} from './reading.world.js';
import { addReads } from './readSchema.js';
import { rowColumns } from './rowColumns.js';

describe('the schema of reads', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const elements = (schema: GraphQLSchema) => {
    const all: [string, { description?: string | null; extensions: { module?: string } }][] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      all.push([type.name, type as never]);
      if (!isObjectType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        all.push([`${type.name}.${field.name}`, field as never]);
        if ('args' in field)
          for (const arg of field.args) all.push([`${type.name}.${field.name}(${arg.name})`, arg as never]);
      }
    }
    return new Map(all);
  };

  it('is valid, and its orders take one field each', () => {
    expect(validateSchema(world.schema)).toEqual([]);
    const order = world.schema.getType('BookOrder');
    expect(isInputObjectType(order) && order.isOneOf).toBe(true);
  });

  it('describes everything that reads add', () => {
    const added = [...elements(world.schema)].filter(([name]) =>
      /^\w+(Connection|Edge|Filter|Order)\b|^PageInfo|^Sort|^Query\.(books|book|houses|reviews)\b|^Author\.(pupils|books)\b/.test(
        name,
      ),
    );
    expect(added.length).toBeGreaterThan(150);
    expect(added.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
  });

  it.each([
    ['Query.books', 'library'],
    ['Query.book', 'library'],
    ['Query.houses', 'library'],
    ['Query.reviews', 'reviews'],
    ['BookConnection', 'library'],
    ['BookEdge.cursor', 'library'],
    ['BookFilter', 'library'],
    ['BookFilter.title', 'library'],
    ['BookFilter.and', 'library'],
    ['BookFilter.reviews', 'reviews'],
    ['Book.reviews', 'reviews'],
    ['ReviewListFilter', 'reviews'],
    ['ReviewFilter.book', 'reviews'],
    ['ReviewFilter.bookIsNull', 'reviews'],
    ['ReviewOrder.book', 'reviews'],
    ['ReviewOrder', 'reviews'],
    ['Author.pupils', 'library'],
    ['PageInfo', undefined],
    ['StringFilter', undefined],
    ['Sort', undefined],
  ])('%s belongs to %s', (element, module) => {
    expect(elements(world.schema).get(element)!.extensions.module).toBe(module);
  });

  it.each([
    ['IDFilter', 'eq ne in notIn isNull'],
    ['StringFilter', 'eq ne in notIn lt lte gt gte contains startsWith isNull'],
    ['IntFilter', 'eq ne in notIn lt lte gt gte isNull'],
    ['FloatFilter', 'eq ne in notIn lt lte gt gte isNull'],
    ['DateTimeISOFilter', 'eq ne in notIn lt lte gt gte isNull'],
    ['BooleanFilter', 'eq ne isNull'],
    ['LabelFilter', 'eq ne in notIn lt lte gt gte isNull'],
    ['GenreChoiceFilter', 'eq ne in notIn isNull'],
    ['StringListFilter', 'contains isNull'],
    ['ReviewListFilter', 'some none every'],
    ['Sort', 'ASC DESC'],
  ])('%s has %s', (name, expected) => {
    const type = world.schema.getType(name);
    const names = isEnumType(type)
      ? type.getValues().map((one) => one.name)
      : Object.keys((type as never as { getFields(): object }).getFields());
    expect(names.join(' ')).toBe(expected);
  });

  it('offers neither filter nor order over what is not exposed or computed', () => {
    for (const name of [
      'Author.hidden',
      'AuthorFilter.hidden',
      'AuthorOrder.hidden',
      'BookFilter.summary',
      'BookOrder.spine',
      'BookOrder.tags',
    ])
      expect(elements(world.schema).has(name)).toBe(false);
  });

  it('works on without the module of a list that is switched off', async () => {
    const active = deriveSchema(world.schema, (module) => module !== 'reviews');
    for (const gone of ['Book.reviews', 'BookFilter.reviews', 'ReviewFilter', 'Query.reviews'])
      expect(elements(active).has(gone)).toBe(false);
    await world.fill(fewRows);
    const document = `query($order: [BookOrder!]) { books(first: 1, orderBy: $order, filter: { author: {} }) {
      pageInfo { hasNextPage } nodes { ...book } } } fragment book on Book { title spine author { books { totalCount } } }`;
    const { data, errors } = await world.run(document, { order: { title: 'DESC' } }, {}, active);
    expect(errors).toBeUndefined();
    expect(data!.books).toEqual({
      pageInfo: { hasNextPage: true },
      nodes: [{ title: 'Tales', spine: 'Tales (300)', author: { books: { totalCount: 1 } } }],
    });
  });

  it('makes a list nullable where a rule may close it', () => {
    const type = (element: string) =>
      String((elements(world.schema).get(element) as unknown as { type: unknown }).type);
    expect(type('Author.books')).toBe('BookConnection!');
    expect(type('Author.editedBooks')).toBe('BookConnection');
    expect(type('Publisher.authors')).toBe('AuthorConnection');
  });
});

describe('names of reads', () => {
  it.each([
    ['Customer', 'customers', 'customer'],
    ['Inquiry', 'inquiries', 'inquiry'],
    ['Survey', 'surveys', 'survey'],
    ['QualityFeedback', 'qualityFeedbacks', 'qualityFeedback'],
    ['Address', 'addresses', 'address'],
    ['Branch', 'branches', 'branch'],
    ['Tax', 'taxes', 'tax'],
  ])('of %s are %s and %s', (name, list, one) => {
    const entity = { [name]: class {} }[name] as EntityClass;
    expect(readNames(entity)).toEqual({ entity, list, one });
  });

  it('are those that are given', () => {
    const read = { entity: Book, list: 'shelf', one: 'volume' };
    expect(readNames(read)).toEqual(read);
  });
});

@Entity({ schema: 'bad' })
@ObjectType()
class StrictRelation extends BaseEntity {
  @Field(() => Author)
  @ManyToOne(() => Author)
  author!: Rel<Author>;
}

@Entity({ schema: 'bad' })
@ObjectType()
class Columnless extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text', persist: false })
  nowhere!: string;
}

@Entity({ schema: 'bad' })
@ObjectType()
class Relisting extends BaseEntity {
  @Field(() => Author, { nullable: true })
  @ManyToOne(() => Author)
  @Listed('books', 'Taken already.')
  author!: Rel<Author>;
}

@Entity({ schema: 'bad' })
@ObjectType()
class Reserved extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  not!: string;
}

@Entity({ schema: 'bad' })
@ObjectType()
class Needy extends BaseEntity {
  @Needs('nonsense')
  @Field(() => String)
  get wish(): string {
    return '';
  }
}

@Entity({ schema: 'bad' })
@ObjectType()
class Plain extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;
}

@Entity({ schema: 'bad' })
@ObjectType()
class Promising extends BaseEntity {
  @Field(() => String)
  @Property({ type: 'text', nullable: true })
  word!: string;
}

const Anything = createUnionType({ name: 'Anything', types: () => [Plain, Publisher] as const });

@Resolver()
class UnionResolver {
  @Query(() => [Anything])
  anything() {
    return [];
  }
}

describe('the start refuses', () => {
  const bad = [StrictRelation, Columnless, Relisting, Reserved, Needy, Plain, Promising];
  let orm: MikroORM;
  beforeAll(async () => {
    orm = await MikroORM.init({
      entities: [...worldEntities, ...bad],
      dbName: 'unused',
      metadataProvider: ReflectMetadataProvider,
    });
  });
  afterAll(() => orm.close());

  const build = (module: Partial<Module>, resolvers: readonly EntityClass[] = []) => {
    const added = {
      ...library,
      name: 'bad',
      entities: [],
      reads: [],
      resolvers,
      permissions: { calls: {}, rows: {} },
      ...module,
    };
    const modules: Module[] = [library, reviews, added];
    const schema = buildSchemaSync({
      resolvers: [BookResolver, AuthorReviewsResolver, ...resolvers] as never,
      orphanedTypes: modules.flatMap((one) => one.entities ?? []) as never,
      validate: false,
    });
    return addReads({ schema, modules, metadata: orm.getMetadata() });
  };
  const closing = (fields: Record<string, Record<string, typeof anyone>>) => ({
    permissions: { calls: {}, rows: {}, fields },
  });

  it.each<[string, Partial<Module>, string]>([
    ['a relation that is not nullable', { entities: [StrictRelation] }, 'StrictRelation.author must be nullable'],
    ['a field without column and resolver', { entities: [Columnless] }, 'Columnless.nowhere has neither a column'],
    [
      'a list of a name that is taken',
      { entities: [Relisting] },
      '@Listed on Relisting.author: Author.books exists already',
    ],
    ['a field with a name that filters use', { entities: [Reserved] }, 'Reserved.not bears a name'],
    ['a field that may not be null of a column that may', { entities: [Promising] }, 'Promising.word has a column'],
    ['a need that is no property', { entities: [Needy] }, 'Needy.wish needs nonsense'],
    [
      'a closed field that is not nullable',
      { entities: [Plain], ...closing({ Plain: { name: role('X') } }) },
      'Plain.name is closed by a rule and must be nullable',
    ],
    ['a closed id', { ...closing({ Book: { id: role('X') } }) }, 'Book.id cannot be closed'],
    [
      'a rule for a field that does not exist',
      closing({ Book: { nonsense: anyone } }),
      'closes Book.nonsense, which does not exist',
    ],
    ['a rule for a type that does not exist', closing({ Nonsense: { name: anyone } }), 'closes fields of Nonsense'],
    ['a read of what is no entity of a module', { reads: [Plain] }, 'reads Plain'],
  ])('%s, naming it', (_what, module, message) => {
    expect(() => build(module)).toThrow(message);
  });

  it('a union that entities are members of, naming the field', () => {
    expect(() => build({ entities: [Plain] }, [UnionResolver])).toThrow('Query.anything answers with Anything');
  });

  it('nothing of a sound module', () => {
    expect(
      build({ entities: [Plain], reads: [Plain] })
        .getQueryType()!
        .getFields().plains,
    ).toBeDefined();
  });
});

describe('the columns of a row', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('are named for a policy and for a statement', () => {
    const metadata = world.orm.getMetadata();
    const policy = rowColumns(metadata, 'Book', undefined);
    expect(policy.column('printedAt')).toBe('"printed_at"');
    expect(policy.column('author')).toBe('"author_id"');
    expect(policy.target('author')).toBe('Author');
    expect(policy.grantKeys()).toEqual([{ type: 'Book', id: '"id"' }]);
    expect(rowColumns(metadata, 'Book', 't1').column('title')).toBe('t1."title"');
  });

  it('that do not exist are refused by name', () => {
    const row = rowColumns(world.orm.getMetadata(), 'Book', undefined);
    expect(() => row.column('nonsense')).toThrow('Book has no property nonsense');
    expect(() => row.target('title')).toThrow('Book.title does not point to another entity');
  });
});
