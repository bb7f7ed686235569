import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyone, role } from '../access/rules.js';
import { anonymous } from '../access/viewer.js';
import { deriveSchema } from '../graphql/activeSchema.js';
import { Plan, Plans } from './plans.js';
import { editor, fewRows, ids } from './reading.fixture.js';
import { World } from './reading.harness.js';
import { dataOfTexts, stringifyAnswer } from './textAnswer.js';
import { Failed } from './wholeOperation.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.fill(fewRows);
});
afterAll(() => world.close());

const nobody = {};
const dataOf = ({ answer }: Awaited<ReturnType<World['runWhole']>>) =>
  answer instanceof Failed ? 'failed' : answer && JSON.parse(stringifyAnswer(answer as never)).data;

describe('an operation goes through GraphQL where', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    ['it is a mutation', 'mutation { __typename }'],
    ['it asks for the schema', '{ __schema { queryType { name } } }'],
    ['a root field has a resolver of its own', '{ books { totalCount } bestBook { id } }'],
    ['a field has a resolver of its own', '{ books { nodes { spine } } }'],
    ['such a field stands deeper', '{ authors { nodes { books { edges { node { spine } } } } } }'],
    ['a field is closed to the viewer', '{ authors { nodes { id note } } }'],
    ['a list is closed to the viewer', '{ authors { nodes { id editedBooks { totalCount } } } }'],
    ['a closed field is filtered by', '{ authors(filter: { note: { eq: "x" } }) { totalCount } }'],
    ['a variable is of the wrong type', 'query($n: Int!) { books(first: $n) { totalCount } }', { n: 'x' }],
    ['a page is too large', '{ books(first: 5000) { nodes { id } } }'],
    ['a cursor is forged', '{ books(after: "x") { nodes { id } } }'],
  ])('%s', async (_why, document, variables) => {
    const { answer, statements } = await world.runWhole(document, variables, nobody);
    expect(answer).toBeUndefined();
    expect(statements).toEqual([]);
  });

  it('the call rule of a root field does not say yes', async () => {
    const document = '{ books { totalCount } }';
    const closed = { ruleOf: () => role('CLERK') };
    expect(dataOf(await world.runWhole(document, {}, nobody, closed))).toBeUndefined();
    expect(dataOf(await world.runWhole(document, {}, { roles: new Set(['CLERK']) }, closed))).toEqual({
      books: { totalCount: 3 },
    });
    expect(dataOf(await world.runWhole(document, {}, nobody, { ruleOf: () => anyone }))).toEqual({
      books: { totalCount: 3 },
    });
  });

  it('a number is none that JSON has', async () => {
    await world.query(`update library.book set weight = 'NaN' where id = $1`, [ids.poems]);
    const document = 'query($id: ID!) { book(id: $id) { weight } }';
    expect(dataOf(await world.runWhole(document, { id: ids.poems }, nobody))).toBeUndefined();
    expect(dataOf(await world.runWhole(document, { id: ids.tales }, nobody))).toEqual({ book: { weight: 1.5 } });
    expect((await world.run(document, { id: ids.poems }, nobody)).errors).toHaveLength(1);
    await world.query('update library.book set weight = 1.5');
  });
});

