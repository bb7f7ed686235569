import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type PoolClient } from 'pg';
import { sessionVariables } from '../../src/access/viewer.js';
import { readConfig } from '../../src/config.js';
import type { Context } from '../../src/context.js';
import { open } from '../../src/open.js';
import { whoSignsIn } from '../../src/organisation.js';
import { databaseSeconds, readText } from './speed/processor.js';

/**
 * The inbox of a manager among 10 000 open requests, and compliance of a year over a million duties of five years, beside
 * the SQL by hand with the same row security, in turn in one run: node dist/test/bench/clauses.js [duties] [rounds]
 */
const duties = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 12);
const requests = 10_000;
const say = (text: string) => process.stdout.write(`${text}\n`);
const directory = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
const config = readConfig({ DATA_DIR: directory, LOG_LEVEL: 'silent' }, directory);
const opened = await open(config, () => {});
const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;

interface Row {
  name: string;
  document: string;
  sql: string;
  /** How many of them make a round. */
  each: number;
}

const rows: Row[] = [
  {
    name: 'inbox of a manager among 10 000 open requests',
    document: `{ approvalInbox(first: 50, orderBy: [{ createdAt: ASC }]) { totalCount nodes { id step clause dueAt request { id name } } } }`,
    sql: `select json_build_object('approvalInbox', json_build_object(
      'totalCount', (select count(*) from approvals.task),
      'nodes', (select json_agg(json_build_object('id', t.id, 'step', t.step, 'clause', t.clause, 'dueAt', t.due_at,
          'request', (select json_build_object('id', r.id, 'name', r.name) from approvals.request r where r.id = t.request_id)) order by t.created_at, t.id)
        from (select * from approvals.task t order by t.created_at, t.id limit 50) t)))::text as data`,
    each: 20,
  },
  {
    name: 'compliance of a year over all duties',
    document: `{ compliance(period: "2025", policy: "P01") { clauses { clause due open done late breached waived requested approved } } }`,
    sql: `with counted as (
        select d.clause, count(*) as due, count(*) filter (where d.state = 'DUE') as open, count(*) filter (where d.state = 'DONE') as done,
          count(*) filter (where d.state = 'LATE') as late, count(*) filter (where d.state = 'BREACHED') as breached,
          count(*) filter (where d.state = 'WAIVED') as waived
        from duties.duty d where d.due_at >= '2024-12-31T16:00:00Z' and d.due_at < '2025-12-31T16:00:00Z' group by d.clause
      ), asked as (
        select c as clause, count(*) as requested, count(*) filter (where r.status = 'APPROVED') as approved
        from approvals.request r, unnest(r.clauses) c
        where r.created_at >= '2024-12-31T16:00:00Z' and r.created_at < '2025-12-31T16:00:00Z' group by c
      )
      select json_build_object('compliance', json_build_object('clauses', json_agg(json_build_object('clause', c->>'id',
        'due', coalesce(n.due, 0), 'open', coalesce(n.open, 0), 'done', coalesce(n.done, 0), 'late', coalesce(n.late, 0),
        'breached', coalesce(n.breached, 0), 'waived', coalesce(n.waived, 0), 'requested', coalesce(a.requested, 0),
        'approved', coalesce(a.approved, 0)) order by c->>'id')))::text as data
      from clauses.policy_version v, jsonb_array_elements(v.clauses) c
        left join counted n on n.clause = c->>'id' left join asked a on a.clause = c->>'id'
      where v.policy = 'P01' and v.number = 1`,
    each: 1,
  },
];

async function fill(owner: Client): Promise<void> {
  await owner.query(
    `insert into approvals.request (id, created_at, updated_at, name, module, definition_version, definition, steps, form, status, round,
       applicant_id, record_type, record_id, record_table, label)
     select gen_random_uuid(), r.created_at, r.updated_at, r.name, r.module, r.definition_version, r.definition,
       jsonb_build_array(jsonb_build_object('name', 'one', 'title', r.definition->'title', 'clause', 'P01.A18', 'act', 'review', 'mode', 'all',
         'signers', jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'open', true, 'since', r.created_at + make_interval(secs => n),
           'role', case when n % 25 = 0 then 'CUSTOMER_SERVICE_MANAGER' else 'UNIT_HEAD' end)))),
       r.form, 'RUNNING', 1, r.applicant_id, r.record_type, r.record_id, r.record_table, r.label
     from (select * from approvals.request where name = 'readCustomerFile' limit 1) r, generate_series(1, $1::integer) n`,
    [requests],
  );
  await owner.query('alter table duties.duty disable trigger pin_policy_version');
  const some = 50_000;
  for (let from = 1; from <= duties; from += some)
    await owner.query(
      `insert into duties.duty (id, created_at, updated_at, label, name, module, clause, role, department_id, begins_at, due_at, provisional,
         fulfilled_at, waived_at, waive_reason, breached_at, breach_noted_at, from_at, term, years, reminders, policy_version)
       select gen_random_uuid(), due - interval '3 days', due, case when n % 20 = 0 then 'SECRET' else 'INTERNAL' end::access.label,
         'bench', 'customers', 'P01.A' || lpad((1 + n % 29)::text, 2, '0'), 'CUSTOMER_INFORMATION_SUPERVISOR', null, due - interval '3 days', due, false,
         case when n % 10 < 7 then due - interval '1 day' when n % 10 = 7 then due + interval '1 day' end,
         case when n % 10 = 8 then due end, case when n % 10 = 8 then '豁免' end,
         case when n % 10 in (7, 9) then due end, case when n % 10 in (7, 9) then due end, due - interval '3 days', '{"days": 3}', '{}', '{}', 1
       from generate_series($1::integer, $2::integer) n, lateral (select timestamptz '2021-01-01 00:00+08' + make_interval(mins => (n::bigint * 7919 % 2628000)::integer) as due) d`,
      [from, Math.min(from + some - 1, duties)],
    );
  await owner.query('alter table duties.duty enable trigger pin_policy_version');
  await owner.query('vacuum analyze');
}

