import { and, clause, cleared, or, role, signedIn, viewerOwns } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { StatisticsReading } from './statisticsReading.entity.js';

const watches = role('MCH_SECTION_HEAD', 'MCH_DIRECTOR', 'AUDITOR');

export const secrecyPermissions = definePermissions({
  calls: {
    Query: { statisticsReading: signedIn, statisticsReadings: signedIn },
    Mutation: { requestReportAccess: clause('P11.A08', signedIn) },
  },
  records: { requestReportAccess: { type: 'DataSetReport' } },
  rows: {
    StatisticsReading: {
      read: clause(
        'P11.A08',
        or(watches, viewerOwns(StatisticsReading, 'person'), viewerOwns(StatisticsReading, 'keeper')),
      ),
      // An auditor cleared for it has the same in the audit; the report itself stays hidden.
      knownTo: and(role('AUDITOR'), cleared),
      labels: 'P11.A08',
    },
  },
});