describe('a plan is used for', () => {
  it('everybody of the same rights, and nobody of others', async () => {
    const document = parse('{ authors(orderBy: { name: ASC }) { nodes { name note } } }');
    const noted = { authors: { nodes: [expect.objectContaining({ note: 'note of Ann' }), expect.anything()] } };
    for (const [viewer, expected] of [
      [editor, noted],
      [nobody, undefined],
      [{ ...editor, personId: ids.bob }, noted],
      [{ roles: new Set(['KEEPER']) }, undefined],
    ] as const)
      expect(dataOf(await world.runWhole(document, {}, viewer))).toEqual(expected);
  });

  it('the schema that it was made with', async () => {
    const document = parse('{ books(first: 1) { nodes { id } } }');
    const active = deriveSchema(world.schema, (module) => module !== 'reviews');
    const all = await world.runWhole(document, {}, nobody);
    const again = await world.runWhole(document, {}, nobody);
    const other = await world.runWhole(document, {}, nobody, { schema: active });
    expect([all, again, other].map(({ statements }) => statements[0]!.repeated)).toEqual([false, true, false]);
  });

  it('other texts, but not for other numbers, enums, presence or structure', async () => {
    const document = parse(
      'query($f: BookFilter, $n: Int, $o: [BookOrder!]) { books(filter: $f, first: $n, orderBy: $o) { totalCount } }',
    );
    const isRepeated = async (variables: Record<string, unknown>) =>
      (await world.runWhole(document, variables, nobody)).statements[0]!.repeated;
    const first = { f: { title: { eq: 'a' } }, n: 5, o: [{ title: 'ASC' }] };
    expect(await isRepeated(first)).toBe(false);
    expect(await isRepeated({ ...first, f: { title: { eq: 'b' } } })).toBe(true);
    for (const other of [
      { ...first, n: 6 },
      { ...first, o: [{ title: 'DESC' }] },
      { n: 5, o: first.o },
      { ...first, f: { title: { ne: 'a' } } },
      { ...first, f: { genre: { eq: 'Novel' } } },
      { ...first, f: { pages: { eq: 1 } } },
    ])
      expect([other, await isRepeated(other)]).toEqual([other, false]);
  });
});

describe('plans', () => {
  const given = { viewer: anonymous, values: [] };
  const plan = (serves = true) => new Plan({ sql: 'select 1', parameters: [] }, [() => serves], undefined);

  it('that were not used for longest are forgotten', () => {
    const plans = new Plans(3);
    for (const key of ['a', 'b', 'c']) plans.keep(key, plan());
    plans.find('a', given);
    plans.keep('d', plan());
    expect(['a', 'b', 'c', 'd'].filter((key) => plans.find(key, given))).toEqual(['a', 'c', 'd']);
  });

  it('of one key differ by their guards, and are few', () => {
    const plans = new Plans();
    const mine = plan();
    plans.keep('a', mine);
    for (let i = 0; i < 7; i += 1) plans.keep('a', plan(false));
    expect(plans.find('a', given)).toBe(mine);
    plans.keep('a', plan(false));
    expect(plans.find('a', given)).toBeUndefined();
  });
});

it('what PostgreSQL refuses is told by the root field', async () => {
  const document = 'query($f: BookFilter) { kind: __typename books(filter: $f) { totalCount } }';
  const { answer } = await world.runWhole(document, { f: { copies: { eq: '99999999999999999999' } } }, nobody);
  expect(answer).toBeInstanceOf(Failed);
  expect((answer as Failed).error).toMatchObject({ code: 'BAD_USER_INPUT' });
});

it('an object of more keys than a function of PostgreSQL has arguments keeps their order and its numbers', async () => {
  const fields = Array.from({ length: 130 }, (_, i) => `z${130 - i}: ${['weight', 'title', 'pages', 'lent'][i % 4]}`);
  const document = `query($id: ID!) { book(id: $id) { ${fields.join(' ')} big: weight } }`;
  await world.query(`update library.book set weight = 1e21`);
  const book = dataOf(await world.runWhole(document, { id: ids.tales }, nobody)).book;
  expect(Object.keys(book)).toEqual([...fields.map((field) => field.split(':')[0]), 'big']);
  expect(book).toMatchObject({ z130: 1e21, z129: 'Tales', z128: 300, z127: false, big: 1e21 });
  await world.query('update library.book set weight = 1.5');
});

describe('the text of an answer', () => {
  it('is data like any other to whoever looks', () => {
    const data = dataOfTexts([
      ['one', '{"a": [1, "x"]}'],
      ['none', 'null'],
    ]);
    expect({ ...data }).toEqual({ one: { a: [1, 'x'] }, none: null });
    expect(data.one).toBe(data.one);
    expect(stringifyAnswer({ data })).toBe('{"data":{"one":{"a": [1, "x"]},"none":null}}\n');
  });

  it('is not sent alone beside errors', () => {
    const data = dataOfTexts([['one', '1']]);
    const errors = [{ message: 'no' }];
    expect(JSON.parse(stringifyAnswer({ data, errors }))).toEqual({ data: { one: 1 }, errors });
  });
});
