import { clause, role, signedIn } from '../../../src/access/rules.js';
import { defineApproval } from '../../../src/approvals/approval.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { beginSchedule } from './reportDefinitions.service.js';
import { ReportEdition } from './reportEdition.entity.js';
import { StatisticalReport } from './statisticalReport.entity.js';

const itemTitles = {
  title: { en: 'Title', zh: '标题' },
  groups: { en: 'Groups', zh: '分组' },
  measures: { en: 'Measures', zh: '指标' },
  kinds: { en: 'Kinds', zh: '客户类别' },
  professions: { en: 'Professions', zh: '专业' },
  provinces: { en: 'Provinces', zh: '省份' },
  departments: { en: 'Departments', zh: '部门' },
  registeredInPeriod: { en: 'Registered in the period alone', zh: '仅统计当期登记' },
  capitalCurrency: { en: 'Currency of the capital', zh: '资本币种' },
};

/** P01.A10: reviewed by the customer service manager, then approved by the general manager. */
export const requestPeriodicReport = defineApproval({
  name: 'requestPeriodicReport',
  version: 1,
  title: { en: 'Periodic statistical report', zh: '定期统计报表' },
  subject: ReportDefinition,
  form: {
    ...itemTitles,
    reason: { en: 'Needed for', zh: '用途' },
    schedule: { en: 'Schedule', zh: '报表周期' },
    dueDays: { en: 'Days until it is issued', zh: '报送期限（天）' },
    upTo: { en: 'Counts up to the label', zh: '统计的最高密级' },
  },
  mayApply: clause('P01.A10', signedIn),
  steps: [
    {
      name: 'review',
      title: { en: 'Review by the customer service manager', zh: '客户服务部经理审查' },
      clause: 'P01.A10',
      by: [{ role: 'CUSTOMER_SERVICE_MANAGER' }],
      act: 'review',
      dueWorkingDays: 3,
    },
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理批准' },
      clause: 'P01.A10',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
    },
  ],
  outcome: async (writing, request) => {
    const { em } = writing;
    await em.execute('select customers.approve_report(?)', [request.id]);
    await beginSchedule(writing, await em.findOneOrFail(ReportDefinition, request.recordId));
  },
});

/** P01.A11: the general manager alone. */
export const changeReportItems = defineApproval({
  name: 'changeReportItems',
  version: 1,
  title: { en: 'Change to single items of a report', zh: '报表个别项修改' },
  subject: ReportEdition,
  form: { ...itemTitles, reason: { en: 'Reason', zh: '理由' } },
  mayApply: clause('P01.A11', signedIn),
  steps: [
    {
      name: 'approval',
      title: { en: 'Approval by the general manager', zh: '总经理批准' },
      clause: 'P01.A11',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
    },
  ],
  outcome: async (writing, request) => {
    const { em, context } = writing;
    await em.execute('select customers.approve_edition(?)', [request.id]);
    const record = await em.findOneOrFail(ReportEdition, request.recordId);
    await context.core.duties.begin(writing, 'fileReportChange', { record });
  },
});

/** P01.A13: the customer information supervisor and the customer service manager, both. */
export const checkReport = defineApproval({
  name: 'checkReport',
  version: 1,
  title: { en: 'Check of a report before it is handed out', zh: '报表报发前审查' },
  subject: StatisticalReport,
  form: {
    title: { en: 'Report', zh: '报表' },
    period: { en: 'Period', zh: '期间' },
    asOf: { en: 'Register as of', zh: '数据截至' },
  },
  mayApply: clause(
    'P01.A13',
    role('CUSTOMER_SERVICE_MANAGER', 'CUSTOMER_INFORMATION_SUPERVISOR', 'CUSTOMER_INFORMATION_SPECIALIST'),
  ),
  steps: [
    {
      name: 'check',
      title: { en: 'Check by supervisor and manager', zh: '客户信息主管、客户服务部经理审查' },
      clause: 'P01.A13',
      by: [{ role: 'CUSTOMER_INFORMATION_SUPERVISOR' }, { role: 'CUSTOMER_SERVICE_MANAGER' }],
      mode: 'all',
      act: 'review',
      dueWorkingDays: 2,
      escalateTo: 'GENERAL_MANAGER',
    },
  ],
  outcome: async ({ em }, request) => {
    await em.execute('select customers.check_report(?)', [request.id]);
  },
});
