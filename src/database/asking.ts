import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClientBase } from 'pg';

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
  async <T extends object>(sql: string, parameters: readonly unknown[] = []) => {
    let number = 0;
    const numbered = sql.replaceAll('?', () => {
      number += 1;
      return `$${number}`;
    });
    return (await client.query<T>(numbered, [...parameters])).rows;
  };
