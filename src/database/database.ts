import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { sessionVariables } from '../access/viewer.js';
import type { Context } from '../context.js';
import { refusedWrite } from './refusedWrite.js';
import { translate } from './translate.js';
import { Writing } from './writing.js';

/** A statement with its values. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** The connections of the request role. Whatever runs here runs behind row-level security. */
export class Database {
  constructor(
    readonly pool: Pool,
    readonly orm: MikroORM,
  ) {}

  /** Runs one compiled read in a transaction of its own that carries the viewer. */
  async read<T extends QueryResultRow>(context: Context, statement: Statement): Promise<T[]> {
    return this.reading(
      context,
      async (client) => (await client.query<T>(statement.sql, [...statement.parameters])).rows,
    );
  }

  /** One mutation: change, audit entry and events commit together or not at all. */
  async write<T>(context: Context, work: (writing: Writing) => Promise<T>): Promise<T> {
    const em = this.orm.em.fork({
      session: { variables: sessionVariables(context.viewer, context.requestId, context.now) },
    });
    try {
      return await em.transactional(async (inner) => {
        const result = await work(new Writing(inner as typeof em, context));
        await inner.flush();
        if (context.unasked.size > 0)
          throw new Error(`${[...context.unasked].join()} never asked its call rule about the row.`);
        return result;
      });
    } catch (error) {
      throw refusedWrite(error, context, this.orm) ?? translate(error);
    }
  }

  /** Calls one of the owner's functions outside any request: the only way to data without a viewer. */
  async call<T extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    try {
      return (await this.pool.query<T>(sql, [...parameters])).rows;
    } catch (error) {
      throw translate(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.orm.close()]);
  }

  /** A read-only transaction that carries the viewer. */
  async reading<T>(context: Context, work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined;
    let broken: Error | undefined;
    try {
      client = await this.pool.connect();
      const variables = Object.entries(sessionVariables(context.viewer, context.requestId, context.now));
      await client.query('begin read only');
      await client.query(
        `select ${variables.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`,
        variables.flat(),
      );
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client?.query('rollback').catch((failure: Error) => {
        broken = failure;
      });
      throw translate(error);
    } finally {
      client?.release(broken);
    }
  }
}
