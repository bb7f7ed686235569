import { Grid } from './grid.js';
import { type AtMost, bounds, closureOf } from './nesting.js';
import type { Table } from './table.js';

/** One release as readers have it: tables, and which of their cells are withheld. */
export interface Issue {
  tables: readonly Table[];
  /** Counts below it are withheld. */
  threshold: number;
  /** Keys of withheld cells by measure; absent for what is yet to be released. */
  withheld?: Readonly<Record<string, readonly string[]>>;
}

interface Place {
  grid: number;
  cell: number;
}

/** What cannot be compared: the codes of a leaf that another release breaks down further than the two together tell. */
export class Incomparable extends Error {
  constructor(
    readonly measure: string,
    readonly codes: readonly string[],
  ) {
    super(`${measure} ${codes.join(', ')}`);
  }
}

const joined = (...parts: (string | number)[]): string => parts.join('\u0000');

/**
 * All releases as one system, as a reader has it who knows which figures were corrected between them: a figure
 * that is the same in two releases is one unknown, a corrected one is another. Cells of all tables are numbered through.
 */
export class Model {
  readonly grids: Grid[] = [];
  /** Number of a grid's first cell. */
  readonly offsets: number[] = [];
  readonly thresholds: number[] = [];
  /** By grid: the number of its release, the oldest first. */
  readonly issueOf: number[] = [];
  readonly value: Float64Array;
  /** 1 where readers do not see the count. */
  readonly hidden: Uint8Array;
  readonly counted: Uint8Array;
  /** Cells from here on are of the new release. */
  readonly firstNew: number;
  /** The true counts of the unknowns. */
  readonly truth: Float64Array;
  /** By unknown: all cells that it adds to. */
  readonly touches: Int32Array[] = [];
  readonly placesOf: Place[][] = [];
  /** By cell of a leaf: the unknowns that it is the sum of. */
  readonly unknownsAt = new Map<number, number[]>();
  /** By unknown: those that it is at most, and those that are at most it. */
  readonly ceilings: number[][];
  readonly floors: number[][];

  private readonly unknowns = new Map<string, number>();
  private readonly versions = new Map<string, { issue: number; unknown: number | undefined }[]>();
  private readonly counts: number[] = [];

  constructor(earlier: readonly Issue[], next: Issue, atMost: readonly AtMost[] = []) {
    const issues = [...earlier, next];
    let size = 0;
    for (const [i, issue] of issues.entries())
      for (const table of issue.tables) {
        const grid = new Grid(table);
        this.grids.push(grid);
        this.offsets.push(size);
        this.thresholds.push(issue.threshold);
        this.issueOf.push(i);
        size += grid.size;
      }
    this.value = new Float64Array(size);
    this.hidden = new Uint8Array(size);
    this.counted = new Uint8Array(size);
    this.firstNew = this.offsets[this.issueOf.indexOf(earlier.length)] ?? size;
    for (const [g, grid] of this.grids.entries()) this.show(g, grid, issues[this.issueOf[g]!]!);
    this.link();
    this.truth = Float64Array.from(this.counts);
    for (const places of this.placesOf)
      this.touches.push(
        Int32Array.from(
          places.flatMap(({ grid, cell }) => this.grids[grid]!.upFrom(cell).map((c) => c + this.offsets[grid]!)),
        ),
      );
    this.ceilings = this.placesOf.map(() => []);
    this.floors = this.placesOf.map(() => []);
    for (const pair of closureOf(atMost))
      for (const [lesser, greater] of bounds(this, pair)) {
        if (this.ceilings[lesser]!.includes(greater)) continue;
        this.ceilings[lesser]!.push(greater);
        this.floors[greater]!.push(lesser);
      }
  }

  gridOf(cell: number): number {
    let g = this.grids.length - 1;
    while (this.offsets[g]! > cell) g -= 1;
    return g;
  }

  private show(g: number, grid: Grid, { threshold, withheld }: Issue): void {
    const offset = this.offsets[g]!;
    const keys = withheld && new Set(withheld[grid.table.measure]);
    for (let cell = 0; cell < grid.size; cell += 1) {
      this.value[offset + cell] = grid.value[cell]!;
      this.counted[offset + cell] = grid.counted[cell]!;
      if (!grid.counted[cell]) continue;
      const isWithheld = keys ? keys.has(grid.keyOf(cell)) : grid.value[cell]! < threshold;
      this.hidden[offset + cell] = isWithheld || grid.isUnpublished(cell) ? 1 : 0;
    }
  }

