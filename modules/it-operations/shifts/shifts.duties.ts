import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { Shift } from './shift.entity.js';

/** P12.A02 names no time. */
export const logDeadline = defineInterpretation({
  id: 'it-operations.logDeadline',
  clause: 'P12.A02',
  question: { en: 'Until when is the work log of a shift filled in?', zh: '班次的工作日志应在何时前填写？' },
  choices: {
    SAME_DAY: { en: 'On the day on which it ends', zh: '班次结束当日' },
    DAY: { en: 'Within 24 hours of its end', zh: '班次结束后 24 小时内' },
    WORKING_DAY: { en: 'By the next working day', zh: '下一个工作日内' },
  },
  default: 'DAY',
});

export const fillWorkLog = defineDuty({
  name: 'fillWorkLog',
  title: { en: 'Fill in the work log of the shift', zh: '填写该班次的工作日志' },
  clause: 'P12.A02',
  subject: Shift,
  within: {
    interpretation: logDeadline,
    terms: { SAME_DAY: { days: 0 }, DAY: { hours: 24 }, WORKING_DAY: { workingDays: 1 } },
  },
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});
