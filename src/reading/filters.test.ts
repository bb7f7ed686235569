import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { successor } from './filters.js';
import { fewRows } from './reading.fixture.js';
import { World } from './reading.harness.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.fill(fewRows);
});
afterAll(() => world.close());

const run = (filter: unknown) =>
  world.run('query($filter: BookFilter) { books(filter: $filter, orderBy: { title: ASC }) { nodes { title } } }', {
    filter,
  });

const titles = async (filter: unknown) => {
  const { data, errors } = await run(filter);
  expect(errors).toBeUndefined();
  return (data!.books as unknown as { nodes: { title: string }[] }).nodes.map(({ title }) => title[0]).join('');
};

describe('a filter', () => {
  it.each([
    ['is empty', {}, 'GPT'],
    ['has an empty condition', { title: {} }, 'GPT'],
    ['has an empty and', { and: [] }, 'GPT'],
    ['has an empty or', { or: [] }, ''],
    ['has an or of an empty filter', { or: [{}] }, 'GPT'],
    ['has a not of an empty filter', { not: {} }, ''],
    ['has an empty in', { title: { in: [] } }, ''],
    ['has an empty notIn', { title: { notIn: [] } }, 'GPT'],
    ['asks for no value', { pages: { isNull: true } }, 'P'],
    ['asks for another value than one', { pages: { ne: 10 } }, 'PT'],
    ['negates a comparison with nothing', { not: { pages: { gt: 10 } } }, 'GP'],
    ['compares two ways', { pages: { gte: 10, lt: 300 } }, 'G'],
    ['compares a label by its order', { label: { gte: 'SECRET' } }, 'P'],
    ['names an enum value', { genre: { in: ['Poetry'] } }, 'P'],
    ['compares a time just read', { printedAt: { eq: '2020-01-02T03:04:05.678Z' } }, 'T'],
    ['compares a number too large for JavaScript', { copies: { eq: '9007199254740993' } }, 'T'],
    ['compares its neighbour', { copies: { eq: '9007199254740992' } }, ''],
    ['asks for all of some words', { tags: { contains: ['blue', 'old'] } }, 'T'],
    ['ignores upper and lower case', { title: { contains: 'TALE' } }, 'T'],
    ['minds upper and lower case', { title: { startsWith: 't' } }, ''],
    ['takes a percent sign as it is', { title: { contains: '%' } }, ''],
    ['takes an underscore as it is', { title: { contains: '_' } }, ''],
    ['takes a backslash as it is', { title: { contains: '\\' } }, ''],
    ['asks for a related row', { author: { name: { eq: 'Ann' } } }, 'T'],
    ['asks for any visible related row', { author: {} }, 'PT'],
    ['asks for no visible related row', { authorIsNull: true }, 'G'],
    ['asks for some', { reviews: { some: { stars: { eq: 5 } } } }, 'T'],
    ['does not see hidden rows with some', { reviews: { some: { stars: { eq: 1 } } } }, ''],
    ['asks for every', { reviews: { every: { stars: { lt: 5 } } } }, 'GP'],
    ['asks for none', { reviews: { none: {} } }, 'GP'],
    [
      'follows lists back and forth',
      { author: { pupils: { some: { books: { some: { title: { eq: 'Poems' } } } } } } },
      'T',
    ],
    ['has an id that is none', { id: { eq: 'x' } }, ''],
    ['has another id than one that is none', { id: { ne: 'x' } }, 'GPT'],
    ['has a list of ids that are none', { id: { in: ['x', "';"] } }, ''],
    ['has none of such ids', { id: { notIn: ['x'] } }, 'GPT'],
  ])('that %s finds what it says', async (_what, filter, expected) => {
    expect(await titles(filter)).toBe(expected);
  });

  const nested = (depth: number): object => (depth === 1 ? {} : { not: nested(depth - 1) });
  const conditions = (n: number) => ({ and: Array.from({ length: n }, () => ({ title: { ne: 'x' } })) });

  it.each<[string, object, string]>([
    [
      'compares with null',
      { title: { eq: null } },
      'filter.title.eq: null is no value to compare with: ask with isNull.',
    ],
    ['is null for a field', { title: null }, 'filter.title: null is no filter'],
    ['is null for a relation', { author: null }, 'filter.author: null is no filter'],
    ['is null for a list', { reviews: { some: null } }, 'filter.reviews.some: null is no filter'],
    ['is null for or', { or: null }, 'filter.or: null is no filter'],
    ['nests too deep', nested(11), 'filters nest at most 10 deep'],
    ['has too many conditions', conditions(201), 'at most 200 conditions'],
    ['has too many relations', { or: Array.from({ length: 201 }, () => ({ author: {} })) }, 'at most 200 conditions'],
    ['has too many filters', { or: Array.from({ length: 500 }, () => ({})) }, 'at most 500 filters'],
    [
      'has too many values',
      { title: { in: Array.from({ length: 1001 }, String) } },
      'filter.title.in: has 1001 values',
    ],
    ['has too long a text', { title: { contains: 'x'.repeat(1001) } }, 'filter.title.contains: has 1001 characters'],
    ['has too long a text in a list', { title: { in: ['x'.repeat(1001)] } }, 'filter.title.in: has 1001 characters'],
    ['has a NUL', { and: [{ title: { eq: 'a\0b' } }] }, 'filter.and.0.title.eq: has a character that cannot be stored'],
    [
      'asks for a day that does not exist',
      { author: { bornOn: { gt: '2026-02-30' } } },
      'filter.author.bornOn.gt: Give a date',
    ],
    [
      'asks for no day at all',
      { author: { bornOn: { in: ['2026-02-28', 'soon'] } } },
      'filter.author.bornOn.in: Give a date',
    ],
    ['asks for a moment in no year', { createdAt: { lt: '0000-01-01T00:00:00Z' } }, 'filter.createdAt.lt: Give a date'],
    ['has half a character', { title: { startsWith: '\ud800' } }, 'has a character that cannot be stored'],
    ['has a NUL in a list of words', { tags: { contains: ['\0'] } }, 'has a character that cannot be stored'],
  ])('that %s is refused', async (_what, filter, message) => {
    const { errors, statements } = await run(filter);
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining(message) }]);
    expect(statements).toHaveLength(0);
  });

  it.each<[string, object]>([
    ['is as deep as it may be', nested(10)],
    ['has as many conditions as it may', conditions(200)],
    ['has as many filters as it may', { or: Array.from({ length: 499 }, () => ({})) }],
    ['has as many values as it may', { title: { in: Array.from({ length: 1000 }, String) } }],
    ['has as long a text as it may', { title: { contains: 'x'.repeat(1000) } }],
  ])('that %s passes', async (_what, filter) => {
    expect((await run(filter)).errors).toBeUndefined();
  });

  it('repeated until it has more values than a statement may have is refused', async () => {
    const lists = Array.from({ length: 40 }, (_, i) => `k${i}: reviews(filter: $f) { totalCount nodes { id } }`);
    const f = { and: Array.from({ length: 200 }, () => ({ stars: { ne: 7 } })) };
    const { errors, statements } = await world.run(
      `query($f: ReviewFilter) { books { nodes { ${lists.join(' ')} } } }`,
      { f },
    );
    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: expect.stringContaining('more than 10000 values') },
    ]);
    expect(statements).toHaveLength(0);
  });

  it.each([
    ['a number out of range', { copies: { eq: '99999999999999999999' } }],
    ['a text for a number', { copies: { eq: 'many' } }],
    ['a time far away', { printedAt: { lt: '+275760-09-13T00:00:00.000Z' } }],
  ])('with %s is BAD_USER_INPUT and tells nothing of the database', async (_what, filter) => {
    const { errors } = await run(filter);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).not.toMatch(/bigint|syntax|type |pg_/);
  });

  const nasty = [
    "'",
    '"',
    "'; drop table library.book; --",
    '$1',
    '$$',
    '\\',
    "\\'",
    '%',
    '{',
    '}',
    '{"a"}',
    ',',
    'NULL',
    '"; select',
    "a' collate \"C\" or '1'='1",
    '/*',
    '\n',
    '\u2028',
    '🙈',
  ];

  it.each(nasty)('takes %j in every place of a text as a text', async (text) => {
    const filters: object[] = [
      ...['eq', 'in', 'lt', 'contains', 'startsWith'].map((operator) => ({
        title: { [operator]: operator === 'in' ? [text] : text },
      })),
      { tags: { contains: [text] } },
      { id: { in: [text] } },
      { author: { name: { eq: text } } },
      { reviews: { some: { body: { contains: text } } } },
    ];
    for (const filter of filters) expect((await run(filter)).errors).toBeUndefined();
    await world.query('update library.book set title = $1, tags = $2', [text, [text]]);
    const whole = {
      title: { eq: text, in: [text, 'x'], contains: text, startsWith: text, lte: text },
      tags: { contains: [text] },
    };
    const { data } = await world.run(
      'query($f: BookFilter) { books(filter: $f) { totalCount nodes { title tags } pageInfo { endCursor } } }',
      { f: whole },
    );
    await world.fill(fewRows);
    expect(data!.books).toMatchObject({ totalCount: 3, nodes: [{ title: text, tags: [text] }, {}, {}] });
  });
});

