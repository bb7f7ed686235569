import loadHighs from 'highs';
import type { Issue } from './model.js';
import { keyOf, type Table } from './table.js';

/** What a reader holds of a count: exactly this much, or a sum of counts of which this much is known. */
export interface Fact {
  leaves: number[];
  sum: number;
}

/** Everything that readers can know from releases: sums of unknown counts. Made from what is published alone. */
export interface Knowledge {
  /** By measure and codes of the leaf, and of which figure of it where it was corrected. */
  unknowns: Map<string, number>;
  facts: Fact[];
  /** Pairs of which the first is never more than the second. */
  atMost?: number[][];
}

export interface Interval {
  low: number;
  high: number;
}

/** What the releases tell; the reader knows which leaves were corrected from one to the next, as `corrected` says. */
export function knowledgeOf(
  issues: readonly Required<Issue>[],
  corrected: (issue: number, key: string) => number = () => 0,
): Knowledge {
  const unknowns = new Map<string, number>();
  const facts: Fact[] = [];
  for (const [i, { tables, withheld }] of issues.entries())
    for (const table of tables) {
      const hidden = new Set(withheld[table.measure]);
      const leaves = table.leaves.filter((leaf) => 'count' in leaf);
      const numberOf = (at: readonly string[]): number => {
        const name = `${table.measure} ${keyOf(at)} ${corrected(i, keyOf(at))}`;
        unknowns.set(name, unknowns.get(name) ?? unknowns.size);
        return unknowns.get(name)!;
      };
      for (const at of cellsOf(table)) {
        const beneath = leaves.filter((leaf) => leaf.at.every((code, d) => isPart(table, d, code, at[d]!)));
        const numbers = beneath.map((leaf) => numberOf(leaf.at));
        if (beneath.length === 0 || hidden.has(keyOf(at)) || isUnpublished(table, at)) continue;
        facts.push({ leaves: numbers, sum: beneath.reduce((sum, leaf) => sum + (leaf as { count: number }).count, 0) });
      }
    }
  return { unknowns, facts };
}

export const cellsOf = ({ dimensions }: Table): string[][] =>
  dimensions.reduce<string[][]>(
    (rows, { members }) => rows.flatMap((row) => members.map(({ code }) => [...row, code])),
    [[]],
  );

export function isPart({ dimensions }: Table, d: number, code: string, of: string): boolean {
  let at: string | undefined = code;
  while (at !== undefined && at !== of) at = dimensions[d]!.members.find((member) => member.code === at)?.parent;
  return at === of;
}

const isUnpublished = ({ dimensions }: Table, at: readonly string[]) =>
  at.some((code, d) => dimensions[d]!.members.find((member) => member.code === code)?.unpublished);

/** The counts beneath a cell, by their number. */
export function unknownsUnder(knowledge: Knowledge, table: Table, at: readonly string[], version = 0): number[] {
  return table.leaves
    .filter((leaf) => 'count' in leaf && leaf.at.every((code, d) => isPart(table, d, code, at[d]!)))
    .map((leaf) => knowledge.unknowns.get(`${table.measure} ${keyOf(leaf.at)} ${version}`)!);
}

/** Tightens what is known of each count until nothing gets tighter: what a patient reader does with a spreadsheet. */
export function propagate({ unknowns, facts }: Knowledge): Interval[] {
  const known = Array.from({ length: unknowns.size }, () => ({ low: 0, high: Number.POSITIVE_INFINITY }));
  for (let changed = true, round = 0; changed && round < 100; round += 1) {
    changed = false;
    for (const { leaves, sum } of facts)
      for (const u of leaves) {
        let least = sum;
        let most = sum;
        for (const other of leaves)
          if (other !== u) {
            most -= known[other]!.low;
            least -= known[other]!.high;
          }
        const { low, high } = known[u]!;
        if (most >= high && least <= low) continue;
        known[u] = { low: Math.max(low, least), high: Math.min(high, most) };
        changed = true;
      }
  }
  return known;
}

const solver = await (loadHighs as unknown as (typeof loadHighs)['default'])();

/** The least and the most that a sum of counts can be, less those taken from it, by linear programming over all facts together. */
export function solve(
  { unknowns, facts, atMost = [] }: Knowledge,
  sum: readonly number[],
  less: readonly number[] = [],
): Interval {
  const terms = (numbers: readonly number[]) => numbers.map((u) => `x${u}`).join(' + ');
  const rows = facts.map((fact, i) => ` c${i}: ${terms(fact.leaves)} = ${fact.sum}`);
  rows.push(...atMost.map(([lesser, greater], i) => ` b${i}: x${lesser} - x${greater} <= 0`));
  const all = [...unknowns.values()].map((u) => ` x${u} <= 1000000`);
  const answer = (direction: 'Minimize' | 'Maximize'): number => {
    const text = `${direction}\n obj: ${[terms(sum), ...less.map((u) => `- x${u}`)].join(' ')}\nSubject To\n${rows.join('\n')}\nBounds\n${all.join('\n')}\nEnd\n`;
    const { Status, ObjectiveValue } = solver.solve(text);
    if (Status !== 'Optimal') throw new Error(`The linear program is ${Status}.`);
    return ObjectiveValue;
  };
  return { low: answer('Minimize'), high: answer('Maximize') };
}
