import { and, clause, heldIn, or, rule, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { seesReport } from '../entry/entry.permissions.js';
import { overseers, reporter, section } from '../mch-statistics.roles.js';
import { hadNoPart } from './separation.js';
import { SpotCheckFinding } from './spotCheckFinding.entity.js';

const checks = clause('P11.A07', section);
const reads = clause('P11.A07', overseers);
const ofTheReport = clause('P11.A07', or(section, heldIn(reporter, DataSetReport, 'department')));
const ofTheFinding = clause('P11.A07', or(section, heldIn(reporter, SpotCheckFinding, 'department')));

/** Compared with its source documents: what is drawn and still to be looked at is no matter of whoever reported it. */
const compared = rule(
  'compared',
  () => undefined,
  (row) => `(${row.column('result')} is not null)`,
);

export const spotCheckPermissions = definePermissions({
  calls: {
    Query: {
      spotCheckPlan: signedIn,
      spotCheckPlans: signedIn,
      spotCheck: signedIn,
      spotChecks: signedIn,
      spotCheckFinding: signedIn,
      spotCheckFindings: signedIn,
      spotCheckFrame: reads,
      spotCheckRates: reads,
    },
    Mutation: {
      planSpotChecks: checks,
      endSpotCheckPlan: checks,
      drawSpotCheck: checks,
      recordSpotCheck: checks,
      correctSpotCheckFindings: ofTheReport,
      explainSpotCheckFinding: ofTheFinding,
      settleSpotCheckFinding: checks,
    },
  },
  records: {
    planSpotChecks: { type: 'DataSet' },
    endSpotCheckPlan: { type: 'SpotCheckPlan', does: 'update' },
    drawSpotCheck: { type: 'SpotCheckPlan' },
    recordSpotCheck: { type: 'SpotCheck', does: 'update' },
    correctSpotCheckFindings: { type: 'DataSetReport', does: 'update' },
    explainSpotCheckFinding: { type: 'SpotCheckFinding', does: 'update' },
    settleSpotCheckFinding: { type: 'SpotCheckFinding', does: 'update' },
  },
  rows: {
    SpotCheckPlan: { read: reads, write: checks, labels: 'P11.A08' },
    SpotCheck: { read: reads, write: checks, labels: 'P11.A08' },
    SpotCheckItem: {
      read: clause('P11.A07', or(overseers, and(reporter, compared, seesReport))),
      insert: checks,
      update: clause('P11.A07', and(section, hadNoPart)),
      labels: 'P11.A08',
    },
    SpotCheckFinding: {
      read: clause('P11.A07', or(overseers, heldIn(reporter, SpotCheckFinding, 'department'))),
      insert: checks,
      update: ofTheFinding,
      labels: 'P11.A08',
    },
  },
});
