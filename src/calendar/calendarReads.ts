import type { Context } from '../context.js';
import { askingAs } from '../database/asking.js';
import { badInput } from '../errors.js';
import { workingDaysBetween } from './calendar.js';
import { type Day, dayAt, daysBetween, yearOf } from './dates.js';
import { type Decree, readCalendar, readDecrees } from './holidays.js';

const mostDays = 3660;
const mostYears = 50;

export async function countWorkingDays(context: Context, from: Day, to: Day) {
  const days = daysBetween(from, to);
  if (days < 0 || days > mostDays || yearOf(from) < 1992 || yearOf(to) > 2200)
    throw badInput([
      {
        path: 'to',
        message: {
          en: 'Give dates from 1992 to 2200, of which to is the later one by at most ten years.',
          zh: '请给出 1992 至 2200 年的日期，to 不早于 from，且相差不超过十年。',
        },
      },
    ]);
  const calendar = await readCalendar(askingAs(context));
  const { count, provisional, years } = workingDaysBetween(calendar, from, to);
  return { count, provisional, provisionalYears: years.filter((year) => !calendar.isDecreed(year)) };
}

export async function calendarYears(
  context: Context,
  from: number,
  to = Math.max(from, yearOf(dayAt(context.now)) + 1),
): Promise<{ year: number; provisional: boolean; decrees: Decree[] }[]> {
  if (to < from || to - from >= mostYears)
    throw badInput([
      {
        path: 'to',
        message: {
          en: `Give at most ${mostYears} years, from before to.`,
          zh: `最多 ${mostYears} 年，from 不晚于 to。`,
        },
      },
    ]);
  const decrees = await readDecrees(askingAs(context), from, to);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).map((year) => {
    const mine = decrees.filter((decree) => decree.year === year);
    return { year, provisional: mine.length === 0, decrees: mine };
  });
}
