import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ann, editor, fewRows, ids } from './reading.fixture.js';
import { World } from './reading.harness.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.fill(fewRows);
});
afterAll(() => world.close());

const anyone = {};
const both = { ...ann, ...editor };

describe('a closed field', () => {
  it.each([
    ['a role, by anyone', '{ author(id: "ANN") { id note } }', anyone, { id: ids.ann, note: null }, ['author.note']],
    ['a role, by its holder', '{ author(id: "ANN") { note } }', editor, { note: 'note of Ann' }, []],
    ['the mentor, by anyone', '{ author(id: "BOB") { grade } }', anyone, { grade: null }, ['author.grade']],
    ['the mentor, by the mentor', '{ author(id: "BOB") { grade } }', ann, { grade: 2 }, []],
    ['the mentor, by another', '{ author(id: "ANN") { grade } }', ann, { grade: null }, []],
    ['a role, under an alias', '{ author(id: "ANN") { name: note } }', anyone, { name: null }, ['author.name']],
    [
      'a role, in a fragment',
      '{ author(id: "ANN") { ... on Author { note } } }',
      anyone,
      { note: null },
      ['author.note'],
    ],
    ['a role, skipped', '{ author(id: "ANN") { id note @skip(if: true) } }', anyone, { id: ids.ann }, []],
  ])('for %s', async (_what, document, viewer, author, paths) => {
    const { data, errors } = await world.run(document.replace('ANN', ids.ann).replace('BOB', ids.bob), {}, viewer);
    expect(data).toEqual({ author });
    expect(errors?.map(({ path }) => path!.join('.')) ?? []).toEqual(paths);
    for (const { code } of errors ?? []) expect(code).toBe('FORBIDDEN');
  });

  it.each([
    ['a relation, for anyone', 'editor { name }', anyone, { editor: null }, 'FORBIDDEN'],
    ['a relation, for an editor', 'editor { name }', editor, { editor: { name: 'Bob' } }, undefined],
    ['a relation, for the author', 'borrower { name }', ann, { borrower: { name: 'Bob' } }, undefined],
    [
      'its list, for anyone',
      'author { editedBooks { totalCount } }',
      anyone,
      { author: { editedBooks: null } },
      'FORBIDDEN',
    ],
    [
      'its list, for an editor',
      'author { editedBooks { totalCount } }',
      editor,
      { author: { editedBooks: { totalCount: 1 } } },
      undefined,
    ],
    [
      'a list, for anyone',
      'author { publisher { authors { totalCount } } }',
      anyone,
      { author: { publisher: { authors: null } } },
      'FORBIDDEN',
    ],
    ['a field with its own resolver, for anyone', 'plan', anyone, { plan: null }, 'FORBIDDEN'],
    ['a field with its own resolver, for an editor', 'plan', editor, { plan: `plan of ${ids.tales}` }, undefined],
    ['such a field of the author, for anyone', 'secret', anyone, { secret: null }, 'FORBIDDEN'],
    ['such a field of the author, for the author', 'secret', ann, { secret: `secret of ${ids.tales}` }, undefined],
    ['such a field of the author, for another', 'secret', { personId: ids.bob }, { secret: null }, undefined],
  ])('may be %s', async (_what, selection, viewer, book, code) => {
    const { data, errors } = await world.run(`{ book(id: "${ids.tales}") { ${selection} } }`, {}, viewer);
    expect(data!.book).toEqual(book);
    expect(errors?.[0]?.code).toBe(code);
  });

  it('of which only the row can tell hides row by row what others may not see, also from the list', async () => {
    const document = `{ books(orderBy: { title: ASC }) { nodes { title remarks borrower { name } } }
      authors(orderBy: { name: ASC }) { nodes { name borrowedBooks { totalCount nodes { title } } } } }`;
    const { data, errors } = await world.run(document, {}, ann);
    expect(errors).toBeUndefined();
    expect(data!.books).toEqual({
      nodes: [
        { title: 'Ghosts', remarks: null, borrower: null },
        { title: 'Poems', remarks: null, borrower: null },
        { title: 'Tales', remarks: 'remark on Tales', borrower: { name: 'Bob' } },
      ],
    });
    expect(data!.authors).toEqual({
      nodes: [
        { name: 'Ann', borrowedBooks: { totalCount: 0, nodes: [] } },
        { name: 'Bob', borrowedBooks: { totalCount: 1, nodes: [{ title: 'Tales' }] } },
      ],
    });
  });

  it('that is refused is not selected in SQL, and is null in a list without losing the rest', async () => {
    const { data, errors, statements } = await world.run('{ authors { totalCount nodes { id note } } }');
    expect(statements[0]!.sql).not.toContain('note"');
    expect(data!.authors).toMatchObject({ totalCount: 2, nodes: [{ note: null }, { note: null }] });
    expect(errors).toHaveLength(2);
  });

  const probes: [string, string, Record<string, unknown>][] = [
    ['filtered by', 'authors', { filter: { note: { eq: 'x' } } }],
    ['asked for emptiness', 'authors', { filter: { note: { isNull: true } } }],
    [
      'filtered by below and, or and not',
      'authors',
      { filter: { and: [{ or: [{ not: { note: { contains: 'x' } } }] }] } },
    ],
    ['filtered by with no condition', 'authors', { filter: { note: {} } }],
    ['filtered by through a relation', 'books', { filter: { author: { note: { startsWith: 'n' } } } }],
    ['filtered by through a list', 'authors', { filter: { pupils: { none: { note: { ne: 'x' } } } } }],
    ['ordered by', 'authors', { orderBy: [{ name: 'ASC' }, { note: 'DESC' }] }],
    ['ordered by through a relation', 'books', { orderBy: [{ author: { mentor: { note: 'ASC' } } }] }],
    ['followed, being a relation', 'books', { filter: { editor: { name: { eq: 'Bob' } } } }],
    ['asked for absence, being a relation', 'books', { filter: { editorIsNull: true } }],
    ['ordered through, being a relation', 'books', { orderBy: [{ editor: { name: 'ASC' } }] }],
    ['quantified, being a list', 'houses', { filter: { authors: { some: {} } } }],
    ['quantified, being the list of a closed relation', 'authors', { filter: { editedBooks: { every: {} } } }],
    ['filtered by, being for some rows only', 'authors', { filter: { grade: { gt: 0 } } }],
  ];
  const type = { authors: 'Author', books: 'Book', houses: 'Publisher' };

  it.each(probes)('cannot be %s (in %s)', async (_what, list, variables) => {
    const entity = type[list as keyof typeof type];
    const document = `query($filter: ${entity}Filter, $orderBy: [${entity}Order!]) { ${list}(filter: $filter, orderBy: $orderBy) { totalCount } }`;
    const refused = await world.run(document, variables);
    expect(refused.errors).toMatchObject([
      { code: 'FORBIDDEN', path: [list], message: expect.stringMatching(/closed to you/) },
    ]);
    expect(refused.statements).toHaveLength(0);
    expect((await world.run(document, variables, both)).errors).toBeUndefined();
  });

  it('cannot be probed in a list below either', async () => {
    const { errors } = await world.run(
      '{ books { nodes { author { pupils(orderBy: { note: ASC }) { totalCount } } } } }',
    );
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['books'] }]);
  });

  it.each([
    ['its value', { remarks: { contains: 'remark' } }, ['Tales']],
    ['its absence', { remarks: { isNull: true } }, ['Ghosts', 'Poems']],
    ['another value', { not: { remarks: { eq: 'remark on Poems' } } }, ['Ghosts', 'Poems', 'Tales']],
    ['a relation', { borrower: { name: { ne: '' } } }, ['Tales']],
    ['no relation', { borrowerIsNull: true }, ['Ghosts', 'Poems']],
    ['the list of a relation', { author: { borrowedBooks: { some: {} } } }, ['Poems']],
  ])('of which only the row can tell is probed in vain by %s', async (_what, filter, titles) => {
    const { data } = await world.run(
      'query($f: BookFilter) { books(filter: $f, orderBy: { title: ASC }) { nodes { title } } }',
      { f: filter },
      ann,
    );
    expect(data!.books).toEqual({ nodes: titles.map((title) => ({ title })) });
  });

  it('of which only the row can tell shows neither in an order nor in a cursor', async () => {
    const { data } = await world.run(
      '{ books(orderBy: { remarks: ASC }) { edges { cursor node { title } } } }',
      {},
      ann,
    );
    const { edges } = data!.books as unknown as { edges: { cursor: string; node: { title: string } }[] };
    expect(edges.map(({ node }) => node.title)).toEqual(['Tales', 'Poems', 'Ghosts']);
    const cursors = edges.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString());
    expect(cursors[0]).toContain('remark on Tales');
    expect(cursors.join()).not.toContain('remark on Poems');
  });
});
