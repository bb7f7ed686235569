import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { Liaison } from './liaison.entity.js';

/** P02.A08 says 及时 and 迅速 and names no number. */
export const promptReplacement = defineInterpretation({
  id: 'customers.promptReplacement',
  clause: 'P02.A08',
  question: {
    en: 'How soon is the customer told and a successor named when a contact person leaves?',
    zh: '联系人调离后多久通知客户并指派接替人员算“及时”？',
  },
  choices: {
    ONE: { en: 'By the next working day', zh: '下一个工作日内' },
    THREE: { en: 'Within three working days', zh: '三个工作日内' },
    FIVE: { en: 'Within five working days', zh: '五个工作日内' },
  },
  default: 'THREE',
});

export const replaceLiaison = defineDuty({
  name: 'replaceLiaison',
  title: { en: 'Tell the customer and name a successor of the contact person', zh: '通知客户并指派接替联系人' },
  clause: 'P02.A08',
  subject: Liaison,
  within: {
    interpretation: promptReplacement,
    terms: { ONE: { workingDays: 1 }, THREE: { workingDays: 3 }, FIVE: { workingDays: 5 } },
  },
  by: 'CUSTOMER_SERVICE_MANAGER',
  remindBefore: [{ workingDays: 1 }],
  escalateTo: 'GENERAL_MANAGER',
});
