import { granted, keeper, or, role, signedIn } from '../../src/access/rules.js';
import { definePermissions } from '../../src/module.js';

/** P01.A05: customer service alone writes the register. */
const customerService = role(
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
);
const dealsWithCustomers = or(customerService, role('GENERAL_MANAGER', 'SALES_DIRECTOR', 'CUSTOMER_DEVELOPER'));
/** P01.A17: reading needs a role that allows it or a grant; labels narrow both. */
const mayRead = or(dealsWithCustomers, role('UNIT_HEAD', 'ANALYST', 'READER'), keeper, granted('read'));

export const permissions = definePermissions({
  calls: {
    Query: { customer: signedIn, customers: signedIn },
    Mutation: {
      registerCustomer: customerService,
      updateCustomer: customerService,
      addContact: customerService,
      removeContact: customerService,
      importCustomers: customerService,
    },
  },
  rows: {
    Customer: { read: mayRead, write: customerService },
    Contact: { read: mayRead, write: customerService, delete: customerService },
  },
  fields: {
    Contact: { telephone: or(dealsWithCustomers, keeper), email: or(dealsWithCustomers, keeper) },
  },
});
