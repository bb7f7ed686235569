import { and, clause, keeper, or, role, signedIn } from '../../src/access/rules.js';
import { definePermissions, joinPermissions } from '../../src/module.js';
import { analysisPermissions } from './analysis/analysis.permissions.js';
import { filingPermissions } from './filing/filing.permissions.js';
import { handlingPermissions } from './handling/handling.permissions.js';
import { officerPermissions } from './network/officers.permissions.js';
import {
  analyses,
  handles,
  inspector,
  investigates,
  readsCases,
  readsForms,
  reporter,
  reports,
  supplyAndSales,
} from './quality.rules.js';
import { caseAccessPermissions } from './secrecy/caseAccess.permissions.js';
import { usagePermissions } from './usage/usage.permissions.js';

const readsFindings = clause('P06.A02', or(inspector, supplyAndSales, role('GENERAL_MANAGER', 'UNIT_HEAD'), keeper));

const feedbackPermissions = definePermissions({
  calls: {
    Query: { feedbackForm: signedIn, feedbackForms: signedIn, qualityDelays: analyses },
    Mutation: {
      reportFeedback: reports,
      collectComplaints: clause('P06.A02', supplyAndSales),
      takeFeedback: investigates,
      investigateFeedback: investigates,
      assignFeedback: clause('P06.A04', inspector),
      regradeFeedback: clause('P06.A03', inspector),
    },
  },
  records: {
    reportFeedback: { type: 'Customer', does: 'extend' },
    takeFeedback: { type: 'FeedbackForm', does: 'update' },
    investigateFeedback: { type: 'FeedbackForm', does: 'update' },
    assignFeedback: { type: 'FeedbackForm', does: 'update' },
    regradeFeedback: { type: 'FeedbackForm', does: 'update' },
  },
  rows: {
    FeedbackForm: {
      read: readsForms,
      insert: clause('P06.A01', and(or(supplyAndSales, inspector), reporter)),
      update: or(clause('P06.A03', inspector), clause('P06.A04', handles)),
      labels: 'P01.A22',
    },
    ComplaintCase: { read: readsCases, insert: clause('P06.A01', supplyAndSales), labels: 'P01.A22' },
  },
  fields: { FeedbackForm: { finding: readsFindings, analysis: readsFindings } },
});

export const permissions = joinPermissions(
  feedbackPermissions,
  handlingPermissions,
  filingPermissions,
  officerPermissions,
  analysisPermissions,
  usagePermissions,
  caseAccessPermissions,
);
