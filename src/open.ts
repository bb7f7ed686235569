import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { demoState } from './access/founding.js';
import { KeyFile, keyFilePath } from './access/keys/keyFile.js';
import { givenKeys, type KeyRing } from './access/keys/keyRing.js';
import type { Config } from './config.js';
import { startEmbedded } from './database/embedded.js';
import { awayReason, inspectOwnServer } from './database/ownServer.js';
import { refuseUnfinishedDirectory } from './database/restoreMark.js';
import { fileFailure, noSpace, StartError } from './database/startError.js';
import { installedModules } from './installedModules.js';
import { platformLog } from './log.js';
import { createPlatform, type Platform } from './platform.js';
import { masterKeysOf } from './secrets/masterKeySettings.js';

export interface Opened {
  platform: Platform;
  log: Logger;
  /** Present with the embedded database, or where DATABASE_OWNER_URL names it. */
  owner: PoolConfig | undefined;
  /** Where the data lies, for people. */
  place: string;
  isEmbedded: boolean;
  /** Resolves if the embedded database ends on its own. */
  died: Promise<Error>;
  /** Ends all work and the embedded database. May be called again. */
  close(): Promise<void>;
  /** Ends the embedded database under work that is still going on. */
  cutOff(): Promise<void>;
}

export interface OpenDatabase extends Pick<Opened, 'owner' | 'place' | 'isEmbedded' | 'died'> {
  request: PoolConfig;
  stop(): Promise<void>;
}

/** Opens the database that the settings name, embedded unless there is one, and the platform on it. */
export async function open(config: Config, progress: (message: string) => void): Promise<Opened> {
  try {
    await makeDataDirectory(config.dataDirectory);
    const modules = await installedModules(config);
    const log = platformLog(config.logLevel);
    const database = await connect(config, progress);
    try {
      const platform = await Promise.race([
        createPlatform({
          request: database.request,
          owner: database.owner,
          modules,
          dataDirectory: config.dataDirectory,
          keys: await keyRing(config),
          access: config.access,
          oidc: config.oidc,
          auditKey: config.audit.key,
          mail: config.mail,
          publicPage: config.publicPage,
          masterKeys: masterKeysOf(config.masterKeys),
          attachments: config.attachments,
          smallCellThreshold: config.smallCellThreshold,
          limits: config.limits,
          schemaForEverybody: !config.production,
          log,
          onProgress: progress,
        }),
        database.died.then((error) => Promise.reject(new StartError(error.message))),
      ]);
      let closing: Promise<void> | undefined;
      const close = () => {
        closing ??= platform.close().finally(() => database.stop());
        return closing;
      };
      return { ...database, platform, log, close, cutOff: () => database.stop() };
    } catch (error) {
      await database.stop();
      throw error;
    }
  } catch (error) {
    throw explained(error, config);
  }
}

/** The database alone, without a platform on it and without changing anything in it. */
export async function openDatabase(config: Config, progress: (message: string) => void): Promise<OpenDatabase> {
  try {
    await makeDataDirectory(config.dataDirectory);
    return await connect(config, progress);
  } catch (error) {
    throw explained(error, config);
  }
}

const connect = (config: Config, progress: (message: string) => void): Promise<OpenDatabase> =>
  config.requestDatabase ? ownDatabase(config) : embeddedDatabase(config, progress);

async function makeDataDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await access(directory, constants.W_OK | constants.X_OK);
}

async function ownDatabase({ requestDatabase, ownerDatabase, dataDirectory }: Config): Promise<OpenDatabase> {
  const { host, port, database } = await inspectOwnServer(requestDatabase!, ownerDatabase);
  return {
    request: requestDatabase!,
    owner: ownerDatabase,
    place: `database ${database} on ${host}:${port}; uploads in ${dataDirectory}`,
    isEmbedded: false,
    died: new Promise(() => {}),
    stop: async () => {},
  };
}

async function embeddedDatabase(
  { dataDirectory }: Config,
  onProgress: (message: string) => void,
): Promise<OpenDatabase> {
  refuseUnfinishedDirectory(dataDirectory);
  const { owner, request, died, stop } = await startEmbedded({
    directory: join(dataDirectory, 'postgres'),
    onProgress,
  });
  try {
    await dropUnfinishedDemo(owner, onProgress);
  } catch (error) {
    await stop();
    throw error;
  }
  return { request, owner, place: dataDirectory, isEmbedded: true, died, stop };
}

/** A first start that was killed while it filled the demo has served nobody yet: it begins again. */
async function dropUnfinishedDemo(owner: PoolConfig, onProgress: (message: string) => void): Promise<void> {
  const state = await asOwner(owner, demoState);
  if (state !== 'unfinished') return;
  onProgress('the demo was not filled to its end; it begins again');
  const name = Client.prototype.escapeIdentifier(owner.database!);
  await asOwner({ ...owner, database: 'postgres' }, async (client) => {
    await client.query(`drop database ${name} with (force)`);
    await client.query(`create database ${name}`);
  });
}

export async function asOwner<T>(owner: PoolConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The keys of the setting, or those that are made and kept in the data directory. */
async function keyRing({ tokenKeys, dataDirectory }: Config): Promise<KeyRing> {
  if (tokenKeys.length > 0) return givenKeys(tokenKeys);
  const file = new KeyFile(keyFilePath(dataDirectory));
  await file.create();
  return file;
}

/** What the operator can do something about, as one sentence. Other errors come back as they are. */
export function explained(error: unknown, { requestDatabase, dataDirectory }: Config): unknown {
  if (error instanceof StartError) return error;
  const { code, message } = error as { code?: string; message: string };
  if (code === '53100')
    return requestDatabase ? new StartError(`The disk of the database is full: ${message}.`) : noSpace(dataDirectory);
  if (code === '42501' && requestDatabase)
    return new StartError(
      `The role of DATABASE_OWNER_URL may not change the database (${message}). Make it the database's owner.`,
    );
  const reason = awayReason(error);
  if (reason && requestDatabase) return new StartError(`The database went away during the start: ${reason}.`);
  return fileFailure(error, dataDirectory);
}
