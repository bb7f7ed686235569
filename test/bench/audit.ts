import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { pino } from 'pino';
import { givenKeys } from '../../src/access/keys/keyRing.js';
import { Label } from '../../src/access/labels.js';
import { Sealer } from '../../src/audit/sealer.js';
import { verifyAudit } from '../../src/audit/verify.js';
import { readConfig } from '../../src/config.js';
import { startEmbedded } from '../../src/database/embedded.js';
import { fillDemo } from '../../src/demo.js';
import { installedModules } from '../../src/installedModules.js';
import { createPlatform } from '../../src/platform.js';

/**
 * Measures the audit on a database of its own: sealing and verifying many entries, what sealing costs a mutation, and
 * what recording costs a page of 50. After a build: node dist/test/bench/audit.js [entries]
 */
const entries = Number(process.argv[2] ?? 1_000_000);
const say = (text: string) => process.stdout.write(`${text}\n`);
const quiet = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'zhidu-bench-audit-'));
const embedded = await startEmbedded({ directory: join(folder, 'postgres') });

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
const spread = (taken: number[]): string => {
  taken.sort((one, other) => one - other);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]!.toFixed(1);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`;
};

const open = async () =>
  createPlatform({
    owner: embedded.owner,
    request: embedded.request,
    modules: await installedModules({ modulePackages: [] }),
    dataDirectory: folder,
    keys: givenKeys(['a key of the measurement that nobody else uses']),
    access: readConfig({}, folder).access,
    log: quiet,
  });
type Platform = Awaited<ReturnType<typeof open>>;

async function run(platform: Platform, token: string, query: string, variables: object = {}): Promise<void> {
  const contextValue = await platform.context(`Bearer ${token}`);
  const { body } = await platform.apollo.executeOperation({ query, variables: variables as never }, { contextValue });
  if (body.kind !== 'single' || body.singleResult.errors) throw new Error(JSON.stringify(body));
}

const register =
  'mutation($name: String!, $label: Label) { registerCustomer(input: { name: $name, label: $label }) { number } }';

/** Mutations of four clients side by side for some seconds. */
async function mutations(platform: Platform, token: string, seconds: number): Promise<number[]> {
  const taken: number[] = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: 4 }, async (_, client) => {
      for (let i = 0; performance.now() < end; i += 1) {
        const began = performance.now();
        await run(platform, token, register, { name: `测${client}-${i}` });
        taken.push(performance.now() - began);
      }
    }),
  );
  return taken;
}

async function pages(platform: Platform, token: string, query: string, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await run(platform, token, query);
    taken.push(performance.now() - began);
  }
  return taken;
}

try {
  const platform = await open();
  await fillDemo(platform, embedded.owner, new Date(), () => {});
  const owner = new Client(embedded.owner);
  await owner.connect();
  const personId = async (name: string) =>
    (await owner.query('select id from access.person where name = $1', [name])).rows[0].id as string;
  const token = await platform.tokenFor(await personId('customer-service-manager'));
  const { sealer } = platform.core.audit;

  for (let i = 0; i < 100; i += 1)
    await run(platform, token, register, { name: `页${i}`, label: i % 100 < 12 ? Label.CONFIDENTIAL : Label.INTERNAL });
  const page = (labels: string) =>
    `{ customers(first: 50, filter: { name: { startsWith: "页" }, label: { in: [${labels}] } }) { nodes { number name pinyin label province city } } }`;
  const mixed =
    '{ customers(last: 50, filter: { name: { startsWith: "页" } }, orderBy: [{ label: ASC }, { number: ASC }]) { nodes { number name pinyin label province city } } }';
  for (const [what, query] of [
    ['50 rows, none classified', page('INTERNAL')],
    ['50 rows, 12 of them CONFIDENTIAL', mixed],
  ] as const) {
    await pages(platform, token, query, 200);
    say(`${what}: ${spread(await pages(platform, token, query, 1_000))}`);
  }
  await platform.core.audit.log.flush();

  await sealer.stop();
  say(`mutations without sealing: ${spread(await mutations(platform, token, 10))}`);
  let sealing = true;
  const busy = (async () => {
    while (sealing) await sealer.seal();
  })();
  say(`mutations with sealing without a pause: ${spread(await mutations(platform, token, 10))}`);
  sealing = false;
  await busy;
  await platform.close();

  say(`${entries} entries are written …`);
  for (let i = 0; i < entries; i += 10_000)
    await owner.query(
      `select audit.append((select json_agg(json_build_object('action', 'update', 'type', 'Customer', 'id', gen_random_uuid(), 'label', 'INTERNAL',
         'request', gen_random_uuid(), 'call', 'updateCustomer', 'before', json_build_object('telephone', '010-' || n, 'city', '北京'),
         'after', json_build_object('telephone', '021-' || n, 'city', '上海'))) from generate_series(1, $1::int) n))`,
      [Math.min(10_000, entries - i)],
    );
  const pool = new Pool(embedded.request);
  const alone = new Sealer(pool, undefined, () => new Date(), quiet);
  const sealed = await timed(async () => {
    while (!(await alone.seal()));
  });
  say(`sealed in ${sealed.toFixed(1)} s: ${Math.round(entries / sealed)} a second`);
  const before = process.memoryUsage().rss;
  let found: Awaited<ReturnType<typeof verifyAudit>> | undefined;
  const verified = await timed(async () => {
    found = await verifyAudit(pool);
  });
  const more = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
  say(
    `verified ${found!.entries} entries in ${found!.segments} segments in ${verified.toFixed(1)} s, ok ${found!.ok}, ${more} MB more memory`,
  );
  const { rows } = await owner.query(
    `select pg_size_pretty(pg_total_relation_size('audit.entry')) as entry, pg_size_pretty(pg_total_relation_size('audit.segment')) as segment`,
  );
  say(`on disk: entries ${rows[0].entry} with their indexes, segments ${rows[0].segment}`);
  await pool.end();
  await owner.end();
} finally {
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
