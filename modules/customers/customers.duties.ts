import { defineDuty } from '../../src/duties/duty.js';

/** P01.A14: a half year without inspection is a breach. */
export const inspectKeeping = defineDuty({
  name: 'inspectKeeping',
  title: { en: 'Inspect how all files are kept', zh: '检查全部客户档案的保管状况' },
  clause: 'P01.A14',
  calendar: 'halfYear',
  by: 'CUSTOMER_INFORMATION_SUPERVISOR',
  remindBefore: [{ days: 30 }, { days: 7 }],
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
  waivedBy: ['GENERAL_MANAGER'],
});
