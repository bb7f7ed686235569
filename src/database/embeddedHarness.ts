import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, type PoolConfig } from 'pg';
import { afterAll, afterEach } from 'vitest';
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from './embedded.js';

/** A child process runs what the build before the tests made; Node cannot load the sources. */
const built = new URL('../../dist/src/database/embedded.js', import.meta.url).href;

/** A place for the data directories of one test file; what was started there is stopped after each test. */
export class EmbeddedHarness {
  readonly root = mkdtempSync(join(tmpdir(), 'zhidu-embedded-'));
  private running: EmbeddedDatabase[] = [];
  private children: ChildProcess[] = [];

  constructor() {
    afterEach(async () => {
      await Promise.all(this.children.splice(0).map(kill));
      await Promise.all(this.running.splice(0).map((database) => database.stop()));
    });
    afterAll(() => rmSync(this.root, { recursive: true, force: true }));
  }

  async start(directory: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
    const database = await startEmbedded({ directory, ...options });
    this.running.push(database);
    return database;
  }

  /** Another Node process that starts the database and runs `code`; it leads a process group, like one in a terminal. */
  startChild(directory: string, code = '', path = process.env.PATH): ChildProcess {
    const script = `
      import { Client } from 'pg';
      import { startEmbedded } from ${JSON.stringify(built)};
      const database = await startEmbedded({ directory: ${JSON.stringify(directory)} });
      const client = new Client(database.owner);
      await client.connect();
      ${code}
      console.log('ready');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    this.children.push(child);
    return child;
  }
}

export async function query(connection: PoolConfig, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The next line that the child prints. */
export async function said(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(([code]) => [`ended with ${code}`]);
  return String((await Promise.race([once(child.stdout!, 'data'), ended]))[0]).trim();
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

export const serverProcess = (directory: string) =>
  Number.parseInt(readFileSync(join(directory, 'cluster', 'postmaster.pid'), 'utf8'), 10);

/** A process that ended and that nobody has collected yet does not count. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') {
    const status = `/proc/${pid}/status`;
    return existsSync(status) && !/^State:\s+[ZX]/m.test(readFileSync(status, 'utf8'));
  }
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

export async function until(condition: () => boolean, milliseconds = 10_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited ${milliseconds} ms in vain for ${condition}.`);
    await sleep(5);
  }
}
