import { setImmediate as breath } from 'node:timers/promises';
import type { Model } from './model.js';
import type { Rest } from './nesting.js';
import { isBetter, type Opening, type Step, Steps } from './steps.js';
import { World } from './world.js';

const mostAsides = 40;
/** Others of this process get their turn after so many corners: some 20 ms. */
const betweenBreaths = 20_000;

/** What has to stay unknown: small cells, and small rests of nested counts. */
export interface Targets {
  cells: readonly number[];
  rests: readonly Rest[];
  /** The least rest that is withheld: 1 where readers may see that a part is the whole. */
  leastRest: number;
}

/**
 * Withholds cells until every small one could be anything from nothing to the threshold, and every small rest of nested
 * counts anything from the least one to it. That is not reckoned but shown:
 * for each of them two worlds, tables of whole counts that agree with everything ever published, in one of which the
 * count is 0 and in the other at least the threshold. Whoever has only what is published cannot tell them from the truth.
 */
export class Protection {
  private readonly steps: Steps;
  private breathed = 0;
  private readonly low: Uint8Array;
  private readonly high: Uint8Array;
  private readonly lowRests: Uint8Array;
  private readonly highRests: Uint8Array;
  /** Where the search for the next one starts: counts heaped up there move in fewer steps than as they truly lie. */
  private last: World | undefined;

  constructor(
    private readonly model: Model,
    private readonly targets: Targets,
    budget: number,
  ) {
    this.lowRests = new Uint8Array(targets.rests.length);
    this.highRests = new Uint8Array(targets.rests.length);
    this.low = new Uint8Array(model.value.length);
    this.high = new Uint8Array(model.value.length);
    this.steps = new Steps(model, budget);
  }

  /** The first cell or rest that cannot be protected, or undefined. @throws OutOfBudget */
  async protect(): Promise<number | Rest | undefined> {
    const { cells, rests, leastRest } = this.targets;
    this.note(new World(this.model));
    for (const target of cells) {
      await this.breathe();
      const threshold = this.thresholdOf(target);
      if (!this.high[target] && !this.reach((...way) => this.climb(...way, target, threshold, true))) return target;
      if (!this.low[target] && !this.reach((...way) => this.climb(...way, target, 0, true))) return target;
    }
    for (const [r, rest] of rests.entries()) {
      await this.breathe();
      if (!this.highRests[r] && !this.reach((...way) => this.climbRest(...way, rest, rest.threshold))) return rest;
      if (!this.lowRests[r] && !this.reach((...way) => this.climbRest(...way, rest, leastRest))) return rest;
    }
    return undefined;
  }

  private async breathe(): Promise<void> {
    if (this.steps.spent - this.breathed <= betweenBreaths) return;
    await breath();
    this.breathed = this.steps.spent;
  }

  private thresholdOf(cell: number): number {
    return this.model.thresholds[this.model.gridOf(cell)]!;
  }

  private reach(climb: (world: World, opening: Opening) => boolean): boolean {
    const ways: { from: World | undefined; opening: Opening }[] = [
      { from: this.last, opening: 'none' },
      { from: undefined, opening: 'none' },
      { from: undefined, opening: 'cheapest' },
      { from: this.last, opening: 'any' },
      { from: undefined, opening: 'any' },
    ];
    for (const { from, opening } of ways) {
      const world = new World(this.model, from);
      if (!climb(world, opening)) continue;
      if (!world.holds()) throw new Error('A world that was found does not agree with what is published.');
      this.note(world);
      this.last = world;
      return true;
    }
    return false;
  }

  /** What a world shows of all targets at once. */
  private note(world: World): void {
    const { cells, rests, leastRest } = this.targets;
    for (const target of cells) {
      if (world.cells[target] === 0) this.low[target] = 1;
      if (world.cells[target]! >= this.thresholdOf(target)) this.high[target] = 1;
    }
    for (const [r, rest] of rests.entries()) {
      if (this.lowRests[r] && this.highRests[r]) continue;
      const left = world.rest(rest);
      if (left <= leastRest) this.lowRests[r] = 1;
      if (left >= rest.threshold) this.highRests[r] = 1;
    }
  }

  /** Moves the part the other way, or the whole: what readers miss less. */
  private climbRest(world: World, opening: Opening, rest: Rest, goal: number): boolean {
    const direction = goal > world.rest(rest) ? 1 : -1;
    const back = direction === 1 ? -1 : 1;
    let isRoomMade = false;
    while ((goal - world.rest(rest)) * direction > 0) {
      const wanted = Math.abs(goal - world.rest(rest));
      const ofPart = this.steps.best(world, rest.part, back, wanted, opening, rest.leaves.part);
      const isFree = ofPart?.cost === 0 && ofPart.amount === wanted;
      const ofWhole = isFree
        ? undefined
        : this.steps.best(world, rest.whole, direction, wanted, opening, rest.leaves.whole);
      const step = ofPart && ofWhole ? (isBetter(ofWhole, ofPart) ? ofWhole : ofPart) : (ofPart ?? ofWhole);
      if (!step && isRoomMade) return false;
      if (step) this.take(world, step);
      else this.makeRoom(world, rest.part, world.cells[rest.part]! - direction * wanted, back, opening, rest.plus);
      if (!step && direction === -1)
        this.makeRoom(world, rest.whole, world.cells[rest.whole]! - wanted, -1, opening, rest.minus);
      isRoomMade ||= !step;
    }
    return true;
  }

  private climb(world: World, opening: Opening, target: number, goal: number, lifts: boolean): boolean {
    const direction = goal > world.cells[target]! ? 1 : -1;
    if (lifts) this.makeRoom(world, target, goal, direction, opening);
    const asides = lifts && opening === 'any' ? this.beside(world, target, direction) : [];
    while ((goal - world.cells[target]!) * direction > 0) {
      const step = this.steps.best(world, target, direction, Math.abs(goal - world.cells[target]!), opening);
      if (step) {
        this.take(world, step);
        continue;
      }
      const aside = asides.shift();
      if (aside === undefined) return false;
      this.climb(world, opening, aside, world.cells[aside]! + this.thresholdOf(aside), false);
    }
    return true;
  }

  private take(world: World, step: Step): void {
    for (const cell of step.opens) this.model.hidden[cell] = 1;
    world.make(step, step.amount);
  }

  /** Where a count cannot pass another one, that one moves first. */
  private makeRoom(
    world: World,
    target: number,
    goal: number,
    direction: 1 | -1,
    opening: Opening,
    except: readonly number[] = [],
  ): void {
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
          if (except.includes(ceiling)) continue;
          const short = world.counts[u]! + by - world.counts[ceiling]!;
          if (short > 0) this.climb(world, opening, cellOf(ceiling), world.cells[cellOf(ceiling)]! + short, false);
        }
      else
        for (const floor of floors[u]!) {
          if (except.includes(floor)) continue;
          const over = world.counts[floor]! - Math.max(0, world.counts[u]! - by);
          if (over > 0)
            this.climb(world, opening, cellOf(floor), Math.max(0, world.cells[cellOf(floor)]! - over), false);
        }
  }

  /** Withheld leaves that a step would take from, which have to be raised first where they are empty: a step round two corners. */
  private beside(world: World, target: number, direction: 1 | -1): number[] {
    const { model } = this;
    const g = model.gridOf(target);
    const grid = model.grids[g]!;
    const offset = model.offsets[g]!;
    const [start] = this.steps.startsOf(world, target, direction);
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
    return this.steps.startsOf(world, target, direction).flatMap((leaf) => this.model.unknownsAt.get(leaf) ?? []);
  }
}
