import { clause, or, role, rule, signedIn, sqlPerson, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { headOf, hospitalWide } from '../informationSection.rules.js';
import { section } from '../mch-statistics.roles.js';
import { IndicatorAlert } from './indicatorAlert.entity.js';
import { IndicatorReading } from './indicatorReading.entity.js';

const laysDown = clause('P08.A03', section);
/** A department enters its own; row rules hold it to that. */
const enters = clause('P08.A03', or(section, role('UNIT_HEAD')));
const ofOwnDepartment = clause('P08.A03', or(section, headOf(IndicatorReading, 'department')));
const alertsOwn = clause('P08.A03', or(section, headOf(IndicatorAlert, 'department')));
const answers = clause('P08.A03', or(role('MCH_SECTION_HEAD'), viewerOwns(IndicatorAlert, 'owner')));

const ownsIndicator = rule(
  'ownsIndicator',
  (viewer) => (viewer.personId === undefined ? false : undefined),
  (row) =>
    `exists (select 1 from mch_statistics.management_indicator owned where owned.id = ${row.column('indicator')} and owned.owner_id = ${sqlPerson})`,
);

export const monitoringPermissions = definePermissions({
  calls: {
    Query: {
      managementIndicator: signedIn,
      managementIndicators: signedIn,
      indicatorReading: signedIn,
      indicatorReadings: signedIn,
      indicatorAlert: signedIn,
      indicatorAlerts: signedIn,
      indicatorDashboard: signedIn,
    },
    Mutation: {
      defineManagementIndicator: laysDown,
      updateManagementIndicator: laysDown,
      recordIndicatorReadings: enters,
      drawIndicatorReadings: laysDown,
      correctIndicatorReading: ofOwnDepartment,
      answerIndicatorAlert: answers,
    },
  },
  records: {
    updateManagementIndicator: { type: 'ManagementIndicator', does: 'update' },
    correctIndicatorReading: { type: 'IndicatorReading', does: 'update' },
    answerIndicatorAlert: { type: 'IndicatorAlert', does: 'update' },
  },
  rows: {
    ManagementIndicator: { read: signedIn, write: laysDown, labels: 'P08.A07' },
    IndicatorReading: {
      read: clause('P08.A07', or(hospitalWide, headOf(IndicatorReading, 'department'), ownsIndicator)),
      write: ofOwnDepartment,
      labels: 'P08.A07',
    },
    IndicatorAlert: {
      read: clause(
        'P08.A07',
        or(hospitalWide, headOf(IndicatorAlert, 'department'), viewerOwns(IndicatorAlert, 'owner')),
      ),
      insert: alertsOwn,
      // Whoever corrects a reading withdraws its alert.
      update: or(alertsOwn, answers),
      labels: 'P08.A07',
    },
  },
});
