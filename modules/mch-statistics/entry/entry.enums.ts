import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum ReportStatus {
  OPEN = 'OPEN',
  SUBMITTED = 'SUBMITTED',
  CHECKED = 'CHECKED',
  RETURNED = 'RETURNED',
  LOCKED = 'LOCKED',
}

export enum EntryKind {
  FIRST = 'FIRST',
  CORRECTION = 'CORRECTION',
  SPOT_CHECK = 'SPOT_CHECK',
}

export enum MissingCode {
  NOT_COLLECTED = 'NOT_COLLECTED',
  NOT_CARRIED_OUT = 'NOT_CARRIED_OUT',
}

export enum FindingType {
  MISSING = 'MISSING',
  CONTRADICTION = 'CONTRADICTION',
  OUTLIER = 'OUTLIER',
  YEAR_ON_YEAR = 'YEAR_ON_YEAR',
  BELOW = 'BELOW',
}

registerTitledEnum(ReportStatus, {
  name: 'DataSetReportStatus',
  description: 'How far a form has come (报表状态).',
  values: {
    OPEN: { title: { en: 'Being filled in', zh: '填报中' } },
    SUBMITTED: { title: { en: 'Handed in, waits for the section head', zh: '已上报待初审' } },
    CHECKED: { title: { en: 'Passed the first review, waits for the director', zh: '初审通过待审定' } },
    RETURNED: { title: { en: 'To be corrected', zh: '退回更正' }, description: 'Returned by a reviewer, or unlocked.' },
    LOCKED: {
      title: { en: 'Approved and locked', zh: '已审定锁定' },
      description: 'The director has approved, signed and sealed it.',
    },
  },
});

registerTitledEnum(EntryKind, {
  name: 'ValueEntryKind',
  description: 'Why values were entered (录入类别).',
  values: {
    FIRST: { title: { en: 'First entry', zh: '首次录入' } },
    CORRECTION: { title: { en: 'Correction', zh: '更正' }, description: 'Has a reason.' },
    SPOT_CHECK: {
      title: { en: 'Correction after a spot check', zh: '抽查更正' },
      description: 'Has a reason, and the findings that it corrects.',
    },
  },
});

registerTitledEnum(MissingCode, {
  name: 'MissingCode',
  description: 'What stands in the place of a figure, and never enters a sum (缺失代码).',
  values: {
    NOT_COLLECTED: { title: { en: 'Carried out, not collected', zh: '已开展未收集' }, description: 'Written -1.' },
    NOT_CARRIED_OUT: { title: { en: 'Not carried out', zh: '未开展' }, description: 'Written -2.' },
  },
});

registerTitledEnum(FindingType, {
  name: 'ReportFindingType',
  description: 'What is odd about a form (审核发现).',
  values: {
    MISSING: { title: { en: 'Required and not filled in', zh: '必填项缺漏' } },
    CONTRADICTION: { title: { en: 'Contradicts a rule of the form', zh: '逻辑矛盾' } },
    OUTLIER: { title: { en: 'Unlike earlier periods', zh: '离群值' } },
    YEAR_ON_YEAR: { title: { en: 'Unlike a year before', zh: '同比异常' } },
    BELOW: { title: { en: 'Not approved of a unit below', zh: '下级报表未审定' } },
  },
});
