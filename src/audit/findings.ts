import { registerEnumType } from 'type-graphql';

/** What can be wrong with the audit. */
export enum FindingKind {
  ENTRY_ALTERED = 'ENTRY_ALTERED',
  ENTRY_MISSING = 'ENTRY_MISSING',
  ENTRY_INSERTED = 'ENTRY_INSERTED',
  SEGMENT_ALTERED = 'SEGMENT_ALTERED',
  SEGMENT_MISSING = 'SEGMENT_MISSING',
  CHAIN_BROKEN = 'CHAIN_BROKEN',
  FORK = 'FORK',
  UNSIGNED = 'UNSIGNED',
  CUT_OFF = 'CUT_OFF',
  REPLACED = 'REPLACED',
  RETIREMENT_FORGED = 'RETIREMENT_FORGED',
  GUARD_REMOVED = 'GUARD_REMOVED',
}

registerEnumType(FindingKind, {
  name: 'AuditFindingKind',
  description: 'What is wrong with the audit.',
  valuesConfig: {
    ENTRY_ALTERED: { description: 'An entry is not what was sealed.' },
    ENTRY_MISSING: { description: 'A sealed entry is gone.' },
    ENTRY_INSERTED: { description: 'An entry stands among sealed ones and was not sealed with them.' },
    SEGMENT_ALTERED: { description: 'A segment does not agree with its own hash.' },
    SEGMENT_MISSING: { description: 'The numbers of the segments have a gap.' },
    CHAIN_BROKEN: { description: 'A segment does not name the hash of the one before it, or overlaps with it.' },
    FORK: { description: 'Two segments have the same predecessor or number.' },
    UNSIGNED: { description: 'A segment or a retirement lacks a valid signature of AUDIT_KEY.' },
    CUT_OFF: { description: 'The audit ends before the checkpoint.' },
    REPLACED: { description: 'At the checkpoint stands another segment than then.' },
    RETIREMENT_FORGED: { description: 'Entries are said to be retired, and the record of it does not agree.' },
    GUARD_REMOVED: { description: 'What keeps the tables append-only is disabled or gone, or a right was given.' },
  },
});

export interface Finding {
  kind: FindingKind;
  /** Number of the segment. */
  segment?: number;
  /** Id of the entry, of several the first. */
  entry?: string;
  message: string;
}

/** Collects findings up to a bound; what is beyond is only counted. */
export class Findings {
  readonly list: Finding[] = [];
  private more = 0;

  constructor(private readonly most = 1_000) {}

  add(kind: FindingKind, message: string, where: { segment?: number; entry?: bigint | number } = {}): void {
    if (this.list.length >= this.most) this.more += 1;
    else
      this.list.push({
        kind,
        message,
        ...(where.segment === undefined ? {} : { segment: where.segment }),
        ...(where.entry === undefined ? {} : { entry: String(where.entry) }),
      });
  }

  get isEmpty(): boolean {
    return this.list.length === 0;
  }

  get all(): Finding[] {
    if (this.more === 0) return this.list;
    const last = this.list.at(-1)!;
    return [...this.list, { kind: last.kind, message: `And ${this.more} findings more.` }];
  }
}
