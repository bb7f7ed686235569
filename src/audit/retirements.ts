import { StartError } from '../database/startError.js';
import type { AuditKey } from './auditKey.js';
import { FindingKind, type Findings } from './findings.js';
import { canonical, exactly, sha256 } from './hashing.js';

/** What stays of segments whose entries were removed when their time was over. */
export interface RetirementStub {
  firstSegment: number;
  lastSegment: number;
  firstEntry: number;
  lastEntry: number;
  count: number;
  /** All removed entries are older than this. */
  before: string;
  retiredBy: string;
  reason: string;
}

export interface Retirement extends RetirementStub {
  /** Id of the entry that records the removal. */
  recordedAs: number;
  key: string | null;
  signature: string | null;
  /** That entry as it is hashed; null where it is gone. */
  record: string | null;
}

export const retirementAction = 'audit retired';

export const stubHash = (stub: RetirementStub): string => sha256(canonical(stubOf(stub))).toString('hex');

export const stubOf = (stub: RetirementStub): RetirementStub => {
  const { firstSegment, lastSegment, firstEntry, lastEntry, count, before, retiredBy, reason } = stub;
  return { firstSegment, lastSegment, firstEntry, lastEntry, count, before, retiredBy, reason };
};

/** Asks whether each removal is recorded in the log itself as its stub says, and signed where a key is known. */
export function verifyRetirements(
  retirements: readonly Retirement[],
  key: AuditKey | undefined,
  findings: Findings,
): void {
  for (const retirement of retirements) {
    const { firstSegment, lastSegment, recordedAs } = retirement;
    const where = { segment: firstSegment };
    const name = {
      en: `The retirement of the segments ${firstSegment} to ${lastSegment}`,
      zh: `第 ${firstSegment} 至 ${lastSegment} 段的到期清除`,
    };
    const isRetiredItself = retirements.some(
      (other) => recordedAs >= other.firstEntry && recordedAs <= other.lastEntry,
    );
    if (!isRetiredItself && !agrees(retirement))
      findings.add(
        FindingKind.RETIREMENT_FORGED,
        {
          en: `${name.en} is not recorded as it says, in the entry ${recordedAs}.`,
          zh: `${name.zh}与记录 ${recordedAs} 不符。`,
        },
        where,
      );
    if (key && !isSigned(retirement, key))
      findings.add(
        FindingKind.UNSIGNED,
        {
          en: `${name.en} has no valid signature of the key ${key.fingerprint}.`,
          zh: `${name.zh}没有密钥 ${key.fingerprint} 的有效签名。`,
        },
        where,
      );
  }
}

function agrees(retirement: Retirement): boolean {
  if (retirement.record === null) return false;
  const { action, after } = exactly(retirement.record) as { action: string; after: unknown };
  return action === retirementAction && canonical(after) === canonical(stubOf(retirement));
}

/** A stub of an earlier key is recorded in the chain, which the present key signs. */
const isSigned = (retirement: Retirement, key: AuditKey): boolean =>
  retirement.signature !== null &&
  (retirement.key !== key.fingerprint || key.verifies(stubHash(retirement), retirement.signature));

/** A date as the command line takes it. */
export function dayOf(text: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime())) throw new StartError(`${text} is no date; give one as YYYY-MM-DD.`);
  return day;
}
