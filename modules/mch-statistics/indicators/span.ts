import { addDays, addMonths, type Day } from '../../../src/calendar/dates.js';
import type { PeriodType } from '../forms/form.enums.js';
import { periodNamed, periodsWithin, type StatisticsPeriod } from '../forms/period.js';

/** A time that figures are added up over. */
export interface Span {
  /** 202601, 2026Q1, 2026S1, 2026, 2025Oct. */
  name: string;
  first: Day;
  last: Day;
}

const halfYear = /^(\d{4})S([12])$/;

/** The span that a name names: a period of forms, or a half year as DHIS2 writes it. */
export function spanNamed(name: string): Span | undefined {
  const half = halfYear.exec(name);
  if (!half) return periodNamed(name);
  const year = periodNamed(half[1]!);
  if (!year) return undefined;
  const first = half[2] === '1' ? year.first : addMonths(year.first, 6);
  return { name, first, last: addDays(addMonths(first, 6), -1) };
}

/** The span of a duty's period: 2026-Q1, 2026-H1, 2026-01. */
export const spanOfDuty = (key: string): Span | undefined => spanNamed(key.replace('-H', 'S').replace('-', ''));

/** Every period of forms that lies wholly within. */
export const periodsOf = (type: PeriodType, { first, last }: Span): StatisticsPeriod[] =>
  periodsWithin(type, first, last).filter((period) => period.first >= first);
