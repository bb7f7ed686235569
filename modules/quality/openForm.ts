import { Label } from '../../src/access/labels.js';
import { NumberSeries } from '../../src/access/numbering.js';
import { Person } from '../../src/access/person.entity.js';
import { beginningOf } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { Writing } from '../../src/database/writing.js';
import type { Customer } from '../customers/customers.api.js';
import type { Severity } from './feedback.enums.js';
import { FeedbackForm } from './feedbackForm.entity.js';

/** Numbers in the ledger (质量信息台帐). */
export const ledgerNumbers = new NumberSeries('quality.number', 'ZL');

export interface Reported {
  customer: Customer | null;
  informant?: string | null;
  product: string;
  lot: string | null;
  report: string;
  severity: Severity;
  reportedOn: string;
}

/** Enters a form in the ledger. The clock of passing it on ran from the day of the report, that of its investigation runs from now. */
export async function openForm(writing: Writing, reported: Reported): Promise<FeedbackForm> {
  const { em, context } = writing;
  const { viewer, core } = context as SignedInContext;
  const { label, compartments, keeper } = reported.customer ?? {
    label: Label.INTERNAL,
    compartments: [],
    keeper: null,
  };
  const form = em.create(FeedbackForm, {
    ...reported,
    label,
    compartments,
    keeper,
    number: (await ledgerNumbers.next(writing, { label, compartments }))[0]!,
    reportedBy: em.getReference(Person, viewer.personId),
  });
  const person = { id: viewer.personId };
  await core.duties.begin(writing, 'passFeedback', { record: form, person, from: beginningOf(form.reportedOn) });
  await core.duties.fulfil(writing, 'passFeedback', { record: form });
  await core.duties.begin(writing, 'investigateFeedback', { record: form });
  return form;
}
