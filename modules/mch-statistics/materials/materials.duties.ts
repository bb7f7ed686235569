import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P11.A03 says "at intervals" (定期) and names none. */
export const orderingInterval = defineInterpretation({
  id: 'mch-statistics.orderingInterval',
  clause: 'P11.A03',
  question: { en: 'How often is material classified and ordered?', zh: '资料多久分类整理一次？' },
  choices: {
    QUARTER: { en: 'Every quarter', zh: '每季度' },
    HALF_YEAR: { en: 'Every half year', zh: '每半年' },
    YEAR: { en: 'Every year', zh: '每年' },
  },
  default: 'QUARTER',
});

export const orderMaterial = defineDuty({
  name: 'orderMaterial',
  title: { en: 'Classify, order and file the material', zh: '分类整理资料并立卷' },
  clause: 'P11.A03',
  calendar: { interpretation: orderingInterval, periods: { QUARTER: 'quarter', HALF_YEAR: 'halfYear', YEAR: 'year' } },
  by: 'MCH_STATISTICIAN',
  remindBefore: [{ days: 14 }, { days: 3 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
});
