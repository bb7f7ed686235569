import type { Message } from '../../languages/message.js';
import { type AtMost, Incomparable, type Issue, Model } from './model.js';
import { OutOfBudget, Protection } from './protection.js';
import { type Table, tableProblems } from './table.js';

/** What is to be released, and what was. */
export interface ReleasePlan {
  tables: readonly Table[];
  /** Counts below it are withheld. */
  threshold: number;
  /** All releases of overlapping figures, the oldest first. */
  earlier: readonly Issue[];
  atMost?: readonly AtMost[];
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
      /** Small counts that an earlier release told: withheld here, and known all the same. */
      toldBefore: { measure: string; at: string[] }[];
    }
  | { safe: false; reason: Message };

const defaultBudget = 60_000_000;

/** Which cells have to be withheld so that nobody finds a small count. @throws Error where a table is none */
export async function suppress(plan: ReleasePlan): Promise<Suppression> {
  const problems = [...plan.tables.flatMap(tableProblems), ...planProblems(plan)];
  if (problems.length > 0) throw new Error(`These tables cannot be released: ${problems.join('; ')}.`);
  try {
    const model = new Model(plan.earlier, plan, plan.atMost);
    const told = toldBefore(model);
    const unprotected = await new Protection(model, targetsOf(model, told), plan.budget ?? defaultBudget).protect();
    if (unprotected !== undefined) return { safe: false, reason: cannotProtect(model, unprotected) };
    return answerOf(model, told);
  } catch (error) {
    if (error instanceof Incomparable) return { safe: false, reason: incomparable(error) };
    if (error instanceof OutOfBudget) return { safe: false, reason: tooLarge };
    throw error;
  }
}

function planProblems({ tables, earlier, threshold, atMost = [] }: ReleasePlan): string[] {
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
    ...atMost
      .flatMap(({ measure, of }) => [measure, of])
      .filter((measure) => !measures.includes(measure))
      .map((measure) => `a bound names ${measure}, which is not released`),
  ];
}

/** Cells that an earlier release shows with the count that they have. */
function toldBefore(model: Model): Set<number> {
  const shown = new Set<string>();
  const nameOf = (cell: number): string => {
    const g = model.gridOf(cell);
    const grid = model.grids[g]!;
    return `${grid.table.measure} ${grid.keyOf(cell - model.offsets[g]!)} ${model.value[cell]}`;
  };
  for (let cell = 0; cell < model.firstNew; cell += 1)
    if (model.counted[cell] && !model.hidden[cell]) shown.add(nameOf(cell));
  const told = new Set<number>();
  for (let cell = 0; cell < model.value.length; cell += 1)
    if (model.counted[cell] && model.hidden[cell] && shown.has(nameOf(cell))) told.add(cell);
  return told;
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

function answerOf(model: Model, told: ReadonlySet<number>): Suppression {
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
  return { safe: true, withheld, ...counts, toldBefore: toldCells };
}

function cannotProtect(model: Model, cell: number): Message {
  const g = model.gridOf(cell);
  const grid = model.grids[g]!;
  const what = `${grid.table.measure}: ${grid.codesOf(cell - model.offsets[g]!).join(' / ')}`;
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
