import { type Condition, MissingKind } from '../../../src/access/conditions.js';
import { and, clause, or, role, rule, signedIn, viewerOwns } from '../../../src/access/rules.js';
import type { Context } from '../../../src/context.js';
import { forbidden } from '../../../src/errors.js';
import { definePermissions } from '../../../src/module.js';
import { ReportCopy } from './reportCopy.entity.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { ReportEdition } from './reportEdition.entity.js';
import { StatisticalReport } from './statisticalReport.entity.js';

const customerService = role(
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
);
const overseen = or(customerService, role('GENERAL_MANAGER'));
const issued = rule(
  'issued',
  () => undefined,
  (row) => `${row.column('issuedAt')} is not null`,
  { kind: MissingKind.OTHER },
);
const unchecked: Condition = {
  kind: MissingKind.STATE,
  words: {
    message: {
      en: 'It takes the check of the customer information supervisor and of the customer service manager.',
      zh: '须经客户信息主管和客户服务部经理审查。',
    },
    remedy: {
      en: 'Ask for it with requestReportCheck; both approve it in their approvalInbox.',
      zh: '请用 requestReportCheck 提请审查，由两人在 approvalInbox 中通过。',
    },
  },
};
const checked = clause(
  'P01.A13',
  rule(
    'checked',
    () => undefined,
    (row) => `${row.column('checkedAt')} is not null`,
    unchecked,
  ),
);

/** P01.A13, for what leaves by another way than a mutation. @throws FORBIDDEN */
export function refuseUnchecked({ core }: Context, report: { checkedAt: Date | null }): void {
  if (report.checkedAt) return;
  throw forbidden(
    { en: 'The report is not checked yet.', zh: '报表尚未审查，不得报发。' },
    core.denials.lacking(unchecked, 'P01.A13'),
  );
}

const ownDefinition = or(viewerOwns(ReportDefinition, 'department'), viewerOwns(ReportDefinition, 'requestedBy'));
const ownEdition = or(viewerOwns(ReportEdition, 'department'), viewerOwns(ReportEdition, 'requestedBy'));

export const reportPermissions = definePermissions({
  calls: {
    Query: {
      reportDefinition: signedIn,
      reportDefinitions: signedIn,
      statisticalReport: signedIn,
      statisticalReports: signedIn,
      reproduceReport: signedIn,
    },
    Mutation: {
      defineReport: clause('P01.A09', customerService),
      requestPeriodicReport: clause('P01.A10', signedIn),
      changeReportItems: clause('P01.A11', or(customerService, and(signedIn, ownDefinition))),
      fileReportChange: clause('P01.A11', customerService),
      endReport: clause('P01.A12', customerService),
      compileReport: clause('P01.A09', customerService),
      requestReportCheck: clause('P01.A13', customerService),
      issueReport: and(clause('P01.A12', customerService), checked),
      recordReportCopies: and(clause('P01.A12', customerService), checked),
    },
  },
  records: {
    changeReportItems: { type: 'ReportDefinition' },
    fileReportChange: { type: 'ReportEdition', does: 'update' },
    endReport: { type: 'ReportDefinition', does: 'update' },
    compileReport: { type: 'ReportDefinition' },
    requestReportCheck: { type: 'StatisticalReport' },
    issueReport: { type: 'StatisticalReport', does: 'update' },
    recordReportCopies: { type: 'StatisticalReport', does: 'extend' },
  },
  rows: {
    ReportDefinition: {
      read: clause('P01.A10', or(overseen, ownDefinition)),
      insert: clause('P01.A10', or(customerService, viewerOwns(ReportDefinition, 'requestedBy'))),
      update: clause('P01.A12', customerService),
    },
    ReportEdition: {
      read: clause('P01.A10', or(overseen, ownEdition)),
      insert: clause('P01.A10', or(customerService, viewerOwns(ReportEdition, 'requestedBy'))),
      update: clause('P01.A11', customerService),
    },
    StatisticalReport: {
      read: clause('P01.A12', or(overseen, and(issued, viewerOwns(StatisticalReport, 'department')))),
      write: clause('P01.A09', customerService),
      labels: 'P01.A22',
    },
    ReportCopy: {
      read: clause('P01.A12', or(overseen, viewerOwns(ReportCopy, 'receiver'))),
      insert: clause('P01.A12', customerService),
      labels: 'P01.A22',
    },
  },
});
