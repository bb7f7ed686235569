import type { Pool } from 'pg';
import { Ledger, type SegmentHeader } from './hashing.js';
import type { Retirement } from './retirements.js';

export interface Segment extends SegmentHeader {
  hash: string;
  /** Fingerprint of the key that signed the hash. */
  key: string | null;
  signature: string | null;
  ledger: Ledger;
}

interface SegmentRow {
  number: string;
  previous: string;
  first_entry: string;
  last_entry: string;
  count: number;
  total: string;
  root: string;
  sealed_at: string;
  hash: string;
  key: string | null;
  signature: string | null;
  ledger: Buffer | null;
}

const segmentOf = (row: SegmentRow): Segment => ({
  number: Number(row.number),
  previous: row.previous,
  first: Number(row.first_entry),
  last: Number(row.last_entry),
  count: row.count,
  total: Number(row.total),
  root: row.root,
  sealedAt: row.sealed_at,
  hash: row.hash,
  key: row.key,
  signature: row.signature,
  ledger: Ledger.from(row.ledger ?? Buffer.alloc(0)),
});

export async function segmentsAfter(
  pool: Pick<Pool, 'query'>,
  number: number,
  atMost: number,
  withLedger: boolean,
): Promise<Segment[]> {
  const { rows } = await pool.query<SegmentRow>('select * from audit.segments_after($1, $2, $3)', [
    number,
    atMost,
    withLedger,
  ]);
  return rows.map(segmentOf);
}

/** The last segment, without its ledger. */
export async function headSegment(pool: Pick<Pool, 'query'>): Promise<Segment | undefined> {
  const { rows } = await pool.query<SegmentRow>(
    'select * from audit.segments_after(audit.head_number() - 1, 1, false)',
  );
  return rows[0] && segmentOf(rows[0]);
}

const pageSize = 25;

/** All segments up to a number, in the order of their numbers. Those of one number come together, also where there are two. */
export async function* allSegments(pool: Pool, upTo = Number.POSITIVE_INFINITY): AsyncGenerator<Segment> {
  let after = 0;
  for (;;) {
    const segments = await segmentsAfter(pool, after, pageSize, true);
    yield* segments.filter(({ number }) => number <= upTo);
    if (segments.length < pageSize) return;
    after = segments.at(-1)!.number;
  }
}

export async function retirementsOf(pool: Pick<Pool, 'query'>): Promise<Retirement[]> {
  const { rows } = await pool.query<{ retirement: Retirement }>('select audit.retirements() as retirement');
  return rows.map(({ retirement }) => retirement);
}
