import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { DatabaseError, type Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { BaseEntity } from '../access/baseEntity.js';
import { sessionVariables } from '../access/viewer.js';
import { hasRecorded } from '../audit/auditSubscriber.js';
import { callRecord } from '../audit/calls.js';
import type { Context } from '../context.js';
import { serviceUnavailable, tooLong, ZhiduError } from '../errors.js';
import type { EntityClass } from '../module.js';
import { sealWith } from '../secrets/sealingSubscriber.js';
import { additionOf, type Given } from './addition.js';
import { patienceMs, stopping } from './patience.js';
import { refusedWrite } from './refusedWrite.js';
import { behindViewer, RoundTrip, type Statement, type TextRow } from './roundTrip.js';
import { translate, unhurriedSeconds } from './translate.js';
import { Writing } from './writing.js';
import { ahead } from './writingClient.js';

export type { Statement } from './roundTrip.js';

/** The connections of the request role. Whatever runs here runs behind row-level security. */
export class Database {
  constructor(
    readonly pool: Pool,
    readonly orm: MikroORM,
  ) {}

  private readonly names = new Map<string, string>();

  /** Runs one statement in a read-only transaction of its own that carries the viewer. */
  async read<T extends QueryResultRow>(context: Context, statement: Statement): Promise<T[]> {
    return (await this.answered(context, statement, true)).typedRows() as T[];
  }

  /** The same for a statement whose columns are all texts, such as JSON that goes to the client as it is. */
  async readText(context: Context, statement: Statement): Promise<TextRow[]> {
    return (await this.answered(context, statement, false)).textRows;
  }

  /** One mutation: change, audit entry and events commit together or not at all. */
  async write<T>(context: Context, work: (writing: Writing) => Promise<T>): Promise<T> {
    const { call } = context;
    try {
      const em = this.orm.em.fork({
        session: { variables: { ...settings(context), 'app.call': call?.name ?? '' } },
      });
      const done = await em.transactional(async (inner) => {
        sealWith(inner as typeof em, context.core.vault);
        const result = await work(new Writing(inner as typeof em, context));
        await inner.flush();
        if (context.unasked.size > 0)
          throw new Error(`${[...context.unasked].join()} never asked its call rule about the row.`);
        if (call && !context.recorded.has(call.key) && !hasRecorded(inner))
          await inner.execute(`${ahead}select audit.append_call(?::json)`, [
            JSON.stringify([callRecord(context, call)]),
          ]);
        return result;
      });
      if (call) context.recorded.add(call.key);
      return done;
    } catch (error) {
      throw refusedWrite(error, context, this.orm) ?? failure(context, error);
    }
  }

  /**
   * Adds one record as it is given, where that is all there is to do: it, its audit entry and what the mutation answers
   * with travel in one round trip. Where the database refuses it, `write` says why.
   */
  async add<T extends BaseEntity>(context: Context, entity: EntityClass<T>, given: Given): Promise<{ id: string }> {
    const addition = additionOf(this.orm.getMetadata(), entity);
    const id = randomUUID();
    const isDone =
      context.unasked.size === 0 &&
      addition.fits(given) &&
      (await this.addAtOnce(context, entity, id, addition.statements(id, given, context.now)));
    return isDone ? { id } : this.write(context, (writing) => addition.make(writing, given));
  }

  private async addAtOnce(
    context: Context,
    entity: EntityClass,
    id: string,
    [insert, found]: readonly [Statement, Statement],
  ): Promise<boolean> {
    const { call } = context;
    const back = context.readBack?.of(entity, id);
    try {
      const named = { 'app.call': call?.name ?? '' };
      const rows = (await this.query(context, named, [insert, back?.statement ?? found], true)).typedRows();
      if (rows.length === 0) return false;
      if (call) context.recorded.add(call.key);
      await back?.take(rows);
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      throw failure(context, error);
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

  private async answered(context: Context, statement: Statement, withTypes: boolean): Promise<RoundTrip> {
    try {
      return await this.query(context, readOnly, [statement], withTypes);
    } catch (error) {
      throw failure(context, error);
    }
  }

  /** It is stopped when the time is up or the client has gone away. */
  private async query(
    context: Context,
    more: Readonly<Record<string, string>>,
    statements: readonly Statement[],
    withTypes: boolean,
  ): Promise<RoundTrip> {
    let client: PoolClient | undefined;
    let broken: Error | undefined;
    let stopped = async () => false;
    try {
      const variables = Object.entries({ ...settings(context), ...more }).flat();
      client = await this.pool.connect();
      stopped = stopping(this.pool, client, context.signal, context.log);
      return await run(client, variables, statements, withTypes);
    } catch (error) {
      if (!isOfStatement(error)) broken = error as Error;
      throw error;
    } finally {
      const wasStopped = await stopped();
      client?.release(broken ?? wasStopped);
    }
  }
}

/** Only PostgreSQL's refusal of a statement leaves the connection as it was. */
const isOfStatement = (error: unknown): boolean =>
  error instanceof DatabaseError && !/^(08|57P|XX)/.test(error.code ?? '');

/** Row-level security, a reference or a value that has to be there: the record cannot be written as it is given. */
const isRefusal = (error: unknown): boolean =>
  error instanceof DatabaseError && ['42501', '23502', '23503'].includes(error.code ?? '');

const readOnly = { transaction_read_only: 'on' };

const run = (
  client: PoolClient,
  variables: readonly string[],
  statements: readonly Statement[],
  withTypes: boolean,
): Promise<RoundTrip> =>
  new Promise((resolve, reject) => {
    client.query(
      new RoundTrip(behindViewer(variables, statements), withTypes, (error, answered) =>
        error ? reject(error) : resolve(answered),
      ),
    );
  });

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
