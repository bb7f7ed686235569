import type { Message } from '../../src/languages/message.js';
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
export function readDate(text: string, today: string): string | { problem: Message } {
  const written = compact(text)
    .replace(time, '')
    .replace(/(?<=[年月]) | (?=[年月日])/g, '');
  if (/^[2-5]\d{4}(\.\d+)?$/.test(written)) {
    return {
      problem: {
        en: 'This is the number by which a spreadsheet counts days. Format the column as a date: 2015-03-02.',
        zh: '这是电子表格的日期序号。请将该列设为日期格式：2015-03-02。',
      },
    };
  }
  const parts = forms.map((form) => form.exec(written)?.groups).find((groups) => groups !== undefined);
  if (!parts)
    return {
      problem: {
        en: 'This is no date. Write year, month and day: 2015-03-02.',
        zh: '这不是日期。请填写年、月、日：2015-03-02。',
      },
    };
  const day = `${parts.year}-${parts.month!.padStart(2, '0')}-${parts.day!.padStart(2, '0')}`;
  if (!isDay(day))
    return {
      problem: {
        en: 'There is no such day in the calendar. Write year, month and day: 2015-03-02.',
        zh: '日历中没有这一天。请填写年、月、日：2015-03-02。',
      },
    };
  if (day > today)
    return {
      problem: {
        en: 'The date lies in the future. Write the day on which it happened.',
        zh: '日期在将来。请填写实际发生的日期。',
      },
    };
  if (day < earliest)
    return {
      problem: {
        en: 'The date lies before 1800. Write the year with four digits.',
        zh: '日期早于 1800 年。请用四位数填写年份。',
      },
    };
  return day;
}

function isDay(day: string): boolean {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}