describe('an order', () => {
  it.each([
    ['puts rows without a value last when upward', [{ pages: 'ASC' }], 'GTP'],
    ['puts rows without a value first when downward', [{ pages: 'DESC' }], 'PTG'],
    ['follows the order of labels', [{ label: 'DESC' }, { title: 'ASC' }], 'PGT'],
    ['follows related rows, of which hidden ones do not exist', [{ author: { name: 'DESC' } }], 'GPT'],
    ['follows relations of relations', [{ author: { mentor: { name: 'ASC' } } }], 'PTG'],
    ['has no more than the last word on what is equal', [{ genre: 'ASC' }, { title: 'DESC' }], 'TGP'],
  ])('%s', async (_what, orderBy, expected) => {
    const { data } = await world.run('query($o: [BookOrder!]) { books(orderBy: $o) { nodes { title } } }', {
      o: orderBy,
    });
    const { nodes } = data!.books as unknown as { nodes: { title: string }[] };
    expect(nodes.map(({ title }) => title[0]).join('')).toBe(expected);
  });

  it('of more than ten terms is refused', async () => {
    const { errors } = await world.run('query($o: [BookOrder!]) { books(orderBy: $o) { nodes { title } } }', {
      o: Array.from({ length: 11 }, () => ({ title: 'ASC' })),
    });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: 'orderBy: has at most 10 terms.' }]);
  });
});

describe('the end of all texts with a prefix', () => {
  it.each([
    ['ab', 'ac'],
    ['\ud7ff', '\ue000'],
    ['a\u{10ffff}', 'b'],
    ['\u{10ffff}', undefined],
    ['', undefined],
    ['制', '刷'],
  ])('after %j is %j', (prefix, end) => {
    expect(successor(prefix)).toBe(end);
  });
});
