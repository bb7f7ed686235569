import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** RFC 8785: the same text for the same JSON, whoever writes it. */
export const canonical = (content: unknown): string => canonicalize(content)!;

/** Sixteen characters or more can be a number that JavaScript would round; what stands in quotes, such as an id, is none. */
const longNumber = /(?:^|[[:,\s])[-\d][\d.eE+-]{15}/;

/** JSON whose numbers keep every digit: those that JavaScript could round become their own text. */
export function exactly(text: string): unknown {
  if (!longNumber.test(text)) return JSON.parse(text);
  const keep = (_key: string, content: unknown, { source }: { source?: string }) =>
    typeof content === 'number' && source!.length > 15 ? source : content;
  return JSON.parse(text, keep as (key: string, content: unknown) => unknown);
}

/** The hash of an entry as `audit.plain` writes it. */
export const entryHash = (plain: string): Buffer => sha256(canonical(exactly(plain)));

const recordBytes = 40;

/** Ids of entries with their hashes, 40 bytes each, in the order of ids. */
export class Ledger {
  private constructor(readonly bytes: Buffer) {}

  static of(entries: readonly { id: bigint; hash: Buffer }[]): Ledger {
    const bytes = Buffer.alloc(entries.length * recordBytes);
    entries.forEach(({ id, hash }, i) => {
      bytes.writeBigInt64BE(id, i * recordBytes);
      hash.copy(bytes, i * recordBytes + 8);
    });
    return new Ledger(bytes);
  }

  static from(bytes: Buffer): Ledger {
    return new Ledger(bytes);
  }

  get count(): number {
    return Math.floor(this.bytes.length / recordBytes);
  }

  id(place: number): bigint {
    return this.bytes.readBigInt64BE(place * recordBytes);
  }

  hash(place: number): Buffer {
    return this.bytes.subarray(place * recordBytes + 8, (place + 1) * recordBytes);
  }

  get root(): Buffer {
    return sha256(this.bytes);
  }
}

/** What a segment's hash is made of. Hashes are hexadecimal. */
export interface SegmentHeader {
  number: number;
  /** Hash of the segment before; 64 zeros for the first. */
  previous: string;
  /** Ids of the first and the last entry. */
  first: number;
  last: number;
  count: number;
  /** Entries in this and all segments before. */
  total: number;
  /** SHA-256 of the ledger. */
  root: string;
  /** ISO 8601, for people: nothing is ordered by it. */
  sealedAt: string;
}

export const beginning = '0'.repeat(64);

export const segmentHash = ({ number, previous, first, last, count, total, root, sealedAt }: SegmentHeader): string =>
  sha256(canonical({ number, previous, first, last, count, total, root, sealedAt })).toString('hex');
