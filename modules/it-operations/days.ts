import { dayAt } from '../../src/calendar/dates.js';
import type { Problem } from '../../src/errors.js';

/** Nobody enters what has not happened yet. */
export const notToCome = (path: string, day: string, now: Date): Problem[] =>
  day <= dayAt(now)
    ? []
    : [{ path, message: { en: 'Give a day that is not to come: today or before.', zh: '日期不能晚于今天。' } }];
