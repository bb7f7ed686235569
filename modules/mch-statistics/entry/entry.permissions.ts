import { MissingKind } from '../../../src/access/conditions.js';
import { and, anyone, clause, heldIn, or, rule, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { overseers, reporter, section } from '../mch-statistics.roles.js';
import { DataSetReport } from './dataSetReport.entity.js';

/** The information section, and whoever reports for the unit. */
const fillsIn = or(section, heldIn(reporter, DataSetReport, 'department'));
/** Each unit is of one department, and so is who fills in its forms. */
const reportsForItsUnit = and(
  reporter,
  rule(
    'reportsForItsUnit',
    (viewer) => (reporter.viewer(viewer) === true ? undefined : false),
    (row) => `exists (select from mch_statistics.statistics_unit u where u.id = ${row.column('unit')}
      and u.department_id = any ((select access.departments_as(array['MCH_REPORTER']))::uuid[]))`,
    { kind: MissingKind.OWNER, property: 'unit' },
  ),
);
const enters = clause('P11.A02', or(section, reporter));

/** What hangs on a report is seen by whoever sees the report; labels change there, while values never do. */
export const seesReport = rule(
  'seesReport',
  (viewer) => (viewer.personId === undefined ? false : undefined),
  (row) => `exists (select 1 from mch_statistics.data_set_report seen where seen.id = ${row.column('report')})`,
  { kind: MissingKind.OTHER },
);

export const entryPermissions = definePermissions({
  calls: {
    Query: {
      dataSetReport: signedIn,
      dataSetReports: signedIn,
      statisticsForm: signedIn,
      verifyStatisticsDocument: anyone,
    },
    Mutation: {
      openReport: clause('P11.A01', or(section, reportsForItsUnit)),
      enterValues: clause('P11.A02', fillsIn),
      submitReport: clause('P11.A01', fillsIn),
      requestUnlock: clause('P11.A06', fillsIn),
    },
  },
  records: {
    openReport: { type: 'DataSetAssignment' },
    enterValues: { type: 'DataSetReport', does: 'update' },
    submitReport: { type: 'DataSetReport', does: 'update' },
    requestUnlock: { type: 'DataSetReport' },
  },
  rows: {
    DataSetReport: {
      read: clause('P11.A08', or(overseers, heldIn(reporter, DataSetReport, 'department'))),
      write: clause('P11.A02', fillsIn),
      labels: 'P11.A08',
    },
    // Inserted, and nothing else: there is no right to change or remove them.
    ValueEntry: { read: seesReport, insert: and(enters, seesReport) },
    DataValue: { read: seesReport, insert: and(enters, seesReport) },
    ReportFinding: { read: seesReport, insert: and(enters, seesReport) },
  },
});
