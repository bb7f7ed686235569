import type { Term } from '../../src/calendar/deadline.js';
import { type DutyDefinition, defineDuty } from '../../src/duties/duty.js';
import { defineInterpretation } from '../../src/interpretations/interpretation.js';
import { FeedbackForm } from './feedbackForm.entity.js';

/** P06.A05 punishes delay and names no term. */
export const stepTerms = defineInterpretation({
  id: 'quality.stepTerms',
  clause: 'P06.A05',
  question: {
    en: 'How much time does each step of quality information have?',
    zh: '质量信息传递和处理各环节的时限是多少？',
  },
  choices: {
    STANDARD: {
      en: 'Working days: passed on within 2, investigated within 3, assigned within 1, handled within 10, verified within 5, closed within 2',
      zh: '工作日：传递 2 日，调查核实 3 日，确定责任部门 1 日，处理 10 日，效果验证 5 日，结案归档 2 日',
    },
    SHORT: {
      en: 'Working days: passed on within 1, investigated within 1, assigned within 1, handled within 5, verified within 3, closed within 1',
      zh: '工作日：传递 1 日，调查核实 1 日，确定责任部门 1 日，处理 5 日，效果验证 3 日，结案归档 1 日',
    },
  },
  default: 'STANDARD',
});

const within = (standard: number, short: number): DutyDefinition['within'] => {
  const days = (workingDays: number): Term => ({ workingDays });
  return { interpretation: stepTerms, terms: { STANDARD: days(standard), SHORT: days(short) } };
};

const step = (duty: Omit<DutyDefinition, 'clause' | 'subject'>): DutyDefinition =>
  defineDuty({ ...duty, clause: 'P06.A05', subject: FeedbackForm });

/** The steps of a case, each with its clock; that of passing it on runs from the day of the report. */
export const steps: readonly DutyDefinition[] = [
  step({
    name: 'passFeedback',
    title: { en: 'Pass the report on to quality inspection', zh: '填写反馈单并传递' },
    within: within(2, 1),
    by: 'SALES_DIRECTOR',
  }),
  step({
    name: 'investigateFeedback',
    title: { en: 'Investigate the report', zh: '调查核实质量信息' },
    within: within(3, 1),
    by: 'QUALITY_INSPECTOR',
    remindBefore: [{ workingDays: 1 }],
    escalateTo: 'GENERAL_MANAGER',
  }),
  step({
    name: 'assignFeedback',
    title: { en: 'Name the responsible department', zh: '确定责任部门' },
    within: within(1, 1),
    by: 'QUALITY_INSPECTOR',
    escalateTo: 'GENERAL_MANAGER',
  }),
  step({
    name: 'handleFeedback',
    title: { en: 'Handle the case and report back', zh: '处理质量信息并反馈' },
    within: within(10, 5),
    by: 'UNIT_HEAD',
    remindBefore: [{ workingDays: 2 }],
    escalateTo: 'GENERAL_MANAGER',
  }),
  step({
    name: 'verifyFeedback',
    title: { en: 'Verify the effect', zh: '验证处理效果' },
    within: within(5, 3),
    by: 'QUALITY_INSPECTOR',
    remindBefore: [{ workingDays: 1 }],
    escalateTo: 'GENERAL_MANAGER',
  }),
  step({
    name: 'closeFeedback',
    title: { en: 'Close the case and file it', zh: '结案归档' },
    within: within(2, 1),
    by: 'QUALITY_INSPECTOR',
    escalateTo: 'GENERAL_MANAGER',
  }),
];
