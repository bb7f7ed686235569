import { defineDuty } from '../../../src/duties/duty.js';
import { FileFinding } from '../../../src/records/condition/fileFinding.entity.js';
import { Customer } from '../customer.entity.js';
import { loanDays, repairTime, roomChecks } from './fileUse.interpretations.js';

/** P01.A19: begun by the loan, for the borrower; fulfilled when the return is signed off. */
export const returnCustomerFile = defineDuty({
  name: 'returnCustomerFile',
  title: { en: 'Return the file on loan', zh: '归还借阅的客户资料' },
  clause: 'P01.A19',
  subject: Customer,
  within: {
    interpretation: loanDays,
    terms: {
      CALENDAR: { days: 3 },
      CALENDAR_WITH_FIRST: { days: 3, countsFirstDay: true },
      WORKING: { workingDays: 3 },
      WORKING_WITH_FIRST: { workingDays: 3, countsFirstDay: true },
    },
  },
  remindBefore: [{ days: 1 }],
  escalateTo: 'CUSTOMER_INFORMATION_SUPERVISOR',
  waivedBy: ['CUSTOMER_SERVICE_MANAGER'],
});

/** P01.A15: begun by each finding, fulfilled when its repair is closed. */
export const repairCustomerFile = defineDuty({
  name: 'repairCustomerFile',
  title: { en: 'Repair the file', zh: '修复客户档案' },
  clause: 'P01.A15',
  subject: FileFinding,
  by: 'CUSTOMER_INFORMATION_SPECIALIST',
  within: {
    interpretation: repairTime,
    terms: { TEN_WORKING_DAYS: { workingDays: 10 }, MONTH: { months: 1 }, QUARTER: { months: 3 } },
  },
  remindBefore: [{ days: 7 }],
  escalateTo: 'CUSTOMER_INFORMATION_SUPERVISOR',
  waivedBy: ['CUSTOMER_SERVICE_MANAGER'],
});

/** P01.A16: a period without a reading is a breach. */
export const checkStorageRooms = defineDuty({
  name: 'checkStorageRooms',
  title: { en: 'Check the storage environment', zh: '检查档案保管环境' },
  clause: 'P01.A16',
  calendar: {
    interpretation: roomChecks,
    periods: { MONTHLY: 'month', QUARTERLY: 'quarter', HALF_YEARLY: 'halfYear' },
  },
  by: 'CUSTOMER_INFORMATION_SPECIALIST',
  remindBefore: [{ days: 7 }],
  escalateTo: 'CUSTOMER_INFORMATION_SUPERVISOR',
  waivedBy: ['CUSTOMER_SERVICE_MANAGER'],
});
