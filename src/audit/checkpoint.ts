import type { Pool } from 'pg';
import type { AuditKey } from './auditKey.js';
import { FindingKind, type Findings } from './findings.js';
import { headSegment, segmentsAfter } from './segments.js';

/** Where the chain stood: kept elsewhere, it shows later whether what came before is still the same. */
export interface Checkpoint {
  /** Of the last segment. */
  number: number;
  /** SHA-256 of its header, hexadecimal; through it of all before. */
  hash: string;
  /** Entries sealed until then. */
  count: number;
  sealedAt: string;
  key: string | null;
  /** Ed25519 over the hash, hexadecimal. */
  signature: string | null;
}

/** Undefined while nothing is sealed. */
export async function takeCheckpoint(pool: Pick<Pool, 'query'>): Promise<Checkpoint | undefined> {
  const head = await headSegment(pool);
  if (!head) return undefined;
  const { number, hash, total, sealedAt, key, signature } = head;
  return { number, hash, count: total, sealedAt, key, signature };
}

export async function compareCheckpoint(
  pool: Pick<Pool, 'query'>,
  { number, hash, count, key: signer, signature }: Checkpoint,
  key: AuditKey | undefined,
  findings: Findings,
): Promise<void> {
  const where = { segment: number };
  if (key && signer === key.fingerprint && !key.verifies(hash, signature ?? ''))
    findings.add(
      FindingKind.UNSIGNED,
      {
        en: 'The checkpoint itself has no valid signature: use the one that was kept.',
        zh: '该检查点本身没有有效签名：请使用当时保存的检查点。',
      },
      where,
    );
  const found = (await segmentsAfter(pool, number - 1, 2, false)).filter((segment) => segment.number === number);
  if (found.length === 0)
    findings.add(
      FindingKind.CUT_OFF,
      {
        en: `The checkpoint knows the segment ${number} with ${count} entries up to it; it is gone.`,
        zh: `检查点记有第 ${number} 段及此前 ${count} 条记录，现已不存在。`,
      },
      where,
    );
  else if (!found.some((segment) => segment.hash === hash && segment.total === count))
    findings.add(
      FindingKind.REPLACED,
      {
        en: `The segment ${number} is another one than at the checkpoint.`,
        zh: `第 ${number} 段与检查点时不同。`,
      },
      where,
    );
}
