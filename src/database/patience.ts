import type { Socket } from 'node:net';
import { Client, type Pool, type PoolClient, type PoolConfig } from 'pg';

/** A database that is there answers a connection, and what costs it nothing, within this many milliseconds. */
export const patienceMs = 3000;

/** Neither a new connection nor a free one is waited for longer. */
export const patient = (config: PoolConfig): PoolConfig => ({
  ...config,
  connectionTimeoutMillis: patienceMs,
  keepAlive: true,
});

/**
 * Ends connections over which nothing came for so long: a network that swallows everything reports no error. What waits for
 * an answer then fails. PostgreSQL stops statements sooner, so that only a connection that is dead is silent.
 */
export function endSilent(pool: Pool, milliseconds: number): void {
  pool.on('connect', (client) => {
    const stream = client.connection.stream as Socket;
    stream.setTimeout(milliseconds, () => stream.destroy(new Error('Connection terminated: the database is silent')));
  });
}

/**
 * Stops what a connection does in the database once the signal is given. The connection is of no use afterwards, since the
 * order to stop might meet its next statement.
 *
 * @returns to be called at the end of the work; resolves with true if the order was given
 */
export function stopping(pool: Pool, client: PoolClient, signal: AbortSignal | undefined): () => Promise<boolean> {
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped = cancel(pool.options, (client as PoolClient & { processID: number }).processID);
  };
  signal?.addEventListener('abort', stop, { once: true });
  return async () => {
    signal?.removeEventListener('abort', stop);
    await stopped;
    return stopped !== undefined;
  };
}

/** On a connection of its own: those of the pool may all be busy with what is to be stopped. */
async function cancel(config: PoolConfig, processId: number): Promise<void> {
  const client = new Client(patient(config));
  // Where the database cannot be reached there is nothing to be stopped either.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_cancel_backend($1)', [processId]);
  } catch {
    return;
  } finally {
    await client.end().catch(() => undefined);
  }
}
