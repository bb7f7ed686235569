import type { Client } from 'pg';
import { tableSecurity } from '../access/policies.js';
import { compose } from '../composition.js';
import type { Config } from '../config.js';
import { coreModules } from '../coreModules.js';
import { commandPool } from '../database/commandPool.js';
import { quote } from '../database/entityModel.js';
import { inspectDatabase } from '../database/inspect.js';
import { migrate, migrateTables } from '../database/migrate.js';
import { initOrm } from '../database/orm.js';
import { StartError } from '../database/startError.js';
import { type Module, schemaOf } from '../module.js';
import { asOwner } from '../open.js';
import { BackupReader, Unreadable } from './backupReader.js';
import { schemasOf, tablesOf } from './catalog.js';
import { modulesAtBackup } from './fitting.js';
import { loadRows } from './loadRows.js';
import type { Manifest } from './manifest.js';
import { record } from './recorded.js';
import { openTarget, type RestoreTarget } from './restoreTarget.js';
import { restoreFiles } from './storedFiles.js';
import { findingsIn } from './verifyBackup.js';

export interface RestoreOptions {
  config: Config;
  /** Those that are installed, beside the core's own. */
  modules: readonly Module[];
  path: string;
  /** Version of this Zhidu. */
  product: string;
  onProgress?: (message: string) => void;
  /** Called when the rows are there and nothing came to them yet; what it throws ends the restore unfinished. */
  onLoaded?: (owner: Client, manifest: Manifest) => Promise<void>;
}

/**
 * Restores a backup into an empty database. From its beginning to its end the database says that it is unfinished and
 * does not start: what fails or is killed halfway is repeated.
 *
 * @throws StartError where the backup is not whole, does not fit, or something is there already
 */
export async function restoreBackup({
  config,
  modules: installed,
  path,
  product,
  onProgress = () => {},
  onLoaded,
}: RestoreOptions): Promise<Manifest> {
  const reader = await BackupReader.open(path).catch((error: Error) => {
    throw error instanceof Unreadable ? damaged(path, [error.message]) : error;
  });
  try {
    onProgress('verifying the backup');
    const findings = await findingsIn(reader);
    if (findings.length > 0) throw damaged(path, findings);
    const modules = compose([...coreModules, ...installed]);
    const before = modulesAtBackup(reader.manifest, modules, product);
    const schemas = [...schemasOf(reader.manifest.migrations), ...modules.map(schemaOf)];
    const target = await openTarget(config, schemas, onProgress);
    try {
      await asOwner(target.owner, (client) => migrateTables(client, before, onProgress));
      await restoreFiles(reader, config.dataDirectory);
      await loadRows(target.client, reader, onProgress);
      await onLoaded?.(target.client, reader.manifest);
      await bringUpToDate(target, modules, onProgress);
      await analyze(target.client, schemas);
      await record(target.client, 'restore', reader.manifest);
      await target.finish();
    } finally {
      await target.stop();
    }
    return reader.manifest;
  } finally {
    await reader.close();
  }
}

const damaged = (path: string, findings: string[]): StartError =>
  new StartError(
    [`The backup ${path} is not whole, and nothing was restored:`, ...findings]
      .join('\n  ')
      .replaceAll(/[^\P{C}\n]/gu, '?'),
  );

/** Later migrations, the permissions of all tables, and the inspection that every start makes. */
async function bringUpToDate(
  { owner, request }: RestoreTarget,
  modules: readonly Module[],
  onProgress: (message: string) => void,
): Promise<void> {
  const orm = await initOrm(modules, request);
  const security = tableSecurity(modules, orm.getMetadata());
  await orm.close();
  const pool = commandPool(request, 'zhidu restore');
  try {
    const { rows } = await pool.query('select current_user as role');
    await migrate({ owner, requestRole: rows[0].role, modules, security, onProgress });
    onProgress('inspecting the database');
    await inspectDatabase(pool, modules, security);
  } finally {
    await pool.end();
  }
}

/** What PostgreSQL plans reads with; without it the first ones are slow. */
async function analyze(client: Client, schemas: readonly string[]): Promise<void> {
  const tables = await tablesOf(client, schemas);
  await client.query(`analyze ${tables.map(({ schema, table }) => `${quote(schema)}.${quote(table)}`).join(', ')}`);
}
