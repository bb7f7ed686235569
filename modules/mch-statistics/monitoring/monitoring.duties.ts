import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { hospitalWide } from '../informationSection.rules.js';
import { IndicatorAlert } from './indicatorAlert.entity.js';

/** P08.A03 says that data monitor, and not how soon somebody answers. */
export const alertTerm = defineInterpretation({
  id: 'mch-statistics.alertTerm',
  clause: 'P08.A03',
  question: {
    en: 'How soon does the owner answer an alert, with cause and measure?',
    zh: '责任人应在多长时间内就预警说明原因和措施？',
  },
  choices: {
    ONE_WORKING_DAY: { en: 'Within one working day', zh: '1 个工作日内' },
    THREE_WORKING_DAYS: { en: 'Within 3 working days', zh: '3 个工作日内' },
    SEVEN_WORKING_DAYS: { en: 'Within 7 working days', zh: '7 个工作日内' },
  },
  default: 'THREE_WORKING_DAYS',
});

export const answerAlert = defineDuty({
  name: 'answerAlert',
  title: { en: 'Answer the alert of an indicator', zh: '答复指标预警' },
  clause: 'P08.A03',
  subject: IndicatorAlert,
  within: {
    interpretation: alertTerm,
    terms: {
      ONE_WORKING_DAY: { workingDays: 1 },
      THREE_WORKING_DAYS: { workingDays: 3 },
      SEVEN_WORKING_DAYS: { workingDays: 7 },
    },
  },
  remindBefore: [{ workingDays: 1 }],
  escalateTo: 'MCH_DIRECTOR',
  seenBy: hospitalWide,
});
