import { registerTitledEnum } from '../../src/languages/enumTitles.js';

export enum FeedbackStatus {
  REPORTED = 'REPORTED',
  INVESTIGATING = 'INVESTIGATING',
  TRUE = 'TRUE',
  UNTRUE = 'UNTRUE',
  HANDLING = 'HANDLING',
  HANDLED = 'HANDLED',
  VERIFIED = 'VERIFIED',
  CLOSED = 'CLOSED',
}

export enum FeedbackVerdict {
  TRUE = 'TRUE',
  IN_PART = 'IN_PART',
  UNTRUE = 'UNTRUE',
}

export enum Severity {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
  CRITICAL = 'CRITICAL',
}

export enum DefectCause {
  DESIGN = 'DESIGN',
  MATERIAL = 'MATERIAL',
  PROCESSING = 'PROCESSING',
  ASSEMBLY = 'ASSEMBLY',
  INSPECTION = 'INSPECTION',
  PACKAGING = 'PACKAGING',
  TRANSPORT = 'TRANSPORT',
  INSTALLATION = 'INSTALLATION',
  OTHER = 'OTHER',
}

registerTitledEnum(FeedbackStatus, {
  name: 'FeedbackStatus',
  values: {
    REPORTED: { title: { en: 'Reported', zh: '已反馈' }, description: 'waits for quality inspection' },
    INVESTIGATING: { title: { en: 'Under investigation', zh: '调查中' } },
    TRUE: {
      title: { en: 'True', zh: '属实' },
      description: 'in whole or in part; waits for its responsible department',
    },
    UNTRUE: { title: { en: 'Untrue', zh: '不属实' }, description: 'rejected with the finding' },
    HANDLING: { title: { en: 'Being handled', zh: '处理中' }, description: 'by the responsible department' },
    HANDLED: { title: { en: 'Handled', zh: '已处理' }, description: 'waits for the verification of the effect' },
    VERIFIED: { title: { en: 'Verified', zh: '已验证' }, description: 'waits to be closed and filed' },
    CLOSED: { title: { en: 'Closed', zh: '已结案' } },
  },
});

registerTitledEnum(FeedbackVerdict, {
  name: 'FeedbackVerdict',
  values: {
    TRUE: { title: { en: 'True', zh: '属实' } },
    IN_PART: { title: { en: 'True in part', zh: '部分属实' } },
    UNTRUE: { title: { en: 'Untrue', zh: '不属实' } },
  },
});

registerTitledEnum(Severity, {
  name: 'Severity',
  values: {
    MINOR: { title: { en: 'Minor', zh: '轻微' } },
    MAJOR: { title: { en: 'Major', zh: '严重' } },
    CRITICAL: { title: { en: 'Critical', zh: '致命' } },
  },
});

registerTitledEnum(DefectCause, {
  name: 'DefectCause',
  values: {
    DESIGN: { title: { en: 'Design', zh: '设计' } },
    MATERIAL: { title: { en: 'Material and bought parts', zh: '原材料及外购件' } },
    PROCESSING: { title: { en: 'Processing', zh: '加工制造' } },
    ASSEMBLY: { title: { en: 'Assembly', zh: '装配' } },
    INSPECTION: { title: { en: 'Missed in inspection', zh: '检验漏检' } },
    PACKAGING: { title: { en: 'Packaging', zh: '包装' } },
    TRANSPORT: { title: { en: 'Transport and storage', zh: '运输储存' } },
    INSTALLATION: { title: { en: 'Installation and use', zh: '安装使用' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});
