import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { SpotCheckFinding } from './spotCheckFinding.entity.js';
import { SpotCheckPlan } from './spotCheckPlan.entity.js';
import { periodOfInterval } from './spotChecks.enums.js';

/** P11.A07 says "at intervals" (定期) and names none. */
export const spotCheckInterval = defineInterpretation({
  id: 'mch-statistics.spotCheckInterval',
  clause: 'P11.A07',
  question: {
    en: 'How often are the figures of a form checked by sample, where its plan says nothing else?',
    zh: '计划未另行规定时，报表数据多久抽查一次？',
  },
  choices: {
    MONTH: { en: 'Every month', zh: '每月一次' },
    QUARTER: { en: 'Every quarter', zh: '每季度一次' },
    HALF_YEAR: { en: 'Every half year', zh: '每半年一次' },
    YEAR: { en: 'Every year', zh: '每年一次' },
  },
  default: 'QUARTER',
});

/** P11.A07 says "in time" (及时) and names no term. */
export const correctionTerm = defineInterpretation({
  id: 'mch-statistics.spotCheckCorrection',
  clause: 'P11.A07',
  question: {
    en: 'How soon is an error or omission that a spot check found corrected or explained?',
    zh: '抽查发现的错误、遗漏应在多长时间内更正或说明？',
  },
  choices: {
    WORKING_DAYS_5: { en: 'Within 5 working days', zh: '5 个工作日内' },
    WORKING_DAYS_10: { en: 'Within 10 working days', zh: '10 个工作日内' },
    WORKING_DAYS_15: { en: 'Within 15 working days', zh: '15 个工作日内' },
  },
  default: 'WORKING_DAYS_10',
});

export const spotCheckForm = defineDuty({
  name: 'spotCheckForm',
  title: { en: 'Check the reported figures by sample', zh: '抽查核实上报数据' },
  clause: 'P11.A07',
  subject: SpotCheckPlan,
  series: { interpretation: spotCheckInterval, periods: periodOfInterval },
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 14 }, { days: 3 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});

/** Of the people who report for the unit. */
export const correctSpotCheckFinding = defineDuty({
  name: 'correctSpotCheckFinding',
  title: { en: 'Correct or explain what the spot check found', zh: '更正或说明抽查发现的问题' },
  clause: 'P11.A07',
  subject: SpotCheckFinding,
  by: 'MCH_REPORTER',
  within: {
    interpretation: correctionTerm,
    terms: {
      WORKING_DAYS_5: { workingDays: 5 },
      WORKING_DAYS_10: { workingDays: 10 },
      WORKING_DAYS_15: { workingDays: 15 },
    },
  },
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});
