import type { Message } from '../languages/message.js';

/** Registers have companies as old as this. */
const earliest = '1800-01-01';
const latest = '2199-12-31';

/** Whether PostgreSQL knows a day written so; it knows no year 0. */
export const isDate = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
};

/** What is wrong with a calendar date as text, or null. */
export function dateProblem(text: string): Message | null {
  if (!isDate(text))
    return { en: 'Give a date that exists, as YYYY-MM-DD.', zh: '请给出存在的日期，格式为 YYYY-MM-DD。' };
  return text < earliest || text > latest
    ? { en: `Give a date from ${earliest} to ${latest}.`, zh: `请给出 ${earliest} 至 ${latest} 之间的日期。` }
    : null;
}
