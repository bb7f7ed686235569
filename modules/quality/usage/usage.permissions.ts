import { and, clause, or, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { analyses, readsCases, reports } from '../quality.rules.js';
import { UsageReport } from './usageReport.entity.js';

const recorder = viewerOwns(UsageReport, 'recordedBy');

export const usagePermissions = definePermissions({
  calls: {
    Query: { usageReport: signedIn, usageReports: signedIn, usageSummary: analyses },
    Mutation: { recordUsage: clause('P06.A02', reports) },
  },
  records: { recordUsage: { type: 'Customer', does: 'extend' } },
  rows: {
    UsageReport: {
      read: clause('P06.A02', or(readsCases, recorder)),
      insert: clause('P06.A02', and(reports, recorder)),
      labels: 'P01.A22',
    },
  },
});
