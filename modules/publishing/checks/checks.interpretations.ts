import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** Thresholds of the State Council's check of government sites (国办秘函〔2019〕19号), which an office may tighten. */
const days = {
  TWO_WEEKS: { en: 'Two weeks', zh: '两周' },
  ONE_WEEK: { en: 'One week', zh: '一周' },
};
const months = {
  SIX_MONTHS: { en: 'Six months', zh: '六个月' },
  THREE_MONTHS: { en: 'Three months', zh: '三个月' },
};

export const homePageTerm = defineInterpretation({
  id: 'publishing.homePageTerm',
  clause: 'P03.A01',
  question: { en: 'After how long is a home page without news stale?', zh: '首页多久未更新视为不更新？' },
  choices: days,
  default: 'TWO_WEEKS',
});

export const newsTerm = defineInterpretation({
  id: 'publishing.newsTerm',
  clause: 'P03.A01',
  question: { en: 'After how long is a column of news stale?', zh: '动态要闻类栏目多久未更新视为不更新？' },
  choices: days,
  default: 'TWO_WEEKS',
});

export const noticesTerm = defineInterpretation({
  id: 'publishing.noticesTerm',
  clause: 'P03.A01',
  question: {
    en: 'After how long is a column of notices or policies stale?',
    zh: '通知公告、政策文件类栏目多久未更新视为不更新？',
  },
  choices: months,
  default: 'SIX_MONTHS',
});

export const failingCounts = defineInterpretation({
  id: 'publishing.failingCounts',
  clause: 'P03.A01',
  question: { en: 'With how many such columns does the portal fail?', zh: '多少个此类栏目即判定不合格？' },
  choices: {
    NATIONAL: {
      en: '5 stale of news, notices or policies, 10 stale in all, or 5 empty',
      zh: '动态、要闻、通知、政策类不更新 5 个，应更新未更新合计 10 个，或空白栏目 5 个',
    },
    STRICT: { en: 'One of either', zh: '任一项有 1 个' },
  },
  default: 'NATIONAL',
});

export const messageTerm = defineInterpretation({
  id: 'publishing.messageTerm',
  clause: 'P03.A01',
  question: {
    en: 'After how long does one unanswered message fail the portal?',
    zh: '留言超过多久未答复即判定不合格？',
  },
  choices: {
    THREE_MONTHS: { en: 'Three months', zh: '三个月' },
    ONE_MONTH: { en: 'One month', zh: '一个月' },
  },
  default: 'THREE_MONTHS',
});

/** The length of each term for PostgreSQL. */
export const termLengths: Readonly<Record<string, string>> = {
  ONE_WEEK: '7 days',
  TWO_WEEKS: '14 days',
  ONE_MONTH: '1 month',
  THREE_MONTHS: '3 months',
  SIX_MONTHS: '6 months',
};

export const failsFrom: Readonly<Record<string, { pressing: number; stale: number; empty: number }>> = {
  NATIONAL: { pressing: 5, stale: 10, empty: 5 },
  STRICT: { pressing: 1, stale: 1, empty: 1 },
};
