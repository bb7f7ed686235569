import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { RequestRole, viewerOf } from '../../../test/requestRole.js';
import { dutiesOfScope, type Scope, scopeParameters } from './compliance.js';
import { dutiesThen } from './dutiesThen.js';
import { spanOf } from './period.js';

const now = new Date('2026-03-02T10:00:00+08:00');

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  await platform.owner(
    `insert into duties.duty (id, created_at, updated_at, label, name, module, clause, role, begins_at, due_at, provisional, fulfilled_at,
       from_at, term, years, reminders)
     select gen_random_uuid(), due, due, 'INTERNAL', 'planned', 'customers', 'P01.A' || lpad((1 + n % 29)::text, 2, '0'), 'READER', due, due, false,
       case when n % 500 > 0 then due end, due, '{}', '{}', '{}'
     from generate_series(1, 20000) n, lateral (select timestamptz '2006-01-01 00:00+08' + make_interval(hours => n * 8) as due) d`,
  );
  await platform.owner('vacuum analyze duties.duty');
}, 120_000);
afterAll(() => platform.close());

async function planOf(sql: string, parameters: unknown[]): Promise<string> {
  const role = await RequestRole.open(platform);
  try {
    await role.carry(await viewerOf(platform, 'auditor'));
    const outcome = await role.try(`explain (format json) ${sql}`, parameters);
    return JSON.stringify('rows' in outcome ? outcome.rows : outcome);
  } finally {
    await role.close();
  }
}

const scanOfAll = /"Node Type":"Seq Scan"[^}]*"Relation Name":"(duty|request)"/;
const scope: Scope = { span: spanOf('2020')!, at: now, isPast: false, departments: undefined };

it.each<[string, Scope]>([
  ['now', scope],
  ['as of a past day', { ...scope, at: new Date('2020-06-01T00:00:00Z'), isPast: true }],
])('the duties of a year are found by an index, %s', async (_when, asked) => {
  const plan = await planOf(
    `select clause, state, count(*) from ${dutiesOfScope(asked)} d group by clause, state`,
    scopeParameters(asked),
  );
  expect(plan).toContain('due_at_id');
  expect(plan).not.toMatch(scanOfAll);
});

it('what was open on a day is found by an index', async () => {
  const from = dutiesThen(() => `d.ended_at > $1`);
  const plan = await planOf(`select id from ${from} found order by due_at, id limit 21`, ['2024-03-01T00:00:00Z']);
  expect(plan).toContain('by_end');
  expect(plan).not.toMatch(scanOfAll);
});
