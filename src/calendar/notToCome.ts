import type { Problem } from '../errors.js';
import { dayAt } from './dates.js';

/** Nobody enters what has not happened yet: a day. */
export const notToCome = (path: string, day: string, now: Date): Problem[] =>
  day <= dayAt(now)
    ? []
    : [{ path, message: { en: 'Give a day that is not to come: today or before.', zh: '日期不能晚于今天。' } }];

/** The same of a moment. */
export const momentNotToCome = (path: string, at: Date | null | undefined, now: Date): Problem[] =>
  at && at > now ? [{ path, message: { en: 'Give a moment that is not to come.', zh: '时间不能晚于现在。' } }] : [];
