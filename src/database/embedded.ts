import { mkdir, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { PoolConfig } from 'pg';
import { DataLock } from './dataLock.js';
import { databaseName, ensureCluster, ownerRole, requestRole } from './embeddedCluster.js';
import { chooseLauncher, giveToServer } from './embeddedLauncher.js';
import { EmbeddedLog } from './embeddedLog.js';
import { EmbeddedServer, port } from './embeddedServer.js';
import { openSocketDirectory } from './socketDirectory.js';
import { fileFailure, noSpace, StartError, saysNoSpace } from './startError.js';

export interface EmbeddedDatabase {
  /** The role that owns the tables: no superuser, may create databases, owns the database `zhidu`. */
  owner: PoolConfig;
  /** The role of requests: owns nothing and cannot pass row-level security. */
  request: PoolConfig;
  /** Stops the server and gives the data directory back. May be called again. */
  stop(): Promise<void>;
  /** Resolves if the server ends without stop() having been called. */
  readonly died: Promise<Error>;
}

export interface EmbeddedOptions {
  /** Made if it is missing. One running Zhidu at a time; nothing else belongs in it. */
  directory: string;
  onProgress?(message: string): void;
  /** PostgreSQL settings that go before ours. */
  settings?: Record<string, string>;
}

const patienceForOldServer = 60_000;
const bytesForStart = 16e6;

/**
 * Starts PostgreSQL on a directory of its own, reached by a Unix socket only. The server ends with the thread that
 * called this, also after kill -9: a worker thread must outlive its use of the database.
 * @throws StartError with a sentence for the operator.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const directory = resolve(options.directory);
  const cleanups: (() => void)[] = [];
  const cleanUp = () => {
    for (const undo of cleanups.splice(0).reverse()) undo();
  };
  try {
    return await start({ ...options, directory, onProgress: options.onProgress ?? (() => {}) }, cleanups, cleanUp);
  } catch (error) {
    cleanUp();
    throw fileFailure(error, directory);
  }
}

async function start(
  { directory, onProgress, settings = {} }: EmbeddedOptions & { onProgress(message: string): void },
  cleanups: (() => void)[],
  cleanUp: () => void,
): Promise<EmbeddedDatabase> {
  await mkdir(dirname(directory), { recursive: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  cleanups.push(() => lock.release());
  const serverLock = await lockServer(directory, onProgress);
  cleanups.push(() => serverLock.release());
  const launcher = await chooseLauncher(directory);
  giveToServer(launcher, directory);
  const { cluster, credentials } = await ensureCluster(directory, launcher, serverLock, onProgress);
  const log = new EmbeddedLog(join(directory, 'postgres.log'), onProgress);
  cleanups.push(() => log.close());
  giveToServer(launcher, directory);
  const socket = openSocketDirectory(directory, launcher);
  cleanups.push(() => socket.remove());

  const server = new EmbeddedServer({
    launcher,
    cluster,
    socketDirectory: socket.path,
    log,
    inherit: [serverLock.descriptor],
    settings,
    onProgress,
  });
  const connect = (user: keyof typeof credentials): PoolConfig => ({
    host: socket.path,
    port,
    user,
    password: credentials[user],
    database: databaseName,
    ssl: false,
  });
  try {
    await server.ready(connect(ownerRole));
  } catch (error) {
    await server.stop();
    throw await whyItFailed(error, directory);
  }

  let stopping: Promise<void> | undefined;
  const cleanedUp = server.ended.then(cleanUp);
  const stop = () => {
    stopping ??= server.stop().then(() => cleanedUp);
    return stopping;
  };
  const died = new Promise<Error>((resolve) => {
    server.ended.then(async (reason) => {
      if (stopping) return;
      await cleanedUp;
      resolve(new Error(`The PostgreSQL server is gone: ${reason}.`));
    });
  });
  return { owner: connect(ownerRole), request: connect(requestRole), stop, died };
}

/** Held by this process alone. */
async function lockDirectory(directory: string): Promise<DataLock> {
  const path = join(directory, 'zhidu.lock');
  const lock = await DataLock.take(path);
  if (lock) return lock;
  throw new StartError(
    `The data directory ${directory} is in use by another Zhidu (process ${DataLock.holder(path)}). Stop it, or set DATA_DIR to another directory.`,
  );
}

/**
 * Held by the server and by all of its processes too. After a kill -9 of Node they need a moment to write down what
 * they have in memory; a new server must not begin before the last of them is gone.
 */
async function lockServer(directory: string, onProgress: (message: string) => void): Promise<DataLock> {
  const path = join(directory, 'server.lock');
  const lock = await DataLock.take(path);
  if (lock) return lock;
  onProgress('waiting for the PostgreSQL server of the previous run to end');
  const later = await DataLock.take(path, patienceForOldServer);
  if (later) return later;
  throw new StartError(
    `The PostgreSQL server of an earlier run is still at work in ${directory}. End the process named in the first line of cluster/postmaster.pid and start again.`,
  );
}

/** A full disk, where that is the reason: PostgreSQL often cannot even log it. */
async function whyItFailed(error: unknown, directory: string): Promise<unknown> {
  const { bavail, bsize } = await statfs(directory);
  const isFull = bavail * bsize < bytesForStart || (error instanceof Error && saysNoSpace(error.message));
  return isFull ? noSpace(directory) : error;
}
