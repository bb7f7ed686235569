import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import type { Operation } from '../statistics.fixture.js';

export const requestReportAccess =
  'mutation($reportId: ID!, $input: ReportAccessInput!) { requestReportAccess(reportId: $reportId, input: $input) { id label } }';

const until = '2026-03-20T00:00:00Z';

/** Each root field of the secrecy of reports; nobody sees this report. */
export const secrecyOperations: Record<string, Operation> = {
  statisticsReading: async () => ['query($id: ID!) { statisticsReading(id: $id) { id } }', { id: randomUUID() }],
  statisticsReadings: async () => ['{ statisticsReadings { totalCount } }'],
  requestReportAccess: async (platform: TestPlatform) => [
    requestReportAccess,
    {
      reportId: randomUUID(),
      input: { personId: await platform.personId('auditor'), reason: '审计须核对原始数据', until },
    },
  ],
};

export const secrecyBadInputs: BadInput[] = [
  ['requestReportAccess', ['input.personId', 'input.reason'], { input: { personId: 'x', reason: ' ', until } }],
];
