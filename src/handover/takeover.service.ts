import type { ApprovalRequest } from '../approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../context.js';
import { Handover } from './handover.entity.js';
import { takeover } from './takeover.approval.js';

/** Taking over what nobody else may know of, from somebody who was shut out. */
export class TakeoverService {
  constructor(private readonly context: SignedInContext) {}

  request(handoverId: string, reason: string): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestTakeover', Handover, handoverId);
      record.goesOn();
      return core.approvals.request(writing, takeover, { record, form: { reason: reason.trim() } });
    });
  }
}
