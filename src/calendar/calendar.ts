import { addDays, type Day, isWeekend, yearOf } from './dates.js';
import type { DayKind } from './decreeData.js';

/** Which days are worked, as far as it was decreed. */
export interface Calendar {
  /** What a day is other than by its weekday. */
  kindOf(day: Day): DayKind | undefined;
  isDecreed(year: number): boolean;
}

/** Monday to Friday: what is left where nothing was decreed. */
export const weekdaysOnly: Calendar = { kindOf: () => undefined, isDecreed: () => false };

export const calendarOf = (kinds: ReadonlyMap<Day, DayKind>, years: ReadonlySet<number>): Calendar => ({
  kindOf: (day) => kinds.get(day),
  isDecreed: (year) => years.has(year),
});

export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const kind = calendar.kindOf(day);
  return kind ? kind === 'WORKDAY' : !isWeekend(day);
}

/** New Year reaches back: notices made days from here on holidays or working days of the year before. */
export const firstDayOfNewYear = '12-25';

/** The years whose notices say what a day is. */
export const yearsBehind = (day: Day): number[] =>
  day.slice(5) >= firstDayOfNewYear ? [yearOf(day), yearOf(day) + 1] : [yearOf(day)];

export interface WorkingDays {
  count: number;
  /** Years that have something to say of these days, in order. */
  years: number[];
  /** Some of these years have no notice yet. */
  provisional: boolean;
}

/** The working days from one date to another, both included. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): WorkingDays {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
  const years = yearsFrom(from, to);
  return { count, years, provisional: years.some((year) => !calendar.isDecreed(year)) };
}

export function yearsFrom(from: Day, to: Day): number[] {
  const last = Math.max(...yearsBehind(to));
  return Array.from({ length: last - yearOf(from) + 1 }, (_, i) => yearOf(from) + i);
}
