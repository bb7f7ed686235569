import type { HandoverDefinition } from '../../../src/handover/handoverLine.js';
import { Customer } from '../customer.entity.js';

/** P02.A06: what people hold of customers, and who receives it. */
export const customersHandover: HandoverDefinition = {
  heads: ['CUSTOMER_SERVICE_MANAGER', 'SALES_DIRECTOR'],
  rolesHandOver: true,
  lines: [
    {
      name: 'keptCustomerFiles',
      title: { en: 'Customer files kept', zh: '保管的客户档案' },
      entity: Customer,
      holder: 'keeper',
      titled: 'name',
      open: 'not exists (select from records.file f where f.id = r.id and f.destroyed_at is not null)',
    },
  ],
};
