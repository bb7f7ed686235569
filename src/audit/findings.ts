import { registerTitledEnum } from '../languages/enumTitles.js';
import type { Message } from '../languages/message.js';

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
  EVIDENCE_ALTERED = 'EVIDENCE_ALTERED',
}

registerTitledEnum(FindingKind, {
  name: 'AuditFindingKind',
  description: 'What is wrong with the audit.',
  values: {
    ENTRY_ALTERED: { title: { en: 'Entry altered', zh: '记录被改' }, description: 'An entry is not what was sealed.' },
    ENTRY_MISSING: { title: { en: 'Entry missing', zh: '记录缺失' }, description: 'A sealed entry is gone.' },
    ENTRY_INSERTED: {
      title: { en: 'Entry inserted', zh: '记录被插入' },
      description: 'An entry stands among sealed ones and was not sealed with them.',
    },
    SEGMENT_ALTERED: {
      title: { en: 'Segment altered', zh: '段被改' },
      description: 'A segment does not agree with its own hash.',
    },
    SEGMENT_MISSING: {
      title: { en: 'Segment missing', zh: '段缺失' },
      description: 'The numbers of the segments have a gap.',
    },
    CHAIN_BROKEN: {
      title: { en: 'Chain broken', zh: '链条断裂' },
      description: 'A segment does not name the hash of the one before it, or overlaps with it.',
    },
    FORK: { title: { en: 'Fork', zh: '链条分叉' }, description: 'Two segments have the same predecessor or number.' },
    UNSIGNED: {
      title: { en: 'Unsigned', zh: '缺少有效签名' },
      description: 'A segment or a retirement lacks a valid signature of AUDIT_KEY.',
    },
    CUT_OFF: { title: { en: 'Cut off', zh: '末尾被截去' }, description: 'The audit ends before the checkpoint.' },
    REPLACED: {
      title: { en: 'Replaced', zh: '检查点处被替换' },
      description: 'At the checkpoint stands another segment than then.',
    },
    RETIREMENT_FORGED: {
      title: { en: 'Retirement forged', zh: '到期清除系伪造' },
      description: 'Entries are said to be retired, and the record of it does not agree.',
    },
    GUARD_REMOVED: {
      title: { en: 'Guard removed', zh: '保护被解除' },
      description: 'What keeps the tables append-only is disabled or gone, or a right was given.',
    },
    EVIDENCE_ALTERED: {
      title: { en: 'Evidence altered', zh: '原始数据被改' },
      description: 'Rows that nobody may change are not what was written.',
    },
  },
});

export interface Finding {
  kind: FindingKind;
  /** Number of the segment. */
  segment?: number;
  /** Id of the entry, of several the first. */
  entry?: string;
  message: Message;
}

/** Collects findings up to a bound; what is beyond is only counted. */
export class Findings {
  readonly list: Finding[] = [];
  private more = 0;

  constructor(private readonly most = 1_000) {}

  add(kind: FindingKind, message: Message, where: { segment?: number; entry?: bigint | number } = {}): void {
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
    return [
      ...this.list,
      { kind: last.kind, message: { en: `And ${this.more} findings more.`, zh: `另有 ${this.more} 项发现。` } },
    ];
  }
}
