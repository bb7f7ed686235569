import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type PoolConfig } from 'pg';
import type { Config } from '../config.js';
import { DataLock } from '../database/dataLock.js';
import { startEmbedded } from '../database/embedded.js';
import { quote } from '../database/entityModel.js';
import { inspectOwnServer } from '../database/ownServer.js';
import { isRestoring, markRestored, markRestoring, restoreMarkFile } from '../database/restoreMark.js';
import { StartError } from '../database/startError.js';
import { syncDirectory } from '../database/syncDirectory.js';
import { hasLedger, ledger, ownSchema, schemasOf, withoutLimits } from './catalog.js';

/** Of two restores at the same time one goes on. */
const restoreLock = 7_126_305;

/** An empty database that says to be unfinished until `finish`. */
export interface RestoreTarget {
  owner: PoolConfig;
  request: PoolConfig;
  /** The owner's connection; it keeps other restores away. */
  client: Client;
  finish(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws StartError where something is there already; then nothing was changed */
export async function openTarget(
  config: Config,
  schemas: readonly string[],
  onProgress: (message: string) => void,
): Promise<RestoreTarget> {
  return config.requestDatabase ? serverTarget(config, schemas) : embeddedTarget(config, schemas, onProgress);
}

async function serverTarget(
  { requestDatabase, ownerDatabase, dataDirectory }: Config,
  schemas: readonly string[],
): Promise<RestoreTarget> {
  if (!ownerDatabase)
    throw new StartError('Set DATABASE_OWNER_URL to the role that owns the tables: only it can restore them.');
  const { database } = await inspectOwnServer(requestDatabase!, ownerDatabase);
  const client = await connect(ownerDatabase);
  try {
    await prepare(client, schemas, `the database ${database}`, false);
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    owner: ownerDatabase,
    request: requestDatabase!,
    client,
    finish: async () => void (await client.query(markRestored)),
    stop: () => client.end(),
  };
}

/** The data directory says from the first moment on that a restore is not finished: the database is not there yet. */
async function embeddedTarget(
  { dataDirectory }: Config,
  schemas: readonly string[],
  onProgress: (message: string) => void,
): Promise<RestoreTarget> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const path = restoreMarkFile(dataDirectory);
  const found = await readdir(dataDirectory);
  if (found.length > 0 && !found.some((name) => join(dataDirectory, name) === path))
    throw new StartError(
      `The data directory ${dataDirectory} is not empty (${found.slice(0, 3).join(', ')}). Nothing was changed. Move it away, or set DATA_DIR to another.`,
    );
  const mark = await DataLock.take(path);
  if (!mark)
    throw new StartError(`Another restore into ${dataDirectory} is at work (process ${DataLock.holder(path)}).`);
  try {
    await syncDirectory(dataDirectory);
    const { owner, request, stop } = await startEmbedded({ directory: join(dataDirectory, 'postgres'), onProgress });
    try {
      const client = await connect(owner);
      await prepare(client, schemas, dataDirectory, true);
      const finish = async () => {
        await client.query(markRestored);
        await rm(path);
        await syncDirectory(dataDirectory);
      };
      const end = async () => {
        await client.end();
        await stop();
        mark.release();
      };
      return { owner, request, client, finish, stop: end };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    mark.release();
    throw error;
  }
}

async function connect(owner: PoolConfig): Promise<Client> {
  const client = new Client({ ...owner, application_name: 'zhidu restore' });
  // What happens to the connection also rejects the call that is under way.
  client.on('error', () => {});
  await client.connect();
  await client.query(withoutLimits);
  return client;
}

/** @param isOurs whatever is there was left by a restore that did not finish, also where the database does not say so */
async function prepare(client: Client, schemas: readonly string[], place: string, isOurs: boolean): Promise<void> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [restoreLock]);
  if (!rows[0].mine) throw new StartError(`Another restore into ${place} is at work.`);
  // Asked behind the lock: the other restore may just have finished.
  if (isOurs || (await isRestoring(client))) await clear(client);
  const found = await client.query<{ nspname: string }>(
    'select nspname from pg_namespace where nspname = any($1) order by 1',
    [[ownSchema, ...schemas]],
  );
  if (found.rows.length > 0)
    throw new StartError(
      `There is something in ${place} already (the schemas ${found.rows.map(({ nspname }) => nspname).join(', ')}). Nothing was changed. Restore into an empty database.`,
    );
  await client.query(markRestoring);
}

/** The schemas that the unfinished restore has made and no others. */
async function clear(client: Client): Promise<void> {
  const schemas = (await hasLedger(client)) ? schemasOf(await ledger(client)) : [ownSchema];
  await client.query(`drop schema if exists ${schemas.map(quote).join(', ')} cascade`);
}
