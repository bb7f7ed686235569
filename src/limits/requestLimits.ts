import type { Logger } from 'pino';
import { rateLimited } from '../errors.js';
import type { Message } from '../languages/message.js';
import { addressKey } from './address.js';
import type { LimitName, Limits } from './limits.js';
import { TokenBuckets } from './tokenBucket.js';

/** Who asks, for the log. */
export interface Asker {
  requestId: string;
  address: string;
  personId?: string;
}

const messages = {
  addressPerMinute: (limit: number) => ({
    en: `At most ${limit} requests a minute are allowed from one address.`,
    zh: `同一地址每分钟最多 ${limit} 次请求。`,
  }),
  personPerMinute: (limit: number) => ({
    en: `At most ${limit} requests a minute are allowed for one person.`,
    zh: `同一人员每分钟最多 ${limit} 次请求。`,
  }),
  signInsPerMinute: (limit: number) => ({
    en: `At most ${limit} passwords or links a minute may be tried from one address.`,
    zh: `同一地址每分钟最多试 ${limit} 次密码或链接。`,
  }),
  concurrent: (limit: number) => ({
    en: `At most ${limit} requests are allowed at the same time.`,
    zh: `同时最多 ${limit} 个请求。`,
  }),
} satisfies Partial<Record<LimitName, (limit: number) => Message>>;

/** How often and how many at a time one person and one address may ask. Each instance counts for itself. */
export class RequestLimits {
  private readonly buckets;
  private readonly underWay = new Map<string, number>();

  /** @param now milliseconds */
  constructor(
    private readonly limits: Limits,
    private readonly log: Logger,
    now: () => number,
  ) {
    this.buckets = {
      addressPerMinute: new TokenBuckets(limits.addressPerMinute, now),
      personPerMinute: new TokenBuckets(limits.personPerMinute, now),
      signInsPerMinute: new TokenBuckets(limits.signInsPerMinute, now),
    };
  }

  /** @throws RATE_LIMITED */
  admitAddress(asker: Asker): void {
    this.take('addressPerMinute', addressKey(asker.address), 1, asker);
  }

  /** @throws RATE_LIMITED */
  admitPasswords(asker: Asker, count: number): void {
    if (count > 0) this.take('signInsPerMinute', addressKey(asker.address), count, asker);
  }

  /**
   * Counts a request from its beginning to its end.
   *
   * @returns what to call at its end
   * @throws RATE_LIMITED
   */
  enter(asker: Asker): () => void {
    if (asker.personId) this.take('personPerMinute', asker.personId, 1, asker);
    const key = asker.personId ?? addressKey(asker.address);
    const others = this.underWay.get(key) ?? 0;
    if (others >= this.limits.concurrent) this.beyond('concurrent', others + 1, 1, asker);
    this.underWay.set(key, others + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const remaining = this.underWay.get(key)! - 1;
      if (remaining === 0) this.underWay.delete(key);
      else this.underWay.set(key, remaining);
    };
  }

  private take(limit: keyof RequestLimits['buckets'], key: string, count: number, asker: Asker): void {
    const retryAfter = this.buckets[limit].take(key, count);
    if (retryAfter !== undefined) this.beyond(limit, this.limits[limit] + count, retryAfter, asker);
  }

  private beyond(
    measure: keyof typeof messages,
    value: number,
    retryAfter: number,
    { requestId, address, personId }: Asker,
  ): void {
    const limit = this.limits[measure];
    if (this.limits.mode === 'enforce') throw rateLimited(messages[measure](limit), retryAfter, limit);
    const report = { measure, value, limit, requestId, address, person: personId };
    this.log.warn(report, 'beyond a limit, which is only reported');
  }
}
