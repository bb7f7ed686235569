import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { LeakIncident } from './leakIncident.entity.js';

/** P01.A27 says 立即 and 及时 and names no term. */
export const leakTerms = defineInterpretation({
  id: 'customers.leakTerms',
  clause: 'P01.A27',
  question: {
    en: 'How soon is a leak reported, contained and closed?',
    zh: '泄密须在多长时间内报告、控制和结案？',
  },
  choices: {
    HOURS: {
      en: 'Reported within 2 hours, contained 24 hours after the report, closed 10 working days after it',
      zh: '发现后 2 小时内报告，报告后 24 小时内控制，10 个工作日内结案',
    },
    DAYS: {
      en: 'Reported by the end of the next day, contained within 3 days, closed within 30 days',
      zh: '发现次日内报告，报告后 3 日内控制，30 日内结案',
    },
  },
  default: 'HOURS',
});

export const reportLeak = defineDuty({
  name: 'reportLeak',
  title: { en: 'Report a leak that was found', zh: '报告发现的泄密' },
  clause: 'P01.A27',
  subject: LeakIncident,
  within: { interpretation: leakTerms, terms: { HOURS: { hours: 2 }, DAYS: { days: 1 } } },
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
  waivedBy: ['GENERAL_MANAGER'],
});

export const containLeak = defineDuty({
  name: 'containLeak',
  title: { en: 'Contain the leak', zh: '控制泄密' },
  clause: 'P01.A27',
  subject: LeakIncident,
  within: { interpretation: leakTerms, terms: { HOURS: { hours: 24 }, DAYS: { days: 3 } } },
  by: 'CUSTOMER_INFORMATION_SUPERVISOR',
  remindBefore: [{ hours: 12 }],
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
  waivedBy: ['GENERAL_MANAGER'],
});

export const closeLeak = defineDuty({
  name: 'closeLeak',
  title: { en: 'Close the leak with a finding', zh: '查明泄密并结案' },
  clause: 'P01.A27',
  subject: LeakIncident,
  within: { interpretation: leakTerms, terms: { HOURS: { workingDays: 10 }, DAYS: { days: 30 } } },
  by: 'CUSTOMER_SERVICE_MANAGER',
  remindBefore: [{ days: 2 }],
  escalateTo: 'GENERAL_MANAGER',
});
