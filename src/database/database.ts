import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { sessionVariables } from '../access/viewer.js';
import { callRecord } from '../audit/calls.js';
import type { Context } from '../context.js';
import { serviceUnavailable, tooLong, ZhiduError } from '../errors.js';
import { patienceMs, stopping } from './patience.js';
import { refusedWrite } from './refusedWrite.js';
import { translate, unhurriedSeconds } from './translate.js';
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
    const { call } = context;
    try {
      const em = this.orm.em.fork({
        session: { variables: { ...settings(context), 'app.call': call?.name ?? '' } },
      });
      const done = await em.transactional(async (inner) => {
        const result = await work(new Writing(inner as typeof em, context));
        await inner.flush();
        if (context.unasked.size > 0)
          throw new Error(`${[...context.unasked].join()} never asked its call rule about the row.`);
        if (call && !context.recorded.has(call.key))
          await inner.execute('select audit.append_call(?::json)', [JSON.stringify([callRecord(context, call)])]);
        return result;
      });
      if (call) context.recorded.add(call.key);
      return done;
    } catch (error) {
      throw refusedWrite(error, context, this.orm) ?? failure(context, error);
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

  /** Whether the database answers at once. */
  async answers(): Promise<boolean> {
    return this.pool.query(prompt('select 1')).then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.orm.close()]);
  }

  /** A read-only transaction that carries the viewer. It is stopped when the time is up or the client has gone away. */
  async reading<T>(context: Context, work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined;
    let broken: Error | undefined;
    let stopped = async () => false;
    try {
      const variables = Object.entries(settings(context));
      client = await this.pool.connect();
      stopped = stopping(this.pool, client, context.signal, context.log);
      await client.query(prompt('begin read only'));
      await client.query({
        ...prompt(`select ${variables.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`),
        values: variables.flat(),
      });
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      // Behind a statement that is not answered a rollback would wait as well.
      if (error instanceof Error && error.message === 'Query read timeout') broken = error;
      else
        await client?.query('rollback').catch((failure: Error) => {
          broken = failure;
        });
      throw failure(context, error);
    } finally {
      const wasStopped = await stopped();
      client?.release(broken ?? wasStopped);
    }
  }
}

/** A statement that costs the database nothing. Its failing to answer means that it is away. */
const prompt = (text: string) => ({ text, query_timeout: patienceMs });

/** The viewer, and how long a statement may take. */
function settings(context: Context): Record<string, string> {
  if (context.signal?.aborted) throw clientGone();
  const left =
    context.deadline === undefined ? unhurriedSeconds * 1000 : Math.ceil(context.deadline - performance.now());
  if (left <= 0) throw timeIsUp(context);
  return {
    ...sessionVariables(context.viewer, context.requestId, context.now),
    statement_timeout: String(left),
  };
}

function failure(context: Context, error: unknown): unknown {
  const known = translate(error);
  if (!(known instanceof ZhiduError) || known.extensions.measure !== 'seconds') return known;
  return context.signal?.aborted ? clientGone() : timeIsUp(context);
}

const clientGone = () =>
  serviceUnavailable({ en: 'The client went away before it had its answer.', zh: '客户端在得到答复前已断开。' });

function timeIsUp({ core, deadline = performance.now() }: Context): Error {
  const { seconds } = core.limits;
  const taken = seconds + Math.max(0, Math.ceil((performance.now() - deadline) / 1000));
  return tooLong(taken, seconds);
}
