/** Gives numbers in [0, 1), like Math.random. */
export type Random = () => number;

/** The same seed gives the same numbers. For demo data and tests, never for secrets. */
export function mulberry32(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number, both ends included. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** One of the given values, each as often as its weight says. */
export function pickWeighted<T>(random: Random, from: readonly (readonly [value: T, weight: number])[]): T {
  let rest = random() * from.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of from) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return from.at(-1)![0];
}

export function shuffled<T>(random: Random, from: readonly T[]): T[] {
  const result = [...from];
  for (let last = result.length - 1; last > 0; last--) {
    const other = between(random, 0, last);
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}

/** Several different ones, in the order in which they were given. */
export function pickSome<T>(random: Random, from: readonly T[], count: number): T[] {
  const chosen = new Set(shuffled(random, [...from.keys()]).slice(0, count));
  return from.filter((_, index) => chosen.has(index));
}
