import type { Length } from '../../../src/calendar/deadline.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P12.A02 names no limits; the national standard for machine rooms does. */
export const roomLimits = defineInterpretation({
  id: 'it-operations.roomLimits',
  clause: 'P12.A02',
  question: {
    en: 'Within which limits are temperature and humidity of a machine room? A room may have limits of its own.',
    zh: '机房温湿度的允许范围是多少？机房可另设限值。',
  },
  choices: {
    GB50174_2017: { en: 'GB 50174-2017: 18 to 27 °C, at most 60 %', zh: 'GB 50174-2017：18～27 ℃，不大于 60 %' },
    GB50174_2008_AB: {
      en: 'GB 50174-2008, classes A and B: 22 to 24 °C, 40 to 55 %',
      zh: 'GB 50174-2008 A、B 级：22～24 ℃，40 %～55 %',
    },
    GB50174_2008_C: {
      en: 'GB 50174-2008, class C: 18 to 28 °C, 35 to 75 %',
      zh: 'GB 50174-2008 C 级：18～28 ℃，35 %～75 %',
    },
  },
  default: 'GB50174_2017',
});

interface Limits {
  low: number | null;
  high: number | null;
}

export const limitsByChoice: Record<string, { TEMPERATURE: Limits; HUMIDITY: Limits }> = {
  // Its lower bound of humidity is a dew point, which sensors of relative humidity do not tell.
  GB50174_2017: { TEMPERATURE: { low: 18, high: 27 }, HUMIDITY: { low: null, high: 60 } },
  GB50174_2008_AB: { TEMPERATURE: { low: 22, high: 24 }, HUMIDITY: { low: 40, high: 55 } },
  GB50174_2008_C: { TEMPERATURE: { low: 18, high: 28 }, HUMIDITY: { low: 35, high: 75 } },
};

/** P12.A02 says nothing of how long readings are kept. */
export const readingRetention = defineInterpretation({
  id: 'it-operations.readingRetention',
  clause: 'P12.A02',
  question: { en: 'How long are readings of sensors kept?', zh: '传感器读数保存多久？' },
  choices: {
    SIX_MONTHS: { en: 'Six months', zh: '六个月' },
    YEAR: { en: 'A year', zh: '一年' },
    THREE_YEARS: { en: 'Three years', zh: '三年' },
  },
  default: 'YEAR',
});

export const retentionByChoice: Record<string, Length & { months: number }> = {
  SIX_MONTHS: { months: 6 },
  YEAR: { months: 12 },
  THREE_YEARS: { months: 36 },
};
