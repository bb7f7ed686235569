import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { batched } from './batched.js';
import { ann, fewRows, ids, keeper } from './reading.fixture.js';
import { World } from './reading.harness.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.fill(fewRows);
});
afterAll(() => world.close());

describe('a field with its own resolver', () => {
  it('gets the id and what it needs as the entity has it, under any alias', async () => {
    const time = Date.parse('2020-01-02T03:04:05.678Z');
    const { data, errors } = await world.run(
      `{ book(id: "${ids.tales}") { title: pages short: summary summary(loud: true) } }`,
      {},
      ann,
    );
    expect(errors).toBeUndefined();
    const text = `Tales by ${ids.ann}, ${time}, 9007199254740993, remark on Tales`;
    expect(data!.book).toEqual({ title: 300, short: text, summary: text.toUpperCase() });
  });

  it('gets nothing of a closed field that it needs, nor of one that the row closes', async () => {
    const ask = (viewer: object) => world.run(`{ book(id: "${ids.tales}") { summary } }`, {}, viewer);
    const nobody = await ask({});
    expect(nobody.data!.book).toEqual({ summary: expect.stringMatching(/, -$/) });
    expect(nobody.statements[0]!.sql).not.toContain('remarks');
    expect((await ask({ personId: ids.bob })).data!.book).toEqual({ summary: expect.stringMatching(/, -$/) });
  });

  it('may be a getter of the entity', async () => {
    const { data } = await world.run('{ books(orderBy: { title: ASC }) { nodes { back: spine } } }');
    expect(data!.books).toEqual({ nodes: ['Ghosts (10)', 'Poems (?)', 'Tales (300)'].map((back) => ({ back })) });
  });

  it('is batched for all rows of a list, and its columns come with the one statement', async () => {
    const { data, batches, statements } = await world.run(
      '{ books(orderBy: { title: ASC }) { nodes { shelf } edges { node { shelf } } } }',
    );
    expect(data!.books).toMatchObject({ nodes: [{ shelf: 48 }, { shelf: 48 }, { shelf: 48 }] });
    expect(batches).toEqual([[ids.hugo, ids.bob, ids.ann]]);
    expect(statements).toHaveLength(1);
  });

  it('is asked again after a batch, because what it saw may have changed', async () => {
    const context = { loaders: new Map() } as unknown as Context;
    const seen: string[][] = [];
    const ask = (key: string) =>
      batched<string, string>(context, 'key', async (keys) => {
        seen.push([...keys]);
        return [...keys];
      }).load(key);
    expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual(['a', 'b', 'a']);
    expect(await ask('a')).toBe('a');
    expect(seen).toEqual([['a', 'b'], ['a']]);
  });

  it('may belong to another module than the entity', async () => {
    const { data } = await world.run(`{ author(id: "${ids.ann}") { fame } }`);
    expect(data!.author).toEqual({ fame: `fame of ${ids.ann}` });
  });

  it('that answers with entities is read back in one statement for its level', async () => {
    const document = '{ books(orderBy: { title: ASC }) { nodes { title by: writer { name books { totalCount } } } } }';
    const { data, statements } = await world.run(document);
    expect(data!.books).toEqual({
      nodes: [
        { title: 'Ghosts', by: null },
        { title: 'Poems', by: { name: 'Bob', books: { totalCount: 1 } } },
        { title: 'Tales', by: { name: 'Ann', books: { totalCount: 1 } } },
      ],
    });
    expect(statements).toHaveLength(2);
    expect((await world.run(document, {}, keeper)).data!.books).toMatchObject({
      nodes: [{ by: { name: 'Hugo' } }, {}, {}],
    });
  });

  it('is read back apart for each alias and for each level', async () => {
    const { data, statements } = await world.run(
      `{ book(id: "${ids.poems}") { a: writer { name } b: writer { mentor { name } } writer { books { nodes { writer { id } } } } } }`,
    );
    expect(data!.book).toEqual({
      a: { name: 'Bob' },
      b: { mentor: { name: 'Ann' } },
      writer: { books: { nodes: [{ writer: { id: ids.bob } }] } },
    });
    expect(statements).toHaveLength(5);
  });
});

describe('what a resolver of an author answers', () => {
  it('is read back in its order, without what is not visible or not there', async () => {
    const { data, errors, statements } = await world.run(
      'query($ids: [ID!]!) { booksById(ids: $ids) { id title author { name } secret } }',
      { ids: [ids.poems, 'x', ids.tales, '00000000-0000-4000-8000-0000000000ff', ids.poems] },
      ann,
    );
    expect(errors).toBeUndefined();
    const poems = { id: ids.poems, title: 'Poems', author: { name: 'Bob' }, secret: null };
    const tales = { id: ids.tales, title: 'Tales', author: { name: 'Ann' }, secret: `secret of ${ids.tales}` };
    expect(data!.booksById).toEqual([poems, tales, poems]);
    expect(statements).toHaveLength(1);
  });

  it('after a mutation is what then is stored, one mutation after the other', async () => {
    const { data, statements } = await world.run(
      `mutation($id: ID!) {
        one: renameBook(id: $id, title: "One") { title reviews { nodes { stars } } summary }
        two: renameBook(id: $id, title: "Two") { title }
        gone: renameBook(id: "00000000-0000-4000-8000-0000000000ff", title: "Two") { title }
      }`,
      { id: ids.tales },
    );
    await world.fill(fewRows);
    expect(data).toMatchObject({
      one: { title: 'One', reviews: { nodes: [{ stars: 5 }] }, summary: expect.stringContaining('One by') },
      two: { title: 'Two' },
      gone: null,
    });
    expect(statements).toHaveLength(3);
  });

  it('in a plain object is read back too, nulls staying where a list may hold them', async () => {
    const { data, errors, statements } = await world.run(
      'mutation { renameAll(title: "Same") { book { title } others { title } authors { name } } }',
    );
    await world.fill(fewRows);
    expect(errors).toBeUndefined();
    expect(data!.renameAll).toEqual({
      book: { title: 'Same' },
      others: [{ title: 'Same' }, { title: 'Same' }, { title: 'Same' }],
      authors: [null, { name: 'Ann' }, { name: 'Bob' }, null],
    });
    expect(statements).toHaveLength(3);
  });

  it('keeps closed fields closed', async () => {
    const { data, errors } = await world.run(`{ booksById(ids: ["${ids.tales}"]) { title plan editor { name } } }`);
    expect(data!.booksById).toEqual([{ title: 'Tales', plan: null, editor: null }]);
    expect(errors?.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});
