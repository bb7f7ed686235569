/** How far a value lies from the rest. */
export interface Outlyingness {
  /** Modified z-score; null where there is none. Iglewicz and Hoaglin (1993) look at values beyond 3.5 either way. */
  score: number | null;
  /** Why there is no score: fewer than so many values, counts so small that chance alone scatters them, or all alike. */
  without?: 'TOO_FEW' | 'SMALL_COUNTS' | 'NO_SPREAD';
}

const fewest = 5;
/** Below it the square root of a count, which is its scatter by chance, is more than a third of the count. */
const leastMedian = 10;

/**
 * Modified z-scores of counts: the distance from the median in units of the median distance. One outlier does not hide
 * itself, as it does with mean and standard deviation. Where more than half of the values are the same, their mean distance
 * takes the place of the median one. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
 */
export function modifiedZScores(counts: readonly number[]): Outlyingness[] {
  const none = (without: NonNullable<Outlyingness['without']>) => counts.map(() => ({ score: null, without }));
  if (counts.length < fewest) return none('TOO_FEW');
  const middle = median(counts);
  if (middle < leastMedian) return none('SMALL_COUNTS');
  const distances = counts.map((count) => Math.abs(count - middle));
  const spread = median(distances) / 0.6745 || (distances.reduce((sum, d) => sum + d, 0) / distances.length) * 1.2533;
  if (spread === 0) return none('NO_SPREAD');
  return counts.map((count) => ({ score: (count - middle) / spread }));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
