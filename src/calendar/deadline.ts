import { type Calendar, isWorkingDay, yearsFrom } from './calendar.js';
import { addDays, addMonths, type Day, dayAt, endOf } from './dates.js';

/** A year from October is the reporting year of health statistics (妇幼年报年度). */
export type Period = 'month' | 'quarter' | 'halfYear' | 'year' | 'yearFromOctober';

/** How long: hours and minutes to the moment; all else to 24:00 of a day in Asia/Shanghai. */
export type Length =
  | { minutes: number }
  | { hours: number }
  | { days: number }
  | { workingDays: number }
  | { months: number }
  | { years: number }
  /** To the end of the period in which the beginning lies. */
  | { endOf: 'day' | Period };

/** A time limit. */
export type Term = Length & {
  /** The day of the beginning is the first day. It is not by the Civil Code, article 201. */
  countsFirstDay?: boolean;
  /** A last day that is not worked is followed by the next working day, as in the Civil Code, article 203. */
  toWorkingDay?: boolean;
};

export interface Deadline {
  /** The first moment that is too late. */
  dueAt: Date;
  /** It depends on a year of which nothing was decreed yet; such a year counts as Monday to Friday. */
  provisional: boolean;
  /** Years whose notices had a say in it. */
  years: number[];
}

/** The one function for time limits. */
export function deadline(calendar: Calendar, start: Date, term: Term): Deadline {
  if ('minutes' in term) return toTheMoment(start, term.minutes * 60_000);
  if ('hours' in term) return toTheMoment(start, term.hours * 3_600_000);
  const first = term.countsFirstDay ? addDays(dayAt(start), -1) : dayAt(start);
  const last = lastDay(calendar, first, term);
  const due = term.toWorkingDay ? sameOrNextWorkingDay(calendar, last) : last;
  const asks = 'workingDays' in term || term.toWorkingDay;
  const from = 'workingDays' in term && due > first ? addDays(first, 1) : last;
  const years = asks ? yearsFrom(from, due) : [];
  return { dueAt: endOf(due), provisional: years.some((year) => !calendar.isDecreed(year)), years };
}

const toTheMoment = (start: Date, ms: number): Deadline => ({
  dueAt: new Date(start.getTime() + ms),
  provisional: false,
  years: [],
});

function lastDay(calendar: Calendar, first: Day, term: Exclude<Length, { minutes: number } | { hours: number }>): Day {
  if ('days' in term) return addDays(first, term.days);
  if ('workingDays' in term) return workingDayAfter(calendar, first, term.workingDays);
  if ('months' in term) return addMonths(first, term.months);
  if ('years' in term) return addMonths(first, 12 * term.years);
  return term.endOf === 'day' ? first : lastDayOf(term.endOf, first);
}

/** The so-many-th working day after a day; the day itself for none. */
function workingDayAfter(calendar: Calendar, first: Day, count: number): Day {
  let day = first;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

function sameOrNextWorkingDay(calendar: Calendar, last: Day): Day {
  let day = last;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

const monthsIn: Record<Period, number> = { month: 1, quarter: 3, halfYear: 6, year: 12, yearFromOctober: 12 };
/** Months from January to the one in which the first of such periods of a year begins. */
const shiftOf = (period: Period): number => (period === 'yearFromOctober' ? 9 : 0);

export function firstDayOf(period: Period, day: Day): Day {
  const since = Number(day.slice(5, 7)) - 1 - shiftOf(period);
  return addMonths(`${day.slice(0, 7)}-01`, Math.floor(since / monthsIn[period]) * monthsIn[period] - since);
}

export const firstDayAfter = (period: Period, day: Day): Day => addMonths(firstDayOf(period, day), monthsIn[period]);

const lastDayOf = (period: Period, day: Day): Day => addDays(firstDayAfter(period, day), -1);

/** The moment so long before a deadline, at the beginning of a day in Asia/Shanghai unless in hours or minutes. */
export function ahead(calendar: Calendar, dueAt: Date, before: Length): Date {
  if ('minutes' in before) return new Date(dueAt.getTime() - before.minutes * 60_000);
  if ('hours' in before) return new Date(dueAt.getTime() - before.hours * 3_600_000);
  const last = dayAt(new Date(dueAt.getTime() - 1));
  if ('endOf' in before) throw new Error('A reminder comes so many days before, not at the end of a period.');
  if ('workingDays' in before) return endOf(addDays(workingDayBefore(calendar, last, before.workingDays), -1));
  if ('days' in before) return endOf(addDays(last, -before.days - 1));
  return endOf(addDays(addMonths(last, 'months' in before ? -before.months : -12 * before.years), -1));
}

function workingDayBefore(calendar: Calendar, last: Day, count: number): Day {
  let day = last;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}
