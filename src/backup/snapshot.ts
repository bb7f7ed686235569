import { Client, type PoolConfig } from 'pg';
import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams';
import { type DemoState, demoState } from '../access/founding.js';
import { quote } from '../database/entityModel.js';
import { refuseUnfinishedRestore } from '../database/restoreMark.js';
import { StartError } from '../database/startError.js';
import { filesKept } from '../files/expiry.js';
import {
  type CatalogTable,
  hasLedger,
  ledger,
  plainFormats,
  schemasOf,
  sequencesOf,
  tablesOf,
  unknownKinds,
  withoutLimits,
} from './catalog.js';
import { type AppliedMigration, type SequenceValue } from './manifest.js';

const qualified = ({ schema, table }: CatalogTable): string => `${quote(schema)}.${quote(table)}`;

/** One moment of the whole database, in a single transaction of the owner that reads only. */
export class Snapshot {
  private constructor(
    readonly client: Client,
    readonly tables: readonly CatalogTable[],
    readonly migrations: readonly AppliedMigration[],
    readonly moment: Date,
    readonly postgres: string,
    readonly demo: DemoState,
  ) {}

  /** @throws StartError where not every row would be seen, or where this is no whole database of Zhidu's */
  static async open(owner: PoolConfig, signal?: AbortSignal): Promise<Snapshot> {
    const client = new Client({ ...owner, application_name: 'zhidu backup' });
    // What happens to the connection also rejects the call that is under way.
    client.on('error', () => {});
    signal?.addEventListener('abort', () => void client.end());
    await client.connect();
    try {
      if (!(await hasLedger(client)))
        throw new StartError('There is nothing to back up: this database holds no Zhidu.');
      await client.query(plainFormats);
      await client.query(withoutLimits);
      await client.query(filesKept);
      return await Snapshot.take(client);
    } catch (error) {
      await client.end();
      throw refusedRole(error);
    }
  }

  private static async take(client: Client): Promise<Snapshot> {
    const known = await tablesOf(client, schemasOf(await ledger(client)));
    await client.query('begin transaction isolation level repeatable read, read only');
    await client.query(`set local lock_timeout = '30s'; set local row_security = on`);
    // Locked before the first query, whose moment is that of the snapshot: what a migration changes later would not be seen.
    await client.query(`lock table ${known.map(qualified).join(', ')} in access share mode`).catch(refuseMigrating);
    const migrations = await ledger(client);
    const schemas = schemasOf(migrations);
    const tables = await tablesOf(client, schemas);
    if (JSON.stringify(tables) !== JSON.stringify(known)) refuseMigrating({ code: '55P03' });
    await refuseUnfinishedRestore(client);
    const unknown = await unknownKinds(client, schemas);
    if (unknown.length > 0) throw new StartError(`A backup cannot hold what is in ${unknown.join(', ')}.`);
    const hidden = await tablesWithHiddenRows(client, schemas);
    if (hidden.length > 0)
      throw new StartError(
        `Row-level security would hide rows of ${hidden.join(', ')} from this role, and they would be missing in the backup. Use the role that owns the tables in DATABASE_OWNER_URL, grant it no other role, and run: npm run migrate`,
      );
    const demo = await demoState(client);
    if (demo === 'unfinished')
      throw new StartError('The demo organisation in this database was not filled to its end. It is not backed up.');
    const { rows } = await client.query(
      `select clock_timestamp() as moment, current_setting('server_version') as postgres`,
    );
    return new Snapshot(client, tables, migrations, rows[0].moment, rows[0].postgres, demo);
  }

  rows(table: CatalogTable): CopyToStreamQuery {
    const columns = table.columns.map(quote).join(', ');
    return this.client.query(
      copyTo(`copy (select ${columns} from ${qualified(table)}) to stdout with (format text, header true)`),
    );
  }

  /** Read after the snapshot was taken, so that none is behind its rows: sequences know no transactions. */
  async sequences(): Promise<SequenceValue[]> {
    const values: SequenceValue[] = [];
    for (const { schema, name } of await sequencesOf(this.client, schemasOf(this.migrations))) {
      const { rows } = await this.client.query(
        `select last_value::text as value, is_called from ${quote(schema)}.${quote(name)}`,
      );
      values.push({ schema, name, value: rows[0].value, isCalled: rows[0].is_called });
    }
    return values;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

function refusedRole(error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code !== '42501') return error;
  return new StartError(
    `This role may not read everything (${message}). Use the role that owns the tables in DATABASE_OWNER_URL.`,
  );
}

function refuseMigrating(error: { code?: string }): never {
  if (error.code !== '55P03') throw error;
  throw new StartError('The database is being migrated at this moment. Nothing was kept; try again when that is done.');
}

/**
 * The owner is under row-level security as well. All rows are seen where no policy applies, or where a permissive one
 * lets everything pass and no restrictive one takes part of it away.
 */
async function tablesWithHiddenRows(client: Client, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `with applied as (
       select p.polrelid, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) as qual from pg_policy p
       where p.polcmd in ('*', 'r') and exists (
         select from unnest(p.polroles) r where r = 0 or pg_has_role(current_user, r, 'usage')))
     select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and row_security_active(c.oid) and (
       not exists (select from applied a where a.polrelid = c.oid and a.polpermissive and a.qual = 'true')
       or exists (select from applied a where a.polrelid = c.oid and not a.polpermissive)) order by 1`,
    [schemas],
  );
  return rows.map(({ name }) => name);
}
