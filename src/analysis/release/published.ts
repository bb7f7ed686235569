import { Grid } from './grid.js';
import type { Issue } from './model.js';
import { type Dimension, keyOf } from './table.js';

/** A cell as readers see it: a count, or null with the reason. */
export interface PublishedCell {
  at: string[];
  count: number | null;
  /** `withheld`, or why there is no count. */
  why?: string;
}

/** A rate between two of the tables, for every cell that they share. */
export interface ReleasedRate {
  /** Its name, with the version of its definition. */
  indicator: string;
  /** Measures whose counts are added up. */
  numerator: string | readonly string[];
  denominator: string | readonly string[];
  multiplier: number;
  decimals: number;
}

export interface PublishedRate {
  indicator: string;
  multiplier: number;
  cells: { at: string[]; value: number | null; why?: string }[];
}

export interface Published {
  tables: { measure: string; dimensions: Dimension[]; cells: PublishedCell[] }[];
  rates: PublishedRate[];
}

export const withheldMark = 'withheld';

/**
 * What readers get. A rate, a share or a percentage is there only where both of its counts are: with one of them it would
 * give the other back, and with a rounded one nearly so.
 */
export function publishedOf({ tables, withheld }: Required<Issue>, rates: readonly ReleasedRate[] = []): Published {
  const grids = tables.map((table) => new Grid(table));
  const shown = grids.map((grid) => {
    const hidden = new Set(withheld[grid.table.measure]);
    const cells: PublishedCell[] = [];
    for (let cell = 0; cell < grid.size; cell += 1) {
      if (grid.isUnpublished(cell)) continue;
      const at = grid.codesOf(cell);
      if (!grid.counted[cell]) cells.push({ at, count: null, why: grid.blanks.get(cell) ?? 'blank' });
      else if (hidden.has(grid.keyOf(cell))) cells.push({ at, count: null, why: withheldMark });
      else cells.push({ at, count: grid.value[cell]! });
    }
    const dimensions = grid.table.dimensions.map(({ name, members }) => ({
      name,
      members: members.filter(({ unpublished }) => !unpublished),
    }));
    return { measure: grid.table.measure, dimensions, cells };
  });
  const sideOf = (measures: string | readonly string[]): Side =>
    [measures].flat().map((measure) => {
      const g = shown.findIndex((table) => table.measure === measure);
      if (g === -1) throw new Error(`A rate needs the counts of ${measure}, which are not released with it.`);
      return {
        cells: new Map(shown[g]!.cells.map((cell) => [keyOf(cell.at), cell])),
        beneath: blanksBeneath(grids[g]!),
      };
    });
  return { tables: shown, rates: rates.map((rate) => rateCells(rate, sideOf)) };
}

/** The counts of one side of a line, and by cell which leaves beneath it have none. */
type Side = { cells: Map<string, PublishedCell>; beneath: Map<string, string> }[];

function blanksBeneath(grid: Grid): Map<string, string> {
  const found = new Map<string, string>();
  for (const leaf of [...grid.blanks.keys()].sort((a, b) => a - b)) {
    const name = grid.keyOf(leaf);
    for (const above of grid.upFrom(leaf)) {
      const key = grid.keyOf(above);
      found.set(key, `${found.get(key) ?? ''}${name}`);
    }
  }
  return found;
}

function rateCells(
  { indicator, numerator, denominator, multiplier, decimals }: ReleasedRate,
  sideOf: (measures: string | readonly string[]) => Side,
): PublishedRate {
  const [above, below] = [sideOf(numerator), sideOf(denominator)];
  const cells = [...above[0]!.cells.values()].flatMap(({ at }): PublishedRate['cells'] => {
    const key = keyOf(at);
    const counts = [above, below].map((side) => side.map((measure) => measure.cells.get(key)));
    if (counts.flat().some((cell) => !cell)) return [];
    const missing = counts.flat().filter((cell) => cell!.count === null);
    if (missing.length > 0)
      return [{ at, value: null, why: missing.some((cell) => cell!.why === withheldMark) ? withheldMark : 'blank' }];
    // A place with a count on one side alone would shift the rate.
    const leftOut = new Set([...above, ...below].map(({ beneath }) => beneath.get(key)));
    if (leftOut.size > 1) return [{ at, value: null, why: 'incomplete' }];
    const [cases, of] = counts.map((side) => side.reduce((sum, cell) => sum + cell!.count!, 0)) as [number, number];
    if (of === 0) return [{ at, value: null, why: 'nothing beneath the line' }];
    return [{ at, value: Number(((cases / of) * multiplier).toFixed(decimals)) }];
  });
  return { indicator, multiplier, cells };
}
