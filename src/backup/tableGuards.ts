import type { Client } from 'pg';
import { quote } from '../database/entityModel.js';

/** Statements that take away what stands between a table and its rows, and that put it back as it was. */
export interface TableGuards {
  down: string[];
  up: string[];
}

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

interface Trigger {
  table: string;
  name: string;
  state: 'O' | 'A' | 'R' | 'D';
}

const enabling = { O: 'enable', A: 'enable always', R: 'enable replica' } as const;

/**
 * The owner of tables, who need be no superuser, may do all of this inside a transaction. Foreign keys, which may go in
 * circles, come back after the rows and are then checked all at once. Triggers would do again what they did when the rows
 * were new. COPY does not write where row-level security is forced on the owner.
 */
export async function guardsOf(client: Client, schemas: readonly string[]): Promise<TableGuards> {
  const keys = await foreignKeys(client, schemas);
  const triggers = (await triggersOf(client, schemas)).filter(({ state }) => state !== 'D');
  const forced = await forcedTables(client, schemas);
  return {
    down: [
      ...keys.map(({ table, name }) => `alter table ${table} drop constraint ${quote(name)}`),
      ...triggers.map(({ table, name }) => `alter table ${table} disable trigger ${quote(name)}`),
      ...forced.map((table) => `alter table ${table} no force row level security`),
    ],
    up: [
      ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${quote(name)} ${definition}`),
      ...triggers.map(({ table, name, state }) => {
        return `alter table ${table} ${enabling[state as keyof typeof enabling]} trigger ${quote(name)}`;
      }),
      ...forced.map((table) => `alter table ${table} force row level security`),
    ],
  };
}

async function foreignKeys(client: Client, schemas: readonly string[]): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and k.contype = 'f' and k.conparentid = 0 order by 1, 2`,
    [schemas],
  );
  return rows;
}

async function triggersOf(client: Client, schemas: readonly string[]): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(
    `select format('%I.%I', n.nspname, c.relname) as table, t.tgname as name, t.tgenabled as state
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and not t.tgisinternal and t.tgparentid = 0 order by 1, 2`,
    [schemas],
  );
  return rows;
}

async function forcedTables(client: Client, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and c.relforcerowsecurity order by 1`,
    [schemas],
  );
  return rows.map(({ table }) => table);
}
