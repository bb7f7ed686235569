import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type PoolConfig } from 'pg';
import { pino } from 'pino';
import { givenKeys } from '../../../src/access/keys/keyRing.js';
import { readConfig } from '../../../src/config.js';
import { startEmbedded } from '../../../src/database/embedded.js';
import { installedModules } from '../../../src/installedModules.js';
import { createPlatform } from '../../../src/platform.js';
import { fill, people, type Who } from './data.js';
import { ask, load, type Target } from './load.js';
import { type Operation, operations } from './operations.js';
import { databaseSeconds, processorSeconds, readText } from './processor.js';

/**
 * The platform (Z) beside a server written by hand for the same operations (L), with permissions on, in turn and in one
 * run: the server on one processor, PostgreSQL and the load on the other. Only the ratios mean something.
 * After a build: node dist/test/bench/speed/bench.js [seconds of a round] [rounds] [only operations with this in their
 * name, '' for all] [directory where the filled database stays for the next run]
 */
const roundMs = Number(process.argv[2] ?? 4) * 1000;
const rounds = Number(process.argv[3] ?? 5);
const only = process.argv[4] ?? '';
const kept = process.argv[5];
const say = (text: string) => process.stdout.write(`${text}\n`);
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

interface Contender {
  name: string;
  process: ChildProcess;
  target(operation: Operation, index: number): Target;
}

/** Starts a script on the first processor and answers the first line that it prints. */
async function startScript(script: string, argument: object): Promise<{ child: ChildProcess; line: string }> {
  const path = fileURLToPath(new URL(`./${script}.js`, import.meta.url));
  const profile =
    script === 'platformServer' && process.env.BENCH_PROFILE
      ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
      : [];
  const child = spawn('taskset', ['-c', '0', process.execPath, ...profile, path, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await Promise.race([
    once(child.stdout!, 'data') as Promise<[Buffer]>,
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${script} ended with ${code} before it listened`))),
  ]);
  return { child, line: chunk.toString().trim() };
}

async function contenders(request: PoolConfig, owner: Client, directory: string): Promise<Contender[]> {
  const { rows } = await owner.query<{ id: string; name: string; rights: object }>(
    `select p.id, p.name, access.rights_of(p.id, now(), '[]') as rights from access.person p where p.name = any($1)`,
    [Object.values(people).map(({ name }) => name)],
  );
  const ids = rows.map(({ id }) => id);
  const z = await startScript('platformServer', { request, dataDirectory: directory, people: ids });
  const { address, tokens } = JSON.parse(z.line) as { address: string; tokens: string[] };
  const viewers = Object.fromEntries(rows.map(({ id, rights }) => [id, { personId: id, ...rights }]));
  const l = await startScript('handWritten', { request, viewers });
  const row = (who: Who) => rows.findIndex(({ name }) => name === people[who].name);
  return [
    {
      name: 'L',
      process: l.child,
      target: (operation, index) => ({
        base: l.line,
        path: '/',
        token: ids[row(operation.who)]!,
        body: (n) => JSON.stringify({ operation: index, n }),
      }),
    },
    {
      name: 'Z',
      process: z.child,
      target: (operation) => ({
        base: address,
        path: '/graphql',
        token: `Bearer ${tokens[row(operation.who)]}`,
        body: (n) => JSON.stringify({ query: operation.query, variables: operation.variables(n) }),
      }),
    },
  ];
}

/** The same answer from both, but for the cursor, which each writes in its own way. */
async function compare(all: Contender[], operation: Operation, index: number): Promise<void> {
  const agent = new Agent();
  for (const n of [1, 2, 3, 4, 5]) {
    const [l, z] = await Promise.all(all.map((contender) => ask(agent, contender.target(operation, index), n)));
    const normal = (text: string) =>
      JSON.stringify(JSON.parse(text), (key, value) => (key === 'endCursor' ? typeof value : value));
    if (normal(l!) !== normal(z!))
      throw new Error(
        `${operation.name}: the answers differ\n${normal(l!).slice(0, 600)}\n${normal(z!).slice(0, 600)}`,
      );
  }
}

async function measure(all: Contender[], operation: Operation, index: number, postmaster: number): Promise<void> {
  if (operation.comparable) await compare(all, operation, index);
  for (const contender of all) await load(contender.target(operation, index), 2000, 0);
  const results = all.map(() => ({ perSecond: [] as number[], server: 0, database: 0, requests: 0 }));
  for (let round = 0; round < rounds; round += 1)
    for (const [i, contender] of all.entries()) {
      const pid = contender.process.pid!;
      const [server, database] = [processorSeconds(pid), databaseSeconds(postmaster)];
      const { perSecond, requests } = await load(contender.target(operation, index), roundMs, round * 1_000_000);
      const result = results[i]!;
      result.perSecond.push(perSecond);
      result.requests += requests;
      result.server += processorSeconds(pid) - server;
      result.database += databaseSeconds(postmaster) - database;
    }
  const [l, z] = results.map(({ perSecond, server, database, requests }) => ({
    perSecond: median(perSecond),
    cpu: `${((server / requests) * 1000).toFixed(2)}+${((database / requests) * 1000).toFixed(2)}`,
  }));
  const ratio = median(results[1]!.perSecond.map((value, i) => value / results[0]!.perSecond[i]!));
  say(
    `${operation.name.padEnd(21)} L ${l!.perSecond.toFixed(0).padStart(6)}/s ${l!.cpu.padStart(11)} ms   Z ${z!.perSecond.toFixed(0).padStart(6)}/s ${z!.cpu.padStart(11)} ms   Z/L ${ratio.toFixed(2)}  ${operation.mark ? `mark ${operation.mark}` : ''}`,
  );
}

async function fillNew(request: PoolConfig, owner: PoolConfig, dataDirectory: string): Promise<void> {
  const platform = await createPlatform({
    request,
    owner,
    modules: await installedModules({ modulePackages: [] }),
    dataDirectory,
    keys: givenKeys(['a key that only the benchmark uses now']),
    access: readConfig({}, dataDirectory).access,
    log: pino({ level: 'silent' }),
  });
  await platform.close();
  say('filling 100 000 customers, 300 000 contacts, 200 000 feedback forms');
  const client = new Client(owner);
  await client.connect();
  try {
    await fill(client);
  } finally {
    await client.end();
  }
}

// What is started from here, PostgreSQL too, stays on the second processor but for the contenders.
execFileSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)], { stdio: 'ignore' });

const directory = kept ?? mkdtempSync(join(tmpdir(), 'zhidu-speed-'));
const isNew = !existsSync(join(directory, 'filled'));
const embedded = await startEmbedded({ directory: join(directory, 'postgres') });
const started: ChildProcess[] = [];
try {
  if (isNew) await fillNew(embedded.request, embedded.owner, directory);
  writeFileSync(join(directory, 'filled'), '');
  const owner = new Client(embedded.owner);
  await owner.connect();
  const all = await contenders(embedded.request, owner, directory);
  started.push(...all.map((contender) => contender.process));
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = Number(readText(`/proc/${rows[0]!.pid}/stat`).split(') ')[1]!.split(' ')[1]);
  await owner.end();
  say(
    `rounds of ${roundMs / 1000} s, ${rounds} of each in turn, 32 connections; processor as server+database for each request`,
  );
  for (const [index, operation] of operations.entries())
    if (operation.name.includes(only)) await measure(all, operation, index, postmaster);
} finally {
  for (const child of started) child.kill(process.env.BENCH_PROFILE ? 'SIGINT' : 'SIGKILL');
  await embedded.stop();
  if (!kept) rmSync(directory, { recursive: true, force: true });
}
