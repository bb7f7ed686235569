import type { Pool } from 'pg';
import type { AuditKey } from './auditKey.js';
import { type Checkpoint, compareCheckpoint } from './checkpoint.js';
import { EntryStream } from './entryStream.js';
import type { KnownEvidence } from './evidence.js';
import { type Finding, FindingKind, Findings } from './findings.js';
import { verifyGuards } from './guards.js';
import { beginning, entryHash, Ledger, segmentHash } from './hashing.js';
import { type Retirement, verifyRetirements } from './retirements.js';
import { allSegments, retirementsOf, type Segment } from './segments.js';
import { SignatureCheck } from './signatureCheck.js';
import { verifyEvidence } from './verifyEvidence.js';

export interface Verification {
  ok: boolean;
  /** Entries that were found and compared, without those not sealed yet. */
  entries: number;
  segments: number;
  /** Entries that wait to be sealed. */
  unsealed: number;
  /** Entries that were removed when their time was over. */
  retired: number;
  /** Records whose rows are evidence and were computed anew. */
  evidence: number;
  findings: Finding[];
}

/** Compares everything that is there with what was sealed, segment by segment, in bounded memory. */
export async function verifyAudit(
  pool: Pool,
  key?: AuditKey,
  checkpoint?: Checkpoint,
  evidence: readonly KnownEvidence[] = [],
): Promise<Verification> {
  return new Verifier(pool, key, checkpoint, evidence).run();
}

interface Gap {
  segment: number;
  first: bigint;
  last: bigint;
  count: number;
}

class Verifier {
  private readonly findings = new Findings();
  private readonly signatures: SignatureCheck;
  /** Entries that are not there; whether they were retired is asked at the end, because that may happen meanwhile. */
  private readonly gaps: Gap[] = [];
  private before: Pick<Segment, 'number' | 'hash' | 'last' | 'total'> = {
    number: 0,
    hash: beginning,
    last: 0,
    total: 0,
  };
  private entries = 0;
  private segments = 0;

  constructor(
    private readonly pool: Pool,
    private readonly key: AuditKey | undefined,
    private readonly checkpoint: Checkpoint | undefined,
    private readonly evidence: readonly KnownEvidence[],
  ) {
    this.signatures = new SignatureCheck(key, this.findings);
  }

  async run(): Promise<Verification> {
    await verifyGuards(this.pool, this.evidence, this.findings);
    await this.findForks();
    const { rows: head } = await this.pool.query('select audit.head_number() as number');
    // Read behind the head: what is sealed meanwhile may be in the page that is read ahead, and may not be.
    const entries = new EntryStream(this.pool);
    for await (const segment of allSegments(this.pool, Number(head[0].number))) {
      this.verifyItself(segment);
      // Of two with the same number, which is a fork, the other says nothing of the chain.
      if (segment.number === this.before.number) continue;
      this.verifyLink(segment);
      await this.verifyEntries(segment, entries);
      this.segments += 1;
      this.before = segment;
    }
    this.signatures.finish();
    if (this.checkpoint) await compareCheckpoint(this.pool, this.checkpoint, this.key, this.findings);
    const retirements = await retirementsOf(this.pool);
    verifyRetirements(retirements, this.key, this.findings);
    const retired = this.judgeGaps(retirements);
    const evidence = await verifyEvidence(this.pool, this.evidence, this.findings, retired > 0);
    const { rows } = await this.pool.query('select audit.unsealed_count() as unsealed');
    const { segments, findings } = this;
    const unsealed = Number(rows[0].unsealed);
    return {
      ok: findings.isEmpty,
      entries: this.entries,
      segments,
      unsealed,
      retired,
      evidence,
      findings: findings.all,
    };
  }

  private async findForks(): Promise<void> {
    const { rows } = await this.pool.query<{ numbers: string[] }>('select audit.forks() as numbers');
    for (const { numbers } of rows)
      this.findings.add(
        FindingKind.FORK,
        {
          en: `The segments ${numbers.join(' and ')} have the same predecessor or number: the chain was forked.`,
          zh: `第 ${numbers.join('、')} 段的前段或编号相同：链条被分叉。`,
        },
        { segment: Number(numbers[0]) },
      );
  }

