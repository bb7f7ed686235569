import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { policyStatements, type TableSecurity } from '../access/policies.js';
import { type Module, schemaOf } from '../module.js';
import { alteredPolicies, functionsOf } from './livePolicies.js';
import { StartError } from './startError.js';

export type Queryable = Pick<ClientBase | Pool, 'query'>;

/** What `migrate` wrote down of its last run. */
export interface Recorded {
  migrations: { module: string; name: string; checksum: string }[];
  /** One row named `*` for each table with the checksum of what was asked for, and one for each policy with its fingerprint. */
  policies: { table_name: string; name: string; definition: string; fingerprint: string }[];
}

export const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

export const securityDefinition = (table: TableSecurity, requestRole: string): string =>
  checksum(policyStatements(table, requestRole).join(';\n'));

export async function readRecorded(client: Queryable): Promise<Recorded> {
  const { rows } = await client.query('select zhidu.recorded() as recorded');
  return rows[0].recorded;
}

/** Whether the permission tables ask for something else than what was last migrated. */
export const isChanged = (recorded: Recorded, table: TableSecurity, requestRole: string): boolean =>
  recorded.policies.find((row) => row.table_name === table.table && row.name === '*')?.definition !==
  securityDefinition(table, requestRole);

/** Tables whose policies are not what the permission tables say, with what is the matter. */
async function policyDifferences(
  client: Queryable,
  recorded: Recorded,
  security: readonly TableSecurity[],
  requestRole: string,
): Promise<string[]> {
  const altered = await alteredPolicies(
    client,
    recorded,
    security.map(({ table }) => table),
  );
  return security.flatMap((wanted) => {
    const { table } = wanted;
    if (isChanged(recorded, wanted, requestRole)) return [`${table}: permissions were changed and not migrated`];
    const names = altered.get(table);
    if (!names) return [];
    const what = names.every((name) => functionsOf(table).includes(name)) ? 'triggers' : 'policies';
    return [`${table}: its ${what} were altered in the database`];
  });
}

/** Refuses to serve from a database in which row-level security would not hold. Names every culprit at once. */
export async function inspectDatabase(
  pool: Pool,
  modules: readonly Module[],
  security: readonly TableSecurity[],
): Promise<void> {
  const recorded = (await isMigrated(pool)) ? await readRecorded(pool) : undefined;
  const problems = [
    ...(await roleProblems(pool)),
    ...(recorded ? pendingMigrations(recorded, modules) : ['it was never migrated; run: npm run migrate']),
  ];
  if (recorded && problems.length === 0) {
    const { rows } = await pool.query('select current_user as role');
    problems.push(...(await unforcedTables(pool, modules)));
    problems.push(...(await surplusRights(pool, modules, security)));
    problems.push(...(await policyDifferences(pool, recorded, security, rows[0].role)));
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

async function isMigrated(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(`select to_regprocedure('zhidu.recorded_words(text[])') is not null as migrated`);
  return rows[0].migrated;
}

function pendingMigrations(recorded: Recorded, modules: readonly Module[]): string[] {
  const known = new Map(recorded.migrations.map((row) => [`${row.module} ${row.name}`, row.checksum]));
  const pending: string[] = [];
  const changed: string[] = [];
  for (const module of modules)
    for (const migration of module.migrations ?? []) {
      const sum = known.get(`${module.name} ${migration.name}`);
      if (sum === undefined) pending.push(`${module.name}: ${migration.name}`);
      else if (sum !== checksum(migration.up))
        changed.push(
          `the migration ${migration.name} of the module ${module.name} was changed after it had been applied; restore it and write a new one`,
        );
    }
  if (pending.length > 0) changed.push(`migrations are missing (${pending.join(', ')}); run: npm run migrate`);
  return changed;
}

async function unforcedTables(pool: Pool, modules: readonly Module[]): Promise<string[]> {
  const { rows } = await pool.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
    [[...modules.map(schemaOf), 'zhidu']],
  );
  return rows.map((row) => `the table ${row.name} has no forced row-level security; run: npm run migrate`);
}

/** What the request role may do although no permission table says so: row security does not hold a TRUNCATE back. */
async function surplusRights(
  pool: Pool,
  modules: readonly Module[],
  security: readonly TableSecurity[],
): Promise<string[]> {
  const given = Object.fromEntries(security.map(({ table, commands }) => [table, commands]));
  const { rows } = await pool.query<{ name: string; quoted: string; rights: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name, format('"%s"."%s"', n.nspname, c.relname) as quoted,
       array(select lower(p) from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
         where has_table_privilege(c.oid, p)
           or (p in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') and has_any_column_privilege(c.oid, p))) as rights
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    [[...modules.map(schemaOf), 'zhidu']],
  );
  return rows.flatMap(({ name, quoted, rights }) => {
    const surplus = rights.filter((right) => !given[quoted]?.includes(right as TableSecurity['commands'][number]));
    if (surplus.length === 0) return [];
    return [`the request role may ${surplus.join(', ')} on ${name}, which no permission says; revoke it`];
  });
}
