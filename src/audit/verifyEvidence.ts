import type { Pool } from 'pg';
import type { KnownEvidence } from './evidence.js';
import { FindingKind, type Findings } from './findings.js';

const atOnce = 500;
const mostGone = 1_000;

interface Page {
  id: string;
  kept: string;
  found: string;
  sealed: string | null;
}

/**
 * Computes the digest of each record's rows anew, and compares it with the record and with the record's audit entry, which
 * the chain has sealed. Where entries were retired, the record alone tells.
 */
export async function verifyEvidence(
  pool: Pool,
  evidence: readonly KnownEvidence[],
  findings: Findings,
  isRetired: boolean,
): Promise<number> {
  let records = 0;
  for (const one of evidence) {
    if (!(await verifyFunctions(pool, one, findings))) continue;
    records += await verifyPages(pool, one, findings, isRetired);
    const { rows } = await pool.query<{ id: string }>(one.verification.gone, [mostGone]);
    for (const { id } of rows) findings.add(FindingKind.EVIDENCE_ALTERED, goneText(one.type, id));
  }
  return records;
}

/** Whether the functions that tell are those that this platform made. */
async function verifyFunctions(pool: Pool, { functions }: KnownEvidence, findings: Findings): Promise<boolean> {
  let whole = true;
  for (const { name, body } of functions) {
    const { rows } = await pool.query<{ body: string }>(
      'select prosrc as body from pg_proc where oid = to_regprocedure($1)',
      [`audit.${name}`],
    );
    if (rows[0]?.body === body) continue;
    whole = false;
    findings.add(FindingKind.GUARD_REMOVED, {
      en: `The function audit.${name}, which verifies evidence, is gone or was replaced.`,
      zh: `核验原始数据的函数 audit.${name} 已不存在或被替换。`,
    });
  }
  return whole;
}

async function verifyPages(
  pool: Pool,
  { type, verification }: KnownEvidence,
  findings: Findings,
  isRetired: boolean,
): Promise<number> {
  let records = 0;
  for (let last: string | null = null; ; ) {
    const { rows }: { rows: Page[] } = await pool.query<Page>(verification.pages, [last, atOnce]);
    for (const { id, kept, found, sealed } of rows)
      if (found !== kept || (sealed === null ? !isRetired : sealed !== kept))
        findings.add(FindingKind.EVIDENCE_ALTERED, {
          en: `What was recorded with ${type} ${id} is not what the audit says: rows were altered, removed or added, or the audit has no entry of it.`,
          zh: `${type} ${id} 所录内容与审计不符：有行被改动、删除或添加，或审计中没有其记录。`,
        });
    records += rows.length;
    if (rows.length < atOnce) return records;
    last = rows.at(-1)!.id;
  }
}

const goneText = (type: string, id: string) => ({
  en: `${type} ${id}, of which the audit has an entry, is gone.`,
  zh: `审计中有记录的 ${type} ${id} 已不存在。`,
});
