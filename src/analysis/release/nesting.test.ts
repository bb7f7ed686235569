import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, type Knowledge, knowledgeOf, solve, unknownsUnder } from './attack.fixture.js';
import { drawing, months, tableOf, townships } from './county.fixture.js';
import type { Issue } from './model.js';
import { type AtMost, closureOf } from './nesting.js';
import { type ReleasePlan, suppress } from './suppression.js';
import { keyOf, type Table } from './table.js';

const threshold = 8;
const tested: AtMost[] = [{ measure: 'tested', of: 'mothers' }];

const released = async (plan: Omit<ReleasePlan, 'threshold'>) => {
  const answer = await suppress({ threshold, ...plan });
  if (!answer.safe) throw new Error(answer.reason.en);
  return { tables: plan.tables, threshold, withheld: answer.withheld, smallRests: answer.smallRests };
};

/** What readers know who also know that in each place one count is at most the other. */
function knowledgeWith(issues: readonly Required<Issue>[], pairs: readonly AtMost[]): Knowledge {
  const knowledge = knowledgeOf(issues);
  const places = new Set([...knowledge.unknowns.keys()].map((name) => name.slice(name.indexOf(' '))));
  const atMost = closureOf(pairs).flatMap(({ measure, of }) =>
    [...places].flatMap((place) => {
      const pair = [knowledge.unknowns.get(measure + place), knowledge.unknowns.get(of + place)];
      return pair.includes(undefined) ? [] : [pair as number[]];
    }),
  );
  return { ...knowledge, atMost };
}

const countAt = (table: Table, at: readonly string[]): number =>
  table.leaves.reduce((sum, leaf) => sum + ('count' in leaf && isUnder(table, leaf.at, at) ? leaf.count : 0), 0);

const isUnder = (table: Table, leaf: readonly string[], at: readonly string[]): boolean =>
  unknownsUnder(
    knowledgeOf([{ tables: [{ ...table, leaves: [{ at: leaf, count: 1 }] }], threshold, withheld: {} }]),
    {
      ...table,
      leaves: [{ at: leaf, count: 1 }],
    },
    at,
  ).length > 0;

/** Small rests of whole and part of which readers of all these releases can say more than that they are from 1 to the threshold. */
function exposed(issues: readonly Required<Issue>[], pairs: readonly AtMost[], least = 1): string[] {
  const knowledge = knowledgeWith(issues, pairs);
  const tableNamed = (measure: string) =>
    issues.flatMap(({ tables }) => tables).find((table) => table.measure === measure)!;
  return closureOf(pairs).flatMap((pair) => {
    const [part, whole] = [tableNamed(pair.measure), tableNamed(pair.of)];
    const places = new Set(cellsOf(whole).map(keyOf));
    return cellsOf(part)
      .filter((at) => places.has(keyOf(at)))
      .flatMap((at) => {
        const rest = countAt(whole, at) - countAt(part, at);
        if (rest < least || rest >= threshold) return [];
        const { low, high } = solve(knowledge, unknownsUnder(knowledge, whole, at), unknownsUnder(knowledge, part, at));
        return low > least + 1e-6 || high < threshold - 1e-6 ? [`${pair.of} - ${pair.measure} ${keyOf(at)}`] : [];
      });
  });
}

const by = (measure: string, counts: readonly number[]): Table =>
  tableOf(measure, [townships(counts.length)], (at) => counts[Number(at[0]!.split(' ')[1]) - 1]!);

const mothers = by('mothers', [120, 200, 90, 400]);
const testedOf = by('tested', [117, 150, 60, 300]);

