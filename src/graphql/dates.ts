import type { Message } from '../languages/message.js';

/** What is wrong with a calendar date as text, or null. PostgreSQL knows no year 0. */
export const dateProblem = (text: string): Message | null => {
  const date = new Date(`${text}T00:00:00Z`);
  const exists =
    /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? null : { en: 'Give a date that exists, as YYYY-MM-DD.', zh: '请给出存在的日期，格式为 YYYY-MM-DD。' };
};
