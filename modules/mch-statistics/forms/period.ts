import { addDays, addMonths, type Day } from '../../../src/calendar/dates.js';
import { dateProblem } from '../../../src/graphql/dates.js';
import type { Message } from '../../../src/languages/message.js';
import { PeriodType } from './form.enums.js';

/** A period as DHIS2 names it. */
export interface StatisticsPeriod {
  type: PeriodType;
  /** 202601, 2026Q1, 2026, 2025Oct. */
  name: string;
  first: Day;
  last: Day;
}

const shapes: readonly [PeriodType, RegExp, months: number][] = [
  [PeriodType.MONTH, /^(\d{4})(0[1-9]|1[0-2])$/, 1],
  [PeriodType.QUARTER, /^(\d{4})Q([1-4])$/, 3],
  [PeriodType.YEAR, /^(\d{4})$/, 12],
  [PeriodType.REPORTING_YEAR, /^(\d{4})Oct$/, 12],
];

const firstMonth: Record<PeriodType, (part: number) => number> = {
  MONTH: (month) => month,
  QUARTER: (quarter) => quarter * 3 - 2,
  YEAR: () => 1,
  REPORTING_YEAR: () => 10,
};

/** The period that a name names, from 1990 to 2099; undefined for what names none. */
export function periodNamed(name: string): StatisticsPeriod | undefined {
  for (const [type, shape, months] of shapes) {
    const found = shape.exec(name);
    if (!found || Number(found[1]) < 1990 || Number(found[1]) > 2099) continue;
    const first = `${found[1]}-${String(firstMonth[type](Number(found[2] ?? 1))).padStart(2, '0')}-01`;
    return { type, name, first, last: addDays(addMonths(first, months), -1) };
  }
  return undefined;
}

/** What is wrong with a day of a period that somebody gives. */
export const reportDayProblem = (day: string): Message | null =>
  dateProblem(day) ??
  (day < '1991-01-01' || day > '2098-12-31'
    ? { en: 'Give a day from 1991-01-01 to 2098-12-31.', zh: '请填写 1991-01-01 至 2098-12-31 的日期。' }
    : null);

export const periodNameProblem = (name: string): Message | null =>
  periodNamed(name)
    ? null
    : {
        en: 'Give a period such as 202601, 2026Q1, 2026 or 2025Oct.',
        zh: '请填写期间，例如 202601、2026Q1、2026 或 2025Oct。',
      };

/** The period of a type in which a day lies. */
export function periodAt(type: PeriodType, day: Day): StatisticsPeriod {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const names: Record<PeriodType, string> = {
    MONTH: `${year}${String(month).padStart(2, '0')}`,
    QUARTER: `${year}Q${Math.ceil(month / 3)}`,
    YEAR: String(year),
    REPORTING_YEAR: `${month >= 10 ? year : year - 1}Oct`,
  };
  return periodNamed(names[type])!;
}

/** The same period a year before, which figures are compared with. */
export const yearBefore = (name: string): string => `${Number(name.slice(0, 4)) - 1}${name.slice(4)}`;

/** Every period of a type that ends within the days, in the order of time. */
export function periodsWithin(type: PeriodType, from: Day, to: Day): StatisticsPeriod[] {
  const periods: StatisticsPeriod[] = [];
  for (let period = periodAt(type, from); period.last <= to; period = periodAt(type, addDays(period.last, 1)))
    if (period.last >= from) periods.push(period);
  return periods;
}
