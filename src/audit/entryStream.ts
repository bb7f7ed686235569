import { setImmediate as breath } from 'node:timers/promises';
import type { Pool } from 'pg';

export interface PlainEntry {
  id: bigint;
  plain: string;
}

const pageSize = 1_000;
/** So many are handed out without letting requests in between. */
const atOnce = 100;
const beforeAll = -(2n ** 62n);
const behindAll = 2n ** 62n;

/** All entries in the order of their ids. The database reads a page while the one before it is being looked at. */
export class EntryStream {
  private page: PlainEntry[] = [];
  private place = 0;
  private ahead: Promise<PlainEntry[]> | undefined;

  constructor(private readonly pool: Pool) {
    this.ahead = this.read(beforeAll);
  }

  /** The next entry without taking it; undefined behind the last. */
  async peek(): Promise<PlainEntry | undefined> {
    if (this.place % atOnce === 0) await breath();
    if (this.place < this.page.length || !this.ahead) return this.page[this.place];
    this.page = await this.ahead;
    this.place = 0;
    const last = this.page.at(-1);
    this.ahead = last && this.page.length === pageSize ? this.read(last.id) : undefined;
    return this.page[0];
  }

  take(): void {
    this.place += 1;
  }

  private read(after: bigint): Promise<PlainEntry[]> {
    const reading = this.pool
      .query<{ id: string; plain: string }>('select * from audit.entries_between($1, $2, $3)', [
        after,
        behindAll,
        pageSize,
      ])
      .then(({ rows }) => rows.map(({ id, plain }) => ({ id: BigInt(id), plain })));
    // Whoever peeks hears of it; who never does must not end the process.
    reading.catch(() => undefined);
    return reading;
  }
}
