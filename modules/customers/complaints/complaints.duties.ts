import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { Complaint } from './complaint.entity.js';

/** P04.A08 names no term. */
export const complaintTerms = defineInterpretation({
  id: 'customers.complaintTerms',
  clause: 'P04.A08',
  question: {
    en: 'How soon after a customer complained is the complaint taken, handled and answered?',
    zh: '客户投诉后须在多长时间内受理、处理和反馈？',
  },
  choices: {
    STANDARD: {
      en: 'Taken within 1, a result proposed within 10, answered within 15 working days',
      zh: '1 个工作日内受理，10 个工作日内提出处理结果，15 个工作日内反馈',
    },
    SHORT: {
      en: 'Taken within 24 hours, a result proposed within 5, answered within 7 working days',
      zh: '24 小时内受理，5 个工作日内提出处理结果，7 个工作日内反馈',
    },
  },
  default: 'STANDARD',
});

export const takeComplaint = defineDuty({
  name: 'takeComplaint',
  title: { en: 'Take the complaint in hand', zh: '受理投诉' },
  clause: 'P04.A08',
  subject: Complaint,
  within: { interpretation: complaintTerms, terms: { STANDARD: { workingDays: 1 }, SHORT: { hours: 24 } } },
  by: 'CUSTOMER_SERVICE_MANAGER',
  escalateTo: 'GENERAL_MANAGER',
});

export const handleComplaint = defineDuty({
  name: 'handleComplaint',
  title: { en: 'Propose a result of the complaint', zh: '提出投诉处理结果' },
  clause: 'P04.A08',
  subject: Complaint,
  within: { interpretation: complaintTerms, terms: { STANDARD: { workingDays: 10 }, SHORT: { workingDays: 5 } } },
  by: 'CUSTOMER_SERVICE_MANAGER',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'GENERAL_MANAGER',
});

export const answerComplaint = defineDuty({
  name: 'answerComplaint',
  title: { en: 'Answer the customer who complained', zh: '向投诉客户反馈' },
  clause: 'P04.A08',
  subject: Complaint,
  within: { interpretation: complaintTerms, terms: { STANDARD: { workingDays: 15 }, SHORT: { workingDays: 7 } } },
  by: 'OFFICE',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'GENERAL_MANAGER',
});
