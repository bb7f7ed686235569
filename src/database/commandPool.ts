import { Pool, type PoolConfig } from 'pg';
import { Connections } from './patience.js';

/** Connections of a command, which ends with the first statement that fails. */
export function commandPool(database: PoolConfig, name: string, max = 1): Pool {
  const pool = new Pool({ ...database, max, application_name: name });
  new Connections().watch(pool);
  // An idle one that the database ends fails no statement: an embedded database does so as it stops behind the command.
  pool.on('error', () => undefined);
  return pool;
}
