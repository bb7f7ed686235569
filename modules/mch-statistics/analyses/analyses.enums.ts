import type { Period } from '../../../src/calendar/deadline.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum AnalysisRhythm {
  QUARTER = 'QUARTER',
  HALF_YEAR = 'HALF_YEAR',
  YEAR = 'YEAR',
}

registerTitledEnum(AnalysisRhythm, {
  name: 'AnalysisRhythm',
  description: 'How often a report of analysis is written (分析周期).',
  values: {
    QUARTER: { title: { en: 'Each quarter', zh: '每季' } },
    HALF_YEAR: { title: { en: 'Each half year', zh: '每半年' } },
    YEAR: { title: { en: 'Each year', zh: '每年' } },
  },
});

export const periodsOfRhythm: Readonly<Record<AnalysisRhythm, Period>> = {
  QUARTER: 'quarter',
  HALF_YEAR: 'halfYear',
  YEAR: 'year',
};
