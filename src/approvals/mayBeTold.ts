import type { Writing } from '../database/writing.js';
import { badInput } from '../errors.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';

/** Nobody is asked or told of a request who is not cleared for it, and nobody is asked about the own. */
export async function refuseWhoMayNotBeTold(
  { em }: Writing,
  request: ApprovalRequest,
  personIds: readonly string[],
  path: string,
  toDecide: boolean,
): Promise<void> {
  for (const personId of personIds) {
    const [row] = await em.execute<{ may: boolean }[]>(
      'select approvals.may_be_told(?, r.label, r.compartments) as may from approvals.request r where r.id = ?',
      [personId, request.id],
    );
    if (row?.may && !(toDecide && request.concerns(personId))) continue;
    throw badInput([
      {
        path,
        message: {
          en: 'Name somebody who works here, may know of the request and does not apply for it.',
          zh: '请指定在职、可以知悉该申请且并非申请人的人员。',
        },
      },
    ]);
  }
}
