import type { Writing } from '../database/writing.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';

export interface GrantPeriod {
  /** What is permitted, for example read. */
  action: string;
  from: Date;
  until: Date;
}

/**
 * For an outcome: whom the request is for gets a grant on its record, which ends in the database. The database gives it
 * only in the transaction that approves the request.
 */
export async function giveGrant(
  { em }: Writing,
  request: ApprovalRequest,
  { action, from, until }: GrantPeriod,
): Promise<void> {
  await em.execute('select approvals.give_grant(?, ?, ?, ?)', [
    request.id,
    action,
    from.toISOString(),
    until.toISOString(),
  ]);
}
