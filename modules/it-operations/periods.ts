import type { Problem } from '../../src/errors.js';
import type { Message } from '../../src/languages/message.js';

/** Which period a text names: a year, half a year, a quarter or a month. */
const lengthOf = (period: string): string => period.slice(4).replace(/\d/g, '');

/**
 * Periods of one length sort as texts in the order of time.
 *
 * @param what has the periods: a plan, or the checks of a room
 */
export function periodProblems(period: string, present: string, first: string, what: Message): Problem[] {
  const path = 'input.period';
  if (lengthOf(period) !== lengthOf(present))
    return [
      {
        path,
        message: {
          en: `${what.en} has periods such as ${present}. Give one of these.`,
          zh: `${what.zh}的期间形如 ${present}，请按此填写。`,
        },
      },
    ];
  if (period < first)
    return [
      {
        path,
        message: {
          en: `${what.en} began in ${first}. Give that period, or a later one.`,
          zh: `${what.zh}自 ${first} 起执行，请给出该期间或之后的期间。`,
        },
      },
    ];
  if (period <= present) return [];
  return [
    {
      path,
      message: {
        en: `${period} has not begun. Give ${present}, or an earlier one.`,
        zh: `${period} 尚未开始，请给出 ${present} 或更早的期间。`,
      },
    },
  ];
}
