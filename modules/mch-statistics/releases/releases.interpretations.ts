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

/** P11.A09: what a reader finds by taking one public figure from another. */
export const smallRests = defineInterpretation({
  id: 'mch-statistics.smallRests',
  clause: 'P11.A09',
  question: {
    en: 'May the public see what a count leaves of the one that it is part of, where that is a small number: the mothers who were not tested, the deaths after the first week?',
    zh: '部分与整体之差很小时（如未检测的产妇数、早期新生儿期之后的死亡数），能否由公开数据推算？',
  },
  choices: {
    FROM_1: { en: 'No; that nobody is left may be seen', zh: '不能；差为 0 时可以公开' },
    FROM_0: { en: 'No, nor that nobody is left', zh: '不能；差为 0 也不公开' },
    SHOWN: { en: 'Yes, both are shown', zh: '可以，两项均公开' },
  },
  default: 'FROM_1',
});

export const leastRests: Readonly<Record<string, 0 | 1 | null>> = { FROM_1: 1, FROM_0: 0, SHOWN: null };
