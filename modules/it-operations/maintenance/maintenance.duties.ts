import { defineDuty } from '../../../src/duties/duty.js';
import { MaintenancePlan } from './maintenancePlan.entity.js';

/** P12.A01: one inspection in each period of a plan, with its record. */
export const inspectAsset = defineDuty({
  name: 'inspectAsset',
  title: { en: 'Inspect and maintain by the plan', zh: '按计划检查维护' },
  clause: 'P12.A01',
  subject: MaintenancePlan,
  series: true,
  by: 'IT_OPERATOR',
  remindBefore: [{ days: 7 }, { days: 1 }],
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});
