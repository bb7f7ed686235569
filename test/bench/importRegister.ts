import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demoPassword } from '../../src/access/founding.js';
import { writeRegisterCsv, writeRegisterXlsx } from '../generateRegister.js';

/**
 * Starts the platform on a database of its own, imports a generated register and prints lines per second, memory and what another
 * person's queries took meanwhile. After a build: node dist/test/bench/importRegister.js [lines] [csv|xlsx]
 */
const lines = Number(process.argv[2] ?? 100_000);
const format = process.argv[3] ?? 'csv';
const say = (text: string) => process.stdout.write(`${text}\n`);

class Server {
  private constructor(
    private readonly child: ChildProcess,
    private readonly base: string,
  ) {}

  static async start(dataDirectory: string): Promise<Server> {
    const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, 'start'], {
      env: { ...process.env, PORT: '0', DATA_DIR: dataDirectory },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const base = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /GraphQL\s+(\S+)\/graphql/.exec(printed)?.[1];
        if (found) resolve(found);
      });
      child.once('exit', () => reject(new Error(`The platform did not start: ${printed}`)));
    });
    return new Server(child, base);
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }

  /** Resident memory of the server's process in MB, now (VmRSS) or at its highest (VmHWM). */
  memory(which: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Math.round(Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)![1]) / 1024);
  }

  /** Seconds that the server's process has computed, without the database. */
  processorSeconds(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  async signIn(name: string): Promise<string> {
    const query =
      'mutation($name: String!, $password: String!) { signIn(name: $name, password: $password) { accessToken } }';
    return (await this.ask('', query, { name, password: demoPassword })).signIn.accessToken;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
  async ask(token: string, query: string, variables: object = {}): Promise<any> {
    const response = await fetch(`${this.base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async upload(token: string, path: string): Promise<string> {
    const form = new FormData();
    form.set('file', await openAsBlob(path), path);
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.base}/files`, { method: 'POST', headers, body: form });
    return ((await response.json()) as { id: string }).id;
  }

  async import(token: string, file: string, dryRun: boolean) {
    const began = performance.now();
    const counts = 'id status lines created updated unchanged refused message';
    const start = `mutation($file: ID!, $dryRun: Boolean!) { importCustomers(file: $file, dryRun: $dryRun) { ${counts} } }`;
    let job = (await this.ask(token, start, { file, dryRun })).importCustomers;
    while (job.status === 'RUNNING') {
      await sleep(100);
      job = (await this.ask(token, `query($id: ID!) { importJob(id: $id) { ${counts} } }`, { id: job.id })).importJob;
    }
    return { seconds: (performance.now() - began) / 1000, job };
  }
}

/** What somebody else's small query takes, again and again until it is told to stop. */
async function latencies(server: Server, token: string, stopped: AbortSignal): Promise<string> {
  const taken: number[] = [];
  while (!stopped.aborted) {
    const began = performance.now();
    await server.ask(token, '{ customers(first: 10) { nodes { number name } } }');
    taken.push(performance.now() - began);
    await sleep(5);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]!.toFixed(0);
  return `${taken.length} queries of another person: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

async function measure(server: Server, what: string, dryRun: boolean, file: string, token: string, other: string) {
  const done = new AbortController();
  const queries = latencies(server, other, done.signal);
  const before = server.processorSeconds();
  const { seconds, job } = await server.import(token, file, dryRun);
  const computed = server.processorSeconds() - before;
  done.abort();
  const { id: _, message, ...counts } = job;
  const speed = Math.round(job.lines / seconds);
  say(`${what}: ${seconds.toFixed(1)} s, ${speed} lines/s; processor ${computed.toFixed(1)} s without the database`);
  say(
    `  highest memory ${server.memory('VmHWM')} MB; load of the machine ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`,
  );
  say(`  ${JSON.stringify(counts)}${message ? ` ${message}` : ''}`);
  say(`  ${await queries}`);
}

const folder = mkdtempSync(join(tmpdir(), 'zhidu-bench-'));
try {
  const path = join(folder, `register.${format}`);
  const options = { lines, oddShare: 0.1, faultyShare: 0.01 };
  const { faulty } = await (format === 'xlsx' ? writeRegisterXlsx : writeRegisterCsv)(path, options);
  const server = await Server.start(join(folder, 'data'));
  try {
    const token = await server.signIn('customer-information-specialist');
    const other = await server.signIn('reader');
    say(`${lines} lines as ${format}, ${faulty} of them faulty; memory before: ${server.memory('VmRSS')} MB`);
    const file = await server.upload(token, path);
    await measure(server, 'dry run', true, file, token, other);
    await measure(server, 'first import', false, file, token, other);
    await measure(server, 'repeated import', false, file, token, other);
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
