import { Client, type PoolConfig } from 'pg';
import { policyStatements, type TableSecurity } from '../access/policies.js';
import { type Module, schemaOf } from '../module.js';
import { quote } from './entityModel.js';
import { checksum, isChanged, readRecorded, securityDefinition } from './inspect.js';
import { alteredPolicies, fingerprintsOf, wordsOf } from './livePolicies.js';
import { StartError } from './startError.js';

const migrationLock = 7_126_301;

const mostPasses = 3;

/** The platform's own bookkeeping; `zhidu` is no module's name. */
const bookkeeping = `
create schema if not exists zhidu;
create table if not exists zhidu.migration (
  module text not null,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now(),
  primary key (module, name)
);
create table if not exists zhidu.policy (
  table_name text not null,
  name text not null,
  definition text not null,
  deparsed text not null,
  primary key (table_name, name)
);
alter table zhidu.policy add column if not exists fingerprint text not null default '';
create or replace function zhidu.recorded_words(tables text[]) returns json language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object('table_name', table_name, 'name', name, 'deparsed', deparsed)), '[]')
  from zhidu.policy where table_name = any(tables) and name <> '*'
$$;
create or replace function zhidu.recorded() returns json language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object(
    'migrations', coalesce((select json_agg(m) from zhidu.migration m), '[]'),
    'policies', coalesce((select json_agg(p) from (select table_name, name, definition, fingerprint from zhidu.policy) p), '[]')
  )
$$;`;

export interface MigrateOptions {
  owner: PoolConfig;
  requestRole: string;
  modules: readonly Module[];
  security: readonly TableSecurity[];
  onProgress?: (message: string) => void;
}

/** Brings the database to what the modules say: their tables, then their policies. One instance at a time. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const client = new Client(options.owner);
  await client.connect();
  try {
    await migrateTables(client, options.modules, options.onProgress);
    await applyPolicies(client, options);
  } finally {
    await client.end();
  }
}

/** The tables without their policies. Others wait until the connection ends. */
export async function migrateTables(
  client: Client,
  modules: readonly Module[],
  onProgress?: (message: string) => void,
): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  await client.query(bookkeeping);
  const { migrations } = await readRecorded(client);
  for (const module of modules) {
    const own = migrations.filter((row) => row.module === module.name);
    await migrateModule(client, module, new Map(own.map((row) => [row.name, row.checksum])), onProgress);
  }
}

async function migrateModule(
  client: Client,
  module: Module,
  applied: ReadonlyMap<string, string>,
  onProgress?: (message: string) => void,
): Promise<void> {
  for (const migration of module.migrations ?? []) {
    const sum = checksum(migration.up);
    const before = applied.get(migration.name);
    if (before === sum) continue;
    if (before !== undefined)
      throw new StartError(
        `The migration ${migration.name} of the module ${module.name} was changed after it had been applied. Restore it and write a new one.`,
      );
    onProgress?.(`migrating ${module.name}: ${migration.name}`);
    await inTransaction(client, async () => {
      await client.query(`create schema if not exists ${quote(schemaOf(module))}`);
      await client.query(migration.up);
      await client.query('insert into zhidu.migration (module, name, checksum) values ($1, $2, $3)', [
        module.name,
        migration.name,
        sum,
      ]);
    });
  }
}

/** Replaces the policies of those tables whose definition changed; an exclusive lock, so each table is a transaction of its own. */
async function applyPolicies(client: Client, options: MigrateOptions): Promise<void> {
  const { modules, security, requestRole, onProgress } = options;
  // One table's statements may reach into others.
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const changed = await changedTables(client, options);
    if (changed.length === 0) break;
    for (const wanted of changed) {
      onProgress?.(`applying permissions to ${wanted.table}`);
      await retryOnLock(() => replacePolicies(client, wanted, requestRole));
    }
    await inTransaction(client, () => recordPolicies(client, changed, requestRole));
  }
  // A module without migrations has no schema.
  for (const module of modules)
    if (module.migrations?.length) await closeTheRest(client, module, security, requestRole);
}

/** Also those of which was not recorded that their policies were replaced, because the last time broke off. */
async function changedTables(client: Client, { security, requestRole }: MigrateOptions): Promise<TableSecurity[]> {
  const recorded = await readRecorded(client);
  const tables = security.map(({ table }) => table);
  const forced = await forcedTables(client, tables);
  const altered = await alteredPolicies(client, recorded, tables);
  return security.filter(
    (wanted) => !forced.has(wanted.table) || altered.has(wanted.table) || isChanged(recorded, wanted, requestRole),
  );
}

async function forcedTables(client: Client, tables: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ table: string }>(
    `select asked as table from unnest($1::text[]) asked join pg_class on oid = to_regclass(asked)
     where relrowsecurity and relforcerowsecurity`,
    [tables],
  );
  return new Set(rows.map(({ table }) => table));
}

async function replacePolicies(client: Client, table: TableSecurity, requestRole: string): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(`set local lock_timeout = '2s'`);
    const { rows } = await client.query<{ policyname: string }>(
      `select policyname from pg_policies where schemaname = $1 and tablename = $2`,
      table.table.slice(1, -1).split('"."'),
    );
    const drops = rows.map(({ policyname }) => `drop policy ${quote(policyname)} on ${table.table}`);
    await client.query([...drops, ...policyStatements(table, requestRole)].join(';\n'));
  });
}

/** What the next start compares with. */
async function recordPolicies(client: Client, changed: readonly TableSecurity[], requestRole: string): Promise<void> {
  const tables = changed.map(({ table }) => table);
  const words = await wordsOf(client, tables);
  const fingerprints = await fingerprintsOf(client, tables);
  const rows = changed.flatMap((wanted) => [
    [wanted.table, '*', securityDefinition(wanted, requestRole), '', ''],
    ...[...words.get(wanted.table)!].map(([name, deparsed]) => {
      return [wanted.table, name, '', deparsed, fingerprints.get(wanted.table)!.get(name)];
    }),
  ]);
  await client.query('delete from zhidu.policy where table_name = any($1)', [tables]);
  await client.query(
    `insert into zhidu.policy (table_name, name, definition, deparsed, fingerprint)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`,
    [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column])),
  );
}

/** Tables without an entity are for the owner's functions alone; the request role may use schemas, sequences and nothing else. */
async function closeTheRest(
  client: Client,
  module: Module,
  security: readonly TableSecurity[],
  requestRole: string,
): Promise<void> {
  const schema = quote(schemaOf(module));
  const role = quote(requestRole);
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ($1, 'zhidu') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
       and format('"%s"."%s"', n.nspname, c.relname) <> all ($2)`,
    [schemaOf(module), security.map(({ table }) => table)],
  );
  for (const { table } of rows)
    await client.query(
      `alter table ${table} enable row level security; alter table ${table} force row level security;
       drop policy if exists "owner" on ${table};
       create policy "owner" on ${table} to current_user using (true) with check (true);
       revoke all on ${table} from ${role}`,
    );
  await client.query(
    `grant usage on schema ${schema}, zhidu to ${role}; grant usage on all sequences in schema ${schema} to ${role}`,
  );
}

async function retryOnLock(work: () => Promise<void>, attempts = 10): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03' || attempt === attempts) throw error;
    }
  }
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
