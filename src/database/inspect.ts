import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { policyStatements, type TableSecurity } from '../access/policies.js';
import { type Module, schemaOf } from '../module.js';
import { StartError } from './startError.js';

type Queryable = Pick<ClientBase | Pool, 'query'>;

/** What `migrate` wrote down of its last run. */
export interface Recorded {
  migrations: { module: string; name: string; checksum: string }[];
  /** One row named `*` for each table with the checksum of what was asked for, and one for each policy as PostgreSQL deparsed it. */
  policies: { table_name: string; name: string; definition: string; deparsed: string }[];
}

export const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

export const securityDefinition = (table: TableSecurity, requestRole: string): string =>
  checksum(policyStatements(table, requestRole).join(';\n'));

export async function readRecorded(client: Queryable): Promise<Recorded> {
  const { rows } = await client.query('select zhidu.recorded() as recorded');
  return rows[0].recorded;
}

/** Policies of a table by name, in PostgreSQL's own words. */
export async function livePolicies(client: Queryable, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query(
    `select policyname, concat_ws(' / ', permissive, cmd, array_to_string(roles, ','), qual, with_check) as deparsed
     from pg_policies where format('"%s"."%s"', schemaname, tablename) = $1`,
    [table],
  );
  return new Map(rows.map((row) => [row.policyname, row.deparsed]));
}

/** Tables whose policies are not what the permission tables say, with what is the matter. */
export async function policyDifferences(
  client: Queryable,
  recorded: Recorded,
  security: readonly TableSecurity[],
  requestRole: string,
): Promise<string[]> {
  const differences: string[] = [];
  for (const table of security) {
    const rows = recorded.policies.filter((row) => row.table_name === table.table);
    const asked = rows.find((row) => row.name === '*')?.definition;
    const live = await livePolicies(client, table.table);
    const before = rows.filter((row) => row.name !== '*');
    if (asked !== securityDefinition(table, requestRole))
      differences.push(`${table.table}: permissions were changed and not migrated`);
    else if (before.length !== live.size || before.some((row) => live.get(row.name) !== row.deparsed))
      differences.push(`${table.table}: its policies were altered in the database`);
  }
  return differences;
}

/** Refuses to serve from a database in which row-level security would not hold. Names every culprit at once. */
export async function inspectDatabase(
  pool: Pool,
  modules: readonly Module[],
  security: readonly TableSecurity[],
): Promise<void> {
  const problems = [...(await roleProblems(pool)), ...(await pendingMigrations(pool, modules))];
  if (problems.length === 0) {
    const { rows } = await pool.query('select current_user as role');
    problems.push(...(await unforcedTables(pool, modules)));
    problems.push(...(await policyDifferences(pool, await readRecorded(pool), security, rows[0].role)));
  }
  if (problems.length > 0) throw new StartError(`The database is not ready: ${problems.join('; ')}.`);
}

async function roleProblems(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query(
    `select rolname, rolsuper, rolbypassrls,
       array(select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where pg_has_role(r.oid, c.relowner, 'member') and c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' limit 3) as owns
     from pg_roles r where rolname = current_user`,
  );
  const role = rows[0];
  const use = 'requests need a plain role of their own, see "On your own PostgreSQL" in the README';
  if (role.rolsuper) return [`the request role ${role.rolname} is a superuser; ${use}`];
  if (role.rolbypassrls) return [`the request role ${role.rolname} bypasses row-level security; ${use}`];
  if (role.owns.length > 0) return [`the request role ${role.rolname} owns tables (${role.owns.join(', ')}); ${use}`];
  return [];
}

async function pendingMigrations(pool: Pool, modules: readonly Module[]): Promise<string[]> {
  const { rows } = await pool.query(`select to_regprocedure('zhidu.recorded()') is not null as migrated`);
  if (!rows[0].migrated) return ['it was never migrated; run: npm run migrate'];
  const recorded = await readRecorded(pool);
  const known = new Map(recorded.migrations.map((row) => [`${row.module} ${row.name}`, row.checksum]));
  const pending = modules.flatMap((module) =>
    (module.migrations ?? [])
      .filter((migration) => known.get(`${module.name} ${migration.name}`) !== checksum(migration.up))
      .map((migration) => `${module.name}: ${migration.name}`),
  );
  return pending.length > 0 ? [`migrations are missing (${pending.join(', ')}); run: npm run migrate`] : [];
}

async function unforcedTables(pool: Pool, modules: readonly Module[]): Promise<string[]> {
  const { rows } = await pool.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
    [[...modules.map(schemaOf), 'zhidu']],
  );
  return rows.map((row) => `the table ${row.name} has no forced row-level security`);
}
