import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type PoolConfig } from 'pg';
import { databaseName, ownerRole, readCredentials } from './embeddedCluster.js';
import { port } from './embeddedServer.js';
import { awayReason } from './ownServer.js';

/** The owner's way into the server that another process runs on this directory; undefined where none answers. */
export async function runningOwner(directory: string): Promise<PoolConfig | undefined> {
  const link = join(directory, 'socket');
  const host = lstatSync(link, { throwIfNoEntry: false }) ? readlinkSync(link) : directory;
  if (!existsSync(join(host, `.s.PGSQL.${port}`))) return undefined;
  const credentials = await readCredentials(join(directory, 'credentials.json'));
  const owner = { host, port, user: ownerRole, password: credentials[ownerRole], database: databaseName, ssl: false };
  const client = new Client(owner);
  client.on('error', () => {});
  try {
    await client.connect();
    return owner;
  } catch (error) {
    if (awayReason(error) === undefined) throw error;
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
