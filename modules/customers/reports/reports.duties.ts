import { defineDuty } from '../../../src/duties/duty.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { ReportEdition } from './reportEdition.entity.js';

/** P01.A10, P01.A12: each period of a report with a schedule is issued by its day. */
export const issueReport = defineDuty({
  name: 'issueReport',
  title: { en: 'Issue the periodic report', zh: '编制并发放定期统计报表' },
  clause: 'P01.A12',
  subject: ReportDefinition,
  series: true,
  by: 'CUSTOMER_INFORMATION_SPECIALIST',
  remindBefore: [{ days: 3 }],
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
});

/** P01.A11: what the general manager approved is filed. */
export const fileReportChange = defineDuty({
  name: 'fileReportChange',
  title: { en: 'File the approved change of a report', zh: '报表个别项修改备案' },
  clause: 'P01.A11',
  subject: ReportEdition,
  within: { workingDays: 3 },
  by: 'CUSTOMER_INFORMATION_SPECIALIST',
  escalateTo: 'CUSTOMER_SERVICE_MANAGER',
});