  /** Leaves of different releases that are the same figure become the same unknown. */
  private link(): void {
    const wholes: { g: number; cell: number; codes: string[]; parts: string[][][] }[] = [];
    const partsOf = this.breakdowns();
    for (const [g, grid] of this.grids.entries()) {
      const { measure } = grid.table;
      for (const cell of [...grid.leaves, ...grid.blanks.keys()]) {
        const codes = grid.codesOf(cell);
        const parts = codes.map((code, d) => partsOf(measure, d, code));
        if (parts.some((alternatives) => alternatives.some((codesOf) => codesOf.length > 1))) {
          if (!grid.blanks.has(cell)) wholes.push({ g, cell, codes, parts });
          continue;
        }
        const key = joined(measure, ...codes);
        const unknown = grid.blanks.has(cell) ? undefined : this.unknown(key, g, cell);
        this.versions.set(key, [...(this.versions.get(key) ?? []), { issue: this.issueOf[g]!, unknown }]);
      }
    }
    for (const { g, cell, codes, parts } of wholes) {
      const { measure } = this.grids[g]!.table;
      const sums = productOf(parts).map((alternative) => this.sumOf(measure, productOf(alternative), g));
      if (sums.every((sum) => sum === undefined)) throw new Incomparable(measure, codes);
      const value = this.grids[g]!.value[cell]!;
      const same = sums.find((sum) => sum?.reduce((total, u) => total + this.counts[u]!, 0) === value);
      if (same) for (const u of same) this.place(u, g, cell);
      else this.unknown(joined(measure, ...codes), g, cell);
    }
  }

  /** The unknowns of these leaves as they were nearest to a release, or undefined where one is in no release. */
  private sumOf(measure: string, leaves: string[][], g: number): number[] | undefined {
    const issue = this.issueOf[g]!;
    const found: number[] = [];
    for (const codes of leaves) {
      const versions = this.versions.get(joined(measure, ...codes));
      if (!versions) return undefined;
      const { unknown } = versions.findLast((version) => version.issue <= issue) ?? versions[0]!;
      if (unknown !== undefined) found.push(unknown);
    }
    return found;
  }

  private unknown(key: string, g: number, cell: number): number {
    const value = this.grids[g]!.value[cell]!;
    const version = joined(key, value);
    const known = this.unknowns.get(version);
    const u = known ?? this.counts.push(value) - 1;
    if (known === undefined) {
      this.unknowns.set(version, u);
      this.placesOf.push([]);
    }
    this.place(u, g, cell);
    return u;
  }

  private place(u: number, g: number, cell: number): void {
    this.placesOf[u]!.push({ grid: g, cell });
    const global = this.offsets[g]! + cell;
    this.unknownsAt.set(global, [...(this.unknownsAt.get(global) ?? []), u]);
  }

  /** In what parts the tables of a measure show a member: each way that there is, down to what none divides further. */
  private breakdowns(): (measure: string, d: number, code: string) => string[][] {
    const direct = new Map<string, Map<string, string[]>>();
    for (const { table, axes } of this.grids)
      for (const [d, { codes, up, leaves }] of axes.entries())
        for (const [member, code] of codes.entries()) {
          const below = leaves.filter((leaf) => leaf !== member && up[leaf]!.includes(member));
          if (below.length === 0) continue;
          const key = joined(table.measure, d, code);
          const ways = direct.get(key) ?? new Map<string, string[]>();
          const parts = below.map((leaf) => codes[leaf]!).sort();
          direct.set(key, ways.set(parts.join('\u0000'), parts));
        }
    const found = new Map<string, string[][]>();
    const of = (measure: string, d: number, code: string): string[][] => {
      const key = joined(measure, d, code);
      const before = found.get(key);
      if (before) return before;
      found.set(key, [[code]]);
      const ways = [...(direct.get(key)?.values() ?? [])];
      const parts = ways.map((codes) => codes.flatMap((part) => of(measure, d, part)[0]!));
      const answer = parts.length > 0 ? parts : [[code]];
      found.set(key, answer);
      return answer;
    };
    return of;
  }
}

/** Every choice of one of each. */
const productOf = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])), [[]]);
