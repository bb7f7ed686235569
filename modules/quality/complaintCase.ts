import { Person } from '../../src/access/person.entity.js';
import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import { when } from '../../src/events/event.js';
import { qualityComplaintReceived } from '../customers/customers.api.js';
import { ComplaintCase } from './complaintCase.entity.js';
import { ledgerNumbers } from './feedback.service.js';
import { FeedbackForm, Severity } from './feedbackForm.entity.js';

/** A complaint about quality (P04.A08, 7.2) goes to quality inspection like any other report, MAJOR until that knows better. */
export const openCaseForComplaint = when(qualityComplaintReceived, async (writing, { complaint }) => {
  const { customer, label, compartments, keeper, product, lot, report, complainedAt } = complaint;
  const { viewer } = writing.context as SignedInContext;
  const form = writing.em.create(FeedbackForm, {
    number: (await ledgerNumbers.next(writing, complaint))[0]!,
    customer,
    label,
    compartments,
    keeper,
    product: product!,
    lot,
    report,
    severity: Severity.MAJOR,
    reportedOn: dayAt(complainedAt),
    reportedBy: writing.em.getReference(Person, viewer.personId),
  });
  writing.em.create(ComplaintCase, { form, complaint, label, compartments, keeper });
});
