import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum IntervalMethod {
  WILSON = 'WILSON',
  POISSON = 'POISSON',
}

export enum IndicatorPeriod {
  CALENDAR_YEAR = 'CALENDAR_YEAR',
  REPORTING_YEAR = 'REPORTING_YEAR',
  ANY = 'ANY',
}

registerTitledEnum(IntervalMethod, {
  name: 'IntervalMethod',
  description: 'How the limits of a rate are found, with 95 % confidence (置信区间方法).',
  values: {
    WILSON: {
      title: { en: "Wilson's score limits of a proportion", zh: 'Wilson 得分法' },
      description:
        'For shares of those beneath the line. Wilson, J. Am. Stat. Assoc. 22 (1927) 209; method 3 of Newcombe, Statist. Med. 17 (1998) 857.',
    },
    POISSON: {
      title: { en: 'Exact Poisson limits of a count', zh: 'Poisson 精确法' },
      description: 'For rare events. Garwood, Biometrika 28 (1936) 437.',
    },
  },
});

registerTitledEnum(IndicatorPeriod, {
  name: 'IndicatorPeriod',
  description: 'Over what time an indicator is meant (统计年度).',
  values: {
    CALENDAR_YEAR: { title: { en: 'Calendar year', zh: '自然年' } },
    REPORTING_YEAR: { title: { en: 'Reporting year', zh: '妇幼年报年度' } },
    ANY: { title: { en: 'Any time', zh: '任意期间' } },
  },
});
