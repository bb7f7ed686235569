import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P11.A09: what may be public, in numbers. */
export const smallCounts = defineInterpretation({
  id: 'mch-statistics.smallCounts',
  clause: 'P11.A09',
  question: {
    en: 'Below which count could people be recognised in public figures? SMALL_CELL_THRESHOLD is the least in any case.',
    zh: '公开数据中多小的数值可能识别到个人？任何情况下不低于 SMALL_CELL_THRESHOLD。',
  },
  choices: {
    BELOW_8: { en: 'Counts below 8 are withheld', zh: '小于 8 的数值不公开' },
    BELOW_11: { en: 'Counts below 11 are withheld', zh: '小于 11 的数值不公开' },
    BELOW_20: { en: 'Counts below 20 are withheld', zh: '小于 20 的数值不公开' },
  },
  default: 'BELOW_8',
});

export const thresholds: Readonly<Record<string, number>> = { BELOW_8: 8, BELOW_11: 11, BELOW_20: 20 };
