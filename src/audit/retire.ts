import type { ClientBase } from 'pg';
import { StartError } from '../database/startError.js';
import type { AuditKey } from './auditKey.js';
import { type RetirementStub, retirementAction, stubHash } from './retirements.js';
import { retirementsOf, segmentsAfter } from './segments.js';

export interface RetireOrder {
  before: Date;
  /** Who removes, and why: kept for good. */
  by: string;
  reason: string;
  keepYears: number;
  now: Date;
  key: AuditKey | undefined;
}

/** One at a time; the number is the platform's own. */
const retiringLock = 7_126_304;

/**
 * Removes the entries of whole segments that are older than the order says, from the oldest on, as the owner of the
 * database. Header, ledger and a stub stay, so that the chain still verifies. Answers undefined where nothing is that old.
 *
 * @throws StartError for a date that is too young
 */
export async function retireAudit(owner: ClientBase, order: RetireOrder): Promise<RetirementStub | undefined> {
  const latest = new Date(order.now);
  latest.setUTCFullYear(latest.getUTCFullYear() - order.keepYears);
  if (order.before > latest)
    throw new StartError(
      `Entries are kept for ${order.keepYears} years (AUDIT_KEEP_YEARS): the date can be ${latest.toISOString().slice(0, 10)} at the latest.`,
    );
  await owner.query('begin');
  try {
    await owner.query('select pg_advisory_xact_lock($1)', [retiringLock]);
    const stub = await oldSegments(owner, order);
    if (stub) await remove(owner, stub, order.key);
    await owner.query('commit');
    return stub;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** From the segment after the last one retired, as many as are older without a younger one between. */
async function oldSegments(
  owner: ClientBase,
  { before, by, reason }: RetireOrder,
): Promise<RetirementStub | undefined> {
  const retired = (await retirementsOf(owner)).at(-1)?.lastSegment ?? 0;
  let stub: RetirementStub | undefined;
  for (let after = retired; ; after += 1) {
    const [segment] = await segmentsAfter(owner, after, 1, false);
    if (!segment || !(await isOlder(owner, segment, before))) return stub;
    stub = {
      firstSegment: stub?.firstSegment ?? segment.number,
      lastSegment: segment.number,
      firstEntry: stub?.firstEntry ?? segment.first,
      lastEntry: segment.last,
      count: (stub?.count ?? 0) + segment.count,
      before: before.toISOString(),
      retiredBy: by,
      reason,
    };
  }
}

/** By its entries and by its sealing: a clock that once went wrong makes nothing old. */
async function isOlder(
  owner: ClientBase,
  segment: { first: number; last: number; sealedAt: string },
  before: Date,
): Promise<boolean> {
  if (new Date(segment.sealedAt) >= before) return false;
  const { rows } = await owner.query('select max(at) < $3 as older from audit.entry where id between $1 and $2', [
    segment.first,
    segment.last,
    before,
  ]);
  return rows[0].older === true;
}

async function remove(owner: ClientBase, stub: RetirementStub, key: AuditKey | undefined): Promise<void> {
  const { firstSegment, lastSegment, firstEntry, lastEntry, count, before, retiredBy, reason } = stub;
  const entry = { action: retirementAction, type: 'AuditSegment', after: stub };
  await owner.query('select audit.append($1::json)', [JSON.stringify([entry])]);
  const signature = key?.sign(stubHash(stub));
  await owner.query(
    `insert into audit.retirement (first_segment, last_segment, first_entry, last_entry, count, before, retired_by, reason,
       recorded_as, key, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, currval('audit.entry_id_seq'), $9, decode($10, 'hex'))`,
    [
      firstSegment,
      lastSegment,
      firstEntry,
      lastEntry,
      count,
      before,
      retiredBy,
      reason,
      signature?.key,
      signature?.signature,
    ],
  );
  await owner.query('delete from audit.entry where id between $1 and $2', [firstEntry, lastEntry]);
}
