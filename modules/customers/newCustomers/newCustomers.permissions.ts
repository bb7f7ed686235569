import { clause, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { customerService } from '../customers.rules.js';
import { FirstContact } from './firstContact.entity.js';

const reports = clause('P01.A04', or(customerService, role('CUSTOMER_DEVELOPER', 'SALES_DIRECTOR')));
const sees = clause(
  'P01.A04',
  or(customerService, role('GENERAL_MANAGER', 'SALES_DIRECTOR'), viewerOwns(FirstContact, 'developer')),
);

export const newCustomersPermissions = definePermissions({
  calls: {
    Query: { firstContact: signedIn, firstContacts: signedIn },
    Mutation: { reportFirstContact: reports },
  },
  rows: {
    FirstContact: { read: sees, insert: reports, update: clause('P01.A04', customerService), labels: 'P01.A22' },
  },
});
