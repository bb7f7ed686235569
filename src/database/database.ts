import type { MikroORM } from '@mikro-orm/postgresql';
import { DatabaseError, type Pool, type PoolClient, type QueryResultRow } from 'pg';
import { sessionVariables } from '../access/viewer.js';
import type { Context } from '../context.js';
import { translate } from './translate.js';
import { type Statement, type TextRow, ViewerQuery } from './viewerQuery.js';
import { Writing } from './writing.js';

export type { Statement } from './viewerQuery.js';

/** The connections of the request role. Whatever runs here runs behind row-level security. */
export class Database {
  constructor(
    readonly pool: Pool,
    readonly orm: MikroORM,
  ) {}

  private readonly names = new Map<string, string>();

  /** Runs one statement in a read-only transaction of its own that carries the viewer. */
  async read<T extends QueryResultRow>(context: Context, statement: Statement): Promise<T[]> {
    return (await this.query(context, statement, true)).typedRows as T[];
  }

  /** The same for a statement whose columns are all texts, such as JSON that goes to the client as it is. */
  async readText(context: Context, statement: Statement): Promise<TextRow[]> {
    return (await this.query(context, statement, false)).textRows;
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
      throw translate(error);
    }
  }

  /** Calls one of the owner's functions outside any request: the only way to data without a viewer. */
  async call<T extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    try {
      return (await this.pool.query<T>({ name: this.nameOf(sql), text: sql, values: [...parameters] })).rows;
    } catch (error) {
      throw translate(error);
    }
  }

  /** What is called stands in the source, so its statements are few and stay prepared. */
  private nameOf(sql: string): string {
    const known = this.names.get(sql) ?? `call_${this.names.size + 1}`;
    this.names.set(sql, known);
    return known;
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.orm.close()]);
  }

  private async query(context: Context, statement: Statement, withTypes: boolean): Promise<ViewerQuery> {
    const variables = { ...sessionVariables(context.viewer, context.requestId, context.now), ...readOnly };
    let client: PoolClient | undefined;
    let broken: Error | undefined;
    // The query fails as well, but without a listener on the connection the process would end.
    const lost = (error: Error) => {
      broken = error;
    };
    try {
      client = await this.pool.connect();
      client.on('error', lost);
      return await run(client, Object.entries(variables).flat(), statement, withTypes);
    } catch (error) {
      if (!isOfStatement(error)) broken = error as Error;
      throw translate(error);
    } finally {
      client?.off('error', lost).release(broken);
    }
  }
}

/** Only PostgreSQL's refusal of a statement leaves the connection as it was. */
const isOfStatement = (error: unknown): boolean =>
  error instanceof DatabaseError && !/^(08|57P|XX)/.test(error.code ?? '');

const readOnly = { transaction_read_only: 'on' };

const run = (
  client: PoolClient,
  variables: readonly string[],
  statement: Statement,
  withTypes: boolean,
): Promise<ViewerQuery> =>
  new Promise((resolve, reject) => {
    client.query(
      new ViewerQuery(variables, statement, withTypes, (error, query) => (error ? reject(error) : resolve(query))),
    );
  });
