import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

/** Where a unit stands among those that report. */
export enum UnitLevel {
  DEPARTMENT = 'DEPARTMENT',
  TOWNSHIP = 'TOWNSHIP',
  COUNTY = 'COUNTY',
  CITY = 'CITY',
  PROVINCE = 'PROVINCE',
}

export enum PeriodType {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
  REPORTING_YEAR = 'REPORTING_YEAR',
}

export enum ValueType {
  INTEGER = 'INTEGER',
  NUMBER = 'NUMBER',
  TEXT = 'TEXT',
}

export enum RuleOperator {
  EQUAL = 'EQUAL',
  NOT_EQUAL = 'NOT_EQUAL',
  AT_MOST = 'AT_MOST',
  LESS = 'LESS',
  AT_LEAST = 'AT_LEAST',
  GREATER = 'GREATER',
  COMPULSORY_PAIR = 'COMPULSORY_PAIR',
  EXCLUSIVE_PAIR = 'EXCLUSIVE_PAIR',
}

export enum MissingStrategy {
  SKIP_IF_ANY_MISSING = 'SKIP_IF_ANY_MISSING',
  SKIP_IF_ALL_MISSING = 'SKIP_IF_ALL_MISSING',
  NEVER_SKIP = 'NEVER_SKIP',
}

registerTitledEnum(UnitLevel, {
  name: 'UnitLevel',
  description: 'Where a unit stands among those that report (机构级别).',
  values: {
    DEPARTMENT: { title: { en: 'Department of a hospital', zh: '院内科室' } },
    TOWNSHIP: { title: { en: 'Township', zh: '乡镇' } },
    COUNTY: { title: { en: 'County', zh: '县' } },
    CITY: { title: { en: 'City', zh: '市' } },
    PROVINCE: { title: { en: 'Province', zh: '省' } },
  },
});

registerTitledEnum(PeriodType, {
  name: 'StatisticsPeriodType',
  description: 'How often a form is filled in (报告期).',
  values: {
    MONTH: { title: { en: 'Month', zh: '月' }, description: 'Such as 202601.' },
    QUARTER: { title: { en: 'Quarter', zh: '季' }, description: 'Such as 2026Q1.' },
    YEAR: { title: { en: 'Year', zh: '年' }, description: 'Such as 2026.' },
    REPORTING_YEAR: {
      title: { en: 'Reporting year of maternal and child health', zh: '妇幼年报年度' },
      description: 'Such as 2025Oct: from 1 October 2025 to 30 September 2026.',
    },
  },
});

registerTitledEnum(ValueType, {
  name: 'StatisticsValueType',
  description: 'What a data element holds.',
  values: {
    INTEGER: { title: { en: 'Whole number', zh: '整数' } },
    NUMBER: { title: { en: 'Number', zh: '数值' }, description: 'With at most 6 decimal places.' },
    TEXT: { title: { en: 'Text', zh: '文本' }, description: 'At most 500 characters.' },
  },
});

registerTitledEnum(RuleOperator, {
  name: 'ValidationOperator',
  description: 'How the two sides of a validation rule are compared (逻辑审核).',
  values: {
    EQUAL: { title: { en: 'Equal', zh: '等于' } },
    NOT_EQUAL: { title: { en: 'Not equal', zh: '不等于' } },
    AT_MOST: { title: { en: 'At most', zh: '不大于' } },
    LESS: { title: { en: 'Less', zh: '小于' } },
    AT_LEAST: { title: { en: 'At least', zh: '不小于' } },
    GREATER: { title: { en: 'Greater', zh: '大于' } },
    COMPULSORY_PAIR: {
      title: { en: 'Both or neither', zh: '须同时填报' },
      description: 'Both sides are filled in, or neither is.',
    },
    EXCLUSIVE_PAIR: {
      title: { en: 'Not both', zh: '不得同时填报' },
      description: 'At most one of the sides is filled in.',
    },
  },
});

registerTitledEnum(MissingStrategy, {
  name: 'MissingValueStrategy',
  description:
    'What becomes of a comparison where values are missing: not filled in, or filled in with a missing code.',
  values: {
    SKIP_IF_ANY_MISSING: { title: { en: 'Skip if any is missing', zh: '任一缺失则跳过' } },
    SKIP_IF_ALL_MISSING: {
      title: { en: 'Skip if all are missing', zh: '全部缺失则跳过' },
      description: 'Those that are missing count as 0.',
    },
    NEVER_SKIP: { title: { en: 'Never skip', zh: '从不跳过' }, description: 'Those that are missing count as 0.' },
  },
});
