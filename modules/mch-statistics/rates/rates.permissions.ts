import { clause, heldIn, or, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, reporter, section } from '../mch-statistics.roles.js';
import { RefusedReport } from './refusedReport.entity.js';

const records = clause('P11.A02', section);

export const ratePermissions = definePermissions({
  calls: {
    Query: {
      // A reporter sees the reports of their own units alone, and so could not tell what of others is missing.
      reportingRates: clause('P11.A02', overseers),
      refusedReport: signedIn,
      refusedReports: signedIn,
    },
    Mutation: { recordRefusal: records, withdrawRefusal: records },
  },
  records: {
    recordRefusal: { type: 'DataSetAssignment' },
    withdrawRefusal: { type: 'RefusedReport', does: 'update' },
  },
  rows: {
    RefusedReport: {
      read: clause('P11.A08', or(overseers, heldIn(reporter, RefusedReport, 'department'))),
      write: records,
      labels: 'P11.A08',
    },
  },
});
