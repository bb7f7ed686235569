import { defineDuty } from '../../../src/duties/duty.js';
import { hospitalWide } from '../informationSection.rules.js';
import { FigureRequest, FigureSubscription } from './figureRequest.entity.js';

const supplies = {
  clause: 'P08.A05',
  by: 'MCH_STATISTICIAN',
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_DIRECTOR'],
  seenBy: hospitalWide,
} as const;

/** P08.A05 says 及时: by the day on which the department needs them. */
export const supplyRequested = defineDuty({
  ...supplies,
  name: 'supplyFigures',
  title: { en: 'Supply the figures asked for', zh: '提供科室申请的数据' },
  subject: FigureRequest,
  within: { endOf: 'day' },
  remindBefore: [{ workingDays: 1 }],
});

export const supplyMonthly = defineDuty({
  ...supplies,
  name: 'supplySubscription',
  title: { en: 'Supply the figures of the month', zh: '按月提供数据' },
  subject: FigureSubscription,
  series: true,
  remindBefore: [{ days: 2 }],
});
