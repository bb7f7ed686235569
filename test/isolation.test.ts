import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Label } from '../src/access/labels.js';
import { anonymous, type Viewer } from '../src/access/viewer.js';
import type { Context } from '../src/context.js';
import type { Statement } from '../src/database/database.js';
import { TestPlatform } from './harness.js';

let platform: TestPlatform;
let visible: ReadonlyMap<Label, number>;
beforeAll(async () => {
  platform = await TestPlatform.open();
  await platform.owner(
    `update customers.customer set label = (array['PUBLIC', 'INTERNAL', 'CONFIDENTIAL']::access.label[])[1 + (abs(hashtext(number)) % 3)] where label < 'SECRET'`,
  );
  const rows = await platform.owner<{ label: Label; n: number }>(
    `select l as label, (select count(*)::int from customers.customer c where c.label <= l and c.label < 'SECRET') as n from unnest(enum_range(null::access.label)) l`,
  );
  visible = new Map(rows.map(({ label, n }) => [label, n]));
});
afterAll(() => platform.close());

const clearances = [Label.PUBLIC, Label.INTERNAL, Label.CONFIDENTIAL];

const people: Viewer[] = Array.from({ length: 97 }, (_, i) => ({
  ...anonymous,
  personId: randomUUID(),
  name: `person-${i}`,
  roles: new Set(['CUSTOMER_SERVICE_MANAGER']),
  clearance: clearances[i % 3]!,
}));

const contextOf = (viewer: Viewer): Context =>
  ({ viewer, requestId: randomUUID(), now: new Date('2026-03-02T03:00:00Z') }) as Context;

const whoAsks = `current_setting('app.person') as person, current_setting('app.request') as request`;

/** Statements that answer with who asked, some of which PostgreSQL refuses at each stage: parsing, binding, running. */
const kinds: ((n: number) => Statement & { refused?: string })[] = [
  (n) => ({ sql: `select ${whoAsks}, $1::int as n`, parameters: [n], repeated: true }),
  (n) => ({ sql: `select ${whoAsks}, $1::int as n`, parameters: [n] }),
  (n) => ({ sql: `select ${whoAsks}, $1::int + ${n % 120} - ${n % 120} as n`, parameters: [n], repeated: true }),
  (n) => ({
    sql: `select ${whoAsks}, $1::int as n, (select count(*)::int from customers.customer) as seen`,
    parameters: [n],
    repeated: true,
  }),
  (n) => ({ sql: `select ${whoAsks}, 1 / ($1::int - ${n})`, parameters: [n], repeated: n % 2 === 0, refused: '22012' }),
  (n) => ({ sql: `select ${whoAsks}, $1::int`, parameters: [`no ${n}`], repeated: true, refused: '22P02' }),
  (n) => ({ sql: `selec ${n % 7}`, parameters: [], repeated: n % 2 === 0, refused: '42601' }),
  (n) => ({ sql: 'delete from customers.customer', parameters: [], repeated: n % 2 === 0, refused: '25006' }),
];

/** What of an answer is not the asker's own, or undefined. */
async function wrongAnswer(n: number): Promise<string | undefined> {
  const viewer = people[(n * 31) % people.length]!;
  const context = contextOf(viewer);
  const { refused, ...statement } = kinds[(n * 7) % kinds.length]!(n);
  try {
    const [row] = await platform.platform.database.read<Record<string, unknown>>(context, statement);
    if (refused) return `${statement.sql} was not refused`;
    const isOwn = row!.person === viewer.personId && row!.request === context.requestId && row!.n === n;
    const seesOwn = row!.seen === undefined || row!.seen === visible.get(viewer.clearance);
    return isOwn && seesOwn ? undefined : `${viewer.name} got ${JSON.stringify(row)}`;
  } catch (error) {
    const code = (error as { code?: string }).code;
    const known: Record<string, string> = { '22012': 'BAD_USER_INPUT', '22P02': 'BAD_USER_INPUT' };
    return code === (known[refused ?? ''] ?? refused) ? undefined : `${statement.sql}: ${error}`;
  }
}

it('P01.A17 of 20 000 concurrent calls of 97 people, with failing statements among them, none sees what is of another', async () => {
  const wrong: string[] = [];
  let n = 0;
  const lane = async () => {
    while (n < 20_000) {
      n += 1;
      const answer = await wrongAnswer(n);
      if (answer) wrong.push(answer);
    }
  };
  await Promise.all(Array.from({ length: 500 }, lane));
  expect(wrong).toEqual([]);
}, 120_000);

it('P01.A17 a connection that has served people shows nothing to a statement without a viewer', async () => {
  await Promise.all(Array.from({ length: 64 }, (_, n) => wrongAnswer(n)));
  const { database } = platform.platform;
  const seen = await Promise.all(
    Array.from({ length: 64 }, () =>
      database.call(
        `select count(*)::int as n, coalesce(current_setting('app.person', true), '') as person from customers.customer`,
      ),
    ),
  );
  expect(seen.flat()).toEqual(seen.map(() => ({ n: 0, person: '' })));
});

it('keeps few statements prepared on each connection', async () => {
  const { database } = platform.platform;
  const context = contextOf(people[0]!);
  const run = (n: number) =>
    database.read<{ kept: number }>(context, {
      sql: `select count(*)::int as kept, ${n} from pg_prepared_statements`,
      parameters: [],
      repeated: true,
    });
  for (let n = 0; n < 300; n += 1) expect((await run(n))[0]!.kept).toBeLessThanOrEqual(60);
});

it('values of every kind reach PostgreSQL as they are', async () => {
  const { database } = platform.platform;
  const texts = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(texts, fc.array(fc.option(texts)), fc.integer(), async (text, list, whole) => {
      const number = whole / 7;
      const [row] = await database.read(contextOf(people[0]!), {
        sql: 'select $1::text as text, $2::text[] as list, $3::float8 as number, $4::boolean as yes, $5::text as nothing',
        parameters: [text.toWellFormed(), list.map((one) => one?.toWellFormed() ?? null), number, true, null],
      });
      const expected = list.map((one) => one?.toWellFormed() ?? null);
      expect(row).toEqual({ text: text.toWellFormed(), list: expected, number, yes: true, nothing: null });
    }),
  );
});

it('a connection that breaks while it works fails its own call and no other', async () => {
  const { database } = platform.platform;
  const context = contextOf(people[0]!);
  const sleeping = database.read(context, { sql: `select pg_sleep(30) as "breaks"`, parameters: [] });
  const outcome = expect(sleeping).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
  const end = () =>
    database.call(
      `select pg_terminate_backend(pid) as ended from pg_stat_activity where query like '%"breaks"%' and pid <> pg_backend_pid()`,
    );
  await expect.poll(end, { timeout: 10_000 }).not.toEqual([]);
  await outcome;
  expect(await database.read(context, { sql: 'select 1 as one', parameters: [] })).toEqual([{ one: 1 }]);
});
