import { clause, granted, keeper, or, role } from '../../src/access/rules.js';

export const customerService = role(
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
);

export const keepsRegister = clause('P01.A05', customerService);

export const dealsWithCustomers = or(
  customerService,
  role('GENERAL_MANAGER', 'SALES_DIRECTOR', 'CUSTOMER_DEVELOPER', 'OFFICE'),
);

/** A role that allows it or a grant; labels narrow both. */
export const mayRead = clause(
  'P01.A17',
  or(dealsWithCustomers, role('UNIT_HEAD', 'ANALYST', 'READER'), keeper, granted('read')),
);
