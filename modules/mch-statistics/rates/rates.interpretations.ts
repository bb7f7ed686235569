import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P11.A02: the text forbids refusing, and does not say when a report that is missing is a refused one. */
export const refusal = defineInterpretation({
  id: 'mch-statistics.refusal',
  clause: 'P11.A02',
  question: {
    en: 'From when on does a report that is missing count as refused?',
    zh: '未报的报表何时视为拒报？',
  },
  choices: {
    RECORDED: { en: 'Only where the information section has recorded it', zh: '仅以信息科登记为准' },
    DAYS_30: { en: 'Where it is recorded, or missing 30 days after its deadline', zh: '经登记，或逾期满 30 天仍未报' },
    DAYS_90: { en: 'Where it is recorded, or missing 90 days after its deadline', zh: '经登记，或逾期满 90 天仍未报' },
  },
  default: 'DAYS_90',
});

/** So many days after its deadline; undefined where time alone makes none. */
export const refusalDays: Record<string, number | undefined> = { DAYS_30: 30, DAYS_90: 90 };
