import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fewRows } from './reading.fixture.js';
import { World } from './reading.harness.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.fill(fewRows);
});
afterAll(() => world.close());

const cursorOf = async (list: string, orderBy = 'id: ASC') => {
  const { data } = await world.run(`{ ${list}(first: 1, orderBy: { ${orderBy} }) { pageInfo { endCursor } } }`);
  return (data![list] as unknown as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
};

describe('a page', () => {
  it.each([
    ['first: -1', 'first: must not be negative.'],
    ['last: -1', 'last: must not be negative.'],
    ['first: 1001', 'first: is 1001; at most 1000 rows at a time.'],
    ['first: 2147483647', 'first: is 2147483647; at most 1000 rows at a time.'],
    ['first: 1, last: 1', 'last: goes without first: page forward or backward.'],
    ['after: "a", before: "b"', 'before: goes without after: page forward or backward.'],
    ['last: 1, after: "a"', 'after: goes with first; with last use before.'],
    ['first: 1, before: "a"', 'before: goes with last; with first use after.'],
  ])('of %s is refused, and why', async (args, message) => {
    const { errors, statements } = await world.run(`{ books(${args}) { nodes { id } } }`);
    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: expect.stringContaining(message), path: ['books'] },
    ]);
    expect(statements).toHaveLength(0);
  });

  it('names everything that is wrong with it at once, also below', async () => {
    const { errors } = await world.run(
      '{ books(first: -1, last: 2000) { rows: nodes { said: reviews(first: 1001, after: "?") { totalCount } } } }',
    );
    expect(errors).toHaveLength(1);
    for (const part of [
      'first: must not',
      'last: is 2000',
      'last: goes without',
      'rows.said.first: is 1001',
      'rows.said.after: this cursor',
    ])
      expect(errors![0]!.message).toContain(part);
  });

  it('takes nulls for arguments that are not given', async () => {
    const { errors, data } = await world.run(
      '{ books(first: null, after: null, last: null, before: null, filter: null, orderBy: null) { totalCount } }',
    );
    expect(errors).toBeUndefined();
    expect(data!.books).toEqual({ totalCount: 3 });
  });

  it('says on both sides whether there is more', async () => {
    const ask = async (args: string) =>
      (
        await world.run(
          `{ books(${args}, orderBy: { title: ASC }) { nodes { title } pageInfo { hasNextPage hasPreviousPage } } }`,
        )
      ).data!.books;
    const at = await cursorOf('books', 'title: ASC');
    const page = (titles: string[], hasPreviousPage: boolean, hasNextPage: boolean) => ({
      nodes: titles.map((title) => ({ title })),
      pageInfo: { hasNextPage, hasPreviousPage },
    });
    expect(await ask('first: 2')).toEqual(page(['Ghosts', 'Poems'], false, true));
    expect(await ask('first: 3')).toEqual(page(['Ghosts', 'Poems', 'Tales'], false, false));
    expect(await ask(`first: 1, after: "${at}"`)).toEqual(page(['Poems'], true, true));
    expect(await ask(`after: "${at}"`)).toEqual(page(['Poems', 'Tales'], true, false));
    expect(await ask('last: 1')).toEqual(page(['Tales'], true, false));
    expect(await ask(`before: "${at}"`)).toEqual(page([], false, true));
  });
});

describe('a cursor', () => {
  const forge = (content: unknown) =>
    Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url');

  it('consists of letters, digits, minus and underscore', async () => {
    expect(await cursorOf('books', 'title: ASC')).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['of another list', () => cursorOf('authors')],
    ['of another order', () => cursorOf('books', 'title: ASC')],
    ['of the other direction', () => cursorOf('books', 'id: DESC')],
    ['that is no text of ours', () => 'hello'],
    ['that is empty', () => ''],
    ['without a signature', () => forge([null, '00000000-0000-4000-8000-000000000000'])],
    ['that is an object', () => forge({ length: 2 })],
  ])('%s is refused', async (_what, make) => {
    const { errors } = await world.run(
      'query($after: String) { books(after: $after, orderBy: { id: ASC }) { nodes { id } } }',
      {
        after: await make(),
      },
    );
    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: 'after: this cursor does not belong to this list and order.' },
    ]);
  });

  it.each([
    ['a value too few', ['12']],
    ['a value too many', ['12', ids(0), ids(0)]],
    ['an id that is none', ['12', "' or true --"]],
    ['a number for a text', [12, ids(0)]],
    ['no id', ['12', null]],
    ['a text where a number belongs', ['twelve', ids(0)]],
    ['a number out of range', ['99999999999999999999', ids(0)]],
    ['a character that cannot be stored', ['1\0', ids(0)]],
  ])('with our signature but %s is refused', async (_what, values) => {
    const [signature] = JSON.parse(
      Buffer.from(await cursorOf('books', 'pages: ASC'), 'base64url').toString(),
    ) as string[];
    const { errors } = await world.run(
      'query($after: String) { books(after: $after, orderBy: { pages: ASC }) { nodes { id } } }',
      {
        after: forge([signature, ...values]),
      },
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it('of a row that is gone still has its place', async () => {
    const { data: whole } = await world.run('{ books(orderBy: { title: ASC }) { edges { cursor node { id } } } }');
    const [first] = (whole!.books as unknown as { edges: { cursor: string; node: { id: string } }[] }).edges;
    await world.query('delete from library.book where id = $1', [first!.node.id]);
    const { data } = await world.run(
      `{ books(orderBy: { title: ASC }, after: "${first!.cursor}") { nodes { title } } }`,
    );
    await world.fill(fewRows);
    expect(data!.books).toEqual({ nodes: [{ title: 'Poems' }, { title: 'Tales' }] });
  });
});

function ids(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
