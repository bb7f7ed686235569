import { DataSetReport } from './dataSetReport.entity.js';
import { approveStatistics, unlockStatistics } from './entry.approvals.js';
import { entry as migration } from './entry.migration.js';
import { EntryResolver } from './entry.resolver.js';
import { hiddenReports } from './hiddenReports.migration.js';
import { levels } from './levels.migration.js';
import { ReportFinding } from './reportFinding.entity.js';
import { DataValue, enteredValues, ValueEntry } from './valueEntry.entity.js';
import { wholeEntries } from './wholeEntries.migration.js';

/** What entry and review add to the manifest. */
export const entry = {
  entities: [DataSetReport, ValueEntry, DataValue, ReportFinding],
  reads: [DataSetReport],
  resolvers: [EntryResolver],
  approvals: [approveStatistics, unlockStatistics],
  evidence: [enteredValues],
  migrations: [migration, levels, wholeEntries, hiddenReports],
};
