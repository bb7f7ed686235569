import { Grid } from './grid.js';
import type { Issue } from './model.js';
import type { Dimension } from './table.js';

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
  numerator: string;
  denominator: string;
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
  const cellsOf = (measure: string): Map<string, PublishedCell> => {
    const found = shown.find((table) => table.measure === measure);
    if (!found) throw new Error(`A rate needs the counts of ${measure}, which are not released with it.`);
    return new Map(found.cells.map((cell) => [JSON.stringify(cell.at), cell]));
  };
  return { tables: shown, rates: rates.map((rate) => rateCells(rate, cellsOf)) };
}

function rateCells(
  { indicator, numerator, denominator, multiplier, decimals }: ReleasedRate,
  cellsOf: (measure: string) => Map<string, PublishedCell>,
): PublishedRate {
  const below = cellsOf(denominator);
  const cells = [...cellsOf(numerator)].flatMap(([key, above]): PublishedRate['cells'] => {
    const of = below.get(key);
    if (!of) return [];
    const { at } = above;
    if (above.count === null || of.count === null)
      return [{ at, value: null, why: [above.why, of.why].includes(withheldMark) ? withheldMark : 'blank' }];
    if (of.count === 0) return [{ at, value: null, why: 'nothing beneath the line' }];
    return [{ at, value: Number(((above.count / of.count) * multiplier).toFixed(decimals)) }];
  });
  return { indicator, multiplier, cells };
}
