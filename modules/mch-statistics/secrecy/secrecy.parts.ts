import type { Read } from '../../../src/module.js';
import { openSecretReport } from './reportAccess.approval.js';
import { ReportAccessResolver } from './reportAccess.resolver.js';
import { everyReading, secrecy as migration } from './secrecy.migration.js';
import { StatisticsReading } from './statisticsReading.entity.js';

const readings: Read = {
  entity: StatisticsReading,
  list: 'statisticsReadings',
  one: 'statisticsReading',
  // What this instance has not written yet is shown too.
  ahead: ({ core }) => core.audit.log.flush(),
};

/** What the register of readings and the permission to read add to the manifest (P11.A08). */
export const secrecy = {
  entities: [StatisticsReading],
  reads: [readings],
  resolvers: [ReportAccessResolver],
  approvals: [openSecretReport],
  migrations: [migration, everyReading],
};
