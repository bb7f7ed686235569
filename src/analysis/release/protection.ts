import { setImmediate as breath } from 'node:timers/promises';
import type { Grid } from './grid.js';
import type { Model } from './model.js';
import { type Move, World } from './world.js';

/** A change of counts along one alternative in some of the dimensions, after which all other totals are as before. */
interface Step extends Move {
  amount: number;
  /** Cells that would show the change. */
  opens: number[];
  cost: number;
}

/**
 * Which cells of the new release may be withheld for a step: none, those that readers miss least, or all that it takes,
 * where only earlier releases stand in the way and what they left open must be found again.
 */
type Opening = 'none' | 'cheapest' | 'any';

const mostAlternatives = 4000;
const mostStarts = 6;
const mostFigures = 12;
const mostAsides = 40;
/** Others of this process get their turn after so many corners: some 20 ms. */
const betweenBreaths = 20_000;

/** The search ended before it had an answer. */
export class OutOfBudget extends Error {}

/**
 * Withholds cells until every small one could be anything from nothing to the threshold. That is not reckoned but shown:
 * for each of them two worlds, tables of whole counts that agree with everything ever published, in one of which the
 * count is 0 and in the other at least the threshold. Whoever has only what is published cannot tell them from the truth.
 */
export class Protection {
  private spent = 0;
  private readonly low: Uint8Array;
  private readonly high: Uint8Array;
  private readonly delta: Int32Array;
  private readonly targets: number[];
  /** Where the search for the next one starts: counts heaped up there move in fewer steps than as they truly lie. */
  private last: World | undefined;

  constructor(
    private readonly model: Model,
    targets: readonly number[],
    private readonly budget: number,
  ) {
    this.targets = [...targets];
    this.low = new Uint8Array(model.value.length);
    this.high = new Uint8Array(model.value.length);
    this.delta = new Int32Array(model.value.length);
  }

  /** The first cell that cannot be protected, or undefined. @throws OutOfBudget */
  async protect(): Promise<number | undefined> {
    this.note(new World(this.model));
    let breathed = 0;
    for (const target of this.targets) {
      if (this.spent - breathed > betweenBreaths) {
        await breath();
        breathed = this.spent;
      }
      if (!this.high[target] && !this.reach(target, this.thresholdOf(target))) return target;
      if (!this.low[target] && !this.reach(target, 0)) return target;
    }
    return undefined;
  }

  private thresholdOf(cell: number): number {
    return this.model.thresholds[this.model.gridOf(cell)]!;
  }

  private reach(target: number, goal: number): boolean {
    const ways: { from: World | undefined; opening: Opening }[] = [
      { from: this.last, opening: 'none' },
      { from: undefined, opening: 'none' },
      { from: undefined, opening: 'cheapest' },
      { from: this.last, opening: 'any' },
      { from: undefined, opening: 'any' },
    ];
    for (const { from, opening } of ways) {
      const world = new World(this.model, from);
      if (!this.climb(world, target, goal, opening, true)) continue;
      if (!world.holds()) throw new Error(`The world found for cell ${target} does not agree with what is published.`);
      this.note(world);
      this.last = world;
      return true;
    }
    return false;
  }

  /** What a world shows of all targets at once. */
  private note(world: World): void {
    for (const target of this.targets) {
      if (world.cells[target] === 0) this.low[target] = 1;
      if (world.cells[target]! >= this.thresholdOf(target)) this.high[target] = 1;
    }
  }

  private climb(world: World, target: number, goal: number, opening: Opening, lifts: boolean): boolean {
    const direction = goal > world.cells[target]! ? 1 : -1;
    if (lifts) this.makeRoom(world, target, goal, direction, opening);
    const asides = lifts && opening === 'any' ? this.beside(world, target, direction) : [];
    while ((goal - world.cells[target]!) * direction > 0) {
      const step = this.bestStep(world, target, direction, Math.abs(goal - world.cells[target]!), opening);
      if (step) {
        for (const cell of step.opens) this.model.hidden[cell] = 1;
        world.make(step, step.amount);
        continue;
      }
      const aside = asides.shift();
      if (aside === undefined) return false;
      this.climb(world, aside, world.cells[aside]! + this.thresholdOf(aside), opening, false);
    }
    return true;
  }

  /** Where a count cannot pass another one, that one moves first. */
  private makeRoom(world: World, target: number, goal: number, direction: 1 | -1, opening: Opening): void {
    const { ceilings, floors, placesOf, offsets } = this.model;
    const cellOf = (u: number): number => {
      const { grid, cell } = placesOf[u]!.at(-1)!;
      return offsets[grid]! + cell;
    };
    const by = Math.abs(goal - world.cells[target]!);
    const beneath = this.leavesUnder(world, target, direction);
    for (const u of direction === 1 ? beneath.slice(0, 1) : beneath)
      if (direction === 1)
        for (const ceiling of ceilings[u]!) {
          const short = world.counts[u]! + by - world.counts[ceiling]!;
          if (short > 0) this.climb(world, cellOf(ceiling), world.cells[cellOf(ceiling)]! + short, opening, false);
        }
      else
        for (const floor of floors[u]!) {
          const over = world.counts[floor]! - Math.max(0, world.counts[u]! - by);
          if (over > 0)
            this.climb(world, cellOf(floor), Math.max(0, world.cells[cellOf(floor)]! - over), opening, false);
        }
  }

  /** Withheld leaves that a step would take from, which have to be raised first where they are empty: a step round two corners. */
  private beside(world: World, target: number, direction: 1 | -1): number[] {
    const { model } = this;
    const g = model.gridOf(target);
    const grid = model.grids[g]!;
    const offset = model.offsets[g]!;
    const [start] = this.startsOf(world, target, direction);
    if (start === undefined) return [];
    const here = grid.membersOf(start - offset);
    const apart = (leaf: number) => grid.membersOf(leaf).filter((member, d) => member !== here[d]).length;
    return grid.leaves
      .filter((leaf) => model.hidden[offset + leaf] && apart(leaf) === (direction === 1 ? 1 : 2))
      .slice(0, mostAsides)
      .map((leaf) => offset + leaf);
  }

  /** The unknowns of the leaves beneath a cell, the likeliest first. */
  private leavesUnder(world: World, target: number, direction: 1 | -1): number[] {
    return this.startsOf(world, target, direction).flatMap((leaf) => this.model.unknownsAt.get(leaf) ?? []);
  }

  /** Leaves beneath a cell from which a step may start. */
  private startsOf(world: World, target: number, direction: 1 | -1): number[] {
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
    return usable.sort((a, b) => world.cells[b]! - world.cells[a]!).slice(0, mostStarts);
  }

  private bestStep(world: World, target: number, direction: 1 | -1, wanted: number, opening: Opening) {
    const { model } = this;
    const g = model.gridOf(target);
    const grid = model.grids[g]!;
    const above = grid.membersOf(target - model.offsets[g]!);
    let best: Step | undefined;
    const isBarred = (cell: number, sign: 1 | -1) =>
      !model.unknownsAt.has(cell) || (sign === -1 && world.cells[cell] === 0);
    for (const start of this.startsOf(world, target, direction)) {
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

const isBetter = (step: Step, than: Step | undefined): boolean => {
  if (!than) return true;
  const [cost, other] = [step.cost / step.amount, than.cost / than.amount];
  return cost < other || (cost === other && step.amount > than.amount);
};

/** By dimension: how far other leaves lie, beside which the cell above sees a change; the nearest first. */
function shiftsFrom(grid: Grid, leaf: readonly number[], above: readonly number[]): number[][] {
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
function walk(
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
