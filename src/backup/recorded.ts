import { userInfo } from 'node:os';
import type { ClientBase } from 'pg';
import type { Manifest } from './manifest.js';
import { verificationCode } from './verificationCode.js';

/**
 * Writes into the audit that everything left, or what the database was restored from: auditors then know why the chain
 * ends before a checkpoint that was kept.
 */
export async function record(
  owner: ClientBase,
  action: 'backup' | 'restore',
  { moment, product, tables, files }: Manifest,
): Promise<void> {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const after = { moment, product, rows, files: files?.length ?? null, by: userInfo().username };
  await owner.query('select audit.append($1::json)', [JSON.stringify([{ action, type: 'Backup', after }])]);
}

/** What a copy of the backup is known by, and the code that its restoring has to give. */
export async function recordTaken(owner: ClientBase, manifest: Manifest, sum: string): Promise<void> {
  const { rows: there } = await owner.query(`select to_regclass('backups.taken') is not null as there`);
  // A database of an older Zhidu is backed up before it is brought up to date.
  if (!there[0].there) return;
  const rows = manifest.tables.reduce((all, table) => all + table.rows, 0);
  await owner.query(
    'insert into backups.taken (sum, moment, product, rows, code) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [sum, manifest.moment, manifest.product, rows, verificationCode(manifest)],
  );
}
