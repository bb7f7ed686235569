import type { Period } from '../../../src/calendar/deadline.js';
import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum MaintenanceInterval {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  HALF_YEAR = 'HALF_YEAR',
  YEAR = 'YEAR',
}

registerTitledEnum(MaintenanceInterval, {
  name: 'MaintenanceInterval',
  values: {
    MONTH: { title: { en: 'Every month', zh: '每月' } },
    QUARTER: { title: { en: 'Every quarter', zh: '每季度' } },
    HALF_YEAR: { title: { en: 'Every half year', zh: '每半年' } },
    YEAR: { title: { en: 'Every year', zh: '每年' } },
  },
});

export const periodOfInterval: Record<MaintenanceInterval, Period> = {
  MONTH: 'month',
  QUARTER: 'quarter',
  HALF_YEAR: 'halfYear',
  YEAR: 'year',
};
