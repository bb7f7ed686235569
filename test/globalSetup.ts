import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type PoolConfig } from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { givenKeys } from '../src/access/keys/keyRing.js';
import { readConfig } from '../src/config.js';
import { startEmbedded } from '../src/database/embedded.js';
import { fillDemo } from '../src/demo.js';
import { installedModules } from '../src/installedModules.js';
import { createPlatform } from '../src/platform.js';
import { masterKeyPath } from '../src/secrets/masterKeyFile.js';

declare module 'vitest' {
  interface ProvidedContext {
    owner: PoolConfig;
    request: PoolConfig;
    /** The file of the key that wraps those of the demo's sealed records. */
    masterKey: string;
  }
}

/** What is written here need not outlive the run, and tests that look at plans analyze by themselves. */
const nothingLasts = {
  autovacuum: 'off',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** One PostgreSQL for the whole run, with two databases that each suite copies: `empty_template`, migrated, and `demo_template`, filled. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'zhidu-test-'));
  const embedded = await startEmbedded({ directory, settings: { max_connections: '300', ...nothingLasts } });
  const { owner, request } = embedded;
  const client = new Client(owner);
  await client.connect();
  await client.query('create database empty_template');
  const platform = await createPlatform({
    owner: { ...owner, database: 'empty_template' },
    request: { ...request, database: 'empty_template' },
    modules: await installedModules({ modulePackages: [] }),
    dataDirectory: directory,
    keys: givenKeys(['a key of the tests that nobody else uses']),
    access: readConfig({}, directory).access,
    log: pino({ level: 'silent' }),
    sweeping: false,
  });
  await platform.close();
  await client.query('create database demo_template template empty_template strategy file_copy');
  const filled = await createPlatform({
    request: { ...request, database: 'demo_template' },
    modules: await installedModules({ modulePackages: [] }),
    dataDirectory: directory,
    keys: givenKeys(['a key of the tests that nobody else uses']),
    access: readConfig({}, directory).access,
    log: pino({ level: 'silent' }),
    sweeping: false,
  });
  await fillDemo(filled, { ...owner, database: 'demo_template' }, new Date('2026-03-02T02:00:00Z'), () => undefined);
  await filled.close();
  await client.end();
  provide('owner', owner);
  provide('request', request);
  provide('masterKey', readFileSync(masterKeyPath(directory), 'utf8'));
  return async () => {
    await embedded.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
