import { describe, expect, it } from 'vitest';
import { type Indicator, indicatorProblems } from './indicator.js';
import { poisson, wilson } from './intervals.js';
import { modifiedZScores } from './outliers.js';
import { type Count, compareRates, rateOf, trendOf } from './rate.js';

const neonatal: Indicator = {
  id: 'neonatal-mortality',
  version: 'live births',
  title: { en: 'Neonatal mortality', zh: '新生儿死亡率' },
  numerator: ['neonatalDeaths'],
  denominator: ['liveBirths'],
  multiplier: 1000,
  interval: 'POISSON',
  period: 'ANY',
  source: 'a source',
  verified: true,
};
const coverage: Indicator = { ...neonatal, id: 'coverage', multiplier: 100, interval: 'WILSON' };
const of = (numerator: Count, denominator: Count) => ({ numerator: [numerator], denominator: [denominator] });

describe('intervals agree with published ones', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('Wilson score: %d of %d (Newcombe 1998, table I, method 3)', (cases, total, low, high) => {
    const limits = wilson(cases, total);
    expect(limits.low).toBeCloseTo(low, 4);
    expect(limits.high).toBeCloseTo(high, 4);
  });

  it.each([
    [0, 0, 3.689],
    [1, 0.025, 5.572],
    [2, 0.242, 7.225],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])('Poisson: %d events (tables of exact limits, Garwood 1936)', (events, low, high) => {
    const limits = poisson(events);
    expect(limits.low).toBeCloseTo(low, events < 100 ? 3 : 2);
    expect(limits.high).toBeCloseTo(high, events < 100 ? 3 : 2);
  });

  it('stay in bounds and order for large counts', () => {
    for (const events of [255, 256, 257, 5000, 200_000]) {
      const { low, high } = poisson(events);
      expect(low).toBeCloseTo(events - 1.96 * Math.sqrt(events) + 0.96, -1);
      expect(high).toBeCloseTo(events + 1.96 * Math.sqrt(events) + 1.96, -1);
    }
    expect(wilson(20, 20).high).toBe(1);
    expect(() => wilson(3, 2)).toThrow('no proportion');
  });
});

describe('rateOf', () => {
  it('gives the rate with its interval and the counts behind it', () => {
    const rate = rateOf(neonatal, [of(2, 400), of(3, 600)]);
    expect(rate).toMatchObject({ numerator: 5, denominator: 1000, value: 5, method: 'POISSON', counted: 2 });
    expect(rate.limits!.low).toBeCloseTo(1.623, 3);
    expect(rate.limits!.high).toBeCloseTo(11.668, 3);
  });

  it('never adds a missing code: the whole observation is left out, and that is told', () => {
    const rate = rateOf(neonatal, [of(2, 400), of('NOT_CARRIED_OUT', 600), of(1, 'NOT_COLLECTED')]);
    expect(rate).toMatchObject({
      numerator: 2,
      denominator: 400,
      counted: 1,
      leftOut: { NOT_CARRIED_OUT: 1, NOT_COLLECTED: 1 },
    });
    expect(() => rateOf(neonatal, [of(-2, 400)])).toThrow('-2 is no count');
  });

  it.each([
    ['nothing beneath the line', of(0, 0), null, null],
    ['more cases than people', of(5, 4), 125, null],
  ])('has no interval for %s', (_what, observation, value, limits) => {
    expect(rateOf(coverage, [observation])).toMatchObject({ value, limits });
  });

  it('refuses to compare or to draw a trend across versions of a definition', () => {
    const byMothers = { ...neonatal, version: 'mothers' };
    const [a, b] = [rateOf(neonatal, [of(2, 400)]), rateOf(byMothers, [of(2, 395)])];
    expect(() => compareRates(a, b)).toThrow('neonatal-mortality (live births), neonatal-mortality (mothers)');
    expect(() => trendOf([a, a, b])).toThrow('not of one definition');
    expect(trendOf([a, a])).toEqual([5, 5]);
    expect(compareRates(a, rateOf(neonatal, [of(60, 400)]))).toEqual({ difference: 145, limitsOverlap: false });
  });
});

describe('modifiedZScores', () => {
  it('finds what lies apart and is not hidden by it', () => {
    const scores = modifiedZScores([50, 52, 49, 51, 48, 500]);
    expect(scores[5]!.score).toBeGreaterThan(100);
    expect(Math.abs(scores[0]!.score!)).toBeLessThan(1);
    // By hand: median 300, median distance 100.
    expect(modifiedZScores([100, 200, 300, 400, 500])[4]!.score).toBeCloseTo((0.6745 * 200) / 100, 10);
  });

  it.each([
    ['TOO_FEW', [50, 60, 500]],
    ['SMALL_COUNTS', [0, 1, 0, 2, 0, 9]],
    ['NO_SPREAD', [20, 20, 20, 20, 20]],
  ])('gives no score: %s', (without, counts) => {
    expect(modifiedZScores(counts)).toEqual(counts.map(() => ({ score: null, without })));
  });

  it('has a spread where most values are the same', () => {
    expect(modifiedZScores([20, 20, 20, 20, 60])[4]!.score).toBeCloseTo(40 / (8 * 1.2533), 3);
  });

  it('lists what is wrong with definitions', () => {
    const broken = { ...neonatal, numerator: [], source: ' ', multiplier: 0, title: { en: 'x', zh: '' } };
    expect(indicatorProblems([neonatal])).toEqual([]);
    expect(indicatorProblems([neonatal, broken])).toEqual([
      'two definitions are named neonatal-mortality (live births)',
      'neonatal-mortality (live births) lacks one side of its line',
      'neonatal-mortality (live births) has the multiplier 0',
      'neonatal-mortality (live births) names no source',
      'neonatal-mortality (live births) lacks a title in one language',
    ]);
  });
});
