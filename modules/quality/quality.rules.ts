import { MissingKind } from '../../src/access/conditions.js';
import { and, clause, granted, keeper, not, or, type Rule, role, viewerOwns } from '../../src/access/rules.js';
import { onlyTheRowTells } from '../../src/duties/recordRules.js';
import { FeedbackForm } from './feedbackForm.entity.js';

export const inspector = role('QUALITY_INSPECTOR');
export const reporter = viewerOwns(FeedbackForm, 'reportedBy');
export const supplyAndSales = role(
  'SALES_DIRECTOR',
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
  'CUSTOMER_DEVELOPER',
);

/** Head of the responsible department, in or above it, or its quality officer. */
export const handles = onlyTheRowTells('handles', (row) => `quality.handles(${row.column('department')})`, {
  kind: MissingKind.OWNER,
  property: 'department',
  words: {
    message: {
      en: 'It takes the head or the quality officer of the responsible department.',
      zh: '须为责任部门的负责人或质量信息员。',
    },
    remedy: {
      en: 'Ask the head or the quality officer of the responsible department to do it; an administrator can tell who that is.',
      zh: '请由责任部门的负责人或质量信息员办理；可向系统管理员询问具体人员。',
    },
  },
});

/** Handled the case, in whatever round: neither verifies nor closes it. */
export const handledForm = onlyTheRowTells('handledForm', (row) => `quality.handled(${row.column('id')})`);
export const handledItsForm = onlyTheRowTells('handledItsForm', (row) => `quality.handled(${row.column('form')})`);

const byRole = or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST', 'READER'));

export const readsForms: Rule = clause('P06.A01', or(byRole, reporter, handles, keeper, granted('read')));

/** Of rows beside the form, which do not name who reported. */
export const readsCases: Rule = clause('P06.A01', or(byRole, keeper, granted('read')));

const dealsWithCases = or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST'));

/** How a department handled something is for those who deal with it. */
export const readsHandling: Rule = clause('P06.A04', or(dealsWithCases, handles, keeper, granted('read')));

/** Asked of everything that the archive has of a file too. */
export const readsFiles: Rule = clause(
  'P06.A04',
  or(dealsWithCases, role('QUALITY_ARCHIVIST'), keeper, granted('read')),
);

/** Who attaches photographs and papers to a form. */
export const reports: Rule = clause('P06.A01', or(supplyAndSales, inspector));

export const investigates: Rule = clause('P06.A03', and(inspector, not(reporter)));
export const analyses: Rule = clause(
  'P06.A02',
  or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST')),
);
