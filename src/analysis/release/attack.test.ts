import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, knowledgeOf, propagate, solve, unknownsUnder } from './attack.fixture.js';
import { categories, drawing, months, tableOf, townships } from './county.fixture.js';
import type { Issue } from './model.js';
import { publishedOf } from './published.js';
import { type ReleasePlan, type Suppression, suppress } from './suppression.js';
import { type Dimension, keyOf, type Table } from './table.js';

const threshold = 8;
const small = { unit: townships(4), period: months(6), category: categories(3) };

const countsBy = (seed: number, most: number) => {
  const draw = drawing(seed);
  return () => Math.floor(draw() ** 2 * most);
};

const births = (seed = 3, most = 60): Table =>
  tableOf('births', [small.unit, small.period, small.category], countsBy(seed, most));

/** Withholds small counts and nothing else. */
const primaryOnly = (table: Table): Required<Issue> => {
  const keys = cellsOf(table).filter((at) => countOf(table, at) < threshold);
  return { tables: [table], threshold, withheld: { [table.measure]: keys.map(keyOf) } };
};

const countOf = (table: Table, at: readonly string[]): number => {
  const everything = knowledgeOf([{ tables: [table], threshold: 0, withheld: {} }]);
  const numbers = unknownsUnder(everything, table, at);
  const counts = table.leaves.flatMap((leaf) => ('count' in leaf ? [leaf.count] : []));
  return numbers.reduce((sum, u) => sum + counts[u]!, 0);
};

const released = async (plan: Omit<ReleasePlan, 'threshold'>): Promise<Required<Issue>> => {
  const answer = await suppressed(plan);
  return { tables: plan.tables, threshold, withheld: answer.withheld };
};

async function suppressed(plan: Omit<ReleasePlan, 'threshold'>): Promise<Suppression & { safe: true }> {
  const answer = await suppress({ threshold, ...plan });
  if (!answer.safe) throw new Error(answer.reason.en);
  return answer;
}

type Corrected = Parameters<typeof knowledgeOf>[1];

/** Small cells of a release of which readers of all releases can say more than that they are withheld. */
function exposed(issues: readonly Required<Issue>[], of = issues.length - 1, corrected?: Corrected): string[] {
  const knowledge = knowledgeOf(issues, corrected);
  return issues[of]!.tables.flatMap((table) =>
    (issues[of]!.withheld[table.measure] ?? []).filter((key) => {
      const at = JSON.parse(key) as string[];
      if (countOf(table, at) >= threshold) return false;
      const leaves = table.leaves.filter((leaf) => 'count' in leaf);
      const sum = unknownsUnder(knowledge, table, at).map((u, i) => u ?? leaves[i]);
      const { low, high } = solve(knowledge, sum as number[]);
      return low > 1e-6 || high < threshold - 1e-6;
    }),
  );
}

describe('an attack on a release', () => {
  it('recovers counts from totals where small ones alone are withheld', async () => {
    const table = births();
    const known = propagate(knowledgeOf([primaryOnly(table)]));
    const found = known.filter(({ low, high }, u) => low === high && isSmallLeaf(table, u));
    expect(found.length).toBeGreaterThan(0);
    expect(exposed([primaryOnly(table)]).length).toBeGreaterThanOrEqual(found.length);
  });

  it('recovers none where complementary cells are withheld too', async () => {
    const table = births();
    const release = await released({ tables: [table], earlier: [] });
    expect(exposed([release])).toEqual([]);
    const known = propagate(knowledgeOf([release]));
    for (const [u, { low, high }] of known.entries())
      if (isSmallLeaf(table, u)) expect({ low: low <= 0, high: high >= threshold }).toEqual({ low: true, high: true });
  });

  it('finds no withheld cell exactly, complementary ones included', async () => {
    const table = births(11);
    const release = await released({ tables: [table], earlier: [] });
    const knowledge = knowledgeOf([release]);
    for (const key of release.withheld.births!) {
      const { low, high } = solve(knowledge, unknownsUnder(knowledge, table, JSON.parse(key)));
      expect(high - low).toBeGreaterThanOrEqual(1);
    }
  });

  it('recovers a count from a rate and its denominator, and so no rate is there without both counts', async () => {
    const at = (count: (unit: string) => number) => tableOf('x', [townships(3)], ([unit]) => count(unit!)).leaves;
    const live: Table = {
      measure: 'live',
      dimensions: [townships(3)],
      leaves: at((unit) => (unit === 'township 1' ? 400 : 250)),
    };
    const dead: Table = {
      measure: 'dead',
      dimensions: [townships(3)],
      leaves: at((unit) => (unit === 'township 1' ? 3 : 40)),
    };
    const rate = { indicator: 'mortality', numerator: 'dead', denominator: 'live', multiplier: 1000, decimals: 1 };
    const careless = publishedOf({ tables: [live, dead], threshold, withheld: {} }, [rate]);
    const told = careless.rates[0]!.cells.find(({ at: [unit] }) => unit === 'township 1')!.value!;
    expect(Math.round((told / 1000) * 400)).toBe(3);
    const careful = publishedOf(await released({ tables: [live, dead], earlier: [] }), [rate]);
    const cells = new Map(careful.rates[0]!.cells.map((cell) => [cell.at[0], cell]));
    expect(cells.get('township 1')).toMatchObject({ value: null, why: 'withheld' });
    expect([...cells.values()].filter(({ value }) => value === null).length).toBe(2);
    expect(cells.get('county')!.value).toBeCloseTo((83 / 900) * 1000, 1);
  });
});

