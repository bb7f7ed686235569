import type { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../context.js';
import { Handover } from './handover.entity.js';
import { takeOverFiles } from './takeover.approval.js';

/** Taking over what nobody else may know of, from somebody who was shut out (P02.A06). */
export class TakeoverService {
  constructor(private readonly context: SignedInContext) {}

  request(handoverId: string, reason: string): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestTakeover', Handover, handoverId);
      record.goesOn();
      return core.approvals.request(writing, takeOverFiles.name, { record, form: { reason: reason.trim() } });
    });
  }
}
