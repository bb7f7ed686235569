import { compact } from './registerText.js';

const forms = [
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日?$/,
];
/** Registers put one behind the day, mostly 00:00:00. With a zone it could mean another day: that is no date here. */
const time = /[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const earliest = '1800-01-01';

/** The day in China, which has one time and no summer time. */
export const todayInChina = (): string => new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** A date as registers write it, as YYYY-MM-DD. `today` is the latest that is believed. */
export function readDate(text: string, today: string): string | { problem: string } {
  const written = compact(text)
    .replace(time, '')
    .replace(/(?<=[年月]) | (?=[年月日])/g, '');
  if (/^[2-5]\d{4}(\.\d+)?$/.test(written)) {
    return {
      problem: 'This is the number by which a spreadsheet counts days. Format the column as a date: 2015-03-02.',
    };
  }
  const parts = forms.map((form) => form.exec(written)?.groups).find((groups) => groups !== undefined);
  if (!parts) return { problem: 'This is no date. Write year, month and day: 2015-03-02.' };
  const day = `${parts.year}-${parts.month!.padStart(2, '0')}-${parts.day!.padStart(2, '0')}`;
  if (!isDay(day)) return { problem: 'There is no such day in the calendar. Write year, month and day: 2015-03-02.' };
  if (day > today) return { problem: 'The date lies in the future. Write the day on which it happened.' };
  if (day < earliest) return { problem: 'The date lies before 1800. Write the year with four digits.' };
  return day;
}

function isDay(day: string): boolean {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}
