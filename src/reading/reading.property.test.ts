import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Row, World } from './reading.harness.js';
import { Oracle } from './reading.oracle.js';
import { Random, someRows } from './reading.random.js';

let world: World;
const rows = someRows(42);
const people: [string, { personId?: string; roles: ReadonlySet<string> }][] = [
  ['somebody not signed in', { roles: new Set() }],
  ['an author', { personId: rows.Author![0]!.id, roles: new Set(['AGENT']) }],
  ['an editor who sees hidden rows', { personId: rows.Author![1]!.id, roles: new Set(['EDITOR', 'KEEPER']) }],
];

beforeAll(async () => {
  world = await World.open();
  await world.fill(rows);
});
afterAll(() => world.close());

const entities = { authors: 'Author', books: 'Book', houses: 'Publisher', reviews: 'Review' };

describe.each(people)('reads of %s', (_who, viewer) => {
  const oracle = new Oracle(rows, viewer);

  it('answer random documents as a model in memory does, in one statement', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const random = new Random(g, world.schema, rows, oracle);
        const list = random.pick(Object.keys(entities) as (keyof typeof entities)[]);
        const { text, expected } = random.connection(entities[list], 3);
        const variables = random.declarations.length > 0 ? `(${random.declarations.join(', ')})` : '';
        const document = `query${variables} { ${list}${text} } ${random.fragments.join(' ')}`;
        const result = await world.run(document, random.variables, viewer);
        expect(result.errors, document).toBeUndefined();
        expect(result.data![list], `${document} ${JSON.stringify(random.variables)}`).toEqual(
          expected(oracle.all(entities[list])),
        );
        expect(result.statements).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('answer random filters as a model in memory does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const random = new Random(g, world.schema, rows, oracle);
        const list = random.pick(Object.keys(entities) as (keyof typeof entities)[]);
        const entity = entities[list];
        const filter = random.filter(entity, 4);
        const document = `query($filter: ${entity}Filter) { ${list}(filter: $filter, first: 100) { totalCount nodes { id } } }`;
        const { data, errors } = await world.run(document, { filter }, viewer);
        const matching = oracle.all(entity).filter((row) => oracle.matches(entity, row, filter));
        const expected = oracle.sorted(entity, matching, []).map(({ id }) => ({ id }));
        expect(errors).toBeUndefined();
        expect(data![list], JSON.stringify(filter)).toEqual({ totalCount: matching.length, nodes: expected });
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it.each([
    ['forward', 'first', 'after', 'hasNextPage', 'endCursor'],
    ['backward', 'last', 'before', 'hasPreviousPage', 'startCursor'],
  ])(
    'visit every row once in any order, paging %s',
    async (direction, size, cursor, more, at) => {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (g) => {
          const random = new Random(g, world.schema, rows, oracle);
          const list = random.pick(['books', 'authors'] as const);
          const entity = entities[list];
          const orderBy = random.order(entity);
          const filter = random.chance(3) ? random.filter(entity, 1) : {};
          const number = 1 + g(fc.nat, { max: 12 });
          const document = `query($orderBy: [${entity}Order!], $filter: ${entity}Filter, $cursor: String) {
          ${list}(${size}: ${number}, ${cursor}: $cursor, orderBy: $orderBy, filter: $filter) { nodes { id } edges { cursor } pageInfo { ${more} ${at} } } }`;
          const pages: string[][] = [];
          let position: string | null = null;
          for (let page = 0; page < 60; page += 1) {
            const { data, errors } = await world.run(document, { orderBy, filter, cursor: position }, viewer);
            expect(errors).toBeUndefined();
            const { nodes, edges, pageInfo } = data![list] as unknown as {
              nodes: Row[];
              edges: { cursor: string }[];
              pageInfo: Record<string, unknown>;
            };
            pages.push(nodes.map(({ id }) => id));
            position = pageInfo[at] as string | null;
            expect(position).toBe((direction === 'forward' ? edges.at(-1) : edges[0])?.cursor ?? null);
            if (!pageInfo[more]) break;
          }
          const visited = (direction === 'forward' ? pages : pages.toReversed()).flat();
          const matching = oracle.all(entity).filter((row) => oracle.matches(entity, row, filter));
          expect(visited, JSON.stringify({ orderBy, filter, number })).toEqual(
            oracle.sorted(entity, matching, orderBy).map(({ id }) => id),
          );
        }),
        { numRuns: 40 },
      );
    },
    120_000,
  );
});
