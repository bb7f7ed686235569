export enum ForecastMethod {
  LAST_MONTH = 'LAST_MONTH',
  MEAN_OF_THREE = 'MEAN_OF_THREE',
  SMOOTHING = 'SMOOTHING',
}

export interface Forecast {
  /** False: too few months or reports to forecast anything from; then there is nothing else. */
  enough: boolean;
  method: ForecastMethod | null;
  value: number | null;
  low: number | null;
  high: number | null;
  meanAbsoluteError: number | null;
  /** Null where a month of the test had no report. */
  meanAbsolutePercentageError: number | null;
  naiveError: number | null;
  testedMonths: number;
}

export const leastMonths = 9;
export const leastReports = 10;
/** Months that the error is told from; each is forecast from those before it alone. */
export const testedMonths = 6;

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

const weight = 0.3;

/** Each forecasts a month, and all after it, from those before: no trend is read into a few counts. */
const methods: Record<ForecastMethod, (before: readonly number[]) => number> = {
  LAST_MONTH: (before) => before.at(-1)!,
  MEAN_OF_THREE: (before) => mean(before.slice(-3)),
  SMOOTHING: (before) => before.slice(1).reduce((level, n) => level + weight * (n - level), before[0]!),
};

/** Errors of forecasts from a rolling origin: of the last months, each from those before it. */
function backTest(counts: readonly number[], method: ForecastMethod): number[] {
  return Array.from({ length: testedMonths }, (_, i) => {
    const place = counts.length - testedMonths + i;
    return counts[place]! - methods[method](counts.slice(0, place));
  });
}

/**
 * The method of three whose mean absolute error in the back test is least, the simplest where they are equal. Time series
 * cross-validation and simple exponential smoothing as in Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, 5.10 and 8.1. The interval of 80 % is that of errors spread as in the back test, 1.28·√(mean square).
 */
export function forecast(counts: readonly number[]): Forecast {
  if (counts.length < leastMonths || counts.reduce((sum, n) => sum + n, 0) < leastReports) return tooFew;
  const tested = Object.values(ForecastMethod).map((method) => {
    const errors = backTest(counts, method);
    return { method, errors, error: mean(errors.map(Math.abs)) };
  });
  const best = tested.reduce((least, one) => (one.error < least.error ? one : least));
  const actual = counts.slice(-testedMonths);
  const value = methods[best.method](counts);
  const spread = 1.28 * Math.sqrt(mean(best.errors.map((error) => error ** 2)));
  return {
    enough: true,
    method: best.method,
    value,
    low: Math.max(0, value - spread),
    high: value + spread,
    meanAbsoluteError: best.error,
    meanAbsolutePercentageError: actual.every((n) => n > 0)
      ? mean(best.errors.map((error, i) => Math.abs(error) / actual[i]!)) * 100
      : null,
    naiveError: tested[0]!.error,
    testedMonths,
  };
}

const tooFew: Forecast = {
  enough: false,
  method: null,
  value: null,
  low: null,
  high: null,
  meanAbsoluteError: null,
  meanAbsolutePercentageError: null,
  naiveError: null,
  testedMonths: 0,
};
