import { type Facts, factsOf, leavesOf } from './gaps.js';
import type { RowColumns, Rule } from './rules.js';
import type { Viewer } from './viewer.js';

export interface RowFacts {
  /** What to select of the row. */
  columns: string;
  /** What the selected row and the viewer tell together. */
  read(row: Record<string, unknown>): Facts;
}

/** Asks a row, in one select, each part of a rule that the viewer alone does not answer. */
export function rowFacts(rule: Rule, viewer: Viewer, row: RowColumns): RowFacts {
  const open = [...new Set(leavesOf(rule).filter((leaf) => leaf.viewer(viewer) === undefined))];
  const known = factsOf(viewer);
  return {
    columns: ['true as "known"', ...open.map((leaf, i) => `${leaf.sql(row)} as "told${i}"`)].join(', '),
    read: (answer) => (leaf) => (open.includes(leaf) ? answer[`told${open.indexOf(leaf)}`] === true : known(leaf)),
  };
}
