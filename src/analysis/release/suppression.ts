import type { Message } from '../../languages/message.js';
import { Incomparable, type Issue, Model } from './model.js';
import { type AtMost, type Rest, restsOf } from './nesting.js';
import { Protection, type Targets } from './protection.js';
import { OutOfBudget } from './steps.js';
import { type Table, tableProblems } from './table.js';
import { World } from './world.js';

/** What is to be released, and what was. */
export interface ReleasePlan {
  tables: readonly Table[];
  /** Counts below it are withheld. */
  threshold: number;
  /** All releases of overlapping figures, the oldest first. */
  earlier: readonly Issue[];
  atMost?: readonly AtMost[];
  /**
   * The least rest of nested counts that is withheld where it is small: 1, so that readers may see that a part is the
   * whole, unless given; 0 for that too; null where readers may take them from one another.
   */
  leastRest?: 0 | 1 | null;
  /** How many corners of possible worlds may be looked at; more time does not help much. */
  budget?: number;
}

export type Suppression =
  | {
      safe: true;
      /** Keys of withheld cells by measure. */
      withheld: Record<string, string[]>;
      /** How many cells readers may ask for, how many are small, and how many more are withheld for their sake. */
      cells: number;
      small: number;
      complementary: number;
      /** Rests of nested counts that are small, which readers cannot tell either. */
      smallRests: number;
      /** Small counts that an earlier release told: withheld here, and known all the same. */
      toldBefore: { measure: string; at: string[] }[];
    }
  | { safe: false; reason: Message };

const defaultBudget = 60_000_000;

/** Earlier releases that show a place of this one, or of one that does. */
function overlapping({ earlier, tables }: ReleasePlan): Issue[] {
  const codes = (table: Table) => table.dimensions.map(({ members }) => new Set(members.map(({ code }) => code)));
  const shares = (one: Set<string>[], other: Set<string>[]) =>
    one.length === other.length && one.every((members, d) => !members.isDisjointFrom(other[d]!));
  const reached = tables.map(codes);
  let apart = earlier.map((issue) => ({ issue, places: issue.tables.map(codes) }));
  for (const one of reached) {
    const isBeside = ({ places }: (typeof apart)[number]) => places.some((other) => shares(one, other));
    reached.push(...apart.filter(isBeside).flatMap(({ places }) => places));
    apart = apart.filter((other) => !isBeside(other));
  }
  const left = new Set(apart.map(({ issue }) => issue));
  return earlier.filter((issue) => !left.has(issue));
}

/** Which cells have to be withheld so that nobody finds a small count. @throws Error where a table is none */
export async function suppress(plan: ReleasePlan): Promise<Suppression> {
  const problems = [...plan.tables.flatMap(tableProblems), ...planProblems(plan)];
  if (problems.length > 0) throw new Error(`These tables cannot be released: ${problems.join('; ')}.`);
  try {
    const model = new Model(overlapping(plan), plan, plan.atMost);
    const told = toldBefore(model);
    const leastRest = plan.leastRest === undefined ? 1 : plan.leastRest;
    const targets: Targets = {
      cells: targetsOf(model, told.cells),
      rests: leastRest === null ? [] : smallRests(model, restsOf(model, plan.atMost ?? []), leastRest, told),
      leastRest: leastRest ?? 0,
    };
    const unprotected = await new Protection(model, targets, plan.budget ?? defaultBudget).protect();
    if (unprotected !== undefined)
      return {
        safe: false,
        reason: typeof unprotected === 'number' ? cannotProtect(model, unprotected) : cannotKeep(model, unprotected),
      };
    return answerOf(model, told.cells, targets.rests.length);
  } catch (error) {
    if (error instanceof Incomparable) return { safe: false, reason: incomparable(error) };
    if (error instanceof OutOfBudget) return { safe: false, reason: tooLarge };
    throw error;
  }
}

function planProblems({ tables, earlier, threshold }: ReleasePlan): string[] {
  const names = (table: Table) => table.dimensions.map(({ name }) => name).join(', ');
  const measures = tables.map(({ measure }) => measure);
  return [
    ...(Number.isInteger(threshold) && threshold >= 1 ? [] : [`a threshold of ${threshold} is no whole number from 1`]),
    ...(tables.length > 0 ? [] : ['there is no table']),
    ...(new Set(measures).size === measures.length ? [] : ['a measure has two tables']),
    ...tables.flatMap((table) =>
      earlier
        .flatMap((issue) => issue.tables)
        .filter((other) => other.measure === table.measure && names(other) !== names(table))
        .slice(0, 1)
        .map((other) => `${table.measure} has the dimensions ${names(table)} and had ${names(other)}`),
    ),
  ];
}

/** Cells that an earlier release shows with the count that they have, and whether one shows such a cell. */
interface Told {
  cells: Set<number>;
  has(cell: number): boolean;
}

function toldBefore(model: Model): Told {
  const shown = new Set<string>();
  const nameOf = (cell: number): string => {
    const g = model.gridOf(cell);
    const grid = model.grids[g]!;
    return `${grid.table.measure} ${grid.keyOf(cell - model.offsets[g]!)} ${model.value[cell]}`;
  };
  for (let cell = 0; cell < model.firstNew; cell += 1)
    if (model.counted[cell] && !model.hidden[cell]) shown.add(nameOf(cell));
  const cells = new Set<number>();
  for (let cell = 0; cell < model.value.length; cell += 1)
    if (model.counted[cell] && model.hidden[cell] && shown.has(nameOf(cell))) cells.add(cell);
  return { cells, has: (cell) => shown.has(nameOf(cell)) };
}

