import { ReportCopy } from './reportCopy.entity.js';
import { ReportDefinition } from './reportDefinition.entity.js';
import { ReportEdition } from './reportEdition.entity.js';
import { reportPrint } from './reportPrint.js';
import { changeReportItems, checkReport, requestPeriodicReport } from './reports.approvals.js';
import { fileReportChange, issueReport } from './reports.duties.js';
import { reportMigrations } from './reports.migrations.js';
import { reportPermissions } from './reports.permissions.js';
import { ReportsResolver } from './reports.resolver.js';
import { StatisticalReport } from './statisticalReport.entity.js';

/** What statistical reports (P01.A09 to A13) add to the manifest of the module. */
export const reports = {
  entities: [ReportDefinition, ReportEdition, StatisticalReport, ReportCopy],
  reads: [ReportDefinition, StatisticalReport],
  resolver: ReportsResolver,
  approvals: [requestPeriodicReport, changeReportItems, checkReport],
  duties: [issueReport, fileReportChange],
  migrations: reportMigrations,
  permissions: reportPermissions,
  prints: [reportPrint],
};
