import { IndicatorAlert } from './indicatorAlert.entity.js';
import { IndicatorReading } from './indicatorReading.entity.js';
import { ManagementIndicator } from './managementIndicator.entity.js';
import { alertTerm, answerAlert } from './monitoring.duties.js';
import { monitoring as migration } from './monitoring.migration.js';
import { MonitoringResolver } from './monitoring.resolver.js';

/** What monitoring by indicators adds to the manifest. */
export const monitoring = {
  entities: [ManagementIndicator, IndicatorReading, IndicatorAlert],
  reads: [ManagementIndicator, IndicatorReading, IndicatorAlert],
  resolvers: [MonitoringResolver],
  duties: [answerAlert],
  interpretations: [alertTerm],
  migrations: [migration],
};
