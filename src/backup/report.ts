import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { awayReason } from '../database/ownServer.js';
import { StartError } from '../database/startError.js';
import { type Manifest, modulesOf } from './manifest.js';
import type { BackupVerification } from './verifyBackup.js';

/** As the person meant it who called npm: npm goes to the folder of package.json. */
export const pathOf = (file: string): string => resolve(process.env.INIT_CWD ?? '', file);

export const productOf = (root: string): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

export const secondsSince = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** What a manifest says, for people. */
export function contents({
  manifest,
  size,
  sum,
}: Partial<Pick<BackupVerification, 'size' | 'sum'>> & { manifest?: Manifest | undefined }): string {
  const { moment, product, postgres, tables, files, demo } = manifest!;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const most = [...tables].sort((a, b) => b.rows - a.rows).slice(0, 5);
  const bytes = (files ?? []).reduce((sum, file) => sum + file.bytes, 0);
  return [
    `  Moment    ${moment}${demo === 'none' ? '' : ', the demo organisation'}`,
    `  Made by   Zhidu ${product} on PostgreSQL ${postgres}`,
    `  Modules   ${modulesOf(manifest!).join(', ')}`,
    `  Rows      ${rows} in ${tables.length} tables (${most.map((one) => `${one.schema}.${one.table} ${one.rows}`).join(', ')} …)`,
    `  Files     ${files ? `${files.length}, ${megabytes(bytes)}` : 'their content was left out'}`,
    ...(size ? [`  Size      ${megabytes(size)}`] : []),
    ...(sum ? [`  Sum       ${sum}`] : []),
  ].join('\n');
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What the driver says of a connection that ended, without a code. */
const gone = /^(Connection terminated|Client was closed|Client has encountered a connection error)/;

export function lostDatabase(error: unknown, what: string): unknown {
  if (error instanceof StartError) return error;
  const { message } = error as Error;
  const reason = awayReason(error) ?? (gone.test(message) ? message : undefined);
  return reason ? new StartError(`The database went away during the ${what}: ${reason}. Repeat it.`) : error;
}
