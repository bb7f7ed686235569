import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { hospitalWide } from '../informationSection.rules.js';
import { GuidanceVisit } from './guidanceVisit.entity.js';
import { GuidedDepartment } from './guidedDepartment.entity.js';

/** P08.A04 says that departments get guidance, and not how often. */
export const guidanceInterval = defineInterpretation({
  id: 'mch-statistics.guidanceInterval',
  clause: 'P08.A04',
  question: { en: 'How often is each department visited at least?', zh: '对每个科室至少多久进行一次业务指导？' },
  choices: {
    QUARTER: { en: 'Every quarter', zh: '每季度' },
    HALF_YEAR: { en: 'Every half year', zh: '每半年' },
    YEAR: { en: 'Every year', zh: '每年' },
  },
  default: 'QUARTER',
});

export const periodByChoice = { QUARTER: 'quarter', HALF_YEAR: 'halfYear', YEAR: 'year' } as const;

export const guideDepartment = defineDuty({
  name: 'guideDepartment',
  title: { en: 'Guide the department in information work', zh: '对科室进行信息业务指导' },
  clause: 'P08.A04',
  subject: GuidedDepartment,
  series: { interpretation: guidanceInterval, periods: periodByChoice },
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 14 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});

export const answerAdvice = defineDuty({
  name: 'answerAdvice',
  title: { en: 'Say what was done about the advice', zh: '反馈指导意见的落实情况' },
  clause: 'P08.A04',
  subject: GuidanceVisit,
  within: { workingDays: 10 },
  by: 'UNIT_HEAD',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
  seenByNoOthers: true,
  seenBy: hospitalWide,
});
