import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { FirstContact } from './firstContact.entity.js';

/** P01.A04 says 及时 and names no number. */
export const promptRegistration = defineInterpretation({
  id: 'customers.promptRegistration',
  clause: 'P01.A04',
  question: {
    en: 'How soon after the first contact is a new customer registered promptly?',
    zh: '接触新客户后多久立档算“及时”？',
  },
  choices: {
    ONE: { en: 'By the next working day', zh: '下一个工作日内' },
    THREE: { en: 'Within three working days', zh: '三个工作日内' },
    FIVE: { en: 'Within five working days', zh: '五个工作日内' },
  },
  default: 'THREE',
});

/** P01.A04: whoever makes contact with a new customer has it registered. */
export const registerNewCustomer = defineDuty({
  name: 'registerNewCustomer',
  title: { en: 'Have the new customer registered', zh: '为新客户建立档案' },
  clause: 'P01.A04',
  subject: FirstContact,
  within: {
    interpretation: promptRegistration,
    terms: { ONE: { workingDays: 1 }, THREE: { workingDays: 3 }, FIVE: { workingDays: 5 } },
  },
  remindBefore: [{ workingDays: 1 }],
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
});
