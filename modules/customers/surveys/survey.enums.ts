import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum SurveyAspect {
  SERVICE_QUALITY = 'SERVICE_QUALITY',
  PRICE = 'PRICE',
  OVERALL = 'OVERALL',
  OTHER = 'OTHER',
}

/** P04.A07 b: what every questionnaire asks about. */
export const neededAspects = [SurveyAspect.SERVICE_QUALITY, SurveyAspect.PRICE, SurveyAspect.OVERALL];

export enum SurveyQuestionKind {
  SCALE = 'SCALE',
  TEXT = 'TEXT',
}

export enum SurveyStatus {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

export enum SurveyDimension {
  DEPARTMENT = 'DEPARTMENT',
  KIND = 'KIND',
}

export enum SurveyReportStatus {
  PENDING = 'PENDING',
  APPROVED = 'APPROVED',
}

export enum CorrectiveActionStatus {
  OPEN = 'OPEN',
  PLANNED = 'PLANNED',
  DONE = 'DONE',
}

registerTitledEnum(SurveyAspect, {
  name: 'SurveyAspect',
  values: {
    SERVICE_QUALITY: { title: { en: 'Service quality', zh: '服务质量' } },
    PRICE: { title: { en: 'Prices', zh: '价格' } },
    OVERALL: { title: { en: 'Overall opinion', zh: '总体评价' } },
    OTHER: { title: { en: 'Something else', zh: '其他' } },
  },
});

registerTitledEnum(SurveyQuestionKind, {
  name: 'SurveyQuestionKind',
  values: {
    SCALE: { title: { en: 'Scale', zh: '评分' }, description: 'from 1, very dissatisfied, to 5, very satisfied' },
    TEXT: { title: { en: 'Free text', zh: '文字' }, description: 'may be left out' },
  },
});

registerTitledEnum(SurveyStatus, {
  name: 'SurveyStatus',
  values: {
    DRAFT: { title: { en: 'Draft', zh: '草稿' }, description: 'nobody is asked yet' },
    OPEN: { title: { en: 'Open', zh: '进行中' }, description: 'customers reply' },
    CLOSED: { title: { en: 'Closed', zh: '已结束' }, description: 'is analysed' },
  },
});

registerTitledEnum(SurveyDimension, {
  name: 'SurveyDimension',
  description: 'By what replies are grouped.',
  values: {
    DEPARTMENT: { title: { en: 'Department of the customer', zh: '客户所属部门' } },
    KIND: { title: { en: 'Kind of customer', zh: '客户类别' } },
  },
});

registerTitledEnum(SurveyReportStatus, {
  name: 'SurveyReportStatus',
  values: {
    PENDING: { title: { en: 'Not approved', zh: '待审批' }, description: 'departments do not see it' },
    APPROVED: { title: { en: 'Approved', zh: '已审批' }, description: 'handed out to departments' },
  },
});

registerTitledEnum(CorrectiveActionStatus, {
  name: 'CorrectiveActionStatus',
  values: {
    OPEN: { title: { en: 'Open', zh: '待制定' }, description: 'waits for the office to plan it' },
    PLANNED: { title: { en: 'Planned', zh: '实施中' } },
    DONE: { title: { en: 'Done', zh: '已完成' } },
  },
});
