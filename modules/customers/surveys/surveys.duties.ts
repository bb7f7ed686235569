import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { CorrectiveAction } from './correctiveAction.entity.js';

export const surveyAnonymity = defineInterpretation({
  id: 'customers.surveyAnonymity',
  clause: 'P04.A07',
  question: {
    en: 'Of how many replies at least may a group be shown on its own?',
    zh: '至少多少份答复方可单独列示一组？',
  },
  choices: { THREE: { en: 'Three', zh: '三份' }, FIVE: { en: 'Five', zh: '五份' }, TEN: { en: 'Ten', zh: '十份' } },
  default: 'FIVE',
});

export const surveyTarget = defineInterpretation({
  id: 'customers.surveyTarget',
  clause: 'P04.A07',
  question: { en: 'When is a result below target?', zh: '何时视为未达到规定要求？' },
  choices: {
    OVERALL: { en: 'When the mean of all marks is', zh: '全部评分的平均分低于要求' },
    ANY_ASPECT: { en: 'When that of one aspect is', zh: '任一方面的平均分低于要求' },
  },
  default: 'OVERALL',
});

export const correctiveTerms = defineInterpretation({
  id: 'customers.correctiveTerms',
  clause: 'P04.A07',
  question: {
    en: 'How soon is corrective action planned, and its effect looked at?',
    zh: '纠正预防措施须在多长时间内制定和验证？',
  },
  choices: {
    QUARTER: {
      en: 'Planned within 10 working days of the approval, looked at within 3 months',
      zh: '审批后 10 个工作日内制定，3 个月内验证',
    },
    HALF_YEAR: {
      en: 'Planned within 20 working days, looked at within 6 months',
      zh: '20 个工作日内制定，6 个月内验证',
    },
  },
  default: 'QUARTER',
});

/** P04.A07 a: at least once a year. */
export const surveySatisfaction = defineDuty({
  name: 'surveySatisfaction',
  title: { en: 'Ask customers whether they are satisfied', zh: '开展顾客满意度调查' },
  clause: 'P04.A07',
  calendar: 'year',
  by: 'CUSTOMER_SERVICE_MANAGER',
  remindBefore: [{ days: 90 }, { days: 30 }],
  escalateTo: 'GENERAL_MANAGER',
});

export const planCorrectiveAction = defineDuty({
  name: 'planCorrectiveAction',
  title: { en: 'Plan corrective and preventive action', zh: '制定纠正预防措施' },
  clause: 'P04.A07',
  subject: CorrectiveAction,
  within: { interpretation: correctiveTerms, terms: { QUARTER: { workingDays: 10 }, HALF_YEAR: { workingDays: 20 } } },
  by: 'OFFICE',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'GENERAL_MANAGER',
});

export const closeCorrectiveAction = defineDuty({
  name: 'closeCorrectiveAction',
  title: { en: 'Look at the effect of corrective action', zh: '验证纠正预防措施的效果' },
  clause: 'P04.A07',
  subject: CorrectiveAction,
  within: { interpretation: correctiveTerms, terms: { QUARTER: { months: 3 }, HALF_YEAR: { months: 6 } } },
  by: 'CUSTOMER_SERVICE_MANAGER',
  remindBefore: [{ days: 14 }],
  escalateTo: 'GENERAL_MANAGER',
});
