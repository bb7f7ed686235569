import type { Calendar } from '../calendar/calendar.js';
import { addDays, beginningOf, type Day, dayAt } from '../calendar/dates.js';
import { type Deadline, deadline, firstDayAfter, firstDayOf, type Period, type Term } from '../calendar/deadline.js';
import type { DutyDefinition } from './duty.js';

/** One period of a duty of the calendar. */
export interface DutyPeriod {
  /** 2026, 2026-H1, 2026-Q1, 2026-01, or 2025-Oct for the year from October 2025. */
  key: string;
  first: Day;
  last: Day;
}

/** The period in which a day lies. */
export function periodOf(period: Period, day: Day): DutyPeriod {
  const first = firstDayOf(period, day);
  return { key: keyOf(period, first), first, last: addDays(firstDayAfter(period, day), -1) };
}

/** Every period from the one of a moment to the one of another. */
export function periodsBetween(period: Period, from: Date, to: Date): DutyPeriod[] {
  const periods: DutyPeriod[] = [];
  for (let day = firstDayOf(period, dayAt(from)); day <= dayAt(to); day = firstDayAfter(period, day))
    periods.push(periodOf(period, day));
  return periods;
}

function keyOf(period: Period, first: Day): string {
  const [year, month] = [first.slice(0, 4), Number(first.slice(5, 7))];
  switch (period) {
    case 'year':
      return year;
    case 'halfYear':
      return `${year}-H${month === 1 ? 1 : 2}`;
    case 'quarter':
      return `${year}-Q${(month + 2) / 3}`;
    case 'yearFromOctober':
      return `${year}-Oct`;
    case 'month':
      return first.slice(0, 7);
  }
}

export interface PeriodDeadline extends Deadline {
  /** From which the term is counted. */
  from: Date;
  term: Term;
}

/** Due at the end of the period, on a day of it, or so long after it. */
export function periodDeadline(
  calendar: Calendar,
  { calendar: period, onDay }: { calendar: Period; onDay?: DutyDefinition['onDay'] },
  { first, last }: DutyPeriod,
  within: Term | undefined,
): PeriodDeadline {
  const from = beginningOf(within ? last : first);
  const term = within ?? (onDay ? { days: onDay - 1 } : { endOf: period });
  return { from, term, ...deadline(calendar, from, term) };
}
