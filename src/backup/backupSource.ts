import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import type { Config } from '../config.js';
import { startEmbedded } from '../database/embedded.js';
import { runningOwner } from '../database/embeddedRunning.js';
import { inspectOwnServer } from '../database/ownServer.js';
import { refuseUnfinishedDirectory } from '../database/restoreMark.js';
import { StartError } from '../database/startError.js';

export interface BackupSource {
  owner: PoolConfig;
  stop(): Promise<void>;
}

/** The database of the settings; a platform that runs on it goes on, and where none runs the embedded one is started. */
export async function openSource(config: Config, onProgress: (message: string) => void): Promise<BackupSource> {
  const { requestDatabase, ownerDatabase, dataDirectory } = config;
  if (requestDatabase) {
    if (!ownerDatabase)
      throw new StartError('Set DATABASE_OWNER_URL to the role that owns the tables: only it sees all rows.');
    await inspectOwnServer(requestDatabase, ownerDatabase);
    return { owner: ownerDatabase, stop: async () => {} };
  }
  refuseUnfinishedDirectory(dataDirectory);
  const directory = join(dataDirectory, 'postgres');
  if (!existsSync(join(directory, 'cluster')))
    throw new StartError(
      `There is nothing to back up: ${dataDirectory} holds no database. Set DATA_DIR or DATABASE_URL.`,
    );
  const running = await runningOwner(directory);
  if (running) return { owner: running, stop: async () => {} };
  return startEmbedded({ directory, onProgress });
}
