import type { Grid } from './grid.js';

const mostAlternatives = 4000;

/** By dimension: how far other leaves lie, beside which the cell above sees a change; the nearest first. */
export function shiftsFrom(grid: Grid, leaf: readonly number[], above: readonly number[]): number[][] {
  const others = grid.axes.map(({ leaves, up, codes }, d) => {
    const near = (other: number) => (up[other]![1] === up[leaf[d]!]![1] ? 0 : 1);
    const distance = (other: number) => (other - leaf[d]! + codes.length) % codes.length;
    return leaves
      .filter((other) => !up[other]!.includes(above[d]!))
      .sort((a, b) => near(a) - near(b) || distance(a) - distance(b));
  });
  const bySize = others.map((_, d) => d).sort((a, b) => others[a]!.length - others[b]!.length);
  const shifts: number[][] = others.map(() => []);
  let left = mostAlternatives;
  for (const [i, d] of bySize.entries()) {
    const share = Math.max(1, Math.floor(left ** (1 / (bySize.length - i))) - 1);
    shifts[d] = others[d]!.slice(0, share).map((other) => (other - leaf[d]!) * grid.axes[d]!.stride);
    left = Math.max(1, left / (shifts[d].length + 1));
  }
  return shifts;
}

/**
 * Visits the corners of every step aside in some of the dimensions, every second corner the other way; those that move in
 * every dimension first, because they change the fewest totals. Stops where the visitor says so.
 */
export function walk(
  [shifts, ...rest]: readonly (readonly number[])[],
  cells: readonly number[],
  signs: (1 | -1)[],
  isBarred: (cell: number, sign: 1 | -1) => boolean,
  visit: (cells: readonly number[], signs: (1 | -1)[]) => boolean,
): boolean {
  if (!shifts) return visit(cells, signs);
  const opposite = signs.map((sign): 1 | -1 => (sign === 1 ? -1 : 1));
  for (const shift of shifts) {
    const aside = cells.map((cell) => cell + shift);
    if (aside.some((cell, i) => isBarred(cell, opposite[i]!))) continue;
    if (walk(rest, [...cells, ...aside], [...signs, ...opposite], isBarred, visit)) return true;
  }
  return walk(rest, cells, signs, isBarred, visit);
}
