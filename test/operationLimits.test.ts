import { readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from './harness.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const analyst = 'analyst';
const run = (query: string, variables?: Record<string, unknown>) => platform.as(analyst).run(query, variables);
const times = (count: number, write: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i)).join(' ');
const nested = (count: number, open: string, inner: string, close: string) =>
  open.repeat(count) + inner + close.repeat(count);
const deepJson = (depth: number) => {
  let value: unknown = {};
  for (let i = 1; i < depth; i += 1) value = { not: value };
  return value;
};
/** Each level is spread twice under other names: 2 to the 10th power. */
const doubling = `{ customers { nodes { department { ...F0 } } } } ${times(
  10,
  (i) => `fragment F${i} on Department { a: parent { ...F${i + 1} } b: parent { ...F${i + 1} } }`,
)} fragment F10 on Department { name }`;
const twoLists = 'customers(first: 100) { nodes { qualityFeedback(first: 100) { nodes { number } } } }';
const threeLists =
  'customers(first: 100) { nodes { qualityFeedback(first: 100) { nodes { customer { contacts(first: 100) { nodes { name } } } } } } }';

describe('what one operation may ask for', () => {
  it.each<[trick: string, measure: string, query: string, variables?: Record<string, unknown>]>([
    ['brackets in a query', 'nesting', nested(150, '{ a ', 'b', '}')],
    ['brackets in a query that would overflow validation', 'nesting', nested(1900, '{a', ' b', '}')],
    ['brackets in a query that would overflow the parser', 'nesting', nested(50_000, '{a', ' b', '}')],
    [
      'a list of lists in a literal',
      'nesting',
      `{ customers(filter: { and: ${nested(9000, '[', '', ']')} }) { totalCount } }`,
    ],
    [
      'variables',
      'nesting',
      'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
      { f: deepJson(101) },
    ],
    [
      'very deep variables',
      'nesting',
      'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
      { f: deepJson(100_000) },
    ],
    ['variables that nobody declared', 'nesting', '{ viewer { name } }', { unused: deepJson(100_000) }],
    ['words', 'tokens', `{ viewer { ${'name '.repeat(4000)} } }`],
    [
      'fields inside fields',
      'depth',
      nested(9, '{ customers { nodes { qualityFeedback { nodes { customer ', '{ id }', '} } } } }').replace(
        /^/,
        'query ',
      ),
    ],
    [
      'fields inside fields by fragments',
      'depth',
      `{ customers { nodes { ...A } } } ${times(6, (i) => `fragment ${'ABCDEFG'[i]} on Customer { qualityFeedback { nodes { customer { ...${'ABCDEFG'[i + 1]} } } } }`)} fragment G on Customer { qualityFeedback { nodes { id } } }`,
    ],
    ['aliases', 'aliases', `{ viewer { ${times(101, (i) => `a${i}: name`)} } }`],
    [
      'aliases by fragments',
      'aliases',
      `{ ${times(3, (i) => `v${i}: viewer { ...F }`)} } fragment F on Viewer { ${times(35, (i) => `a${i}: name`)} }`,
    ],
    ['directives', 'directives', `{ viewer { name ${'@include(if: true) '.repeat(51)} } }`],
    [
      'directives by fragments',
      'directives',
      `query($y: Boolean!) { viewer { ...F @include(if: $y) ...G @skip(if: $y) } } fragment F on Viewer { ${times(26, (i) => `a${i}: name @skip(if: $y)`)} } fragment G on Viewer { ...F ...H } fragment H on Viewer { ...F }`,
      { y: true },
    ],
    ['fields at the root', 'rootFields', `{ ${times(21, (i) => `a${i}: __typename`)} }`],
    [
      'fields at the root by fragments',
      'rootFields',
      `{ ...F ...G } fragment F on Query { ${times(11, (i) => `a${i}: __typename`)} } fragment G on Query { ${times(11, (i) => `b${i}: __typename`)} }`,
    ],
    ['lists in lists', 'cost', `{ ${threeLists} }`],
    ['many pages beside each other', 'cost', `{ ${times(3, (i) => `a${i}: ${twoLists}`)} }`],
    ['the page size in a variable', 'cost', `query($n: Int) { ${threeLists.replaceAll('100', '$n')} }`, { n: 100 }],
    [
      'the page size in the default of a variable',
      'cost',
      `query($n: Int = 100) { ${threeLists.replaceAll('100', '$n')} }`,
    ],
    ['last in place of first', 'cost', `{ ${threeLists.replaceAll('first', 'last')} }`],
    [
      'edges in place of nodes',
      'cost',
      '{ customers(first: 100) { edges { node { qualityFeedback(first: 100) { edges { node { customer { contacts(first: 100) { edges { node { name } } } } } } } } } } }',
    ],
    [
      'a fragment in each level',
      'cost',
      `{ customers(first: 100) { ...P } } fragment P on CustomerConnection { nodes { ...C } } fragment C on Customer { qualityFeedback(first: 100) { nodes { ...Q } } } fragment Q on FeedbackForm { customer { contacts(first: 100) { nodes { name } } } }`,
    ],
    [
      'an inline fragment in each level',
      'cost',
      `{ ... { ${threeLists.replaceAll('nodes {', 'nodes { ... @include(if: true) {').replaceAll(/\} \} \} \} \} \} \}$/g, '} } } } } } } } } }')} } }`,
    ],
    [
      '@include by a variable',
      'cost',
      `query($y: Boolean!) { a: customers { totalCount } ... @include(if: $y) { ${threeLists} } }`,
      { y: true },
    ],
    ['another operation of the document by name', 'cost', `query A { ${threeLists} }`],
    ['fragments that double ten times', 'aliases', doubling],
    [
      'lists in a filter',
      'cost',
      '{ customers(filter: { qualityFeedback: { some: { customer: { qualityFeedback: { some: { customer: { qualityFeedback: { none: { customer: { contacts: { every: { name: { eq: "x" } } } } } } } } } } } } }) { totalCount } }',
    ],
    [
      'lists in a filter in a variable',
      'cost',
      'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
      {
        f: {
          and: {
            qualityFeedback: {
              some: {
                customer: {
                  qualityFeedback: {
                    some: { customer: { qualityFeedback: { some: { customer: { contacts: { some: {} } } } } } },
                  },
                },
              },
            },
          },
        },
      },
    ],
    [
      'totals of many lists',
      'cost',
      `{ ${times(10, (i) => `a${i}: customers(first: 100) { nodes { qualityFeedback(first: 1) { totalCount } contacts { totalCount } } }`)} }`,
    ],
    [
      'the schema again and again',
      'cost',
      `{ ${times(20, (i) => `a${i}: __schema { types { fields { args { type { name ofType { name } } } type { name ofType { name ofType { name } } } } } }`)} }`,
    ],
  ])('%s: %s', async (_trick, measure, query, variables) => {
    const { errors, data } = await run(query, variables);
    expect(errors.map(({ extensions }) => [extensions?.code, extensions?.measure])).toEqual([
      ['QUERY_TOO_COSTLY', measure],
    ]);
    const { limit, [measure]: value } = errors[0]!.extensions as Record<string, number>;
    expect(value).toBeGreaterThan(limit!);
    expect(errors[0]!.message).toContain(String(value));
    expect(errors[0]!.message).toContain(String(limit));
    expect(errors[0]!.path).toBeUndefined();
    expect(data ?? null).toBeNull();
  });
});

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('what stays possible', () => {
  it.each([
    ['the introspection of tools', getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })],
    ["the README's example", /```graphql\n(query SeriousReports[^`]+)```/.exec(readme)![1]!],
    ['a large page with all that belongs to it', `{ ${twoLists} }`],
    ['what @skip takes out', `query($y: Boolean = true) { viewer { name } ... @skip(if: $y) { ${threeLists} } }`],
    ['a costly operation beside the one that is run', `query A { viewer { name } }`],
    [
      'a fragment spread again in the same selection',
      `{ ${times(8, () => '...F')} } fragment F on Query { ${twoLists} }`,
    ],
    ['a page that is empty', `{ ${threeLists.replace('100', '0')} }`],
  ])('%s', async (_what, query) => {
    expect((await run(query)).outcome).toBe('ok');
  });
});

describe('what an operation costs', () => {
  let strict: TestPlatform;
  beforeAll(async () => {
    strict = await TestPlatform.open({ database: platform.database, limits: { cost: 0, rootFields: 30 } });
  });
  afterAll(() => strict.close());

  it.each<[cost: number, query: string, variables?: Record<string, unknown>]>([
    [1, '{ viewer { name } }'],
    [
      2,
      '{ viewer { id name displayName roles departments clearance compartments mustChangePassword mayCall n: name } }',
    ],
    [2, '{ a: viewer { name } b: viewer { name } }'],
    [21, '{ customers { nodes { name } } }'],
    [6, '{ customers(first: 5) { nodes { name } pageInfo { endCursor } } }'],
    [6, '{ customers(last: 5) { edges { cursor node { name } } } }'],
    [8, 'query($n: Int = 7) { customers(first: $n) { nodes { name } } }'],
    [4, 'query($n: Int = 7) { customers(first: $n) { nodes { name } } }', { n: 3 }],
    [21, 'query($n: Int = 7) { customers(first: $n) { nodes { name } } }', { n: null }],
    [21, '{ customers { totalCount } }'],
    [1001, '{ customers(first: 100000) { nodes { name } } }'],
    [1 + 5 * (1 + 1), '{ customers(first: 5) { nodes { name keeper { name } } } }'],
    [1 + 5 * (1 + 1 + 3), '{ customers(first: 5) { nodes { name contacts(first: 3) { nodes { name } } } } }'],
    [1 + 5 + 2, '{ customers(first: 5, filter: { name: { startsWith: "a" } }) { nodes { name } } }'],
    [1 + 5 + 3, '{ customers(first: 5, filter: { keeper: { name: { eq: "a" } } }) { nodes { name } } }'],
    [1 + 5 + 1 + 20, '{ customers(first: 5, filter: { contacts: { some: {} } }) { nodes { name } } }'],
    [
      1 + 5 + 1 + 20 * 3,
      '{ customers(first: 5, filter: { contacts: { some: { name: { eq: "a" } } } }) { nodes { name } } }',
    ],
    [
      1 + 5 + 2,
      'query($f: CustomerFilter) { customers(first: 5, filter: $f) { nodes { name } } }',
      { f: { or: { name: { eq: 'a' } } } },
    ],
    [1 + 5 + 2, '{ customers(first: 5, orderBy: [{ name: ASC }, { number: DESC }]) { nodes { name } } }'],
    [1 + 5 + 2, '{ customers(first: 5, orderBy: [{ keeper: { name: ASC } }]) { nodes { name } } }'],
  ])('%d: %s', async (cost, query, variables) => {
    const { errors } = await strict.as(analyst).run(query, variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', measure: 'cost', cost, limit: 0 });
  });
});

it('only reports what is beyond the limits where LIMITS says so', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  const limits = { mode: 'report', cost: 1, aliases: 0, depth: 1, tokens: 5, nesting: 1 } as const;
  const reporting = await TestPlatform.open({ database: platform.database, limits, log });
  try {
    const query = `{ a: customers { nodes { name } } ${' '.repeat(100)} }`;
    for (let i = 0; i < 2; i += 1) expect((await reporting.as(analyst).run(query)).outcome).toBe('ok');
    const reports = lines.map((line) => JSON.parse(line));
    const person = await reporting.personId(analyst);
    for (const [measure, value] of Object.entries({ nesting: 3, tokens: 11, depth: 3, aliases: 1, cost: 21 }))
      expect(reports.filter((report) => report.measure === measure)).toEqual(
        Array.from({ length: 2 }, () =>
          expect.objectContaining({ value, limit: limits[measure as 'cost'], person, requestId: expect.any(String) }),
        ),
      );
    const overflowing = nested(50_000, '{a', ' b', '}');
    expect((await reporting.as(analyst).run(overflowing)).outcome).toBe('QUERY_TOO_COSTLY');
  } finally {
    await reporting.close();
  }
});
