import { defineDuty } from '../../../src/duties/duty.js';
import { PlannedVisit } from './plannedVisit.entity.js';

/** P04.A06: a planned visit is made, and recorded in the file. */
export const makePlannedVisit = defineDuty({
  name: 'makePlannedVisit',
  title: { en: 'Visit the customer as planned', zh: '按计划拜访客户' },
  clause: 'P04.A06',
  subject: PlannedVisit,
  within: { days: 0 },
  remindBefore: [{ days: 7 }, { days: 1 }],
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
});
