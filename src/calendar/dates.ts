/** A calendar date as YYYY-MM-DD. As texts they sort in the order of time. */
export type Day = string;

const dayMs = 86_400_000;
/** Asia/Shanghai is eight hours ahead, without summer time since 1992. */
const aheadMs = 8 * 3_600_000;

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const text = (date: Date): Day => date.toISOString().slice(0, 10);

/** The date in Asia/Shanghai at a moment. */
export const dayAt = (moment: Date): Day => text(new Date(moment.getTime() + aheadMs));

/** The moment at which a date begins in Asia/Shanghai. */
export const beginningOf = (day: Day): Date => new Date(utc(day).getTime() - aheadMs);

/** 24:00 of a date in Asia/Shanghai, which is the first moment that is too late for it. */
export const endOf = (day: Day): Date => beginningOf(addDays(day, 1));

export const addDays = (day: Day, days: number): Day => text(new Date(utc(day).getTime() + days * dayMs));

/** The date with the same number so many months on, or the month's last one where it has no such number. */
export function addMonths(day: Day, months: number): Day {
  const first = utc(`${day.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const month = text(first).slice(0, 8);
  const wanted = Number(day.slice(8));
  return `${month}${String(Math.min(wanted, daysInMonth(text(first)))).padStart(2, '0')}`;
}

function daysInMonth(day: Day): number {
  const last = utc(`${day.slice(0, 7)}-01`);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return last.getUTCDate();
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

export const isWeekend = (day: Day): boolean => [0, 6].includes(utc(day).getUTCDay());

/** How many days lie between, without the first. */
export const daysBetween = (from: Day, to: Day): number => (utc(to).getTime() - utc(from).getTime()) / dayMs;
