import fc, { type GeneratorValue } from 'fast-check';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from './reading.harness.js';
import { Oracle } from './reading.oracle.js';
import { Random, someRows } from './reading.random.js';
import { stringifyAnswer } from './textAnswer.js';
import { Failed } from './wholeOperation.js';

let world: World;
const rows = someRows(43);
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
type List = keyof typeof entities;

/** A document with some root fields, and its variables. */
function documentOf(g: GeneratorValue, oracle: Oracle) {
  const random = new Random(g, world.schema, rows, oracle);
  const roots = Array.from({ length: 1 + g(fc.nat, { max: 2 }) }, (_, i) => {
    const list = random.pick(Object.keys(entities) as List[]);
    return `r${i}: ${list}${random.connection(entities[list], 3).text}`;
  });
  const id = random.pick(rows.Book!).id;
  if (random.chance(2)) roots.push(`book(id: ${random.variable('ID!', id)}) { ${random.object('Book', 2).text} }`);
  if (random.chance(3)) roots.push('kind: __typename');
  const variables = random.declarations.length > 0 ? `(${random.declarations.join(', ')})` : '';
  return {
    text: `query${variables} { ${roots.join(' ')} } ${random.fragments.join(' ')}`,
    variables: random.variables,
  };
}

const kept = new Set([
  'ASC',
  'DESC',
  'Novel',
  'Poetry',
  'Drama',
  'PUBLIC',
  'INTERNAL',
  'CONFIDENTIAL',
  'SECRET',
  'TOP_SECRET',
]);
const others = [
  '',
  'a',
  '50%_\\',
  'é',
  '\u{10FFFF}',
  '\u{10FFFF}\u{10FFFF}',
  '\u{D7FF}',
  'x'.repeat(1001),
  'nul\0',
  '\uD800',
  'not an id',
];

/** The same variables with other texts, where these are no enums. */
function withOtherTexts(g: GeneratorValue, content: unknown): unknown {
  if (Array.isArray(content)) {
    const changed = content.map((one) => withOtherTexts(g, one));
    return changed.every((one) => typeof one === 'string' && !kept.has(one))
      ? changed.slice(g(fc.nat, { max: 1 }))
      : changed;
  }
  if (typeof content === 'object' && content !== null)
    return Object.fromEntries(Object.entries(content).map(([key, one]) => [key, withOtherTexts(g, one)]));
  if (typeof content !== 'string' || kept.has(content) || g(fc.boolean)) return content;
  if (/^\d{4}-\d\d-\d\dT/.test(content)) return '1999-12-31T23:59:59.999Z';
  return /^[0-9a-f-]{36}$/.test(content) && g(fc.boolean)
    ? g(() => fc.constantFrom(...rows.Book!.map(({ id }) => id)))
    : g(() => fc.constantFrom(...others));
}

describe.each(people)('operations of %s', (_who, viewer) => {
  const oracle = new Oracle(rows, viewer);

  it('as the text of one statement answer what GraphQL makes of its rows', async () => {
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { text, variables } = documentOf(g, oracle);
        const { answer, statements } = await world.runWhole(text, variables, viewer);
        if (text.includes('spine')) return;
        if (!answer || answer instanceof Failed) throw new Error(`${text} was not answered: ${answer?.error}`);
        whole += 1;
        expect(statements).toHaveLength(1);
        const expected = await world.run(text, variables, viewer);
        expect(expected.errors).toBeUndefined();
        const body = stringifyAnswer(answer as never);
        expect(JSON.parse(body), text).toEqual({ data: expected.data });
        expect(inOrder(JSON.parse(body).data), text).toEqual(inOrder(expected.data));
        expect({ ...answer.data }, text).toEqual(expected.data);
      }),
      { numRuns: 80 },
    );
    expect(whole).toBeGreaterThan(10);
  }, 120_000);

  it('compiled for other texts are the statement that would be compiled for these', async () => {
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const { text, variables } = documentOf(g, oracle);
        const document = parse(text);
        const changed = withOtherTexts(g, variables) as Record<string, unknown>;
        const ways = [
          (what: typeof document, values: Record<string, unknown>) => world.run(what, values, viewer),
          async (what: typeof document, values: Record<string, unknown>) => {
            const { answer, statements } = await world.runWhole(what, values, viewer);
            return { statements, errors: undefined, data: answer instanceof Failed ? 'failed' : answer?.data };
          },
        ];
        for (const way of ways) {
          await way(document, variables);
          const again = await way(document, changed);
          const fresh = await way(parse(text), changed);
          const written = (one: typeof again) => one.statements.map(({ sql, parameters }) => ({ sql, parameters }));
          expect(written(again), `${text} ${JSON.stringify(changed)}`).toEqual(written(fresh));
          // Where several root fields fail, GraphQL tells of whichever is first.
          expect(again.errors?.map(({ code }) => code)).toEqual(fresh.errors?.map(({ code }) => code));
          expect(again.data && { ...(again.data as object) }).toEqual(fresh.data && { ...(fresh.data as object) });
          if (again.statements.some(({ repeated }) => repeated)) shared += 1;
        }
      }),
      { numRuns: 80 },
    );
    expect(shared).toBeGreaterThan(30);
  }, 120_000);

  it('go on from the cursors of other pages with the statement of the first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        const random = new Random(g, world.schema, rows, oracle);
        const list = random.pick(['books', 'authors'] as const);
        const orderBy = random.order(entities[list]);
        const document = parse(
          `query($orderBy: [${entities[list]}Order!], $after: String) { ${list}(first: 3, after: $after, orderBy: $orderBy) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
        );
        const seen: unknown[] = [];
        for (let after: string | null = null; ; ) {
          const { answer } = await world.runWhole(document, { orderBy, after }, viewer);
          const page = (
            answer as {
              data: Record<string, { nodes: unknown[]; pageInfo: { endCursor: string; hasNextPage: boolean } }>;
            }
          ).data[list]!;
          seen.push(...page.nodes);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        const sorted = oracle.sorted(entities[list], oracle.all(entities[list]), orderBy);
        expect(seen).toEqual(sorted.map(({ id }) => ({ id })));
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

/** Objects as lists of pairs, so that the order of keys counts. */
const inOrder = (content: unknown): unknown => {
  if (Array.isArray(content)) return content.map(inOrder);
  if (typeof content !== 'object' || content === null) return content;
  return Object.entries(content).map(([key, one]) => [key, inOrder(one)]);
};
