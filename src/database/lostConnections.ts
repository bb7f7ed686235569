import type { Pool, PoolClient } from 'pg';

const patienceMs = 1_000;

/**
 * Keeps connections that the server ends while they are in use from ending the process, and from taking a place in the
 * pool for good: kysely gives a transaction's connection back only after a commit or rollback that succeeded.
 */
export function surviveLostConnections(pool: Pool, onLost: (error: Error) => void): void {
  const inUse = new Set<PoolClient>();
  pool.on('error', onLost);
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  pool.on('connect', (client) => {
    client.on('error', onLost);
    client.on('end', () => {
      if (inUse.has(client)) setTimeout(() => inUse.has(client) && client.release(true), patienceMs).unref();
    });
  });
}
