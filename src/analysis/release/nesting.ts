import type { Grid } from './grid.js';
import type { Model } from './model.js';

/** In every cell the count of one measure is at most that of the other, as readers know too: deaths and births. */
export interface AtMost {
  measure: string;
  of: string;
}

/**
 * What a count leaves of the one that it is part of: the mothers who were not tested. Readers who see both take one from
 * the other, in one release or in two.
 */
export interface Rest {
  /** Cells of whole and part: the same place, counted at the same time. */
  whole: number;
  part: number;
  /** Leaves beneath them that have both counts. */
  leaves: { whole: ReadonlySet<number>; part: ReadonlySet<number> };
  /** The unknowns that it is the sum of, and those that are taken from it. */
  plus: readonly number[];
  minus: readonly number[];
  threshold: number;
}

/**
 * The pairs that follow from these too: what is part of a part is part of the whole. The widest wholes come first and of
 * these the narrowest parts, the order in which counts make room for one another.
 */
export function closureOf(pairs: readonly AtMost[]): AtMost[] {
  const wholes = new Map<string, Set<string>>();
  for (const { measure, of } of pairs) wholes.set(measure, (wholes.get(measure) ?? new Set()).add(of));
  for (const above of wholes.values())
    for (const whole of above) for (const further of wholes.get(whole) ?? []) above.add(further);
  const depth = (measure: string) => wholes.get(measure)?.size ?? 0;
  return [...wholes]
    .flatMap(([measure, above]) => [...above].filter((of) => of !== measure).map((of) => ({ measure, of })))
    .sort((a, b) => depth(a.of) - depth(b.of) || depth(b.measure) - depth(a.measure));
}

interface Cell {
  issue: number;
  cell: number;
}

/** Of a part and its whole, at each moment at which one of them was released: both as they were then. */
function contemporaries(parts: readonly Cell[], wholes: readonly Cell[]): { part: number; whole: number }[] {
  const moments = new Set([...parts, ...wholes].map(({ issue }) => issue));
  const at = (cells: readonly Cell[], moment: number) => cells.findLast(({ issue }) => issue <= moment)?.cell;
  const pairs = new Map<string, { part: number; whole: number }>();
  for (const moment of moments) {
    const [part, whole] = [at(parts, moment), at(wholes, moment)];
    if (part !== undefined && whole !== undefined) pairs.set(`${part} ${whole}`, { part, whole });
  }
  return [...pairs.values()];
}

function* pairsOf(model: Model, { measure, of }: AtMost, cellsOf: (grid: Grid) => Iterable<number>) {
  const [parts, wholes] = [placesOf(model, measure, cellsOf), placesOf(model, of, cellsOf)];
  for (const [key, cells] of parts) yield* contemporaries(cells, wholes.get(key) ?? []);
}

/** Counted cells of a measure by place, the oldest release first. */
function placesOf(model: Model, measure: string, cellsOf: (grid: Grid) => Iterable<number>): Map<string, Cell[]> {
  const found = new Map<string, Cell[]>();
  for (const [g, grid] of model.grids.entries())
    if (grid.table.measure === measure)
      for (const cell of cellsOf(grid)) {
        if (!grid.counted[cell]) continue;
        const key = grid.keyOf(cell);
        found.set(key, [...(found.get(key) ?? []), { issue: model.issueOf[g]!, cell: model.offsets[g]! + cell }]);
      }
  return found;
}

/** Pairs of unknowns of which the first is at most the second. */
export function* bounds(model: Model, pair: AtMost): Generator<[number, number]> {
  for (const { part, whole } of pairsOf(model, pair, ({ leaves }) => leaves)) {
    const [lesser, greater] = [model.unknownsAt.get(part)!, model.unknownsAt.get(whole)!];
    if (lesser.length !== 1 || greater.length !== 1) continue;
    // A correction may have lifted the part above a whole that was not released again.
    if (model.truth[lesser[0]!]! <= model.truth[greater[0]!]!) yield [lesser[0]!, greater[0]!];
  }
}

/** Everything that readers of these releases could take from one another. */
export function restsOf(model: Model, pairs: readonly AtMost[]): Rest[] {
  const beneath = model.grids.map(leavesBeneath);
  const leavesOf = (cell: number) => {
    const g = model.gridOf(cell);
    const [grid, offset] = [model.grids[g]!, model.offsets[g]!];
    const leaves = beneath[g]!.get(cell - offset) ?? [];
    return new Map(
      leaves.map((leaf) => [grid.keyOf(leaf), { cell: offset + leaf, counted: grid.counted[leaf] === 1 }]),
    );
  };
  return closureOf(pairs).flatMap((pair) =>
    [...pairsOf(model, pair, ({ size }) => Array(size).keys())].flatMap(({ part, whole }) => {
      const [lesser, greater] = [leavesOf(part), leavesOf(whole)];
      const isSameBreakdown = lesser.size === greater.size && [...lesser.keys()].every((key) => greater.has(key));
      const hasBlanks = [...lesser.values(), ...greater.values()].some(({ counted }) => !counted);
      if (!isSameBreakdown && hasBlanks) return [];
      const common = (leaves: typeof lesser, others: typeof lesser) =>
        new Set(
          [...leaves]
            .filter(([key, { counted }]) => counted && (!isSameBreakdown || others.get(key)!.counted))
            .map(([, { cell }]) => cell),
        );
      const leaves = { whole: common(greater, lesser), part: common(lesser, greater) };
      const unknownsOf = (cells: ReadonlySet<number>) => [...cells].flatMap((cell) => model.unknownsAt.get(cell) ?? []);
      const threshold = model.thresholds[Math.max(model.gridOf(part), model.gridOf(whole))]!;
      return [{ whole, part, leaves, plus: unknownsOf(leaves.whole), minus: unknownsOf(leaves.part), threshold }];
    }),
  );
}

function leavesBeneath(grid: Grid): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const leaf of [...grid.leaves, ...grid.blanks.keys()])
    for (const above of grid.upFrom(leaf)) {
      const leaves = found.get(above);
      if (leaves) leaves.push(leaf);
      else found.set(above, [leaf]);
    }
  return found;
}
