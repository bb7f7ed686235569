import { MissingKind } from '../access/conditions.js';
import type { SignedInContext } from '../context.js';
import { askingOf } from '../database/asking.js';
import { uuid } from '../database/writing.js';
import { forbidden, invalidState, moduleDisabled } from '../errors.js';
import { zhOf } from '../languages/enumTitles.js';
import { Duty, DutyState } from './duty.entity.js';
import { waiversOf } from './duty.js';
import { moveOvertaken } from './pauses.js';

/** Waives a duty for whoever the duty says may do so. */
export function waiveDuty(context: SignedInContext, id: string, version: number, reason: string): Promise<Duty> {
  return context.database.write(context, async (writing) => {
    const seen = uuid.test(id) ? await writing.em.findOne(Duty, { id }) : null;
    if (seen) refuse(context, seen);
    const duty = await writing.find('waiveDuty', Duty, id, version);
    const known = context.core.duties.known.get(duty.name);
    if (!known || !context.core.duties.isEnabled(duty.module)) throw moduleDisabled(duty.module, duty.name);
    if (duty.state !== DutyState.DUE && duty.state !== DutyState.BREACHED)
      throw invalidState({
        en: `The duty is ${duty.state} already. There is nothing to waive.`,
        zh: `该项义务的状态为“${zhOf(DutyState, duty.state)}”，无须豁免。`,
      });
    const ask = askingOf(writing.em);
    await moveOvertaken(context.core.duties, ask, context.now, [duty.module]);
    await ask('select duties.waive(?, ?, ?)', [id, reason, context.now.toISOString()]);
    return duty;
  });
}

/** By which clause and to whom, which the call rule cannot say of itself. */
function refuse({ viewer, core }: SignedInContext, duty: Duty): void {
  const known = core.duties.known.get(duty.name);
  const waivers = known ? waiversOf(known) : [];
  if (!waivers.some((role) => viewer.roles.has(role)))
    throw forbidden(
      { en: 'You may not waive this duty.', zh: '您无权豁免该项义务。' },
      core.denials.lacking(
        waivers.length > 0 ? { kind: MissingKind.ROLE, anyOf: waivers } : { kind: MissingKind.OTHER },
        duty.clause,
      ),
    );
  const isOwn = duty.person ? duty.person.id === viewer.personId : duty.role !== null && viewer.roles.has(duty.role);
  if (isOwn && !known?.waivesOwn)
    throw forbidden(
      { en: 'Nobody waives their own duty. Ask somebody else.', zh: '任何人不得豁免自己的义务，请由他人办理。' },
      core.denials.lacking({ kind: MissingKind.SOMEBODY_ELSE, property: 'person' }, duty.clause),
    );
}
