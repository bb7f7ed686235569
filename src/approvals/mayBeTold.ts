import type { Label } from '../access/labels.js';
import type { Writing } from '../database/writing.js';
import { badInput } from '../errors.js';
import type { ApprovalRequest } from './approvalRequest.entity.js';

/** Whether somebody works here and is cleared for a label, so that asking or telling them makes sense. */
export async function mayBeTold(
  { em }: Writing,
  personId: string,
  { label, compartments }: { label: Label; compartments: string[] },
): Promise<boolean> {
  const [row] = await em.execute<{ may: boolean }[]>(
    'select approvals.may_be_told(?, ?::access.label, array(select json_array_elements_text(?::json))) as may',
    [personId, label, JSON.stringify(compartments)],
  );
  return row!.may;
}

/** Nobody is asked or told of a request who is not cleared for it, and nobody is asked about the own. */
export async function refuseWhoMayNotBeTold(
  writing: Writing,
  request: ApprovalRequest,
  personIds: readonly string[],
  path: string,
  toDecide: boolean,
): Promise<void> {
  for (const personId of personIds) {
    if ((await mayBeTold(writing, personId, request)) && !(toDecide && request.concerns(personId))) continue;
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
