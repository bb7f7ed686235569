import { and, clause, granted, keeper, not, or, role, signedIn, viewerOwns } from '../../src/access/rules.js';
import { definePermissions } from '../../src/module.js';
import { FeedbackForm } from './feedbackForm.entity.js';

const inspector = role('QUALITY_INSPECTOR');
const reporter = viewerOwns(FeedbackForm, 'reportedBy');
const supplyAndSales = role(
  'SALES_DIRECTOR',
  'CUSTOMER_SERVICE_MANAGER',
  'CUSTOMER_INFORMATION_SUPERVISOR',
  'CUSTOMER_INFORMATION_SPECIALIST',
  'CUSTOMER_DEVELOPER',
);

const readsForms = clause(
  'P06.A01',
  or(
    inspector,
    supplyAndSales,
    role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST', 'READER'),
    reporter,
    keeper,
    granted('read'),
  ),
);
/** Its own row does not name who reported. */
const readsCases = clause(
  'P06.A01',
  or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST', 'READER'), keeper, granted('read')),
);
/** Who attaches photographs and papers to a form. */
export const reports = clause('P06.A01', or(supplyAndSales, inspector));

export const permissions = definePermissions({
  calls: {
    Query: { feedbackForm: signedIn, feedbackForms: signedIn },
    Mutation: {
      reportFeedback: reports,
      investigateFeedback: clause('P06.A03', and(inspector, not(reporter))),
    },
  },
  records: {
    reportFeedback: { type: 'Customer', does: 'extend' },
    investigateFeedback: { type: 'FeedbackForm', does: 'update' },
  },
  rows: {
    FeedbackForm: {
      read: readsForms,
      insert: clause('P06.A01', and(or(supplyAndSales, inspector), reporter)),
      update: clause('P06.A03', inspector),
      labels: 'P01.A22',
    },
    ComplaintCase: { read: readsCases, insert: clause('P06.A01', supplyAndSales), labels: 'P01.A22' },
  },
  fields: {
    FeedbackForm: {
      finding: clause('P06.A02', or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD'), keeper)),
    },
  },
});
