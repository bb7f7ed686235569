import type { ClientBase } from 'pg';
import { type AppliedMigration, type SequenceValue } from './manifest.js';

/** A table with the columns that hold something of their own: generated ones are computed again. */
export interface CatalogTable {
  schema: string;
  table: string;
  columns: string[];
}

/** The platform's own schema, beside those of the modules. */
export const ownSchema = 'zhidu';

/** Written anew by every migration, because it depends on the roles of the database. */
const derived = ['zhidu.policy'];

export async function hasLedger(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('zhidu.migration') is not null as found`);
  return rows[0].found;
}

export async function ledger(client: ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `select module, name, checksum from zhidu.migration order by module collate "C", name collate "C"`,
  );
  return rows;
}

/** Schemas of all modules that were ever migrated here, installed or not, and the platform's own. */
export const schemasOf = (migrations: readonly AppliedMigration[]): string[] => [
  ...new Set([ownSchema, ...migrations.map(({ module }) => module.replaceAll('-', '_'))]),
];

/** A partitioned table counts as one. */
export async function tablesOf(client: ClientBase, schemas: readonly string[]): Promise<CatalogTable[]> {
  const { rows } = await client.query<CatalogTable>(
    `select n.nspname as schema, c.relname as table, array(
       select a.attname::text from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
       and not n.nspname || '.' || c.relname = any($2)
     order by 1, 2`,
    [schemas, derived],
  );
  return rows;
}

/** What holds data and is no table. */
export async function unknownKinds(client: ClientBase, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and (c.relkind in ('m', 'f')
       or c.relkind = 'r' and exists (select from pg_inherits i where i.inhrelid = c.oid) and not c.relispartition) order by 1`,
    [schemas],
  );
  return rows.map(({ name }) => name);
}

export async function sequencesOf(
  client: ClientBase,
  schemas: readonly string[],
): Promise<Pick<SequenceValue, 'schema' | 'name'>[]> {
  const { rows } = await client.query<Pick<SequenceValue, 'schema' | 'name'>>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by 1, 2`,
    [schemas],
  );
  return rows;
}

/** How values are written, so that every server reads them alike, and names that do not depend on a search path. */
export const plainFormats = `
set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'postgres';
set bytea_output = 'hex'; set extra_float_digits = 1; set search_path = pg_catalog`;

/** However long it takes: what a role or a database has as limits is for requests. */
export const withoutLimits = `
select set_config(name, '0', false) from pg_settings
where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'idle_session_timeout')`;