async function byHand(client: PoolClient, context: Context, sql: string): Promise<string> {
  const variables = Object.entries(sessionVariables(context.viewer, 'bench', new Date())).flat();
  const settings = variables
    .filter((_, i) => i % 2 === 0)
    .map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`);
  await client.query('begin read only');
  await client.query({ name: 'context', text: `select ${settings.join(', ')}`, values: variables });
  const answer = await client.query<{ data: string }>({ name: sql.slice(0, 60), text: sql });
  await client.query('commit');
  return answer.rows[0]!.data;
}

async function ours(context: Context, query: string): Promise<string> {
  const contextValue = { ...context, loaders: new Map() };
  const { body } = await opened.platform.apollo.executeOperation({ query }, { contextValue });
  if (body.kind !== 'single' || body.singleResult.errors) throw new Error(JSON.stringify(body));
  return JSON.stringify(body.singleResult.data);
}

interface Taken {
  ms: number;
  server: number;
  database: number;
}

async function measured(postmaster: number, times: number, work: () => Promise<string>): Promise<Taken> {
  const [cpu, database, began] = [process.cpuUsage(), databaseSeconds(postmaster), performance.now()];
  for (let i = 0; i < times; i += 1) await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms: (performance.now() - began) / times,
    server: (user + system) / 1000 / times,
    database: ((databaseSeconds(postmaster) - database) * 1000) / times,
  };
}

try {
  await whoSignsIn(config, opened, { say, progress: () => {}, complain: say });
  const owner = new Client(opened.owner!);
  await owner.connect();
  owner.on('error', () => undefined);
  const began = performance.now();
  await fill(owner);
  say(`${duties} duties and ${requests} requests written in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const pid = (await owner.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  const postmaster = Number(readText(`/proc/${pid}/stat`).split(') ')[1]!.split(' ')[1]);
  const manager = await owner.query(`select id from access.person where name = 'customer-service-manager'`);
  const context = await opened.platform.core.contextFor(manager.rows[0].id, randomUUID());
  const client = await opened.platform.database.pool.connect();
  for (const { name, document, sql, each } of rows) {
    const [z, l] = [await ours(context, document), await byHand(client, context, sql)];
    const normal = (text: string) => JSON.stringify(JSON.parse(text), (key, value) => (key === 'dueAt' ? null : value));
    if (normal(z) !== normal(l)) throw new Error(`${name}: the answers differ\n${z.slice(0, 500)}\n${l.slice(0, 500)}`);
    const taken = { z: [] as Taken[], l: [] as Taken[] };
    for (let round = 0; round < rounds; round += 1) {
      taken.l.push(await measured(postmaster, each, () => byHand(client, context, sql)));
      taken.z.push(await measured(postmaster, each, () => ours(context, document)));
    }
    const of = (which: 'z' | 'l') => {
      const [ms, server, database] = (['ms', 'server', 'database'] as const).map((what) =>
        median(taken[which].map((one) => one[what])),
      ) as [number, number, number];
      return {
        ms,
        cpu: server + database,
        text: `${ms.toFixed(1)} ms, processor ${server.toFixed(1)}+${database.toFixed(1)} ms`,
      };
    };
    const [hand, own] = [of('l'), of('z')];
    const paired = median(taken.z.map(({ ms }, i) => taken.l[i]!.ms / ms));
    say(
      `${name}: by hand ${hand.text}; ours ${own.text}; ratio ${paired.toFixed(2)}, of processor ${(hand.cpu / own.cpu).toFixed(2)}`,
    );
    await client.query('begin read only');
    const variables = Object.entries(sessionVariables(context.viewer, 'bench', new Date()));
    for (const [key, value] of variables) await client.query('select set_config($1, $2, true)', [key, value]);
    const plan = await client.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`);
    say(plan.rows.flatMap((row) => (/Scan/.test(row['QUERY PLAN']) ? [row['QUERY PLAN'].trim()] : [])).join('\n'));
    await client.query('rollback');
  }
  client.release();
  await owner.end();
} finally {
  await opened.close();
  rmSync(directory, { recursive: true, force: true });
}
