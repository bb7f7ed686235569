import { Acknowledging } from '../../src/clauses/versions/acknowledging.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';

const bound = [
  'customer-service-manager',
  'customer-information-supervisor',
  'customer-information-specialist',
  'customer-developer',
  'sales-director',
];

/** Everybody whom P01 binds has confirmed to know it, and the three prohibitions. */
export async function fillAcknowledgements(organisation: DemoOrganisation): Promise<void> {
  for (const person of bound) {
    const context = (await organisation.as(person)) as SignedInContext;
    for (const id of ['P01', 'P01.A26']) await new Acknowledging(context).acknowledge({ id, number: 1 });
  }
}
