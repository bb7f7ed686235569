import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fewRows, ids, keeper } from './reading.fixture.js';
import { World } from './reading.harness.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.fill(fewRows);
});
afterAll(() => world.close());

describe('a read', () => {
  it('gives every kind of column as GraphQL declares it', async () => {
    const { data, errors } = await world.run(
      `query($id: ID!) { book(id: $id) { __typename id version createdAt title pages price weight copies lent printedAt genre label tags author { bornOn } } }`,
      { id: ids.tales },
    );
    expect(errors).toBeUndefined();
    expect(data!.book).toEqual({
      __typename: 'Book',
      id: ids.tales,
      version: 1,
      createdAt: '2024-05-06T07:08:09.123Z',
      title: 'Tales',
      pages: 300,
      price: 12.5,
      weight: 1.5,
      copies: '9007199254740993',
      lent: false,
      printedAt: '2020-01-02T03:04:05.678Z',
      genre: 'Novel',
      label: 'INTERNAL',
      tags: ['old', 'blue'],
      author: { bornOn: '1970-01-31' },
    });
  });

  it('honours aliases, fragments within fragments, directives and variables with defaults', async () => {
    const { data, errors, statements } = await world.run(
      `query($yes: Boolean = true, $no: Boolean = false, $size: Int = 1, $title: String = "Tales") {
        first: books(filter: { title: { eq: $title } }) { nodes { ...book } }
        second: books(first: $size, orderBy: { title: ASC }) { list: nodes { name: title pages @include(if: $no) } totalCount @skip(if: $yes) }
      }
      fragment book on Book { id ...more author { name } author { id } }
      fragment more on Book { ... on Book @include(if: $yes) { label: title } ... { pages @skip(if: $no) } id }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      first: { nodes: [{ id: ids.tales, label: 'Tales', pages: 300, author: { name: 'Ann', id: ids.ann } }] },
      second: { list: [{ name: 'Ghosts' }] },
    });
    expect(statements).toHaveLength(2);
  });

  it('merges what is selected twice and tells apart the same list under two aliases', async () => {
    const { data, statements } = await world.run(
      `{ author(id: "${ids.ann}") {
        pupils(first: 1) { nodes { name } } pupils(first: 1) { nodes { books { totalCount } } totalCount }
        none: books(filter: { title: { eq: "?" } }) { totalCount nodes { id } }
        all: books { totalCount edges { node { title } } }
      } }`,
    );
    expect(data!.author).toEqual({
      pupils: { nodes: [{ name: 'Bob', books: { totalCount: 1 } }], totalCount: 1 },
      none: { totalCount: 0, nodes: [] },
      all: { totalCount: 1, edges: [{ node: { title: 'Tales' } }] },
    });
    expect(statements).toHaveLength(1);
  });

  it.each([
    ['only its type', '{ books { __typename } }', { __typename: 'BookConnection' }],
    [
      'only the type of its page info',
      '{ books { pageInfo { __typename } } }',
      { pageInfo: { __typename: 'PageInfo' } },
    ],
    ['only the type of its nodes', '{ books(first: 1) { nodes { __typename } } }', { nodes: [{ __typename: 'Book' }] }],
    ['nothing but the count', '{ books { totalCount } }', { totalCount: 3 }],
    ['nothing at all', '{ books { totalCount @skip(if: true) } }', {}],
    [
      'no rows',
      '{ books(first: 0) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } },
    ],
  ])('of a list answers %s', async (_what, document, expected) => {
    const { data, errors } = await world.run(document);
    expect(errors).toBeUndefined();
    expect(data!.books).toEqual(expected);
  });

  it('takes no more from the database than is asked for', async () => {
    const { statements } = await world.run(
      '{ books { nodes { title pages @skip(if: true) ... @include(if: false) { genre } } totalCount @skip(if: true) } }',
    );
    expect(statements[0]!.sql).not.toMatch(/count|remarks|pages|genre|row_number.*row_number/);
  });

  it('of an object wider than a function takes arguments is whole', async () => {
    const keys = Array.from({ length: 130 }, (_, i) => `k${i}`);
    const { data, errors } = await world.run(
      `{ book(id: "${ids.tales}") { ${keys.map((key) => `${key}: title`).join(' ')} at: printedAt price } }`,
    );
    expect(errors).toBeUndefined();
    expect(data!.book).toEqual({
      ...Object.fromEntries(keys.map((key) => [key, 'Tales'])),
      at: '2020-01-02T03:04:05.678Z',
      price: 12.5,
    });
  });

  it('shows what row-level security hides to nobody else, not even that it exists', async () => {
    const document = `{ book(id: "${ids.ghosts}") { author { name } reviews { totalCount } }
      author(id: "${ids.hugo}") { name } authors { totalCount } house(id: "${ids.house}") { name }
      missing: books(filter: { authorIsNull: true }) { totalCount }
      tales: book(id: "${ids.tales}") { reviews { totalCount nodes { stars } } } }`;
    expect((await world.run(document)).data).toEqual({
      book: { author: null, reviews: { totalCount: 0 } },
      author: null,
      authors: { totalCount: 2 },
      house: { name: 'House' },
      missing: { totalCount: 1 },
      tales: { reviews: { totalCount: 1, nodes: [{ stars: 5 }] } },
    });
    expect((await world.run(document, {}, keeper)).data).toMatchObject({
      book: { author: { name: 'Hugo' } },
      author: { name: 'Hugo' },
      authors: { totalCount: 3 },
      missing: { totalCount: 0 },
      tales: { reviews: { totalCount: 2 } },
    });
  });

  it.each(['x', '', "' or true --", '00000000-0000-4000-8000-0000000000ff', '{00000000-0000-4000-8000-0000000000c1}'])(
    'by the id %j finds nothing and says nothing',
    async (id) => {
      expect(await world.run('query($id: ID!) { book(id: $id) { id } }', { id })).toMatchObject({
        data: { book: null },
        errors: undefined,
      });
    },
  );

  it('by an id in capitals finds the row', async () => {
    const { data } = await world.run('query($id: ID!) { book(id: $id) { title } }', { id: ids.tales.toUpperCase() });
    expect(data!.book).toEqual({ title: 'Tales' });
  });

  it('nests twenty relations and lists deep, in one statement, and no deeper', async () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `mentor { pupils { nodes { ${nested(depth - 1)} } } }`;
    const deep = await world.run(`{ authors { nodes { ${nested(9)} } } }`);
    expect(deep.errors).toBeUndefined();
    expect(deep.statements).toHaveLength(1);
    const deeper = await world.run(`{ authors { nodes { ${nested(10)} } } }`);
    expect(deeper.errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining('20 deep') }]);
    expect(deeper.statements).toHaveLength(0);
  });
});
