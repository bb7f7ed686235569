import { randomUUID } from 'node:crypto';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import { compiledReport, definedReport } from './reportCalls.js';

/** How each action on a statistical report is really tried. */
export function reportAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const byId = (
    type: string,
    call: string,
    record: () => Promise<string> | string,
    rest = ', version: 1',
  ): Attempt => ({
    type,
    document: `mutation($id: ID!) { ${call}(id: $id${rest}) { id } }`,
    record,
    dependsOnState: true,
  });
  const defined = () => definedReport(opened());
  const compiled = () => compiledReport(opened());
  return {
    'ReportDefinition changeReportItems': byId(
      'ReportDefinition',
      'changeReportItems',
      defined,
      ', version: 1, items: { title: "改" }, reason: "例会"',
    ),
    'ReportDefinition endReport': byId('ReportDefinition', 'endReport', defined),
    'ReportDefinition compileReport': {
      type: 'ReportDefinition',
      document: 'mutation($id: ID!) { compileReport(input: { definitionId: $id }) { id } }',
      record: defined,
      dependsOnState: true,
    },
    'ReportEdition fileReportChange': byId('ReportEdition', 'fileReportChange', async () => {
      const [row] = await opened().owner<{ id: string }>(
        'select id from customers.report_edition where definition_id = $1',
        [await defined()],
      );
      return row?.id ?? randomUUID();
    }),
    'StatisticalReport requestReportCheck': byId('StatisticalReport', 'requestReportCheck', compiled),
    'StatisticalReport issueReport': byId('StatisticalReport', 'issueReport', compiled),
    'StatisticalReport recordReportCopies': {
      type: 'StatisticalReport',
      document: 'mutation($id: ID!) { recordReportCopies(input: { reportId: $id, kind: PRINTED, copies: 1 }) { id } }',
      record: compiled,
      dependsOnState: true,
    },
  };
}
