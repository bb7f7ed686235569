import { Label } from '../access/labels.js';
import { beginningOf } from '../calendar/dates.js';
import type { Ask } from '../database/asking.js';
import { type Duties, described, timed } from './duties.js';
import type { KnownDuty } from './duty.js';
import { periodDeadline, periodsBetween } from './periods.js';

/**
 * Makes the duties of all periods up to now, those too in which no server ran. Each is there once, whoever else does the
 * same. Answers how many were missing.
 */
export async function openPeriods(duties: Duties, ask: Ask, duty: KnownDuty, now: Date): Promise<number> {
  const [known] = await ask<{ since: Date | null }>('select duties.known_since(?, ?) as since', [
    duty.name,
    now.toISOString(),
  ]);
  const since = known?.since && new Date(known.since);
  if (!since || since > now) return 0;
  const { term: within, interpretation: read } = await duties.termOf(ask, duty);
  const { period: length, since: set, interpretation = read } = await duties.periodOf(ask, duty);
  // Periods of another length begin with the one in which that was set.
  const from = set && set > since ? set : since;
  const calendar = await duties.calendarFor(ask, duty, within);
  const given = periodsBetween(length, from, now).map((period) => {
    const { from, term, ...due } = periodDeadline(calendar, { calendar: length, onDay: duty.onDay }, period, within);
    const beginsAt = beginningOf(period.first);
    return {
      ...described(duty),
      ...timed(calendar, duty, beginsAt, from, term, due),
      label: Label.INTERNAL,
      compartments: [],
      period: period.key,
      beginsAt,
      interpretation,
    };
  });
  const begun = await ask('select duties.begin(?::json, ?)', [JSON.stringify(given), now.toISOString()]);
  return begun.length;
}
