import type { Period } from '../../../src/calendar/deadline.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';
import type { Message } from '../../../src/languages/message.js';

export enum ReportGroup {
  KIND = 'KIND',
  PROFESSION = 'PROFESSION',
  PROVINCE = 'PROVINCE',
  DEPARTMENT = 'DEPARTMENT',
  LABEL = 'LABEL',
  MONTH = 'MONTH',
}

export enum ReportMeasure {
  FILES = 'FILES',
  CAPITAL_FILES = 'CAPITAL_FILES',
  CAPITAL_SUM = 'CAPITAL_SUM',
  CAPITAL_MEAN = 'CAPITAL_MEAN',
}

export enum ReportSchedule {
  MONTHLY = 'MONTHLY',
  QUARTERLY = 'QUARTERLY',
  HALF_YEARLY = 'HALF_YEARLY',
  YEARLY = 'YEARLY',
}

export enum ReportCopyKind {
  PRINTED = 'PRINTED',
  KEPT = 'KEPT',
  HANDED_OUT = 'HANDED_OUT',
}

export const groupTitles: Record<ReportGroup, Message> = {
  KIND: { en: 'Kind', zh: '客户类别' },
  PROFESSION: { en: 'Profession', zh: '专业' },
  PROVINCE: { en: 'Province', zh: '省份' },
  DEPARTMENT: { en: 'Department', zh: '所属部门' },
  LABEL: { en: 'Label', zh: '密级' },
  MONTH: { en: 'Month of registration', zh: '登记月份' },
};

export const measureTitles: Record<ReportMeasure, Message> = {
  FILES: { en: 'Customers', zh: '客户数' },
  CAPITAL_FILES: { en: 'Customers with registered capital', zh: '有注册资本的客户数' },
  CAPITAL_SUM: { en: 'Sum of registered capital', zh: '注册资本合计' },
  CAPITAL_MEAN: { en: 'Mean of registered capital', zh: '注册资本平均' },
};

const titled = <K extends string>(titles: Record<K, Message>) =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [key, { title }])) as Record<K, { title: Message }>;

registerTitledEnum(ReportGroup, {
  name: 'ReportGroup',
  description: 'By what the figures of a statistical report are broken down.',
  values: titled(groupTitles),
});

registerTitledEnum(ReportMeasure, {
  name: 'ReportMeasure',
  description: 'What a statistical report counts. Capital is counted in the one currency that the report names.',
  values: titled(measureTitles),
});

registerTitledEnum(ReportSchedule, {
  name: 'ReportSchedule',
  values: {
    MONTHLY: { title: { en: 'Monthly', zh: '月报' } },
    QUARTERLY: { title: { en: 'Quarterly', zh: '季报' } },
    HALF_YEARLY: { title: { en: 'Half-yearly', zh: '半年报' } },
    YEARLY: { title: { en: 'Yearly', zh: '年报' } },
  },
});

registerTitledEnum(ReportCopyKind, {
  name: 'ReportCopyKind',
  description: 'What became of copies of a report.',
  values: {
    PRINTED: { title: { en: 'Printed', zh: '印制' } },
    KEPT: { title: { en: 'Kept', zh: '保管' }, description: 'out of those printed, at the place that is named' },
    HANDED_OUT: { title: { en: 'Handed out', zh: '发放' }, description: 'out of those printed, to the person named' },
  },
});

export const periodOfSchedule: Record<ReportSchedule, Period> = {
  MONTHLY: 'month',
  QUARTERLY: 'quarter',
  HALF_YEARLY: 'halfYear',
  YEARLY: 'year',
};
