import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClientBase } from 'pg';
import type { Context } from '../context.js';

/** Runs one statement in the caller's transaction; `?` stands for a parameter. */
export type Ask = <T extends object>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;

/** In the transaction of a request's EntityManager. */
export const askingOf =
  (em: EntityManager): Ask =>
  <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
    em.execute<T[]>(sql, [...parameters]);

/** In the transaction of a connection. */
export const askingOn =
  (client: ClientBase): Ask =>
  async <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await client.query<T>(numbered(sql), [...parameters])).rows;

/** Each statement in a transaction of its own, which only reads. */
export const askingAs =
  (context: Context): Ask =>
  <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
    context.database.read<T>(context, { sql: numbered(sql), parameters });

function numbered(sql: string): string {
  let number = 0;
  return sql.replaceAll('?', () => {
    number += 1;
    return `$${number}`;
  });
}
