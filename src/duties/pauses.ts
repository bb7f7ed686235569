import { deadline, type Term } from '../calendar/deadline.js';
import type { Ask } from '../database/asking.js';
import { type Duties, timed } from './duties.js';
import type { DutyRow } from './dutyRow.js';

const atOnce = 500;

/**
 * While a module is off nobody can do its duties. One whose time ran out meanwhile is due at the end of the first
 * working day after the module is on again.
 */
export async function moveOvertaken(duties: Duties, ask: Ask, now: Date, modules: readonly string[]): Promise<number> {
  const overtaken = await ask<{ duty: DutyRow; since: Date | string }>(
    'select duty, since from duties.overtaken(?, ?::text[], ?)',
    [now.toISOString(), `{${modules.join(',')}}`, atOnce],
  );
  if (overtaken.length === 0) return 0;
  const calendar = await duties.holidays.current(ask);
  const given = overtaken.map(({ duty, since }) => {
    const from = new Date(since);
    const term: Term = { workingDays: 1 };
    const known = duties.known.get(duty.name);
    const next = timed(calendar, known ?? {}, now, from, term, deadline(calendar, from, term));
    return { ...next, id: duty.id, dueBefore: duty.due_at };
  });
  await ask(`select duties.reschedule(?::json, 'PAUSE', ?)`, [JSON.stringify(given), now.toISOString()]);
  return overtaken.length;
}
