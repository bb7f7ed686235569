import { ArgsType, Field } from 'type-graphql';
import { addMonths } from '../../src/calendar/dates.js';
import { dateProblem } from '../../src/graphql/dates.js';
import { Satisfies } from '../../src/graphql/inputChecks.js';
import type { Message } from '../../src/languages/message.js';

/** What is wrong with the last day of a period, or null. Days that are no dates are told elsewhere. */
function orderProblem(until: string, { from }: { from?: string }): Message | null {
  if (!from || dateProblem(from) || dateProblem(until)) return null;
  if (until < from) return { en: 'Give a day that is not before the first.', zh: '请给出不早于起始日的日期。' };
  return until > addMonths(from, 120) ? { en: 'Give a period of at most ten years.', zh: '期间最长十年。' } : null;
}

@ArgsType()
export class FromUntilArgs {
  @Field(() => String, { description: 'First day, YYYY-MM-DD.' })
  @Satisfies(dateProblem)
  from!: string;

  @Field(() => String, { description: 'Last day, YYYY-MM-DD; at most ten years after the first.' })
  @Satisfies(dateProblem)
  @Satisfies(orderProblem)
  until!: string;
}
