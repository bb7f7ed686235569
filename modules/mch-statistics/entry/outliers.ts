/** Below so many, chance alone makes figures jump: what is found there is weak. */
export const smallCount = 8;
/** Fewer periods tell nothing of what is usual. */
const leastPeriods = 6;
/** As Iglewicz and Hoaglin (1993) propose. */
const threshold = 3.5;

export interface Outlier {
  /** The modified z-score. */
  score: number;
  median: number;
  /** The counts are so small that it may be chance. */
  isWeak: boolean;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * How far a figure lies from earlier ones, by the median and the median absolute deviation; where half of them are equal,
 * by the mean absolute deviation, as Iglewicz and Hoaglin (1993) do. Undefined for what is usual or cannot be told.
 */
export function outlierAmong(earlier: readonly number[], figure: number): Outlier | undefined {
  if (earlier.length < leastPeriods) return undefined;
  const middle = median(earlier);
  const deviations = earlier.map((one) => Math.abs(one - middle));
  const mad = median(deviations);
  const mean = deviations.reduce((sum, one) => sum + one, 0) / deviations.length;
  const spread = mad > 0 ? mad / 0.6745 : mean * 1.253314;
  // All equal: whatever differs is unlike them, by no finite score.
  const score = spread > 0 ? (figure - middle) / spread : figure === middle ? 0 : Math.sign(figure - middle) * Infinity;
  return Math.abs(score) > threshold
    ? { score, median: middle, isWeak: Math.max(middle, figure) < smallCount }
    : undefined;
}

/** By what part a figure differs from that of a year before; undefined where that is usual or cannot be told. */
export function yearOnYear(before: number, now: number): { change: number; isWeak: boolean } | undefined {
  if (before === 0) return undefined;
  const change = now / before - 1;
  return Math.abs(change) > 0.5 ? { change, isWeak: Math.max(before, now) < smallCount } : undefined;
}
