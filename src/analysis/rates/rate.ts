import { invalidState } from '../../errors.js';
import { type Indicator, nameOf } from './indicator.js';
import { type Limits, poisson, wilson } from './intervals.js';

/** Why there is no count (-2 and -1 in reports): data, and never a number to add. */
export type Missing = 'NOT_CARRIED_OUT' | 'NOT_COLLECTED';

export type Count = number | Missing;

/** What one unit reported in one period, on both sides of the line, in the order of the definition. */
export interface Observation {
  numerator: readonly Count[];
  denominator: readonly Count[];
}

export interface Rate {
  indicator: string;
  version: string;
  multiplier: number;
  /** The counts behind it: of observations without a missing one alone. */
  numerator: number;
  denominator: number;
  /** Times the multiplier; null where nothing is beneath the line. */
  value: number | null;
  /** With 95 % confidence; null where there is no value, or more cases than those whom they are of. */
  limits: Limits | null;
  method: 'WILSON' | 'POISSON';
  /** Observations that count, and how many do not for want of a count. */
  counted: number;
  leftOut: Record<Missing, number>;
}

/** An indicator over observations. One side missing leaves out the other: half an observation would shift the rate. */
export function rateOf(indicator: Indicator, observations: readonly Observation[]): Rate {
  const sums = { numerator: 0, denominator: 0, counted: 0 };
  const leftOut = { NOT_CARRIED_OUT: 0, NOT_COLLECTED: 0 };
  for (const { numerator, denominator } of observations) {
    if (numerator.length !== indicator.numerator.length || denominator.length !== indicator.denominator.length)
      throw new Error(`An observation of ${nameOf(indicator)} has other counts than its definition.`);
    const missing = [...numerator, ...denominator].find((count) => typeof count === 'string');
    if (missing) {
      leftOut[missing] += 1;
      continue;
    }
    sums.numerator += totalOf(numerator);
    sums.denominator += totalOf(denominator);
    sums.counted += 1;
  }
  return rateFrom(indicator, { ...sums, leftOut });
}

/** Of counts that were added up already, by whoever left out what lacks a side. */
export function rateFrom(
  indicator: Pick<Indicator, 'id' | 'version' | 'multiplier' | 'interval'>,
  { numerator, denominator, counted, leftOut }: Pick<Rate, 'numerator' | 'denominator' | 'counted' | 'leftOut'>,
): Rate {
  const { id, version, multiplier, interval } = indicator;
  const value = denominator > 0 ? (numerator / denominator) * multiplier : null;
  return {
    indicator: id,
    version,
    multiplier,
    numerator,
    denominator,
    value,
    limits: value === null ? null : limitsOf(indicator, numerator, denominator),
    method: interval,
    counted,
    leftOut,
  };
}

function totalOf(counts: readonly Count[]): number {
  return counts.reduce<number>((sum, count) => {
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) throw new Error(`${count} is no count.`);
    return sum + count;
  }, 0);
}

function limitsOf(
  { interval, multiplier }: Pick<Indicator, 'interval' | 'multiplier'>,
  cases: number,
  of: number,
): Limits | null {
  if (interval === 'WILSON' && cases > of) return null;
  const { low, high } = interval === 'WILSON' ? wilson(cases, of) : poisson(cases);
  const times = interval === 'WILSON' ? multiplier : multiplier / of;
  return { low: low * times, high: high * times };
}

/** By how much the later of two rates differs, in the unit of the rate, and whether their limits leave that to chance. */
export function compareRates(earlier: Rate, later: Rate): { difference: number | null; limitsOverlap: boolean | null } {
  askOneVersion([earlier, later]);
  if (earlier.value === null || later.value === null) return { difference: null, limitsOverlap: null };
  const [a, b] = [earlier.limits, later.limits];
  return {
    difference: later.value - earlier.value,
    limitsOverlap: a && b ? a.low <= b.high && b.low <= a.high : null,
  };
}

/** Rates in the order of their periods. @throws INVALID_STATE where they are not of one version of one indicator */
export function trendOf(rates: readonly Rate[]): (number | null)[] {
  askOneVersion(rates);
  return rates.map(({ value }) => value);
}

function askOneVersion(rates: readonly Rate[]): void {
  const versions = [...new Set(rates.map(({ indicator, version }) => nameOf({ id: indicator, version })))];
  if (versions.length > 1)
    throw invalidState({
      en: `These rates are not of one definition (${versions.join(', ')}): their numerators or denominators differ, and so would the rates for the same facts. Compute all of them by one version.`,
      zh: `这些比率的定义不同（${versions.join('、')}）：分子或分母口径不一，同样的事实也会得出不同的率，不可比较。请统一采用同一版本重新计算。`,
    });
}
