import { Label } from '../../src/access/labels.js';
import { Person } from '../../src/access/person.entity.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { Customer } from '../customers/customers.api.js';
import { FeedbackForm } from './feedbackForm.entity.js';
import { ledgerNumbers } from './openForm.js';
import { fillCases } from './quality.demo-cases.js';
import { demoFeedback } from './quality.demo-data.js';

const reporters = ['sales-director', 'customer-service-manager', 'customer-information-specialist'];

/** The inspector, and what customers reported in the last twelve months. */
export async function fillFeedback(organisation: DemoOrganisation): Promise<void> {
  organisation.onProgress('filling the demo: quality feedback');
  await organisation.departments({ 质检科: '总公司' });
  await organisation.people([
    {
      name: 'quality-inspector',
      displayName: '马骏',
      roles: [
        ['QUALITY_INSPECTOR', '质检科'],
        ['READER', '质检科'],
      ],
      clearance: Label.CONFIDENTIAL,
    },
  ]);
  const inspectorId = await organisation.personId('quality-inspector');
  const manager = await organisation.as('customer-service-manager');
  const all = await manager.database.write(manager, ({ em }) => em.find(Customer, {}, { orderBy: { name: 'asc' } }));
  const feedback = demoFeedback(all, organisation.random, organisation.today);
  for (const [i, reporter] of reporters.entries()) {
    const context = await organisation.as(reporter);
    await context.database.write(context, async (writing) => {
      const { em } = writing;
      const visible = new Set((await em.find(Customer, {})).map(({ id }) => id));
      const mine = feedback.filter(({ customer }, place) =>
        visible.has(customer.id) ? place % reporters.length === i : false,
      );
      for (const { customer, ...form } of mine) {
        const { label, compartments, keeper } = customer;
        em.create(FeedbackForm, {
          ...form,
          number: (await ledgerNumbers.next(writing, customer))[0]!,
          label,
          compartments,
          keeper: keeper && em.getReference(Person, keeper.id),
          customer: em.getReference(Customer, customer.id),
          reportedBy: em.getReference(Person, context.viewer.personId!),
          investigatedBy: form.finding ? em.getReference(Person, inspectorId) : null,
        });
      }
    });
  }
  await fillCases(organisation);
}
