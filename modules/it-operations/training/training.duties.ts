import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { StaffMember } from '../team/staffMember.entity.js';
import { TrainingPlan } from './trainingPlan.entity.js';

/** P12.A06 says nothing of who joins during a year. */
export const partialYear = defineInterpretation({
  id: 'it-operations.partialYear',
  clause: 'P12.A06',
  question: {
    en: 'How much training does somebody need who joins during the year?',
    zh: '年度中途加入的人员，当年须培训多少？',
  },
  choices: {
    FULL: { en: 'As much as everybody: 30 hours, one of county level', zh: '与全年相同：30 小时，一次旗级以上培训' },
    PRORATED: {
      en: '30 hours by the months that are left, with that of joining; one of county level if joined by the end of June',
      zh: '按剩余月份（含加入当月）折算 30 小时；6 月底前加入的须有一次旗级以上培训',
    },
    EXEMPT: { en: 'None in the year of joining', zh: '加入当年免训' },
  },
  default: 'PRORATED',
});

/** P12.A04: before a year ends, the plan of the next one is approved. */
export const planTraining = defineDuty({
  name: 'planTraining',
  title: { en: 'Have the training plan of the next year approved', zh: '报批下一年度培训计划' },
  clause: 'P12.A04',
  calendar: 'year',
  by: 'IT_HEAD',
  remindBefore: [{ days: 60 }, { days: 14 }],
  escalateTo: 'GENERAL_MANAGER',
});

/** P12.A04: begun with the approval of a plan, for its year. */
export const carryOutTraining = defineDuty({
  name: 'carryOutTraining',
  title: { en: 'Carry out the training plan of the year', zh: '落实年度培训计划' },
  clause: 'P12.A04',
  subject: TrainingPlan,
  by: 'IT_HEAD',
  within: { days: 31 },
  remindBefore: [{ days: 60 }, { days: 14 }],
  escalateTo: 'GENERAL_MANAGER',
});

/** P12.A06: of each of the staff, year by year. */
export const trainYearly = defineDuty({
  name: 'trainYearly',
  title: {
    en: 'Be trained 30 hours in the year, once at county level or above',
    zh: '完成年度培训：30 小时，至少一次旗级以上',
  },
  clause: 'P12.A06',
  subject: StaffMember,
  series: true,
  by: 'IT_OPERATOR',
  remindBefore: [{ days: 100 }, { days: 40 }],
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});
