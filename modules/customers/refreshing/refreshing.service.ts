import { weekdaysOnly } from '../../../src/calendar/calendar.js';
import { dayAt } from '../../../src/calendar/dates.js';
import { deadline } from '../../../src/calendar/deadline.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { periodOf } from '../../../src/duties/periods.js';
import { badInput, invalidState } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';
import { refreshInterval, refreshTerms } from './refreshing.duties.js';

/** The day from which on a file is stale that is right now, by the interval in force. */
export async function staleFrom({ em, context: { core, now } }: Writing): Promise<string> {
  const choice = await core.interpretations.choiceOf(askingOf(em), refreshInterval.id);
  return dayAt(deadline(weekdaysOnly, now, refreshTerms[choice]!).dueAt);
}

/** Keeping customer files up to date (P02.A04). */
export class RefreshingService {
  constructor(private readonly context: SignedInContext) {}

  review(id: string, version: number): Promise<Customer> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const customer = await writing.find('reviewCustomerFile', Customer, id, version);
      customer.lastReviewedAt = context.now;
      customer.staleFrom = await staleFrom(writing);
      return customer;
    });
  }

  /** Answers the period whose duty is fulfilled. Asked of the files that the viewer sees; of the others nothing is said. */
  confirm(given: string | null): Promise<string> {
    const { context } = this;
    const today = dayAt(context.now);
    const present = periodOf('year', today).key;
    const period = given ?? present;
    if (period > present)
      throw badInput([
        {
          path: 'year',
          message: {
            en: `${period} has not begun. Give ${present}, or an earlier one.`,
            zh: `${period} 年尚未开始。请给出 ${present} 或更早的年份。`,
          },
        },
      ]);
    return context.database.write(context, async (writing) => {
      const stale = await writing.em.count(Customer, { staleFrom: { $lte: today } });
      if (stale > 0) throw stillStale(stale, today);
      await context.core.duties.fulfil(writing, 'refreshFiles', { period });
      return period;
    });
  }
}

const stillStale = (count: number, today: string) =>
  invalidState({
    en: `${count} files are stale. List them with customers(filter: { staleFrom: { lte: "${today}" } }), and refresh each with reviewCustomerFile.`,
    zh: `还有 ${count} 份档案到期未更新。请用 customers(filter: { staleFrom: { lte: "${today}" } }) 列出，并逐份 reviewCustomerFile。`,
  });
