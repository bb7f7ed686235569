import type { Term } from '../../../src/calendar/deadline.js';
import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P02.A04 says 定期更新 and names no period. */
export const refreshInterval = defineInterpretation({
  id: 'customers.refreshInterval',
  clause: 'P02.A04',
  question: { en: 'How often is a customer file refreshed?', zh: '客户档案多久更新一次？' },
  choices: {
    HALF_YEAR: { en: 'Every half year', zh: '每半年' },
    YEAR: { en: 'Every year', zh: '每年' },
    TWO_YEARS: { en: 'Every two years', zh: '每两年' },
  },
  default: 'YEAR',
});

export const refreshTerms: Record<string, Term> = {
  HALF_YEAR: { months: 6 },
  YEAR: { years: 1 },
  TWO_YEARS: { years: 2 },
};

/** P02.A04: at the end of a year no file is stale. */
export const refreshFiles = defineDuty({
  name: 'refreshFiles',
  title: { en: 'Refresh the customer files that are stale', zh: '更新到期的客户档案' },
  clause: 'P02.A04',
  calendar: 'year',
  by: 'CUSTOMER_INFORMATION_SUPERVISOR',
  remindBefore: [{ days: 60 }],
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
  waivedBy: ['GENERAL_MANAGER'],
});
