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

export const permissions = definePermissions({
  calls: {
    Query: { feedbackForm: signedIn, feedbackForms: signedIn },
    Mutation: {
      reportFeedback: clause('P06.A01', or(supplyAndSales, inspector)),
      investigateFeedback: clause('P06.A03', and(inspector, not(reporter))),
    },
  },
  records: {
    reportFeedback: { type: 'Customer', does: 'extend' },
    investigateFeedback: { type: 'FeedbackForm', does: 'update' },
  },
  rows: {
    FeedbackForm: {
      read: clause(
        'P06.A01',
        or(
          inspector,
          supplyAndSales,
          role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST', 'READER'),
          reporter,
          keeper,
          granted('read'),
        ),
      ),
      insert: clause('P06.A01', and(or(supplyAndSales, inspector), reporter)),
      update: clause('P06.A03', inspector),
      labels: 'P01.A22',
    },
  },
  fields: {
    FeedbackForm: {
      finding: clause('P06.A02', or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD'), keeper)),
    },
  },
});
