import type { SignedInContext } from '../context.js';
import { askingOf } from '../database/asking.js';
import { badInput, conflict, type Problem } from '../errors.js';
import type { HolidayDecreeInput } from './calendar.inputs.js';
import { firstDayOfNewYear } from './calendar.js';
import { type Day, isWeekend, yearOf } from './dates.js';
import type { SpecialDay } from './decreeData.js';
import { readCalendar, readDecrees } from './holidays.js';

export interface DecreeImport {
  added: SpecialDay[];
  changed: SpecialDay[];
  removed: SpecialDay[];
}

/**
 * Takes a notice into the calendar and computes anew what depended on its year, in one transaction.
 *
 * @throws BAD_USER_INPUT with all that is wrong with it; CONFLICT for a number that is there already
 */
export async function importDecree(
  context: SignedInContext,
  input: HolidayDecreeInput,
  dryRun: boolean,
): Promise<DecreeImport> {
  const problems = problemsOf(input);
  if (problems.length > 0) throw badInput(problems);
  return context.database.write(context, async ({ em, context: { core } }) => {
    const ask = askingOf(em);
    await ask('select calendar.lock_for_import()');
    const decrees = await readDecrees(ask, input.year, input.year);
    if (decrees.some(({ number }) => number === input.number))
      throw conflict({
        en: `The notice ${input.number} is there already. Give the number of the notice that changed it.`,
        zh: `通知 ${input.number} 已经导入。请给出调整该安排的通知文号。`,
      });
    const outcome = differences(
      decrees.flatMap(({ days }) => days),
      input.days,
    );
    if (dryRun) return outcome;
    const after = { year: input.year, number: input.number, days: input.days.length };
    await ask('select calendar.import_decree(?::json), audit.append(?::json)', [
      JSON.stringify(input),
      JSON.stringify([{ action: 'holidays imported', type: 'CalendarYear', id: String(input.year), after }]),
    ]);
    await core.duties.recompute(ask, input.year, await readCalendar(ask), context.now);
    return outcome;
  });
}

function problemsOf({ year, days }: HolidayDecreeInput): Problem[] {
  const firstOf = new Map<Day, number>();
  return days.flatMap(({ date, kind }, i): Problem[] => {
    const path = `input.days.${i}.date`;
    const found: Problem[] = [];
    if (yearOf(date) !== year && !(yearOf(date) === year - 1 && date.slice(5) >= firstDayOfNewYear))
      found.push({
        path,
        message: {
          en: `${date} is no day of ${year}, nor in the last week of December before it.`,
          zh: `${date} 不在 ${year} 年，也不在上一年 12 月的最后一周。`,
        },
      });
    if (kind === 'WORKDAY' && !isWeekend(date))
      found.push({
        path,
        message: {
          en: `${date} is no Saturday or Sunday, so it is worked without being named. Leave it out.`,
          zh: `${date} 不是星期六或星期日，本就上班，请省略。`,
        },
      });
    const first = firstOf.get(date);
    if (first !== undefined)
      found.push({
        path,
        message: { en: `${date} stands in days.${first} already.`, zh: `${date} 已在 days.${first} 中给出。` },
      });
    else firstOf.set(date, i);
    return found;
  });
}

function differences(before: readonly SpecialDay[], after: readonly SpecialDay[]): DecreeImport {
  const known = new Map(before.map((day) => [day.date, day]));
  const given = new Set(after.map(({ date }) => date));
  return {
    added: after.filter(({ date }) => !known.has(date)),
    changed: after.filter(({ date, kind }) => known.has(date) && known.get(date)!.kind !== kind),
    removed: before.filter(({ date }) => !given.has(date)),
  };
}
