import type { Period } from '../../../src/calendar/deadline.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum SpotCheckInterval {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  HALF_YEAR = 'HALF_YEAR',
  YEAR = 'YEAR',
}

export enum SpotCheckResult {
  AGREES = 'AGREES',
  ERROR = 'ERROR',
  OMISSION = 'OMISSION',
  NO_SOURCE = 'NO_SOURCE',
}

export enum SpotCheckFindingState {
  OPEN = 'OPEN',
  CORRECTED = 'CORRECTED',
  EXPLAINED = 'EXPLAINED',
  VERIFIED = 'VERIFIED',
  ACCEPTED = 'ACCEPTED',
}

registerTitledEnum(SpotCheckInterval, {
  name: 'SpotCheckInterval',
  values: {
    MONTH: { title: { en: 'Every month', zh: '每月' } },
    QUARTER: { title: { en: 'Every quarter', zh: '每季度' } },
    HALF_YEAR: { title: { en: 'Every half year', zh: '每半年' } },
    YEAR: { title: { en: 'Every year', zh: '每年' } },
  },
});

registerTitledEnum(SpotCheckResult, {
  name: 'SpotCheckResult',
  description: 'How a figure compares with its source documents (核查结果).',
  values: {
    AGREES: { title: { en: 'Agrees', zh: '相符' } },
    ERROR: { title: { en: 'Error', zh: '错误' }, description: 'Another figure was reported.' },
    OMISSION: { title: { en: 'Omission', zh: '遗漏' }, description: 'Nothing, or a missing code, was reported.' },
    NO_SOURCE: {
      title: { en: 'Without source documents', zh: '无原始凭证' },
      description: 'Nothing shows how the figure came about.',
    },
  },
});

registerTitledEnum(SpotCheckFindingState, {
  name: 'SpotCheckFindingState',
  description: 'How far a finding of a spot check has come (抽查发现处理状态).',
  values: {
    OPEN: { title: { en: 'To be corrected or explained', zh: '待更正或说明' } },
    CORRECTED: { title: { en: 'Corrected, to be verified', zh: '已更正待核实' } },
    EXPLAINED: { title: { en: 'Explained, to be accepted', zh: '已说明待认可' } },
    VERIFIED: { title: { en: 'Closed: corrected and verified', zh: '已更正并核实' } },
    ACCEPTED: {
      title: { en: 'Closed: the explanation was accepted', zh: '说明已认可' },
      description: 'The figure was right as it was reported: it is no error.',
    },
  },
});

export const periodOfInterval: Record<SpotCheckInterval, Period> = {
  MONTH: 'month',
  QUARTER: 'quarter',
  HALF_YEAR: 'halfYear',
  YEAR: 'year',
};
