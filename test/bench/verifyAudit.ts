import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { Client, Pool } from 'pg';
import { pino } from 'pino';
import { givenKeys } from '../../src/access/keys/keyRing.js';
import { Sealer } from '../../src/audit/sealer.js';
import { verifyAudit } from '../../src/audit/verify.js';
import { readConfig } from '../../src/config.js';
import { startEmbedded } from '../../src/database/embedded.js';
import { installedModules } from '../../src/installedModules.js';
import { createPlatform } from '../../src/platform.js';
import { databaseSeconds, readText } from './speed/processor.js';

/**
 * Verifying many entries of the audit beside a loop by hand over the same tables, which hashes each entry and compares it
 * with what was sealed, in turn in one run. After a build: node dist/test/bench/verifyAudit.js [entries] [rounds]
 */
const entries = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const say = (text: string) => process.stdout.write(`${text}\n`);
const quiet = pino({ level: 'silent' });
const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;
const folder = mkdtempSync(join(tmpdir(), 'zhidu-bench-verify-'));
const embedded = await startEmbedded({ directory: join(folder, 'postgres') });
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest();

/** What somebody would write who trusts the database with everything else. Answers how many entries agree. */
async function byHand(owner: Client): Promise<number> {
  const { rows: segments } = await owner.query('select number from audit.segment order by number');
  let agreeing = 0;
  for (const { number } of segments) {
    const { rows } = await owner.query(
      'select first_entry, last_entry, root, ledger from audit.segment where number = $1',
      [number],
    );
    const [{ first_entry: first, last_entry: last, root, ledger }] = rows;
    if (!sha256(ledger).equals(root)) throw new Error(`the ledger of ${number} was altered`);
    const found = await owner.query({
      name: 'entries',
      text: 'select e.id, audit.plain(e) as plain from audit.entry e where e.id between $1 and $2 order by e.id',
      values: [first, last],
    });
    for (const [place, { plain }] of found.rows.entries()) {
      const hash = sha256(canonicalize(JSON.parse(plain))!);
      if (hash.equals(ledger.subarray(place * 40 + 8, place * 40 + 40))) agreeing += 1;
    }
  }
  return agreeing;
}

interface Taken {
  seconds: number;
  processor: number;
}

async function measured(postmaster: number, work: () => Promise<number>): Promise<Taken> {
  const [cpu, database, began] = [process.cpuUsage(), databaseSeconds(postmaster), performance.now()];
  const agreeing = await work();
  if (agreeing < entries) throw new Error(`only ${agreeing} entries were verified`);
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - began) / 1000,
    processor: (user + system) / 1e6 + databaseSeconds(postmaster) - database,
  };
}

try {
  const platform = await createPlatform({
    owner: embedded.owner,
    request: embedded.request,
    modules: await installedModules({ modulePackages: [] }),
    dataDirectory: folder,
    keys: givenKeys(['a key of the measurement that nobody else uses']),
    access: readConfig({}, folder).access,
    log: quiet,
  });
  await platform.close();
  const owner = new Client(embedded.owner);
  await owner.connect();
  for (let i = 0; i < entries; i += 10_000)
    await owner.query(
      `select audit.append((select json_agg(json_build_object('action', 'update', 'type', 'Customer', 'id', gen_random_uuid(), 'label', 'INTERNAL',
         'request', gen_random_uuid(), 'call', 'updateCustomer', 'before', json_build_object('telephone', '010-' || n, 'city', '北京'),
         'after', json_build_object('telephone', '021-' || n, 'city', '上海'))) from generate_series(1, $1::int) n))`,
      [Math.min(10_000, entries - i)],
    );
  const pool = new Pool(embedded.request);
  const sealer = new Sealer(pool, undefined, () => new Date(), quiet);
  while (!(await sealer.seal())) say('sealing …');
  await owner.query('vacuum analyze');
  const pid = (await owner.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  const postmaster = Number(readText(`/proc/${pid}/stat`).split(') ')[1]!.split(' ')[1]);
  const taken = { l: [] as Taken[], z: [] as Taken[] };
  for (let round = 0; round < rounds; round += 1) {
    taken.l.push(await measured(postmaster, () => byHand(owner)));
    taken.z.push(
      await measured(postmaster, async () => {
        const found = await verifyAudit(pool);
        return found.ok ? found.entries : 0;
      }),
    );
  }
  const of = (which: 'l' | 'z', what: keyof Taken) => median(taken[which].map((one) => one[what]));
  const ratio = (what: keyof Taken) => median(taken.z.map((one, i) => taken.l[i]![what] / one[what])).toFixed(2);
  say(
    `${entries} entries verified: by hand ${of('l', 'seconds').toFixed(1)} s, processor ${of('l', 'processor').toFixed(1)} s; ours ${of('z', 'seconds').toFixed(1)} s, processor ${of('z', 'processor').toFixed(1)} s; ratio ${ratio('seconds')}, of processor ${ratio('processor')}`,
  );
  await pool.end();
  await owner.end();
} finally {
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
