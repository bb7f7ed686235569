import { Label } from '../access/labels.js';
import { deadline } from '../calendar/deadline.js';
import type { Ask } from '../database/asking.js';
import { type Duties, described, timed } from './duties.js';
import type { KnownDuty } from './duty.js';

/**
 * Begins the duty for each holder of its roles who has none, and ends what is open of those who left them. Answers how
 * many were begun. Any number of instances may do the same.
 */
export async function keepHolders(duties: Duties, ask: Ask, duty: KnownDuty, now: Date): Promise<number> {
  const { of, about } = duty.eachHolder!;
  const record = await about(ask, now);
  const parameters = [duty.name, record?.id ?? null, `{${of.join(',')}}`, now.toISOString()];
  await ask('select duties.release_holders(?, ?::uuid, ?::text[], ?)', parameters);
  if (!record) return 0;
  const lacking = await ask<{ person_id: string; department_id: string }>(
    'select person_id, department_id from duties.holders_without(?, ?::uuid, ?::text[], ?)',
    parameters,
  );
  if (lacking.length === 0) return 0;
  const { term, interpretation } = await duties.termOf(ask, duty);
  if (!term) throw new Error(`The duty ${duty.name} has no time limit.`);
  const calendar = await duties.calendarFor(ask, duty, term);
  const common = {
    ...described(duty),
    ...timed(calendar, duty, now, now, term, deadline(calendar, now, term)),
    beginsAt: now,
    interpretation,
    // Whoever is asked may always know that they are.
    label: Label.PUBLIC,
    compartments: [],
    recordType: duty.subject!.name,
    recordId: record.id,
    eachHolder: true,
  };
  const given = lacking.map((holder) => ({ ...common, person: holder.person_id, department: holder.department_id }));
  const begun = await ask('select duties.begin(?::json, ?)', [JSON.stringify(given), now.toISOString()]);
  return begun.length;
}
