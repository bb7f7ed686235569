import type { Writing } from '../../database/writing.js';
import { type EndReason, Session } from './session.entity.js';

/** Ends all live sessions of a person, or all but one. */
export async function endSessions(
  { em, context: { now } }: Writing,
  personId: string,
  reason: EndReason,
  except?: string,
): Promise<void> {
  const live = await em.find(Session, { person: personId, endedAt: null, expiresAt: { $gt: now } });
  for (const session of live) if (session.id !== except) session.end(reason, now);
}
