import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type PoolConfig } from 'pg';
import { sessionVariables } from '../../src/access/viewer.js';
import { readConfig } from '../../src/config.js';
import { open } from '../../src/open.js';
import { whoSignsIn } from '../../src/organisation.js';
import { databaseSeconds, processorSeconds, readText } from './speed/processor.js';
import { counted, handInEverything, Statistics, sums, type Who } from './statisticsData.js';

/**
 * Statistics of five years: 300 units, 12 forms a year with 110 cells each, 1.98 million values, all of them in one file
 * through importDataValueFile. Handing in and locking is one statement of the owner, who computes the same hashes; reviews are not
 * made. Then what the information section waits for, row-level security on.
 * After a build: node dist/test/bench/statistics.js [years] [plans]
 */
const years = Number(process.argv[2] ?? 5);
const withPlans = process.argv[3] === 'plans';
const say = (text: string) => process.stdout.write(`${text}\n`);
const directory = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
const config = readConfig({ DATA_DIR: directory, LOG_LEVEL: 'silent' }, directory);
const opened = await open(config, () => {});
const owner = new Client(opened.owner!);
const names: readonly Who[] = ['mch-statistician', 'mch-reporter'];
let server: ChildProcess | undefined;

/** The server in a process of its own, whose memory is told. */
async function startServer(people: readonly string[]): Promise<{ base: string; tokens: string[] }> {
  const script = fileURLToPath(new URL('./speed/platformServer.js', import.meta.url));
  const { host, port, user, database, password } = opened.platform.database.pool.options as PoolConfig;
  const request = { host, port, user, database, password };
  const argument = JSON.stringify({ request, dataDirectory: directory, people });
  server = spawn(process.execPath, [script, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    once(server.stdout!, 'data') as Promise<[Buffer]>,
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  const { address, tokens } = JSON.parse(line.toString()) as { address: string; tokens: string[] };
  return { base: address, tokens };
}

/** Resident memory of the server in MB, now (VmRSS) or at its highest (VmHWM). */
const memory = (which: 'VmRSS' | 'VmHWM'): number =>
  Math.round(Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readText(`/proc/${server!.pid}/status`))![1]) / 1024);

async function postmaster(): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  return Number(readText(`/proc/${rows[0]!.pid}/stat`).split(') ')[1]!.split(' ')[1]);
}

/** What something takes, `rounds` times: median and longest, with the processor time of each. */
async function measured<T>(what: string, rounds: number, work: (round: number) => Promise<T>): Promise<T> {
  const pid = await postmaster();
  const [inServer, inDatabase] = [processorSeconds(server!.pid!), databaseSeconds(pid)];
  const times: number[] = [];
  let last: T;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    last = await work(round);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const each = (seconds: number) => ((seconds * 1000) / rounds).toFixed(0);
  say(
    `${what}: ${times[rounds >> 1]!.toFixed(0)} ms (longest of ${rounds}: ${times.at(-1)!.toFixed(0)}); processor ${each(processorSeconds(server!.pid!) - inServer)} ms server + ${each(databaseSeconds(pid) - inDatabase)} ms database; load ${loadavg()[0]!.toFixed(1)}`,
  );
  return last!;
}

async function importYears(statistics: Statistics, token: string): Promise<void> {
  const file = await statistics.upload(token, years * 12, false);
  const began = performance.now();
  const job = await measured(`${years} years in one file, as a job`, 1, () => statistics.importAsJob(token, file));
  const seconds = (performance.now() - began) / 1000;
  if (job.status !== 'FINISHED' || job.refused > 0) throw new Error(JSON.stringify(job));
  say(
    `imported ${job.created} values in ${seconds.toFixed(0)} s: ${Math.round(job.created / seconds)} a second; memory of the server ${memory('VmHWM')} MB at its highest`,
  );
  const half = await statistics.upload(token, 6, true);
  await measured('half a year again within a request, nothing changed', 1, () => statistics.import(token, half));
  await measured('the same file as a dry run', 1, () => statistics.import(token, half, { dryRun: true }));
}

async function reading(statistics: Statistics, [statistician, reporter]: readonly string[]): Promise<void> {
  const last = 2020 + years;
  const report = await statistics.openForm(reporter!, `${last + 1}01`);
  await measured('a form with its findings, two years before it', 20, () => statistics.form(reporter!, report));
  await measured('reporting rates of a year, all units', 10, () => statistics.rates(statistician!, last, last));
  await measured(`reporting rates of ${years} years, all units`, 5, () => statistics.rates(statistician!, 2021, last));
  const indicator = await statistics.bindIndicator(statistician!);
  for (const [periods, over] of [
    [[`${last}`], 'a year'],
    [Array.from({ length: years }, (_, i) => `${2021 + i}`), `${years} years`],
  ] as const)
    await measured(`an indicator of ${over}, each of all units`, 10, () =>
      statistics.indicator(statistician!, indicator, periods),
    );
  await measured('export of half a year', 1, () => statistics.export(statistician!, `${last}-01-01`, `${last}-06-30`));
}

/** How the sums of two elements over the last year are found by the request role behind row security. */
async function plans(person: string, dataSetId: string): Promise<void> {
  const { viewer } = await opened.platform.core.contextFor(person, 'bench');
  const variables = Object.entries(sessionVariables(viewer, 'bench', new Date()));
  const request = await opened.platform.database.pool.connect();
  await request.query('begin read only');
  await request.query(
    `select ${variables.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`,
    variables.flat(),
  );
  const span = [`${2020 + years}-01-01`, `${2020 + years}-12-31`];
  const { rows } = await request.query(`explain (analyze, buffers, costs off) ${sums}`, [dataSetId, ...span, counted]);
  await request.query('commit');
  request.release();
  for (const { 'QUERY PLAN': line } of rows) if (!/InitPlan|Result \(/.test(line)) say(line.slice(0, 160));
}

try {
  await whoSignsIn(config, opened, { say, progress: () => {}, complain: say });
  await owner.connect();
  const { rows } = await owner.query<{ id: string; name: Who }>(
    'select id, name from access.person where name = any($1)',
    [names],
  );
  const ids = names.map((name) => rows.find((row) => row.name === name)!.id);
  const { base, tokens } = await startServer(ids);
  const statistics = new Statistics(base, directory);
  say(`${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}; memory before ${memory('VmRSS')} MB`);
  await measured('300 units, 100 elements, a form and 300 assignments', 1, () =>
    statistics.define(tokens[0]!, ids[0]!),
  );
  await importYears(statistics, tokens[0]!);
  await measured('handed in and locked by one statement of the owner', 1, () => handInEverything(owner, ids[0]!));
  await reading(statistics, tokens);
  if (withPlans) await plans(ids[0]!, statistics.dataSetId);
  say(`memory of the server ${memory('VmHWM')} MB at its highest`);
} finally {
  server?.kill('SIGTERM');
  await owner.end();
  await opened.close();
  rmSync(directory, { recursive: true, force: true });
}
