/** Buckets by key that hold a minute's worth and fill evenly. In memory: each instance counts for itself. */
export class TokenBuckets {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  /** @param now milliseconds */
  constructor(
    readonly perMinute: number,
    private readonly now: () => number,
    private readonly capacity = 20_000,
  ) {}

  /** Takes `count` from the bucket, or answers in how many seconds it would have enough. */
  take(key: string, count = 1): number | undefined {
    const now = this.now();
    const perMs = this.perMinute / 60_000;
    const known = this.buckets.get(key);
    const left = known ? Math.min(this.perMinute, known.left + Math.max(0, now - known.at) * perMs) : this.perMinute;
    const enough = left >= count;
    // Whoever asks most recently stands last, so that the first is the one to be forgotten.
    this.buckets.delete(key);
    this.buckets.set(key, { left: enough ? left - count : left, at: now });
    if (this.buckets.size > this.capacity) this.buckets.delete(this.buckets.keys().next().value!);
    // More than the bucket ever holds: what is left of it is of no use to them.
    return enough ? undefined : Math.max(1, Math.ceil((Math.min(count, this.perMinute) - left) / perMs / 1000));
  }
}
