import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P11.A05 asks for two copies and says nothing of where. */
export const copyPlaces = defineInterpretation({
  id: 'mch-statistics.copyPlaces',
  clause: 'P11.A05',
  question: { en: 'Are the two copies kept in different places?', zh: '两份备份是否须存放于不同地点？' },
  choices: {
    DIFFERENT_PLACES: {
      en: 'Yes: a fire or a thief takes one of them at most',
      zh: '是：火灾、失窃等最多损失一份',
    },
    ANY_PLACE: { en: 'No: two copies are enough', zh: '否：有两份即可' },
  },
  default: 'DIFFERENT_PLACES',
});

/** P11.A05 does not say how old the copies may be. */
export const copyInterval = defineInterpretation({
  id: 'mch-statistics.copyInterval',
  clause: 'P11.A05',
  question: { en: 'How often are two new copies of the database made?', zh: '数据库多久制作一次两份备份？' },
  choices: {
    MONTH: { en: 'Every month', zh: '每月' },
    QUARTER: { en: 'Every quarter', zh: '每季度' },
    HALF_YEAR: { en: 'Every half year', zh: '每半年' },
  },
  default: 'MONTH',
});

/** P11.A05 as the articles read it: with restore verified. */
export const verificationInterval = defineInterpretation({
  id: 'mch-statistics.copyVerification',
  clause: 'P11.A05',
  question: { en: 'How often is it verified that a copy can be restored?', zh: '备份多久做一次恢复验证？' },
  choices: {
    QUARTER: { en: 'Every quarter', zh: '每季度' },
    HALF_YEAR: { en: 'Every half year', zh: '每半年' },
    YEAR: { en: 'Every year', zh: '每年' },
  },
  default: 'QUARTER',
});

/** Nothing older by the choice of an interval. */
export const daysOf: Record<string, number> = { MONTH: 62, QUARTER: 184, HALF_YEAR: 368, YEAR: 732 };

/** Done when two copies of backups of the period are registered, where they have to be. */
export const copyDatabase = defineDuty({
  name: 'copyDatabase',
  title: { en: 'Make and register two copies of the database', zh: '制作并登记数据库备份两份' },
  clause: 'P11.A05',
  calendar: { interpretation: copyInterval, periods: { MONTH: 'month', QUARTER: 'quarter', HALF_YEAR: 'halfYear' } },
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 7 }, { days: 1 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});

export const verifyCopy = defineDuty({
  name: 'verifyDatabaseCopy',
  title: { en: 'Verify that a copy of the database can be restored', zh: '验证数据库备份可以恢复' },
  clause: 'P11.A05',
  calendar: {
    interpretation: verificationInterval,
    periods: { QUARTER: 'quarter', HALF_YEAR: 'halfYear', YEAR: 'year' },
  },
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 14 }, { days: 3 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});
