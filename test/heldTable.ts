import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type PoolConfig } from 'pg';
import { onTestFinished } from 'vitest';

/** A table that nobody can read or write until it is let go, or nobody write: whoever asks for it waits in PostgreSQL. */
export class HeldTable {
  private gone: Promise<void> | undefined;

  private constructor(private readonly client: Client) {}

  static async hold(
    owner: PoolConfig,
    table: string,
    mode: 'access exclusive' | 'exclusive' = 'access exclusive',
  ): Promise<HeldTable> {
    const client = new Client(owner);
    await client.connect();
    await client.query('begin');
    await client.query(`lock table ${table} in ${mode} mode`);
    const held = new HeldTable(client);
    onTestFinished(() => held.letGo());
    return held;
  }

  /** Resolves when exactly so many statements wait. */
  async waiting(count: number): Promise<void> {
    const sql = `select count(distinct pid)::integer as n from pg_locks
      where not granted and database = (select oid from pg_database where datname = current_database())`;
    for (const deadline = Date.now() + 20_000; ; await sleep(10)) {
      const { rows } = await this.client.query(sql);
      if (rows[0].n === count) return;
      if (Date.now() > deadline) throw new Error(`${rows[0].n} statements wait, not ${count}.`);
    }
  }

  async letGo(): Promise<void> {
    this.gone ??= this.client.end();
    await this.gone;
  }
}
