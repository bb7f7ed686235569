import { keyOf, type Table } from './table.js';

/** Members of one dimension by number, with their way up to the total. */
interface Axis {
  codes: readonly string[];
  /** Of each member: itself and everything that it is part of. */
  up: readonly (readonly number[])[];
  leaves: readonly number[];
  unpublished: readonly boolean[];
  stride: number;
}

/** A table with all of its totals; a cell is a number. */
export class Grid {
  readonly axes: readonly Axis[];
  readonly size: number;
  readonly value: Float64Array;
  /** Cells with at least one count beneath them; all others are blank. */
  readonly counted: Uint8Array;
  readonly blanks = new Map<number, string>();
  readonly leaves: number[] = [];

  constructor(readonly table: Table) {
    const axes = table.dimensions.map(({ members }) => axisOf(members));
    let stride = 1;
    for (const axis of axes.toReversed()) {
      axis.stride = stride;
      stride *= axis.codes.length;
    }
    this.axes = axes;
    this.size = stride;
    this.value = new Float64Array(stride);
    this.counted = new Uint8Array(stride);
    const numbers = axes.map(({ codes }) => new Map(codes.map((code, i) => [code, i])));
    for (const leaf of table.leaves) {
      const cell = this.cellAt(leaf.at.map((code, d) => numbers[d]!.get(code)!));
      if ('blank' in leaf) {
        this.blanks.set(cell, leaf.blank);
        continue;
      }
      this.leaves.push(cell);
      for (const above of this.upFrom(cell)) {
        this.value[above]! += leaf.count;
        this.counted[above] = 1;
      }
    }
  }

  cellAt(members: readonly number[]): number {
    return members.reduce((cell, member, d) => cell + member * this.axes[d]!.stride, 0);
  }

  membersOf(cell: number): number[] {
    return this.axes.map(({ stride, codes }) => Math.floor(cell / stride) % codes.length);
  }

  codesOf(cell: number): string[] {
    return this.membersOf(cell).map((member, d) => this.axes[d]!.codes[member]!);
  }

  keyOf(cell: number): string {
    return keyOf(this.codesOf(cell));
  }

  isUnpublished(cell: number): boolean {
    return this.membersOf(cell).some((member, d) => this.axes[d]!.unpublished[member]);
  }

  /** The cell and every total that it adds to. */
  upFrom(cell: number): number[] {
    return this.membersOf(cell).reduce<number[]>(
      (cells, member, d) =>
        cells.flatMap((below) => this.axes[d]!.up[member]!.map((above) => below + above * this.axes[d]!.stride)),
      [0],
    );
  }
}

function axisOf(members: Table['dimensions'][number]['members']): Axis {
  const numbers = new Map(members.map(({ code }, i) => [code, i]));
  const up = members.map((member) => {
    const way: number[] = [];
    for (let at: typeof member | undefined = member; at; at = members[numbers.get(at.parent ?? '') ?? -1])
      way.push(numbers.get(at.code)!);
    return way;
  });
  const parents = new Set(members.map(({ parent }) => parent));
  return {
    codes: members.map(({ code }) => code),
    up,
    leaves: members.flatMap(({ code }, i) => (parents.has(code) ? [] : [i])),
    unpublished: members.map(({ unpublished }) => unpublished === true),
    stride: 0,
  };
}
