import type { AuditKey } from './auditKey.js';
import { FindingKind, type Findings } from './findings.js';
import type { Segment } from './segments.js';

/**
 * A signed segment vouches for all before it through their hashes, so segments from before the key was set need none of
 * their own; from its first one on, all do.
 */
export class SignatureCheck {
  private seen = 0;
  private segments = 0;
  private last = 0;

  constructor(
    private readonly key: AuditKey | undefined,
    private readonly findings: Findings,
  ) {}

  check({ number, hash, key, signature }: Segment): void {
    this.segments += 1;
    this.last = number;
    if (!this.key) return;
    const isOurs = key === this.key.fingerprint;
    if (isOurs) this.seen += 1;
    if (isOurs ? this.key.verifies(hash, signature ?? '') : this.seen === 0) return;
    this.findings.add(
      FindingKind.UNSIGNED,
      {
        en: `The segment ${number} has no valid signature of the key ${this.key.fingerprint}.`,
        zh: `第 ${number} 段没有密钥 ${this.key.fingerprint} 的有效签名。`,
      },
      { segment: number },
    );
  }

  /** Of a chain that the key never signed nothing is vouched for. */
  finish(): void {
    if (this.key && this.segments > 0 && this.seen === 0)
      this.findings.add(
        FindingKind.UNSIGNED,
        {
          en: `No segment is signed by the key ${this.key.fingerprint}.`,
          zh: `没有任何一段由密钥 ${this.key.fingerprint} 签名。`,
        },
        {
          segment: this.last,
        },
      );
  }
}
