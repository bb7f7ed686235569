import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startEmbedded } from '../../src/database/embedded.js';

/**
 * Fills a database of its own with customers, each with a contact and an entry of the audit, and prints what backup,
 * verify and restore take in time and memory. After a build: node dist/test/bench/backup.js [customers]
 */
const customers = Number(process.argv[2] ?? 100_000);
const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs a command to its end; its own peak of memory, without the database, is in MB. */
async function measure(what: string, dataDirectory: string, ...words: string[]): Promise<void> {
  const began = performance.now();
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, DATA_DIR: dataDirectory },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }, 20);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${what} ended with ${code}`);
  say(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s, highest memory ${Math.round(peak / 1024)} MB`);
}

/** Copies of the demo's first customer, so that the values have the length of real ones. */
const fill = `
with source as (select * from customers.customer order by number limit 1), made as (
  insert into customers.customer
  select (jsonb_populate_record(null::customers.customer, to_jsonb(source) || jsonb_build_object('id', gen_random_uuid(), 'number', 'KH-I-9' || lpad(i::text, 7, '0'),
    'name', '测试企业' || i, 'credit_code', null))).*
  from source, generate_series(1, ${customers}) i returning *)
, contacts as (
  insert into customers.contact (id, created_at, updated_at, label, customer_id, name, telephone)
  select gen_random_uuid(), created_at, updated_at, label, id, '联系人', '010-12345678' from made)
insert into audit.entry (at, request_id, action, record_type, record_id, label, after)
select now(), 'bench', 'create', 'Customer', id::text, label, to_jsonb(made) from made`;

const folder = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
try {
  const data = join(folder, 'data');
  const file = join(folder, 'backup.zip');
  await measure('demo', data, 'demo');
  const { owner, stop } = await startEmbedded({ directory: join(data, 'postgres') });
  const client = new Client(owner);
  await client.connect();
  await client.query(fill);
  const { rows } = await client.query('select pg_database_size(current_database()) / 1e6 as size');
  await client.end();
  await stop();
  say(`${customers} customers, database ${Math.round(Number(rows[0].size))} MB`);
  await measure('backup', data, 'backup', file);
  say(`file ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  await measure('verify', data, 'backup', 'verify', file);
  await measure('restore', join(folder, 'restored'), 'restore', file);
  say(`load of the machine ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
