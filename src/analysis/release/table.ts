/** One value of a dimension: a unit, a period, a category. */
export interface Member {
  /** The same thing has the same code in every table; another thing never has it. */
  code: string;
  /** What readers call it. */
  title?: string;
  /** The member whose parts are all the members that name it; the one member without is the total. */
  parent?: string;
  /** Its cells are not part of the release; they are there so that releases in other breakdowns can be compared. */
  unpublished?: true;
}

export interface Dimension {
  name: string;
  members: readonly Member[];
}

/** A count, or why there is none, for one member without parts in each dimension. */
export type Leaf = { at: readonly string[]; count: number } | { at: readonly string[]; blank: string };

/**
 * Counts in all their dimensions, which add up along each of them. Only the leaves are given: totals are their sums.
 * A blank is no zero: what was not collected, or cannot be. It adds nothing and is shown as what it is.
 */
export interface Table {
  /** What is counted; tables of one measure have the same dimensions. */
  measure: string;
  dimensions: readonly Dimension[];
  /** Every combination of leaves, each once. */
  leaves: readonly Leaf[];
}

export const mostCells = 60_000;

/** Parts joined so that different places never read alike. */
export const keyOf = (at: readonly string[]): string => JSON.stringify(at);

const isCount = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 1_000_000_000;

/** What is wrong with a table, all at once; empty where nothing is. */
export function tableProblems({ measure, dimensions, leaves }: Table): string[] {
  const of = (what: string) => `table ${measure}: ${what}`;
  const trees = dimensions.flatMap(dimensionProblems);
  if (dimensions.length === 0) trees.push('it has no dimension');
  if (trees.length > 0) return trees.map(of);
  const cells = dimensions.reduce((product, { members }) => product * members.length, 1);
  if (cells > mostCells) return [of(`it has ${cells} cells, more than ${mostCells}`)];
  const ends = dimensions.map(leafCodes);
  const wanted = ends.reduce((product, codes) => product * codes.size, 1);
  const seen = new Set(leaves.map(({ at }) => keyOf(at)));
  return [
    ...leaves.flatMap((leaf) => [
      ...(leaf.at.length === ends.length && leaf.at.every((code, d) => ends[d]!.has(code))
        ? []
        : [`${keyOf(leaf.at)} is not a leaf of every dimension`]),
      ...('blank' in leaf || isCount(leaf.count) ? [] : [`${keyOf(leaf.at)} has ${leaf.count}, no count`]),
    ]),
    ...(seen.size === leaves.length ? [] : ['a leaf is given twice']),
    ...(seen.size === wanted ? [] : [`${seen.size} leaves are given of ${wanted}`]),
  ]
    .slice(0, 20)
    .map(of);
}

const leafCodes = ({ members }: Dimension): Set<string> => {
  const parents = new Set(members.map(({ parent }) => parent));
  return new Set(members.filter(({ code }) => !parents.has(code)).map(({ code }) => code));
};

function dimensionProblems({ name, members }: Dimension): string[] {
  const parents = new Map(members.map(({ code, parent }) => [code, parent]));
  const roots = members.filter(({ parent }) => parent === undefined);
  const endless = ({ code }: Member): boolean => {
    let at: string | undefined = code;
    for (let steps = 0; at !== undefined; steps += 1) {
      if (steps > members.length) return true;
      at = parents.get(at);
    }
    return false;
  };
  return [
    ...(parents.size === members.length ? [] : ['a member is there twice']),
    ...(roots.length === 1 ? [] : [`there are ${roots.length} members without a parent, and one total is needed`]),
    ...members
      .filter(({ parent }) => parent !== undefined && !parents.has(parent))
      .map(({ code, parent }) => `${code} is part of ${parent}, which is not there`),
    ...(members.some(endless) ? ['a member is part of itself'] : []),
  ].map((what) => `dimension ${name}: ${what}`);
}
