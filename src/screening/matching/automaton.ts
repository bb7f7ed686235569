/**
 * Finds all of many patterns in one pass (Aho and Corasick, 1975). Time grows with the length of the text and the number
 * of finds, whatever the patterns are.
 */
export class Automaton {
  private readonly classes = new Uint16Array(0x10000);
  private readonly rareClasses = new Map<number, number>();
  private classCount = 0;
  private stateCount = 1;
  /** Pattern that ends in a state, and the next pattern that is the same; -1 for none. */
  private readonly ends: Int32Array;
  private readonly same: Int32Array;
  /** The longest end of what was read that begins a pattern, and that is a whole one. */
  private readonly fail: Int32Array;
  private readonly shorter: Int32Array;
  private readonly fromRoot: Int32Array;
  // Moves from all other states in one open-addressed table.
  private readonly keys: Int32Array;
  private readonly keyClasses: Uint16Array;
  private readonly targets: Int32Array;
  private readonly mask: number;

  constructor(patterns: readonly (readonly number[])[]) {
    const most = patterns.reduce((sum, { length }) => sum + length, 1);
    let slots = 16;
    while (slots < most * 2) slots *= 2;
    this.mask = slots - 1;
    this.keys = new Int32Array(slots).fill(-1);
    this.keyClasses = new Uint16Array(slots);
    this.targets = new Int32Array(slots);
    this.ends = new Int32Array(most).fill(-1);
    this.same = new Int32Array(patterns.length).fill(-1);
    this.fail = new Int32Array(most);
    this.shorter = new Int32Array(most);
    for (const pattern of patterns) for (const code of pattern) this.learn(code);
    this.fromRoot = new Int32Array(this.classCount + 1);
    this.link(this.plant(patterns));
  }

  /** How many bytes its tables take. */
  get bytes(): number {
    const tables = [this.classes, this.ends, this.same, this.fail, this.shorter, this.fromRoot];
    return [...tables, this.keys, this.keyClasses, this.targets].reduce((sum, table) => sum + table.byteLength, 0);
  }

  /** Calls `found` for each occurrence with the pattern's position and the index of its last code, until it answers false. */
  scan(codes: ArrayLike<number>, length: number, found: (pattern: number, last: number) => boolean): void {
    let state = 0;
    for (let i = 0; i < length; i++) {
      const cls = this.classOf(codes[i]!);
      state = cls === 0 ? 0 : this.next(state, cls);
      if (state === 0) continue;
      for (let at = this.ends[state]! >= 0 ? state : this.shorter[state]!; at > 0; at = this.shorter[at]!)
        for (let pattern = this.ends[at]!; pattern >= 0; pattern = this.same[pattern]!) if (!found(pattern, i)) return;
    }
  }

  private next(from: number, cls: number): number {
    for (let state = from; state !== 0; state = this.fail[state]!) {
      const target = this.move(state, cls);
      if (target !== 0) return target;
    }
    return this.fromRoot[cls]!;
  }

  private move(state: number, cls: number): number {
    for (let slot = this.slotOf(state, cls); this.keys[slot] !== -1; slot = (slot + 1) & this.mask)
      if (this.keys[slot] === state && this.keyClasses[slot] === cls) return this.targets[slot]!;
    return 0;
  }

  private slotOf(state: number, cls: number): number {
    const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(cls, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }

  private classOf(code: number): number {
    return code < 0x10000 ? this.classes[code]! : (this.rareClasses.get(code) ?? 0);
  }

  private learn(code: number): void {
    if (this.classOf(code) !== 0) return;
    this.classCount += 1;
    if (code < 0x10000) this.classes[code] = this.classCount;
    else this.rareClasses.set(code, this.classCount);
  }

  /** @returns by state where it comes from and by what */
  private plant(patterns: readonly (readonly number[])[]): { parents: Int32Array; by: Uint16Array } {
    const parents = new Int32Array(this.fail.length);
    const by = new Uint16Array(this.fail.length);
    patterns.forEach((pattern, index) => {
      let state = 0;
      for (const code of pattern) {
        const cls = this.classOf(code);
        let target = state === 0 ? this.fromRoot[cls]! : this.move(state, cls);
        if (target === 0) {
          target = this.stateCount++;
          parents[target] = state;
          by[target] = cls;
          this.put(state, cls, target);
        }
        state = target;
      }
      if (state === 0) return;
      this.same[index] = this.ends[state]!;
      this.ends[state] = index;
    });
    return { parents, by };
  }

  private put(state: number, cls: number, target: number): void {
    if (state === 0) {
      this.fromRoot[cls] = target;
      return;
    }
    let slot = this.slotOf(state, cls);
    while (this.keys[slot] !== -1) slot = (slot + 1) & this.mask;
    this.keys[slot] = state;
    this.keyClasses[slot] = cls;
    this.targets[slot] = target;
  }

  /** From the shallow states to the deep ones: each link needs those of shallower ones. */
  private link({ parents, by }: { parents: Int32Array; by: Uint16Array }): void {
    const depths = new Uint16Array(this.stateCount);
    // A state is made after the one that it comes from.
    for (let state = 1; state < this.stateCount; state++) depths[state] = depths[parents[state]!]! + 1;
    const order = Array.from({ length: this.stateCount - 1 }, (_, i) => i + 1).sort((a, b) => depths[a]! - depths[b]!);
    for (const state of order) {
      const parent = parents[state]!;
      const fail = parent === 0 ? 0 : this.next(this.fail[parent]!, by[state]!);
      this.fail[state] = fail;
      this.shorter[state] = this.ends[fail]! >= 0 ? fail : this.shorter[fail]!;
    }
  }
}
