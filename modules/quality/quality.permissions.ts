import { and, granted, keeper, not, or, role, signedIn, viewerOwns } from '../../src/access/rules.js';
import { definePermissions } from '../../src/module.js';
import { FeedbackForm } from './feedbackForm.entity.js';

const inspector = role('QUALITY_INSPECTOR');
const reporter = viewerOwns(FeedbackForm, 'reportedBy');
/** P06.A01: supply and sales collects quality information. */
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
      reportFeedback: or(supplyAndSales, inspector),
      investigateFeedback: and(inspector, not(reporter)),
    },
  },
  rows: {
    FeedbackForm: {
      read: or(
        inspector,
        supplyAndSales,
        role('GENERAL_MANAGER', 'UNIT_HEAD', 'ANALYST', 'READER'),
        reporter,
        keeper,
        granted('read'),
      ),
      insert: and(or(supplyAndSales, inspector), reporter),
      update: inspector,
    },
  },
  fields: { FeedbackForm: { finding: or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD'), keeper) } },
});
