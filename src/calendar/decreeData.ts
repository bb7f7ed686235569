import { addDays, type Day } from './dates.js';

/** A notice of the State Council about the holidays of a year, as it stands in decrees.ts. */
export interface DecreeData {
  year: number;
  number: string | null;
  /** When it was issued. */
  publishedOn: string | null;
  url: string | null;
  /** `2026-02-15..2026-02-23 春节` */
  holidays: readonly string[];
  /** Weekends on which is worked. */
  workdays: readonly string[];
}

export type DayKind = 'HOLIDAY' | 'WORKDAY';

/** A day that is not what its weekday says. */
export interface SpecialDay {
  date: Day;
  kind: DayKind;
  name: string;
}

/** Every day of a notice, one by one. */
export const daysOf = ({ holidays, workdays }: DecreeData): SpecialDay[] => [
  ...holidays.flatMap((span) => daysIn(span, 'HOLIDAY')),
  ...workdays.flatMap((span) => daysIn(span, 'WORKDAY')),
];

function daysIn(span: string, kind: DayKind): SpecialDay[] {
  const [dates, name] = span.split(' ') as [string, string];
  const [from, to = from] = dates.split('..') as [Day, Day?];
  const days: SpecialDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push({ date, kind, name });
  return days;
}
