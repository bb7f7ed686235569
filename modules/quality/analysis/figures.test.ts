import { describe, expect, it } from 'vitest';
import { ChartKind, ChartSignal, controlChart } from './controlChart.js';
import { ForecastMethod, forecast } from './forecast.js';

const monthly = (counts: readonly number[], units: readonly (number | null)[] = counts.map(() => null)) =>
  counts.map((count, i) => ({ month: `m${i}`, count, units: units[i]! }));

describe('P06.A02 the control chart', () => {
  it('P06.A02 has the limits of the example of the NIST handbook (6.3.3.1: 400 defects on 25 wafers, 4 and 28)', () => {
    const counts = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13];
    const { kind, points } = controlChart(monthly(counts));
    expect([kind, points[0]!.lower, points[0]!.centre, points[0]!.upper]).toEqual([ChartKind.C, 4, 16, 28]);
    expect(points.flatMap(({ signal }, i) => (signal ? [[i, signal]] : []))).toEqual([[23, ChartSignal.BEYOND_LIMITS]]);
  });

  it('P06.A02 is a u chart with limits by the units of each month, where all are known', () => {
    const { kind, points } = controlChart(monthly([4, 4, 4], [100, 400, 100]));
    expect(kind).toBe(ChartKind.U);
    expect(points[0]!.centre).toBe(0.02);
    expect(points[0]!.upper).toBeCloseTo(0.02 + 3 * Math.sqrt(0.0002), 12);
    expect(points[1]!.upper).toBeCloseTo(0.02 + 3 * Math.sqrt(0.00005), 12);
    expect(points.map(({ lower }) => lower)).toEqual([0, 0, 0]);
    expect(controlChart(monthly([4, 4], [100, null])).kind).toBe(ChartKind.C);
  });

  it('P06.A02 sees nine months in a row on one side of the centre, and nothing in eight', () => {
    const signals = (counts: number[]) => controlChart(monthly(counts)).points.map(({ signal }) => signal);
    expect(
      signals([...Array(9).fill(4), ...Array(9).fill(6)])
        .map((one) => one ?? '-')
        .join(' '),
    ).toBe(`${'- '.repeat(8)}RUN ${'- '.repeat(8)}RUN`);
    expect(signals([...Array(8).fill(4), ...Array(8).fill(6)])).toEqual(Array(16).fill(null));
  });

  it('P06.A02 of nothing is empty', () => expect(controlChart([]).points).toEqual([]));
});

describe('P06.A02 the forecast', () => {
  it.each([
    ['8 months', [3, 3, 3, 3, 3, 3, 3, 3]],
    ['9 reports', [1, 1, 1, 1, 1, 1, 1, 1, 1]],
    ['nothing', []],
  ])('P06.A02 says that %s are too few', (_what, counts) => {
    expect(forecast(counts)).toMatchObject({ enough: false, value: null, meanAbsoluteError: null });
  });

  it('P06.A02 of what never changes is right, with no error', () => {
    expect(forecast(Array(12).fill(5))).toEqual({
      enough: true,
      method: ForecastMethod.LAST_MONTH,
      value: 5,
      low: 5,
      high: 5,
      meanAbsoluteError: 0,
      meanAbsolutePercentageError: 0,
      naiveError: 0,
      testedMonths: 6,
    });
  });

  it('P06.A02 takes a mean where months alternate, which errs less than the last month does', () => {
    const made = forecast([2, 4, 2, 4, 2, 4, 2, 4, 2, 4, 2, 4]);
    expect(made.method).not.toBe(ForecastMethod.LAST_MONTH);
    expect(made.naiveError).toBe(2);
    expect(made.meanAbsoluteError!).toBeLessThan(2);
    expect([made.low! < made.value!, made.value! < made.high!]).toEqual([true, true]);
  });

  it('P06.A02 tests each month with those before it alone: what comes last changes no earlier error', () => {
    const before = [3, 5, 4, 6, 5, 4];
    const quiet = forecast([...before, 5, 5, 5, 5, 5, 5]);
    const burst = forecast([...before, 5, 5, 5, 5, 5, 35]);
    expect(burst.meanAbsoluteError! - quiet.meanAbsoluteError!).toBeCloseTo(5, 9);
  });

  it('P06.A02 has no error in per cent where a month had no report', () => {
    expect(forecast([3, 3, 3, 3, 3, 3, 3, 0, 3, 3]).meanAbsolutePercentageError).toBeNull();
  });
});
