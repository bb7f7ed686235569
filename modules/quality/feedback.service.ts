import { NumberSeries } from '../../src/access/numbering.js';
import { Person } from '../../src/access/person.entity.js';
import type { SignedInContext } from '../../src/context.js';
import { Customer } from '../customers/customers.api.js';
import type { ReportFeedbackInput } from './feedback.inputs.js';
import { FeedbackForm } from './feedbackForm.entity.js';

/** Numbers in the ledger (质量信息台帐). */
export const ledgerNumbers = new NumberSeries('quality.number', 'ZL');

/** The form's way from whoever hears of a defect to quality inspection (P06.A03). */
export class FeedbackService {
  constructor(private readonly context: SignedInContext) {}

  report({ customerId, reportedOn, lot, ...form }: ReportFeedbackInput): Promise<FeedbackForm> {
    return this.context.database.write(this.context, async (writing) => {
      const customer = await writing.find('reportFeedback', Customer, customerId);
      const { label, compartments, keeper } = customer;
      return writing.em.create(FeedbackForm, {
        ...form,
        number: (await ledgerNumbers.next(writing, customer))[0]!,
        customer,
        label,
        compartments,
        keeper,
        lot: lot ?? null,
        reportedOn: reportedOn ?? today(this.context.now),
        reportedBy: writing.em.getReference(Person, this.context.viewer.personId),
      });
    });
  }

  investigate(id: string, version: number, isTrue: boolean, finding: string): Promise<FeedbackForm> {
    return this.context.database.write(this.context, async (writing) => {
      const form = await writing.find('investigateFeedback', FeedbackForm, id, version);
      form.investigate(writing.em.getReference(Person, this.context.viewer.personId), isTrue, finding);
      return form;
    });
  }
}

const today = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
