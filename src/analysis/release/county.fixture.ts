import type { Dimension, Leaf, Table } from './table.js';

/** Numbers that look random and are the same each time. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const townships = (n: number): Dimension => ({
  name: 'unit',
  members: [
    { code: 'county' },
    ...Array.from({ length: n }, (_, i) => ({ code: `township ${i + 1}`, parent: 'county' })),
  ],
});

/** Months 1 to n, in quarters if asked. */
export const months = (n: number, quarters = true): Dimension => ({
  name: 'period',
  members: [
    { code: 'year' },
    ...(quarters ? Array.from({ length: Math.ceil(n / 3) }, (_, i) => ({ code: `Q${i + 1}`, parent: 'year' })) : []),
    ...Array.from({ length: n }, (_, i) => ({
      code: `month ${i + 1}`,
      parent: quarters ? `Q${Math.floor(i / 3) + 1}` : 'year',
    })),
  ],
});

export const categories = (n: number): Dimension => ({
  name: 'category',
  members: [{ code: 'all' }, ...Array.from({ length: n }, (_, i) => ({ code: `category ${i + 1}`, parent: 'all' }))],
});

const ends = ({ members }: Dimension): string[] =>
  members.filter(({ code }) => !members.some(({ parent }) => parent === code)).map(({ code }) => code);

/** A table of these dimensions with a count for each combination of leaves. */
export function tableOf(
  measure: string,
  dimensions: readonly Dimension[],
  countOf: (at: string[]) => number | string,
): Table {
  const places = dimensions.reduce<string[][]>(
    (rows, dimension) => rows.flatMap((row) => ends(dimension).map((code) => [...row, code])),
    [[]],
  );
  const leaves = places.map((at): Leaf => {
    const count = countOf(at);
    return typeof count === 'number' ? { at, count } : { at, blank: count };
  });
  return { measure, dimensions, leaves };
}
