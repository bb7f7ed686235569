import { Person } from '../../../src/access/person.entity.js';
import type { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { usePermit } from '../../../src/approvals/permits.js';
import type { SignedInContext } from '../../../src/context.js';
import { Customer } from '../customer.entity.js';
import { CustomerDisclosure } from './customerDisclosure.entity.js';
import { giveCustomerInformation } from './disclosure.approval.js';
import type { DisclosureInput, HandoverInput } from './disclosure.inputs.js';

/** Giving information about customers to outside parties (P01.A24). */
export class DisclosureService {
  constructor(private readonly context: SignedInContext) {}

  request(customerId: string, input: DisclosureInput): Promise<ApprovalRequest> {
    const { database, core } = this.context;
    const form = Object.fromEntries(Object.entries(input).map(([field, text]) => [field, text.trim()]));
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestDisclosure', Customer, customerId);
      return core.approvals.request(writing, giveCustomerInformation.name, { record, form });
    });
  }

  /** What was approved is handed over, and goes into the register as it was approved. */
  record(customerId: string, requestId: string, { takenBy, means }: HandoverInput): Promise<CustomerDisclosure> {
    const { database, viewer, now } = this.context;
    return database.write(this.context, async (writing) => {
      const customer = await writing.find('recordDisclosure', Customer, customerId);
      const { form } = await usePermit(writing, giveCustomerInformation.name, requestId, customer.id);
      const { recipient, content, purpose } = form as unknown as DisclosureInput;
      return writing.em.create(CustomerDisclosure, {
        customer,
        recipient,
        content,
        purpose,
        takenBy: takenBy.trim(),
        means: means.trim(),
        givenBy: writing.em.getReference(Person, viewer.personId),
        givenAt: now,
        requestId,
        label: customer.label,
        compartments: customer.compartments,
        keeper: customer.keeper,
      });
    });
  }
}
