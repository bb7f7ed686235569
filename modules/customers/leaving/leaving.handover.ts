import type { HandoverDefinition } from '../../../src/handover/handoverLine.js';
import { Customer } from '../customer.entity.js';
import { Liaison } from '../liaisons/liaison.entity.js';
import { PlannedVisit } from '../visits/plannedVisit.entity.js';

/** P02.A06: what people hold of customers, and who receives it. */
export const customersHandover: HandoverDefinition = {
  clause: 'P02.A06',
  heads: ['CUSTOMER_SERVICE_MANAGER', 'SALES_DIRECTOR'],
  takers: ['CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER'],
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
    {
      name: 'contactsWithCustomers',
      title: { en: 'Customers in contact with', zh: '负责联系的客户' },
      entity: Liaison,
      holder: 'person',
      open: 'r.ended_on is null',
      settledBy: { en: 'name a successor: replaceLiaison', zh: '指派接替人员：replaceLiaison' },
    },
    {
      name: 'plannedVisits',
      title: { en: 'Planned visits', zh: '计划拜访' },
      entity: PlannedVisit,
      holder: 'responsible',
      titled: 'occasion',
      open: 'r.visited_on is null',
    },
  ],
};
