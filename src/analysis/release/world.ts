import type { Model } from './model.js';
import type { Rest } from './nesting.js';

/** Some of the counts changed by the same amount up or down. */
export interface Move {
  unknowns: readonly number[];
  signs: readonly (1 | -1)[];
}

/** Counts that could be the true ones for all that readers see. */
export class World {
  readonly counts: Float64Array;
  readonly cells: Float64Array;

  /** The truth, or the same as another one. */
  constructor(
    private readonly model: Model,
    like?: World,
  ) {
    this.counts = Float64Array.from(like?.counts ?? model.truth);
    this.cells = Float64Array.from(like?.cells ?? model.value);
  }

  rest({ plus, minus }: Rest): number {
    let left = 0;
    for (const u of plus) left += this.counts[u]!;
    for (const u of minus) left -= this.counts[u]!;
    return left;
  }

  /** By how much a move can be made before a count falls below zero or passes another that it cannot pass. */
  room({ unknowns, signs }: Move, wanted: number): number {
    const { ceilings, floors } = this.model;
    let room = wanted;
    for (const [i, u] of unknowns.entries()) {
      const count = this.counts[u]!;
      if (signs[i] === -1) {
        if (count < room) room = count;
        for (const floor of floors[u]!) room = Math.min(room, count - this.counts[floor]!);
      } else for (const ceiling of ceilings[u]!) room = Math.min(room, this.counts[ceiling]! - count);
      if (room <= 0) return 0;
    }
    return room;
  }

  make({ unknowns, signs }: Move, amount: number): void {
    for (const [i, u] of unknowns.entries()) {
      const change = signs[i]! * amount;
      this.counts[u]! += change;
      for (const cell of this.model.touches[u]!) this.cells[cell]! += change;
    }
  }

  /** Whether it is one indeed: reckoned anew from its counts. */
  holds(): boolean {
    const { touches, counted, hidden, value, ceilings } = this.model;
    const cells = new Float64Array(this.cells.length);
    for (const [u, count] of this.counts.entries()) {
      if (count < 0 || !Number.isInteger(count)) return false;
      if (ceilings[u]!.some((ceiling) => count > this.counts[ceiling]!)) return false;
      for (const cell of touches[u]!) cells[cell]! += count;
    }
    return cells.every((n, cell) => n === this.cells[cell] && (!counted[cell] || hidden[cell] || n === value[cell]));
  }
}
