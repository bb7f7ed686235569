import { and, clause, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { customerService, dealsWithCustomers } from '../customers.rules.js';
import { CustomerDisclosure } from './customerDisclosure.entity.js';

const handsOver = clause('P01.A24', dealsWithCustomers);
const givenBy = viewerOwns(CustomerDisclosure, 'givenBy');

export const disclosurePermissions = definePermissions({
  calls: {
    Query: { customerDisclosure: signedIn, customerDisclosures: signedIn },
    Mutation: { requestDisclosure: clause('P01.A24', signedIn), recordDisclosure: handsOver },
  },
  records: {
    requestDisclosure: { type: 'Customer' },
    recordDisclosure: { type: 'Customer', does: 'extend' },
  },
  rows: {
    CustomerDisclosure: {
      read: clause('P01.A24', or(customerService, role('GENERAL_MANAGER', 'AUDITOR'), givenBy)),
      insert: and(handsOver, givenBy),
      labels: 'P01.A22',
    },
  },
});
