import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { sessionVariables } from '../../src/access/viewer.js';
import { readConfig } from '../../src/config.js';
import { open } from '../../src/open.js';
import { whoSignsIn } from '../../src/organisation.js';

// The shelf list of 100 000 files beside the SQL by hand, permissions on: node dist/test/bench/shelfList.js
const count = 100_000;
const rounds = 300;
const say = (text: string) => process.stdout.write(`${text}\n`);
const directory = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
const config = readConfig({ DATA_DIR: directory, LOG_LEVEL: 'silent' }, directory);
const opened = await open(config, () => {});
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

try {
  await whoSignsIn(config, opened, { say, progress: () => {}, complain: say });
  const owner = new Client(opened.owner!);
  await owner.connect();
  owner.on('error', () => undefined);
  const { rows: people } = await owner.query(
    `select id from access.person where name = 'customer-information-specialist'`,
  );
  const keeper = people[0].id;
  const register = async (prefix: string, how: number) => {
    const began = performance.now();
    await owner.query(
      `insert into customers.customer (id, created_at, updated_at, label, keeper_id, number, name, pinyin, pinyin_initials, index, kind, department_id)
       select gen_random_uuid(), now(), now(), (array['PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'SECRET'])[1 + n % 4]::access.label, $1,
         $3 || n, '公司' || n, 'gongsi' || n, 'gs' || n, 'b-' || n, 'GENERAL', (select id from access.department limit 1)
       from generate_series(1, $2::integer) n`,
      [keeper, how, prefix],
    );
    return ((performance.now() - began) / how) * 1000;
  };
  await owner.query('alter table customers.customer disable trigger open_records_file');
  const without = await register('A-', count / 10);
  await owner.query('alter table customers.customer enable trigger open_records_file');
  say(
    `a customer: ${(await register('B-', count)).toFixed(0)} µs with its file, ${without.toFixed(0)} µs without (plain SQL, one statement)`,
  );
  await owner.query(
    `insert into records.cabinet (id, created_at, updated_at, label, keeper_id, number, name, subject_type, shelves, positions)
     select gen_random_uuid(), now(), now(), l::access.label, $1, 'GZ-' || left(l, 1) || lpad(n::text, 4, '0'), '柜', 'Customer', 10, 50
     from unnest(array['CONFIDENTIAL', 'SECRET']) l, generate_series(1, 200) n`,
    [keeper],
  );
  await owner.query(
    `with placed as (
       select f.id, f.label >= 'SECRET' as apart, row_number() over (partition by f.label >= 'SECRET' order by f.id) - 1 as n
       from records.file f where f.number like 'B-%'
     )
     update records.file f set cabinet_id = c.id, shelf = 1 + p.n % 500 / 50, position = 1 + p.n % 50
     from placed p join records.cabinet c on (c.label >= 'SECRET') = p.apart and right(c.number, 4)::integer = 1 + p.n / 500
     where f.id = p.id`,
  );
  await owner.query('analyze');
  const context = await opened.platform.core.contextFor(keeper, randomUUID());
  const document = `query($after: String, $mark: String!) { archiveFiles(first: 50, after: $after, filter: { shelfMark: { gt: $mark } },
    orderBy: [{ shelfMark: ASC }]) { nodes { id number title shelfMark } pageInfo { endCursor hasNextPage } } }`;
  const sqlByHand = `select id, number, title, shelf_mark from records.file where shelf_mark > $1 and (shelf_mark, id) > ($1, $2::uuid) order by shelf_mark, id limit 51`;
  const request = await opened.platform.database.pool.connect();
  const variables = Object.entries(sessionVariables(context.viewer, 'bench', new Date()));
  const times = { ours: [] as number[], hand: [] as number[] };
  let after: string | undefined;
  let [mark, id] = ['', '00000000-0000-0000-0000-000000000000'];
  for (let round = 0; round < rounds; round += 1) {
    let start = performance.now();
    const { body } = await opened.platform.apollo.executeOperation(
      { query: document, variables: { after, mark: '' } },
      { contextValue: { ...context, loaders: new Map() } },
    );
    times.ours.push(performance.now() - start);
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
    const answer = (body as any).singleResult;
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    const list = JSON.parse(JSON.stringify(answer.data)).archiveFiles;
    after = list.pageInfo.endCursor;
    start = performance.now();
    await request.query('begin read only');
    await request.query(
      `select ${variables.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`,
      variables.flat(),
    );
    const { rows } = await request.query({ name: 'hand', text: sqlByHand, values: [mark, id] });
    await request.query('commit');
    JSON.stringify(rows);
    times.hand.push(performance.now() - start);
    if (rows[49].id !== list.nodes[49].id) throw new Error('the two lists differ');
    [mark, id] = [rows[49].shelf_mark, rows[49].id];
  }
  const [ours, hand] = [median(times.ours), median(times.hand)];
  say(
    `${rounds} pages of 50 one after the other: ours ${ours.toFixed(2)} ms, by hand ${hand.toFixed(2)} ms, ratio ${(hand / ours).toFixed(2)}`,
  );
  await request.query('begin read only');
  await request.query(
    `select ${variables.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`,
    variables.flat(),
  );
  const plan = await request.query(`explain (analyze, costs off) ${sqlByHand}`, [mark, id]);
  say(plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
  await request.query('commit');
  request.release();
  await owner.end();
} finally {
  await opened.close();
  rmSync(directory, { recursive: true, force: true });
}