  private verifyItself(segment: Segment): void {
    const { findings } = this;
    const where = { segment: segment.number };
    if (segmentHash(segment) !== segment.hash)
      findings.add(
        FindingKind.SEGMENT_ALTERED,
        {
          en: `The segment ${segment.number} does not agree with its hash.`,
          zh: `第 ${segment.number} 段与其哈希不符。`,
        },
        where,
      );
    if (!agreesWithLedger(segment))
      findings.add(
        FindingKind.SEGMENT_ALTERED,
        {
          en: `The ledger of the segment ${segment.number} does not agree with it.`,
          zh: `第 ${segment.number} 段的明细账与其不符。`,
        },
        where,
      );
    this.signatures.check(segment);
  }

  private verifyLink(segment: Segment): void {
    const { before, findings } = this;
    const where = { segment: segment.number };
    if (segment.number !== before.number + 1)
      findings.add(
        FindingKind.SEGMENT_MISSING,
        {
          en: `After the segment ${before.number} comes ${segment.number}: those between are gone.`,
          zh: `第 ${before.number} 段之后是第 ${segment.number} 段：其间各段已不存在。`,
        },
        where,
      );
    if (segment.previous !== before.hash)
      findings.add(
        FindingKind.CHAIN_BROKEN,
        {
          en: `The segment ${segment.number} does not continue the segment ${before.number}.`,
          zh: `第 ${segment.number} 段未接续第 ${before.number} 段。`,
        },
        where,
      );
    else if (segment.first <= before.last || segment.total !== before.total + segment.count)
      findings.add(
        FindingKind.CHAIN_BROKEN,
        {
          en: `The segment ${segment.number} overlaps with the segment ${before.number}.`,
          zh: `第 ${segment.number} 段与第 ${before.number} 段重叠。`,
        },
        where,
      );
  }

  /** Walks ledger and entries side by side; both are in the order of ids. */
  private async verifyEntries({ number, ledger, last }: Segment, entries: EntryStream): Promise<void> {
    let place = 0;
    for (let entry = await entries.peek(); entry && entry.id <= BigInt(last); entry = await entries.peek()) {
      const { id, plain } = entry;
      entries.take();
      while (place < ledger.count && ledger.id(place) < id) place = this.missing(number, ledger, place);
      if (place < ledger.count && ledger.id(place) === id) {
        this.entries += 1;
        if (!entryHash(plain).equals(ledger.hash(place)))
          this.findings.add(
            FindingKind.ENTRY_ALTERED,
            {
              en: `The entry ${id} is not what was sealed.`,
              zh: `记录 ${id} 与封存时不同。`,
            },
            {
              segment: number,
              entry: id,
            },
          );
        place += 1;
      } else
        this.findings.add(
          FindingKind.ENTRY_INSERTED,
          {
            en: `The entry ${id} was inserted after the segment ${number} had been sealed.`,
            zh: `记录 ${id} 是在第 ${number} 段封存之后插入的。`,
          },
          { segment: number, entry: id },
        );
    }
    while (place < ledger.count) place = this.missing(number, ledger, place);
  }

  private missing(segment: number, ledger: Ledger, place: number): number {
    const id = ledger.id(place);
    const gap = this.gaps.at(-1);
    if (gap?.segment === segment && place > 0 && gap.last === ledger.id(place - 1)) {
      gap.last = id;
      gap.count += 1;
    } else this.gaps.push({ segment, first: id, last: id, count: 1 });
    return place + 1;
  }

  /** Answers how many entries are missing because they were retired. */
  private judgeGaps(retirements: readonly Retirement[]): number {
    let retired = 0;
    for (const { segment, first, last, count } of this.gaps) {
      if (retirements.some(({ firstSegment, lastSegment }) => segment >= firstSegment && segment <= lastSegment)) {
        retired += count;
        continue;
      }
      const what =
        count === 1
          ? { en: `The entry ${first} is gone`, zh: `记录 ${first} 已不存在` }
          : {
              en: `${count} entries from ${first} to ${last} are gone`,
              zh: `记录 ${first} 至 ${last} 共 ${count} 条已不存在`,
            };
      this.findings.add(
        FindingKind.ENTRY_MISSING,
        {
          en: `${what.en}; the segment ${segment} had sealed it.`,
          zh: `${what.zh}；第 ${segment} 段曾封存。`,
        },
        {
          segment,
          entry: first,
        },
      );
    }
    return retired;
  }
}

function agreesWithLedger({ ledger, root, count, first, last }: Segment): boolean {
  if (ledger.root.toString('hex') !== root || ledger.count !== count || count === 0) return false;
  for (let place = 1; place < count; place += 1) if (ledger.id(place) <= ledger.id(place - 1)) return false;
  return ledger.id(0) === BigInt(first) && ledger.id(count - 1) === BigInt(last);
}
