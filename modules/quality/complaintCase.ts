import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { Writing } from '../../src/database/writing.js';
import { moduleDisabled } from '../../src/errors.js';
import { when } from '../../src/events/event.js';
import { Complaint, qualityComplaintReceived } from '../customers/customers.api.js';
import { ComplaintCase } from './complaintCase.entity.js';
import { Severity } from './feedback.enums.js';
import { openForm } from './openForm.js';

/** A complaint about quality (P04.A08, 7.2) goes to quality inspection like any other report, MAJOR until that knows better. */
export const openCaseForComplaint = when(qualityComplaintReceived, (writing, { complaint }) =>
  open(writing, complaint),
);

async function open(writing: Writing, complaint: Complaint): Promise<void> {
  const { customer, label, compartments, keeper, product, lot, report, complainedAt } = complaint;
  const form = await openForm(writing, {
    customer,
    product: product!,
    lot,
    report,
    severity: Severity.MAJOR,
    reportedOn: dayAt(complainedAt),
  });
  writing.em.create(ComplaintCase, { form, complaint, label, compartments, keeper });
}

/** What came while this module was off told nobody. */
export function collectComplaints(context: SignedInContext): Promise<number> {
  if (!context.core.switching.isEnabled('customers')) throw moduleDisabled('customers', 'collectComplaints');
  return context.database.write(context, async (writing) => {
    const { em } = writing;
    const missed = await em.execute<{ id: string }[]>(
      `select c.id from customers.complaint c where c.kind = 'QUALITY' and not quality.has_case(c.id) order by c.complained_at, c.id limit 100`,
    );
    const ids = missed.map(({ id }) => id);
    const complaints = await em.find(
      Complaint,
      { id: { $in: ids } },
      { populate: ['customer'], orderBy: { complainedAt: 'asc' } },
    );
    for (const complaint of complaints) await open(writing, complaint);
    return complaints.length;
  });
}
