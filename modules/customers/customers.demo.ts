import { isKeptApart, Label } from '../../src/access/labels.js';
import type { SignedInContext } from '../../src/context.js';
import type { DemoOrganisation } from '../../src/demo.js';
import { CustomerStanding } from './customer.entity.js';
import type { RegisterCustomerInput } from './customer.inputs.js';
import { CustomerService } from './customer.service.js';
import { demoCustomers } from './customers.demo-data.js';

const count = 300;

const registrars: Record<Label, string[]> = {
  PUBLIC: ['customer-information-specialist'],
  INTERNAL: ['customer-information-specialist', 'customer-information-supervisor'],
  CONFIDENTIAL: ['customer-information-specialist', 'customer-information-supervisor'],
  SECRET: ['customer-information-supervisor', 'customer-service-manager'],
  TOP_SECRET: ['customer-information-supervisor', 'customer-service-manager'],
};

/** The people of customer service and sales, and about 300 customers of all labels that they keep. */
export async function fillCustomers(organisation: DemoOrganisation): Promise<void> {
  await organisation.departments({
    营销总公司: '总公司',
    客户服务部: '营销总公司',
    销售部: '营销总公司',
    办公室: '总公司',
  });
  await organisation.people([
    {
      name: 'customer-service-manager',
      displayName: '周静',
      roles: [['CUSTOMER_SERVICE_MANAGER', '客户服务部']],
      clearance: Label.TOP_SECRET,
    },
    {
      name: 'customer-information-supervisor',
      displayName: '陈立新',
      roles: [['CUSTOMER_INFORMATION_SUPERVISOR', '客户服务部']],
      clearance: Label.TOP_SECRET,
    },
    {
      name: 'customer-information-specialist',
      displayName: '吴晓梅',
      roles: [['CUSTOMER_INFORMATION_SPECIALIST', '客户服务部']],
      clearance: Label.CONFIDENTIAL,
    },
    {
      name: 'customer-developer',
      displayName: '赵磊',
      roles: [['CUSTOMER_DEVELOPER', '销售部']],
      clearance: Label.INTERNAL,
    },
    {
      name: 'sales-director',
      displayName: '孙国强',
      roles: [['SALES_DIRECTOR', '销售部']],
      clearance: Label.CONFIDENTIAL,
    },
    { name: 'office', displayName: '林秀英', roles: [['OFFICE', '办公室']], clearance: Label.CONFIDENTIAL },
  ]);
  const keeperIds = [
    await organisation.personId('customer-information-specialist'),
    await organisation.personId('sales-director'),
  ];
  const all = demoCustomers(count, organisation.random);
  for (const [i, customer] of all.entries()) {
    if (i % 100 === 0) organisation.onProgress(`filling the demo: customers ${i} of ${count}`);
    const who = registrars[customer.label][i % registrars[customer.label].length]!;
    const context = (await organisation.as(who)) as SignedInContext;
    const keeperId = isKeptApart(customer.label as Label) ? undefined : keeperIds[i % keeperIds.length];
    await new CustomerService(context).register({
      ...customer,
      standing: CustomerStanding.ORDINARY,
      compartments: [],
      keeperId,
    } as RegisterCustomerInput);
  }
}
