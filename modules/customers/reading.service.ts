import type { ApprovalRequest } from '../../src/approvals/approvalRequest.entity.js';
import { mayBeTold } from '../../src/approvals/mayBeTold.js';
import type { SignedInContext } from '../../src/context.js';
import { badInput } from '../../src/errors.js';
import { Customer } from './customer.entity.js';
import type { ReadCustomerFileInput } from './reading.inputs.js';

/** Requests to read a customer file, by somebody who sees it, for themselves or for somebody else (P01.A18). */
export class ReadingService {
  constructor(private readonly context: SignedInContext) {}

  request(customerId: string, { readerId, ...form }: ReadCustomerFileInput): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    this.refusePast(form.until);
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestCustomerReading', Customer, customerId);
      if (!(await mayBeTold(writing, readerId, record))) throw notCleared();
      return core.approvals.request(writing, 'readCustomerFile', { record, form, beneficiaryId: readerId });
    });
  }

  resubmit(id: string, version: number, { readerId: _, ...form }: ReadCustomerFileInput): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    this.refusePast(form.until);
    return database.write(this.context, (writing) =>
      core.approvals.resubmit(writing, 'resubmitCustomerReading', { id, version, form }),
    );
  }

  private refusePast(until: Date): void {
    if (until > this.context.now) return;
    throw badInput([
      { path: 'input.until', message: { en: 'Give a moment that is still to come.', zh: '请填写尚未到来的时间。' } },
    ]);
  }
}

const notCleared = () =>
  badInput([
    {
      path: 'input.readerId',
      message: {
        en: 'Name somebody who works here and is cleared for the file; for an outside reader, who accompanies them.',
        zh: '请指定在职且涉密权限与档案密级相符的人员；外单位人员查阅的，指定陪同人员。',
      },
    },
  ]);
