import { shiftsFrom, walk } from './corners.js';
import type { Model } from './model.js';
import type { Move, World } from './world.js';

/** A change of counts along one alternative in some of the dimensions, after which all other totals are as before. */
export interface Step extends Move {
  amount: number;
  /** Cells that would show the change. */
  opens: number[];
  cost: number;
}

/**
 * Which cells of the new release may be withheld for a step: none, those that readers miss least, or all that it takes,
 * where only earlier releases stand in the way and what they left open must be found again.
 */
export type Opening = 'none' | 'cheapest' | 'any';

const mostStarts = 6;
const mostFigures = 12;

/** The search ended before it had an answer. */
export class OutOfBudget extends Error {}

/** Finds steps that agree with what is published, or with what of it would be withheld. */
export class Steps {
  /** Corners looked at so far. */
  spent = 0;
  private readonly delta: Int32Array;

  constructor(
    private readonly model: Model,
    private readonly budget: number,
  ) {
    this.delta = new Int32Array(model.value.length);
  }

  /** Leaves beneath a cell from which a step may start. */
  startsOf(world: World, target: number, direction: 1 | -1, isWanted?: (leaf: number) => boolean): number[] {
    const { model } = this;
    const g = model.gridOf(target);
    const grid = model.grids[g]!;
    const offset = model.offsets[g]!;
    const above = grid.membersOf(target - offset);
    const below = grid.axes.map(({ leaves, up }, d) => leaves.filter((leaf) => up[leaf]!.includes(above[d]!)));
    const cells = below.reduce<number[]>(
      (sums, leaves, d) => sums.flatMap((sum) => leaves.map((leaf) => sum + leaf * grid.axes[d]!.stride)),
      [offset],
    );
    const usable = cells.filter((cell) => model.unknownsAt.has(cell) && (direction === 1 || world.cells[cell]! > 0));
    const wanted = isWanted ? usable.filter(isWanted) : usable;
    return wanted.sort((a, b) => world.cells[b]! - world.cells[a]!).slice(0, mostStarts);
  }

  /** Whether one of the figures there can go any further. */
  private moves(world: World, leaf: number, direction: 1 | -1): boolean {
    return this.model.unknownsAt.get(leaf)!.some((u) => world.room({ unknowns: [u], signs: [direction] }, 1) > 0);
  }

  /** @param within leaves that it may start from; any beneath the target unless given */
  best(
    world: World,
    target: number,
    direction: 1 | -1,
    wanted: number,
    opening: Opening,
    within?: ReadonlySet<number>,
  ): Step | undefined {
    const { model } = this;
    const g = model.gridOf(target);
    const grid = model.grids[g]!;
    const above = grid.membersOf(target - model.offsets[g]!);
    let best: Step | undefined;
    const isBarred = (cell: number, sign: 1 | -1) =>
      !model.unknownsAt.has(cell) || (sign === -1 && world.cells[cell] === 0);
    for (const start of this.startsOf(
      world,
      target,
      direction,
      (leaf) => !within || (within.has(leaf) && this.moves(world, leaf, direction)),
    )) {
      const shifts = shiftsFrom(grid, grid.membersOf(start - model.offsets[g]!), above);
      walk(shifts, [start], [direction], isBarred, (cells, signs) => {
        const step = this.stepOver(world, cells, signs, wanted, opening);
        if (step && isBetter(step, best)) best = step;
        return best?.cost === 0 && best.amount === wanted;
      });
      if (best?.cost === 0 && opening !== 'any') return best;
    }
    return best;
  }

  /** The step at these corners; of several figures that one cell is the sum of, the one that readers see least of. */
  private stepOver(world: World, cells: readonly number[], signs: (1 | -1)[], wanted: number, opening: Opening) {
    this.spent += cells.length;
    if (this.spent > this.budget) throw new OutOfBudget();
    const corners = cells.map((cell) => this.model.unknownsAt.get(cell)!);
    const figures = Math.min(mostFigures, ...corners.map(({ length }) => length));
    let best: Step | undefined;
    for (let f = 0; f < figures; f += 1) {
      const move = { unknowns: corners.map((unknowns) => unknowns[f]!), signs };
      const amount = world.room(move, wanted);
      const shown = amount > 0 ? this.shown(move, opening) : undefined;
      const step = shown && { ...move, amount, ...shown };
      if (step && isBetter(step, best)) best = step;
    }
    return best;
  }

  /** What readers would notice of a move, or undefined where they may not. */
  private shown({ unknowns, signs }: Move, opening: Opening): { opens: number[]; cost: number } | undefined {
    const { model, delta } = this;
    for (const [i, u] of unknowns.entries()) for (const cell of model.touches[u]!) delta[cell]! += signs[i]!;
    const opens: number[] = [];
    let allowed = true;
    for (const u of unknowns)
      for (const cell of model.touches[u]!) {
        if (delta[cell] && !model.hidden[cell]) {
          if (opening !== 'none' && cell >= model.firstNew) opens.push(cell);
          else allowed = false;
        }
        delta[cell] = 0;
      }
    this.spent += unknowns.length;
    if (!allowed) return undefined;
    if (opening === 'any') return { opens, cost: 0 };
    return { opens, cost: opens.reduce((sum, cell) => sum + costOf(model.value[cell]!), 0) };
  }
}

/** What readers lose with a cell: large counts more than small ones. */
const costOf = (count: number): number => 1 + Math.log2(1 + count);

export const isBetter = (step: Step, than: Step | undefined): boolean => {
  if (!than) return true;
  const [cost, other] = [step.cost / step.amount, than.cost / than.amount];
  return cost < other || (cost === other && step.amount > than.amount);
};
