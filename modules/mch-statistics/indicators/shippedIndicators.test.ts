import { describe, expect, it } from 'vitest';
import { indicatorProblems } from '../../../src/analysis/rates/indicator.js';
import { compareRates, rateOf } from '../../../src/analysis/rates/rate.js';
import { indicators } from './shippedIndicators.js';

const found = (id: string, version: string) =>
  indicators.find((one) => one.id === id && one.version === version) ?? expect.fail(`${id} (${version})`);

describe('P11.A09 indicators', () => {
  it('P11.A09 have titles, sources and both sides of their line', () => {
    expect(indicatorProblems(indicators)).toEqual([]);
    for (const { title } of indicators) expect(title.zh).toMatch(/\p{Script=Han}/u);
  });

  it('P11.A09 give by hand: one maternal death among 5102 live births is 19.6 of 100 000, and says how unsure that is', () => {
    const rate = rateOf(found('maternal-mortality-ratio', 'live births'), [{ numerator: [1], denominator: [5102] }]);
    expect(rate.value).toBeCloseTo(19.6, 1);
    expect(rate.limits!.low).toBeCloseTo((0.025318 / 5102) * 100_000, 2);
    expect(rate.limits!.high).toBeCloseTo((5.571643 / 5102) * 100_000, 2);
  });

  it('P11.A09 count stillbirths on both sides of perinatal mortality', () => {
    const rate = rateOf(found('perinatal-mortality-rate', 'from 28 weeks'), [
      { numerator: [6, 4], denominator: [6, 1994] },
    ]);
    expect(rate).toMatchObject({ numerator: 10, denominator: 2000, value: 5 });
  });

  it('P11.A09 of one name and two denominators are not compared', () => {
    const of = (version: string, denominator: number) =>
      rateOf(found('postnatal-visit-rate', version), [{ numerator: [950], denominator: [denominator] }]);
    expect(() => compareRates(of('live births', 1000), of('mothers', 985))).toThrow('not of one definition');
  });
});
