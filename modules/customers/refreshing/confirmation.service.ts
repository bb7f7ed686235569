import type { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { SignedInContext } from '../../../src/context.js';
import { invalidState } from '../../../src/errors.js';
import { Customer } from '../customer.entity.js';

/** Having files confirmed by the sales director (P04.A04). */
export class ConfirmationService {
  constructor(private readonly context: SignedInContext) {}

  request(customerId: string): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestFileConfirmation', Customer, customerId);
      if (record.confirmedAt)
        throw invalidState({
          en: `The file ${record.number} is confirmed already.`,
          zh: `档案 ${record.number} 已经确认。`,
        });
      const form = { number: record.number, name: record.name };
      return core.approvals.request(writing, 'confirmCustomerFile', { record, form });
    });
  }
}
