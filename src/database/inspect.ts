import { createHash } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { policyStatements, type TableSecurity } from '../access/policies.js';
import { type Module, schemaOf } from '../module.js';
import { sealedConstraint, sealingPurposes } from '../secrets/sealedTables.js';
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

/** Names of the functions that the triggers and policies of a table may have. */
const functionsOf = (table: string): string[] => {
  const suffix = table.slice(1, -1).replace('"."', '_');
  const purposes = [
    'take_label',
    'pass_label',
    'duty_label',
    'sees',
    'follow',
    'open',
    'erase',
    'stub',
    ...sealingPurposes,
  ];
  return purposes.map((purpose) => `${purpose}_${suffix}`);
};

/** Policies of tables and the functions behind them with their triggers, by table and name, in PostgreSQL's own words. */
export async function livePolicies(
  client: Queryable,
  tables: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const tablesOf = Map.groupBy(
    tables.flatMap((table) => functionsOf(table).map((name) => ({ name, table }))),
    ({ name }) => name,
  );
  const { rows } = await client.query<{ table: string | null; name: string; deparsed: string }>(
    `select asked as table, policyname as name,
       concat_ws(' / ', permissive, cmd, array_to_string(roles, ','), qual, with_check) as deparsed
     from unnest($1::text[]) asked join pg_policies on asked = format('"%s"."%s"', schemaname, tablename)
     union all
     select null, p.proname, concat_ws(' / ', p.prosecdef, p.proconfig::text, p.prosrc,
       (select string_agg(concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled), '; ' order by t.tgname) from pg_trigger t where t.tgfoid = p.oid))
     from pg_proc p where p.pronamespace = to_regnamespace('access') and p.proname = any($2)
     union all
     select asked, conname, pg_get_constraintdef(oid)
     from unnest($1::text[]) asked join pg_constraint on conrelid = to_regclass(asked) and conname = '${sealedConstraint}'`,
    [tables, [...tablesOf.keys()]],
  );
  const live = new Map(tables.map((table) => [table, new Map<string, string>()]));
  for (const { table, name, deparsed } of rows)
    for (const owner of table === null ? tablesOf.get(name)!.map((known) => known.table) : [table])
      live.get(owner)!.set(name, deparsed);
  return live;
}

/** Whether the permission tables ask for something else than what was last migrated. */
export const isChanged = (recorded: Recorded, table: TableSecurity, requestRole: string): boolean =>
  recorded.policies.find((row) => row.table_name === table.table && row.name === '*')?.definition !==
  securityDefinition(table, requestRole);

/** Names of what is there or was recorded, and is not the same in both. */
export function alteredPolicies(recorded: Recorded, table: string, live: ReadonlyMap<string, string>): string[] {
  const before = recorded.policies.filter((row) => row.table_name === table && row.name !== '*');
  const recordedAs = new Map(before.map((row) => [row.name, row.deparsed]));
  return [...new Set([...recordedAs.keys(), ...live.keys()])].filter((name) => live.get(name) !== recordedAs.get(name));
}

/** Tables whose policies are not what the permission tables say, with what is the matter. */
async function policyDifferences(
  client: Queryable,
  recorded: Recorded,
  security: readonly TableSecurity[],
  requestRole: string,
): Promise<string[]> {
  const live = await livePolicies(
    client,
    security.map(({ table }) => table),
  );
  return security.flatMap((wanted) => {
    const { table } = wanted;
    if (isChanged(recorded, wanted, requestRole)) return [`${table}: permissions were changed and not migrated`];
    const altered = alteredPolicies(recorded, table, live.get(table)!);
    if (altered.length === 0) return [];
    const what = altered.every((name) => functionsOf(table).includes(name)) ? 'triggers' : 'policies';
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
  const { rows } = await pool.query(`select to_regprocedure('zhidu.recorded()') is not null as migrated`);
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
