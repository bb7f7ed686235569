import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError, type PoolConfig } from 'pg';
import { type Launcher } from './embeddedLauncher.js';
import { type EmbeddedLog } from './embeddedLog.js';
import { plainSurroundings, usefulLine } from './runProcess.js';
import { StartError } from './startError.js';

/** Fixed: the socket's directory tells servers apart. */
export const port = 5432;

const settings = {
  listen_addresses: '',
  port: String(port),
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_connections: '60',
  superuser_reserved_connections: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // The details of an error and its statement would copy people's data into the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

const fastShutdown = 'SIGINT';
const immediateShutdown = 'SIGQUIT';
const patienceForShutdown = 60_000;
const patienceForSocket = 60_000;

export interface ServerOptions {
  launcher: Launcher;
  cluster: string;
  socketDirectory: string;
  log: EmbeddedLog;
  /** Open files that live as long as the last process of the server. */
  inherit: number[];
  settings: Record<string, string>;
  onProgress(message: string): void;
}

/** One run of the PostgreSQL server. */
export class EmbeddedServer {
  /** Resolves with the reason when the server process is gone. */
  readonly ended: Promise<string>;
  private running = true;
  private readonly child: ChildProcess;

  constructor(private readonly options: ServerOptions) {
    const { launcher, cluster, socketDirectory, log, inherit } = options;
    removeRemains(cluster, socketDirectory);
    const socketSetting = { unix_socket_directories: `"${socketDirectory.replaceAll('"', '""')}"` };
    const [program = '', ...args] = [
      ...launcher.prefix,
      ...(launcher.diesWithParent ?? []),
      launcher.postgres,
      '-D',
      cluster,
      ...Object.entries({ ...settings, ...socketSetting, ...options.settings }).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ];
    this.child = spawn(program, args, {
      ...plainSurroundings(launcher.user),
      // A session of its own: Ctrl-C in the terminal is for Node, which needs the server until it has drained.
      detached: true,
      stdio: ['ignore', log.descriptor, log.descriptor, ...inherit],
    });
    this.ended = new Promise((resolve) => {
      this.child.on('error', (error) => resolve(error.message));
      this.child.on('exit', (code, signal) => {
        resolve(signal ? `it was ended by ${signal}` : `it ended with code ${code}: ${usefulLine(log.sinceStart())}`);
      });
    });
    this.ended.then(() => {
      this.running = false;
    });
    if (!launcher.diesWithParent) this.watchParent();
  }

  /** Resolves when the server answers; rejects if it ends before. */
  async ready(connection: PoolConfig): Promise<void> {
    const deadline = Date.now() + patienceForSocket;
    let saidRecovering = false;
    for (let pause = 5; this.running; pause = Math.min(pause * 1.3, 250)) {
      const failure = await connectOnce(connection);
      if (!failure) return;
      if (failure instanceof DatabaseError && failure.code === '57P03') {
        // Replaying a long log may take minutes, and nothing is gained by giving up.
        if (!saidRecovering && pause > 100) this.options.onProgress('PostgreSQL is recovering from an unclean end');
        saidRecovering ||= pause > 100;
      } else if (failure instanceof DatabaseError || Date.now() > deadline) {
        throw new StartError(`PostgreSQL started but cannot be used: ${failure.message}.`);
      }
      await Promise.race([sleep(pause), this.ended]);
    }
    throw new StartError(`PostgreSQL did not start: ${await this.ended}. Its log is ${this.options.log.path}.`);
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    this.child.kill(fastShutdown);
    const lastResort = setTimeout(() => this.child.kill(immediateShutdown), patienceForShutdown);
    const reason = await this.ended;
    clearTimeout(lastResort);
    if (this.child.exitCode !== 0)
      this.options.onProgress(`PostgreSQL was not stopped cleanly and recovers at the next start: ${reason}`);
  }

  /** Where the kernel cannot tell the server that Node died: the end of a pipe tells a shell, and that the server. */
  private watchParent(): void {
    if (this.child.pid === undefined) return;
    const script = `read -r _; kill -INT ${this.child.pid}`;
    const watch = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
    this.ended.then(() => watch.kill('SIGKILL'));
  }
}

async function connectOnce(connection: PoolConfig): Promise<Error | undefined> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 });
  return new Promise((resolve) => {
    client.on('error', resolve);
    client
      .connect()
      .then(() => client.end())
      .then(() => resolve(undefined), resolve);
  });
}

/**
 * After a crash the files that name the server's process stay. The number may belong to another process by now, to the
 * server of another copy, or to a dead process that nobody has collected, and PostgreSQL would refuse to start. A server
 * of this very cluster, which somebody started by hand, keeps them.
 */
function removeRemains(cluster: string, socketDirectory: string): void {
  if (process.platform !== 'linux') return;
  const file = join(cluster, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (workingDirectory(pid) === realpathSync(cluster)) return;
  const socket = join(socketDirectory, `.s.PGSQL.${port}`);
  for (const path of [file, socket, `${socket}.lock`]) rmSync(path, { force: true });
}

/** PostgreSQL works inside its cluster. Undefined if there is no such process, or if it is somebody else's. */
function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
