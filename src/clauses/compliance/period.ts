import { addDays, beginningOf, type Day, endOf } from '../../calendar/dates.js';
import { firstDayAfter, type Period } from '../../calendar/deadline.js';

/** From a moment until another, which is the first that does not belong to it. */
export interface Span {
  from: Date;
  until: Date;
}

const forms: [RegExp, Period, (year: string, part: string) => Day][] = [
  [/^((?:19|20|21)\d{2})$/, 'year', (year) => `${year}-01-01`],
  [/^((?:19|20|21)\d{2})-H([12])$/, 'halfYear', (year, part) => `${year}-${part === '1' ? '01' : '07'}-01`],
  [
    /^((?:19|20|21)\d{2})-Q([1-4])$/,
    'quarter',
    (year, part) => `${year}-${String(3 * Number(part) - 2).padStart(2, '0')}-01`,
  ],
  [/^((?:19|20|21)\d{2})-Oct$/, 'yearFromOctober', (year) => `${year}-10-01`],
  [/^((?:19|20|21)\d{2})-(0[1-9]|1[0-2])$/, 'month', (year, part) => `${year}-${part}-01`],
];

/** The time of 2026, 2026-H1, 2026-Q1, 2026-01 or 2025-Oct in Asia/Shanghai; undefined for anything else. */
export function spanOf(text: string): Span | undefined {
  for (const [form, period, firstDay] of forms) {
    const [, year, part] = form.exec(text) ?? [];
    if (!year) continue;
    const first = firstDay(year, part ?? '');
    return { from: beginningOf(first), until: endOf(addDays(firstDayAfter(period, first), -1)) };
  }
  return undefined;
}