describe('an attack on several releases', () => {
  const units = townships(4);
  const counts: Record<string, number> = { 'township 1': 3, 'township 2': 40, 'township 3': 50, 'township 4': 60 };
  const table = (changed: Record<string, number> = {}): Table =>
    tableOf('deaths', [units], ([unit]) => ({ ...counts, ...changed })[unit!]!);

  it('finds by difference what each of them withheld, unless the later one is checked against the earlier', async () => {
    const first: Required<Issue> = withholding(table(), 'township 1', 'township 2');
    const second: Required<Issue> = withholding(table(), 'township 1', 'township 3');
    expect(exposed([first])).toEqual([]);
    expect(exposed([second])).toEqual([]);
    expect(exposed([first, second])).toEqual([keyOf(['township 1'])]);
    const checked = await released({ tables: [table()], earlier: [first] });
    expect(exposed([first, checked])).toEqual([]);
    expect(checked.withheld.deaths).toContain(keyOf(['township 2']));
  });

  it('finds by a correction what the first release withheld, unless the second is checked against it', async () => {
    const first = withholding(table(), 'township 1', 'township 2');
    const second = withholding(table({ 'township 2': 44 }), 'township 1', 'township 3');
    const knows: Corrected = (issue, key) => (issue === 1 && key === keyOf(['township 2']) ? 1 : 0);
    expect(exposed([first, second], 0, knows)).toEqual([keyOf(['township 1'])]);
    const checked = await released({ tables: second.tables, earlier: [first] });
    expect(exposed([first, checked], 0, knows)).toEqual([]);
    expect(exposed([first, checked], 1, knows)).toEqual([]);
  });

  it('finds by months what the quarter withheld, unless the months are checked against it', async () => {
    const bySeason = (unpublished: boolean): Table => {
      const period: Dimension = {
        name: 'period',
        members: [
          { code: 'Q1' },
          ...[1, 2, 3].map((m) => ({
            code: `month ${m}`,
            parent: 'Q1',
            ...(unpublished && { unpublished: true as const }),
          })),
        ],
      };
      const lots: Record<string, number[]> = {
        'township 1': [1, 2, 2],
        'township 2': [10, 20, 12],
        'township 3': [30, 9, 15],
        'township 4': [20, 22, 24],
      };
      return tableOf('deaths', [units, period], ([unit, month]) => lots[unit!]![Number(month!.slice(6)) - 1]!);
    };
    const quarter = await released({ tables: [bySeason(true)], earlier: [] });
    expect(publishedOf(quarter).tables[0]!.cells.length).toBe(5);
    const careless = primaryOnly(bySeason(false));
    expect(exposed([quarter, careless]).length).toBeGreaterThan(0);
    const careful = await released({ tables: [bySeason(false)], earlier: [quarter] });
    expect(exposed([quarter, careful])).toEqual([]);
    expect(exposed([quarter, careful], 0)).toEqual([]);
  });

  it('finds nothing in the quarter after each of its months was released', async () => {
    const count = countsBy(9, 30);
    const counts = new Map<string, number>();
    const known = (at: string[]): number => {
      const key = keyOf(at);
      counts.set(key, counts.get(key) ?? count());
      return counts.get(key)!;
    };
    const before: Required<Issue>[] = [];
    for (const month of ['month 1', 'month 2', 'month 3']) {
      const period = { name: 'period', members: [{ code: month }] };
      const one = tableOf('deaths', [townships(6), period, categories(4)], known);
      before.push(await released({ tables: [one], earlier: before }));
    }
    const quarter = tableOf('deaths', [townships(6), months(3, false), categories(4)], known);
    before.push(await released({ tables: [quarter], earlier: before }));
    for (const of of before.keys()) expect(exposed(before, of)).toEqual([]);
  });

  it('is refused by name where nothing helps any more', async () => {
    const first = withholding(table(), 'township 1', 'township 2');
    const part: Dimension = {
      name: 'unit',
      members: [{ code: 'west' }, { code: 'township 1', parent: 'west' }, { code: 'township 3', parent: 'west' }],
    };
    const west = tableOf('deaths', [part], ([unit]) => counts[unit!]!);
    const second = await suppress({ tables: [west], threshold, earlier: [first], budget: 1_000_000 });
    // The sum of west is withheld, because with township 3, which is known, it would tell township 1.
    expect(second).toMatchObject({ safe: true, withheld: { deaths: [keyOf(['west']), keyOf(['township 1'])] } });
    const old: Required<Issue> = { tables: [west], threshold, withheld: { deaths: [keyOf(['township 1'])] } };
    const answer = await suppress({ tables: [table()], threshold, earlier: [old] });
    expect(answer).toMatchObject({ safe: false, reason: { en: expect.stringContaining('deaths: township 1') } });
  });

  function withholding(of: Table, ...codes: string[]): Required<Issue> {
    return { tables: [of], threshold, withheld: { deaths: codes.map((code) => keyOf([code])) } };
  }
});

