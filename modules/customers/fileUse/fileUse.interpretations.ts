import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P01.A19 (5) says 三天 and no more. */
export const loanDays = defineInterpretation({
  id: 'customers.loanDays',
  clause: 'P01.A19',
  question: {
    en: 'A loan lasts three days at most. Which days, and does the day of lending count?',
    zh: '借阅不得超过三天：按自然日还是工作日，借出当日是否计入？',
  },
  choices: {
    CALENDAR: { en: 'Calendar days; the day of lending does not count', zh: '自然日，借出当日不计' },
    CALENDAR_WITH_FIRST: { en: 'Calendar days; the day of lending is the first', zh: '自然日，借出当日计入' },
    WORKING: { en: 'Working days; the day of lending does not count', zh: '工作日，借出当日不计' },
    WORKING_WITH_FIRST: { en: 'Working days; the day of lending is the first', zh: '工作日，借出当日计入' },
  },
  default: 'CALENDAR',
});

/** P01.A15 says 及时. */
export const repairTime = defineInterpretation({
  id: 'customers.repairTime',
  clause: 'P01.A15',
  question: { en: 'Damage is repaired in time. How long is that?', zh: '破损应及时修复，以多久为限？' },
  choices: {
    TEN_WORKING_DAYS: { en: 'Ten working days', zh: '十个工作日' },
    MONTH: { en: 'A month', zh: '一个月' },
    QUARTER: { en: 'Three months', zh: '三个月' },
  },
  default: 'MONTH',
});

/** P01.A16 says 定期. */
export const roomChecks = defineInterpretation({
  id: 'customers.roomChecks',
  clause: 'P01.A16',
  question: { en: 'How often is the storage environment checked?', zh: '保管环境多久检查一次？' },
  choices: {
    MONTHLY: { en: 'Every month', zh: '每月' },
    QUARTERLY: { en: 'Every quarter', zh: '每季度' },
    HALF_YEARLY: { en: 'Every half year', zh: '每半年' },
  },
  default: 'MONTHLY',
});