describe('what a count leaves of the one that it is part of', () => {
  it('is found by taking one from the other where both are shown, and not where rests are protected', async () => {
    const careless = await released({ tables: [mothers, testedOf], earlier: [], atMost: tested, leastRest: null });
    expect(exposed([careless], tested)).toEqual(['mothers - tested ["township 1"]']);
    const careful = await released({ tables: [mothers, testedOf], earlier: [], atMost: tested });
    expect(exposed([careful], tested)).toEqual([]);
    expect(careful).toMatchObject({ smallRests: 1, withheld: { mothers: [] } });
    expect(careful.withheld.tested).toContain(keyOf(['township 1']));
    expect(careful.withheld.tested).toHaveLength(2);
  });

  it('is found in two releases, of which neither tells it', async () => {
    const first = await released({ tables: [mothers], earlier: [], atMost: tested });
    const alone = await released({ tables: [testedOf], earlier: [], atMost: tested });
    expect(exposed([first, alone], tested)).toEqual(['mothers - tested ["township 1"]']);
    const checked = await released({ tables: [testedOf], earlier: [first], atMost: tested });
    expect(checked.withheld.tested).toContain(keyOf(['township 1']));
    expect(exposed([first, checked], tested)).toEqual([]);
  });

  it('is kept the other way round too: the whole is withheld where the part was released', async () => {
    const first = await released({ tables: [testedOf], earlier: [], atMost: tested });
    const checked = await released({ tables: [mothers], earlier: [first], atMost: tested });
    expect(first.withheld.tested).toEqual([]);
    expect(checked.withheld.mothers).toContain(keyOf(['township 1']));
    expect(exposed([first, checked], tested)).toEqual([]);
  });

  it('is no secret where everybody is part of it, unless that is asked for', async () => {
    const all = by('tested', [120, 150, 60, 300]);
    const shown = await released({ tables: [mothers, all], earlier: [], atMost: tested });
    expect(shown).toMatchObject({ smallRests: 0, withheld: { tested: [] } });
    const careful = await released({ tables: [mothers, all], earlier: [], atMost: tested, leastRest: 0 });
    expect(careful.withheld.tested).toContain(keyOf(['township 1']));
    expect(exposed([careful], tested, 0)).toEqual([]);
  });

  it('is kept along a chain: deaths of the first week, of the first month, of the first year', async () => {
    const chain = [
      { measure: 'week', of: 'month' },
      { measure: 'month', of: 'year' },
    ];
    const tables = [by('week', [12, 30, 9]), by('month', [15, 40, 20]), by('year', [19, 90, 40])];
    const careless = await released({ tables, earlier: [], atMost: chain, leastRest: null });
    expect(exposed([careless], chain)).toEqual([
      'year - week ["township 1"]',
      'year - month ["township 1"]',
      'month - week ["township 1"]',
    ]);
    const careful = await released({ tables, earlier: [], atMost: chain });
    expect(exposed([careful], chain)).toEqual([]);
    // In three releases, each of one age, it is the same.
    const one: Required<Issue>[] = [];
    for (const table of tables) one.push(await released({ tables: [table], earlier: one, atMost: chain }));
    expect(exposed(one, chain)).toEqual([]);
  });

  it('is kept where an earlier release told it before a correction', async () => {
    // Released by whoever saw no harm in it: the county's totals, 3 apart.
    const totals = (measure: string, count: number) => tableOf(measure, [townships(1)], () => count);
    const old = await released({
      tables: [totals('mothers', 50), totals('tested', 47)],
      earlier: [],
      atMost: tested,
      leastRest: null,
    });
    const again = await suppress({ tables: [totals('tested', 48)], threshold, earlier: [old], atMost: tested });
    expect(again).toMatchObject({ safe: true, withheld: { tested: [keyOf(['county']), keyOf(['township 1'])] } });
  });

  it('leaves a blank out on both sides: who was not asked is no rest', async () => {
    const blank = tableOf('tested', [townships(2)], ([unit]) => (unit === 'township 1' ? 'NOT_COLLECTED' : 300));
    const whole = by('mothers', [40, 305]);
    const careful = await released({ tables: [whole, blank], earlier: [], atMost: tested });
    // 5 in the second township and in the county, where 45 are not among those tested.
    expect(careful.smallRests).toBe(2);
    expect(careful.withheld.tested).toContain(keyOf(['township 2']));
  });
});

describe('any nested counts at all', () => {
  it('keep their small rests, in one release and in two', async () => {
    const some = fc.record({
      units: fc.integer({ min: 2, max: 4 }),
      periods: fc.integer({ min: 1, max: 5 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
      most: fc.constantFrom(12, 60, 300),
      rests: fc.constantFrom(3, 20),
      isTogether: fc.boolean(),
    });
    let proven = 0;
    await fc.assert(
      fc.asyncProperty(some, async ({ units, periods, seed, most, rests, isTogether }) => {
        const dimensions = [townships(units), months(periods)];
        const draw = drawing(seed);
        const whole = tableOf('mothers', dimensions, () => Math.floor(draw() * most));
        const of = new Map(whole.leaves.map((leaf) => [keyOf(leaf.at), 'count' in leaf ? leaf.count : 0]));
        const part = tableOf('tested', dimensions, (at) =>
          Math.max(0, of.get(keyOf(at))! - Math.floor(draw() * rests)),
        );
        const issues: Required<Issue>[] = [];
        for (const tables of isTogether ? [[whole, part]] : [[whole], [part]]) {
          const answer = await suppress({ tables, threshold, earlier: issues, atMost: tested });
          if (!answer.safe) return;
          issues.push({ tables, threshold, withheld: answer.withheld });
        }
        proven += 1;
        expect(exposed(issues, tested)).toEqual([]);
      }),
      { numRuns: 20, seed: 20_261_124 },
    );
    expect(proven).toBeGreaterThan(10);
  }, 120_000);
});
