import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase, Pool } from 'pg';
import { StartError } from './startError.js';

/** A comment on the schema, so that whoever looks at the database sees it too. Any role can read it. */
const mark = 'A restore began here and did not finish';

export const unfinishedRestore = (where: string): string =>
  `A restore into ${where} has not finished, and what is there is not whole. If none is running, repeat it: npm run restore -- FILE`;

/** Begins with nothing but the mark: whatever happens from now on, this database does not start. */
export const markRestoring = `create schema zhidu; comment on schema zhidu is '${mark}'`;

export const markRestored = 'comment on schema zhidu is null';

export async function isRestoring(client: Pick<ClientBase | Pool, 'query'>): Promise<boolean> {
  const { rows } = await client.query(`select obj_description(to_regnamespace('zhidu'), 'pg_namespace') as comment`);
  return rows[0].comment === mark;
}

export async function refuseUnfinishedRestore(client: Pick<ClientBase | Pool, 'query'>): Promise<void> {
  if (await isRestoring(client)) throw new StartError(unfinishedRestore('this database'));
}

/** Says the same of a data directory in which there may be no database yet. Locked by the restore that is at work. */
export const restoreMarkFile = (dataDirectory: string): string => join(dataDirectory, 'restore.unfinished');

export function refuseUnfinishedDirectory(dataDirectory: string): void {
  if (existsSync(restoreMarkFile(dataDirectory))) throw new StartError(unfinishedRestore(dataDirectory));
}
