import { setImmediate as breath } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { AuditKey } from './auditKey.js';
import { beginning, entryHash, Ledger, type SegmentHeader, segmentHash } from './hashing.js';

/** Held while one instance seals. */
const sealingLock = 7_126_303;
const segmentSize = 1_000;
/** So many are hashed without letting requests in between. */
const atOnce = 100;
const idleMs = 5_000;
const busyMs = 250;

/** Ids up to here are final as soon as none of these transactions is running any more. */
interface Mark {
  upTo: bigint;
  writers: string[];
}

interface Head {
  number: number;
  hash: string;
  last: bigint;
  total: number;
}

/**
 * Seals entries into hash-chained segments, off the requests' path. Any number of instances may try: one at a time does.
 * Entries become visible in another order than that of their ids, so ids are sealed only once no transaction is running
 * that could still bring one among them.
 */
export class Sealer {
  private mark: Mark | undefined;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<boolean> | undefined;
  private stopped = false;
  /** So that a database which stays away is told of once. */
  private isFailing = false;

  constructor(
    private readonly pool: Pool,
    private readonly key: AuditKey | undefined,
    private readonly clock: () => Date,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.next(idleMs);
  }

  /** Seals what is final now. Answers whether all that was written before the call is sealed. */
  async seal(): Promise<boolean> {
    await this.working?.catch(() => undefined);
    this.working = this.work();
    return this.working;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working?.catch(() => undefined);
  }

  private next(inMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(async () => this.next((await this.tried()) ? idleMs : busyMs), inMs).unref();
  }

  private async tried(): Promise<boolean> {
    try {
      const done = await this.seal();
      this.isFailing = false;
      return done;
    } catch (error) {
      if (!this.isFailing) this.log.warn({ err: error }, 'could not seal the audit; trying again');
      this.isFailing = true;
      return true;
    }
  }

  private async work(): Promise<boolean> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const mark = await markNow(client);
      const upTo = this.finalUpTo(mark);
      if (upTo === undefined) return false;
      let isFull: boolean | undefined = true;
      while (isFull) isFull = await this.sealSegment(client, upTo);
      return isFull === false && upTo >= mark.upTo;
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** The highest id below which nothing can appear any more. A mark waits until it has come true: replaced earlier, a busy database would never let it. */
  private finalUpTo(mark: Mark): bigint | undefined {
    const waiting = this.mark;
    if (mark.writers.length === 0) {
      this.mark = undefined;
      return mark.upTo;
    }
    if (waiting?.writers.some((writer) => mark.writers.includes(writer))) return undefined;
    this.mark = mark;
    return waiting?.upTo;
  }

  /** Answers whether the segment is full, so that more may wait; undefined where another instance is sealing. */
  private async sealSegment(client: PoolClient, upTo: bigint): Promise<boolean | undefined> {
    await client.query('begin');
    try {
      const { rows } = await client.query('select pg_try_advisory_xact_lock($1) as mine', [sealingLock]);
      if (!rows[0].mine) {
        await client.query('rollback');
        return undefined;
      }
      const head = await headOf(client);
      const entries = await this.hashed(client, head.last, upTo);
      if (entries.length > 0)
        await client.query('select audit.seal($1::json)', [JSON.stringify(this.segment(head, entries))]);
      await client.query('commit');
      return entries.length === segmentSize;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  private async hashed(client: PoolClient, after: bigint, upTo: bigint): Promise<{ id: bigint; hash: Buffer }[]> {
    const { rows } = await client.query<{ id: string; plain: string }>(
      'select * from audit.entries_between($1, $2, $3)',
      [after, upTo, segmentSize],
    );
    const hashed: { id: bigint; hash: Buffer }[] = [];
    for (const { id, plain } of rows) {
      hashed.push({ id: BigInt(id), hash: entryHash(plain) });
      if (hashed.length % atOnce === 0) await breath();
    }
    return hashed;
  }

  private segment(head: Head, entries: { id: bigint; hash: Buffer }[]) {
    const ledger = Ledger.of(entries);
    const header: SegmentHeader = {
      number: head.number + 1,
      previous: head.hash,
      first: Number(entries[0]!.id),
      last: Number(entries.at(-1)!.id),
      count: entries.length,
      total: head.total + entries.length,
      root: ledger.root.toString('hex'),
      sealedAt: this.clock().toISOString(),
    };
    const hash = segmentHash(header);
    return { ...header, hash, ...this.key?.sign(hash), ledger: ledger.bytes.toString('base64') };
  }
}

async function headOf(client: PoolClient): Promise<Head> {
  const { rows } = await client.query(
    'select number, hash, last_entry, total from audit.segments_after(audit.head_number() - 1, 1, false)',
  );
  const [head] = rows;
  if (!head) return { number: 0, hash: beginning, last: 0n, total: 0 };
  return { number: Number(head.number), hash: head.hash, last: BigInt(head.last_entry), total: Number(head.total) };
}

/**
 * Whoever inserts locks the table first, takes an id then, and gives the lock back when the entry can be seen. So ids
 * that were taken by now belong to what can be seen or to those who hold the lock after that was read, and in no other
 * order: not to those who hold it before.
 */
async function markNow(client: PoolClient): Promise<Mark> {
  const { rows: written } = await client.query('select audit.entries_written() as id');
  const { rows } = await client.query<{ writer: string }>(
    `select distinct virtualtransaction as writer from pg_locks
     where database = (select oid from pg_database where datname = current_database())
       and relation = 'audit.entry'::regclass and mode = 'RowExclusiveLock' and granted`,
  );
  return { upTo: BigInt(written[0].id), writers: rows.map(({ writer }) => writer) };
}
