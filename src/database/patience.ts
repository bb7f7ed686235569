import type { Duplex } from 'node:stream';
import { Client, type Pool, type PoolClient, type PoolConfig } from 'pg';
import type { Logger } from 'pino';

/** A database that is there answers a connection, and what costs it nothing, within this many milliseconds. */
export const patienceMs = 3000;

/** Neither a new connection nor a free one is waited for longer. */
export const patient = (config: PoolConfig): PoolConfig => ({
  ...config,
  connectionTimeoutMillis: patienceMs,
  keepAlive: true,
});

/** The open connections of pools, so that all can be ended at once when a network swallows everything and reports no error. */
export class Connections {
  private readonly streams = new Set<Duplex>();

  readonly watch = (pool: Pool): void => {
    pool.on('connect', (client) => {
      // pg raises it beside the failure of the statement, and without a listener the process would end.
      client.on('error', () => undefined);
      const { stream } = client.connection;
      this.streams.add(stream);
      stream.once('close', () => this.streams.delete(stream));
    });
  };

  /** Whatever waits for an answer fails. */
  sever(): void {
    for (const stream of this.streams) stream.destroy(new Error('Connection terminated: the database is silent'));
  }
}

/** Longer than it takes to give back what was lost. */
const reclaimAfterMs = 500;

/**
 * Takes lost connections back that nobody gives back: kysely keeps one for ever whose begin or rollback failed, and after
 * a few such losses a pool would have none left.
 */
export function reclaimLost(pool: Pool): void {
  const taken = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_error, client) => taken.delete(client as PoolClient));
  pool.on('connect', (client) =>
    client.once('end', () => {
      const reclaim = () => taken.has(client) && client.release(true);
      setTimeout(reclaim, reclaimAfterMs).unref();
    }),
  );
}

/**
 * Stops what a connection does in the database once the signal is given. The connection is of no use afterwards, since the
 * order to stop might meet its next statement.
 *
 * @returns to be called at the end of the work; resolves with true if the order was given
 */
export function stopping(
  pool: Pool,
  client: PoolClient,
  signal: AbortSignal | undefined,
  log: Logger,
): () => Promise<boolean> {
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped = cancel(pool, client).catch((error) => log.warn({ err: error }, 'could not stop a statement'));
  };
  signal?.addEventListener('abort', stop, { once: true });
  return async () => {
    signal?.removeEventListener('abort', stop);
    await stopped;
    return stopped !== undefined;
  };
}

/** On a connection of its own: those of the pool may all be busy with what is to be stopped. */
async function cancel(pool: Pool, { processID }: PoolClient & { processID?: number }): Promise<void> {
  // The options themselves, because a copy of them lacks the password.
  const client = new Client(pool.options);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_cancel_backend($1)', [processID]);
  } finally {
    await client.end();
  }
}