describe('a county of 20 townships, 12 months and 5 categories', () => {
  const county = (most: number): Table =>
    tableOf('births', [townships(20), months(12), categories(5)], countsBy(5, most));

  it('is proven safe, and a patient reader finds no small count', async () => {
    const table = county(90);
    const { withheld, ...told } = await suppressed({ tables: [table], earlier: [] });
    expect(told).toMatchObject({ safe: true, cells: 21 * 17 * 6, toldBefore: [] });
    expect(told.small).toBeGreaterThan(100);
    const known = propagate(knowledgeOf([{ tables: [table], threshold, withheld }]));
    for (const [u, { low, high }] of known.entries())
      if (isSmallLeaf(table, u)) expect(low <= 0 && high >= threshold).toBe(true);
  }, 120_000);

  it('is refused with a sentence where its safety is not proven within the work allowed', async () => {
    const answer = await suppress({ tables: [county(90)], threshold, earlier: [], budget: 2000 });
    expect(answer).toMatchObject({ safe: false, reason: { en: expect.stringContaining('could not be proven') } });
  });
});

describe('what readers know anyway', () => {
  it('is part of the proof: deaths cannot pass births, and both are small in the same townships', async () => {
    const live = tableOf('live', [townships(5)], ([unit]) => ({ 'township 1': 5, 'township 2': 4 })[unit!] ?? 90);
    const dead = tableOf('dead', [townships(5)], ([unit]) => ({ 'township 1': 2, 'township 2': 1 })[unit!] ?? 12);
    const plan = { tables: [live, dead], earlier: [], atMost: [{ measure: 'dead', of: 'live' }] };
    const release = await released(plan);
    const knowledge = knowledgeOf([release]);
    for (const at of ['township 1', 'township 2']) {
      expect(release.withheld.live).toContain(keyOf([at]));
      expect(release.withheld.dead).toContain(keyOf([at]));
      const births = unknownsUnder(knowledge, live, [at]);
      const deaths = unknownsUnder(knowledge, dead, [at]);
      const bound = live.leaves.map((leaf) => [
        unknownsUnder(knowledge, dead, leaf.at)[0]!,
        unknownsUnder(knowledge, live, leaf.at)[0]!,
      ]);
      for (const sum of [births, deaths]) {
        const { low, high } = solve({ ...knowledge, atMost: bound }, sum);
        expect({ low, high: high >= threshold }).toEqual({ low: 0, high: true });
      }
    }
  });
});

describe('any table at all', () => {
  it('keeps its small cells, once and in a second release after corrections', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          units: fc.integer({ min: 2, max: 4 }),
          periods: fc.integer({ min: 2, max: 6 }),
          kinds: fc.integer({ min: 1, max: 3 }),
          seed: fc.integer({ min: 1, max: 1e6 }),
          most: fc.constantFrom(6, 20, 60, 200),
          blanks: fc.double({ min: 0, max: 0.2, noNaN: true }),
          corrections: fc.double({ min: 0, max: 0.2, noNaN: true }),
        }),
        async ({ units, periods, kinds, seed, most, blanks, corrections }) => {
          const dimensions = [townships(units), months(periods), categories(kinds)];
          const [count, chance] = [countsBy(seed, most), drawing(seed + 1)];
          const table = tableOf('births', dimensions, () => (chance() < blanks ? 'NOT_CARRIED_OUT' : count()));
          const first = await suppress({ tables: [table], threshold, earlier: [] });
          if (!first.safe) return;
          const one = { tables: [table], threshold, withheld: first.withheld };
          expect(exposed([one])).toEqual([]);
          const changed = new Set<string>();
          const again = tableOf('births', dimensions, (at) => {
            const leaf = table.leaves.find((other) => keyOf(other.at) === keyOf(at))!;
            if ('blank' in leaf || chance() >= corrections) return 'blank' in leaf ? leaf.blank : leaf.count;
            changed.add(keyOf(at));
            return leaf.count + 1 + Math.floor(chance() * 5);
          });
          const second = await suppress({ tables: [again], threshold, earlier: [one] });
          if (!second.safe) return;
          const two = { tables: [again], threshold, withheld: second.withheld };
          const knows: Corrected = (issue, key) => (issue === 1 && changed.has(key) ? 1 : 0);
          expect(exposed([one, two], 0, knows)).toEqual([]);
          expect(exposed([one, two], 1, knows)).toEqual([]);
        },
      ),
      { numRuns: 12, seed: 20_261_123 },
    );
  }, 120_000);
});

function isSmallLeaf(table: Table, u: number): boolean {
  const leaf = table.leaves.filter((one) => 'count' in one)[u]!;
  return 'count' in leaf && leaf.count < threshold;
}
