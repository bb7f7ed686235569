import { userInfo } from 'node:os';
import type { ClientBase } from 'pg';
import type { Manifest } from './manifest.js';

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