/** Rests that the new release says something of and no earlier one told. */
function smallRests(model: Model, rests: readonly Rest[], least: number, told: Told): Rest[] {
  const truth = new World(model);
  const isConcerned = (u: number) => model.touches[u]!.some((cell) => cell >= model.firstNew);
  return rests.filter((rest) => {
    const left = truth.rest(rest);
    if (left < least || left >= rest.threshold) return false;
    if (told.has(rest.whole) && told.has(rest.part)) return false;
    return rest.plus.some(isConcerned) || rest.minus.some(isConcerned);
  });
}

/** Small cells of the new release, and of earlier ones what the new one says something of; totals first. */
function targetsOf(model: Model, told: ReadonlySet<number>): number[] {
  const concerned = new Uint8Array(model.value.length);
  for (const touches of model.touches)
    if (touches.some((cell) => cell >= model.firstNew)) for (const cell of touches) concerned[cell] = 1;
  const targets: { cell: number; leaves: number }[] = [];
  const leaves = new Uint32Array(model.value.length);
  for (const touches of model.touches) for (const cell of touches) leaves[cell]! += 1;
  for (let cell = 0; cell < model.value.length; cell += 1)
    if (
      concerned[cell] &&
      model.counted[cell] &&
      !told.has(cell) &&
      model.hidden[cell] &&
      model.value[cell]! < model.thresholds[model.gridOf(cell)]!
    )
      targets.push({ cell, leaves: leaves[cell]! });
  return targets.sort((a, b) => b.leaves - a.leaves || a.cell - b.cell).map(({ cell }) => cell);
}

function answerOf(model: Model, told: ReadonlySet<number>, smallRests: number): Suppression {
  const withheld: Record<string, string[]> = {};
  const counts = { cells: 0, small: 0, complementary: 0 };
  const toldCells: { measure: string; at: string[] }[] = [];
  for (const [g, grid] of model.grids.entries()) {
    const offset = model.offsets[g]!;
    if (offset < model.firstNew) continue;
    const keys: string[] = [];
    for (let cell = 0; cell < grid.size; cell += 1) {
      if (!grid.counted[cell] || grid.isUnpublished(cell)) continue;
      counts.cells += 1;
      if (!model.hidden[offset + cell]) continue;
      keys.push(grid.keyOf(cell));
      if (grid.value[cell]! < model.thresholds[g]!) counts.small += 1;
      else counts.complementary += 1;
      if (told.has(offset + cell)) toldCells.push({ measure: grid.table.measure, at: grid.codesOf(cell) });
    }
    withheld[grid.table.measure] = keys;
  }
  return { safe: true, withheld, ...counts, smallRests, toldBefore: toldCells };
}

function nameOf(model: Model, cell: number): { measure: string; place: string } {
  const g = model.gridOf(cell);
  const grid = model.grids[g]!;
  return { measure: grid.table.measure, place: grid.codesOf(cell - model.offsets[g]!).join(' / ') };
}

function cannotKeep(model: Model, { whole, part }: Rest): Message {
  const { measure, place } = nameOf(model, part);
  const of = nameOf(model, whole).measure;
  return {
    en: `Readers could take ${measure} from ${of} (${place}) and find a small number of people, whatever else is withheld of these tables. Release the two in the same releases, a coarser breakdown, or one of them alone.`,
    zh: `读者可由 ${of} 减去 ${measure}（${place}）推算出小数值，无论再隐去表中何项均无法避免。请改用更粗的分组，或将两项一并发布、只发布其一。`,
  };
}

function cannotProtect(model: Model, cell: number): Message {
  const { measure, place } = nameOf(model, cell);
  const what = `${measure}: ${place}`;
  return cell < model.firstNew
    ? {
        en: `With this release, readers could narrow down a count that an earlier release withheld (${what}). Release totals only, or the same breakdown as before.`,
        zh: `若发布本表，读者可推算此前已隐去的数值（${what}）。请仅发布合计数，或沿用此前的分组。`,
      }
    : {
        en: `No way was found to keep a small count from readers (${what}), whatever else is withheld of these tables. Release a coarser breakdown, or mark the level as unpublished.`,
        zh: `无论再隐去表中何项，均无法证明该小数值不会被推算出来（${what}）。请改用更粗的分组，或不发布该层级。`,
      };
}

const incomparable = ({ measure, codes }: Incomparable): Message => ({
  en: `This release and earlier ones divide ${measure} (${codes.join(' / ')}) differently, and what they say together cannot be checked. Pass the table in the finest breakdown of them all, with the levels that are not to appear marked as unpublished.`,
  zh: `本次发布与此前发布对 ${measure}（${codes.join(' / ')}）的分组不同，无法核查两者合并后的泄露风险。请按最细的分组提供数据，并将不发布的层级标记为不公开。`,
});

const tooLarge: Message = {
  en: 'The safety of these tables could not be proven within the work that a check may take. Release fewer members or coarser periods at a time.',
  zh: '未能在限定的计算量内证明这些表可以安全发布。请减少发布的项目，或采用更粗的时期。',
};
