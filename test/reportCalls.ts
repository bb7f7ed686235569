import { randomUUID } from 'node:crypto';
import type { TestPlatform } from './harness.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

const specialist = 'customer-information-specialist';

export const defineReport = 'mutation($input: ReportInput!) { defineReport(input: $input) { id } }';
export const reportInput = { title: '客户统计', measures: ['FILES'], upTo: 'PUBLIC' };

const about = (call: string): Asked => [
  `mutation($id: ID!) { ${call}(id: $id, version: 1) { id } }`,
  { id: randomUUID() },
];

/** A report of customer service that was just defined. */
export const definedReport = async (platform: TestPlatform): Promise<string> => {
  const { data } = await platform.as(specialist).run(defineReport, { input: reportInput });
  return data.defineReport.id;
};

/** Just compiled, and not checked. */
export const compiledReport = async (platform: TestPlatform): Promise<string> => {
  const { data } = await platform
    .as(specialist)
    .run('mutation($id: ID!) { compileReport(input: { definitionId: $id }) { id } }', {
      id: await definedReport(platform),
    });
  return data.compileReport.id;
};

/** The root fields about statistical reports, called by somebody. */
export const reportCalls = (platform: () => TestPlatform): Record<string, () => Promise<Asked>> => ({
  reportDefinition: async () => ['query($id: ID!) { reportDefinition(id: $id) { id } }', { id: randomUUID() }],
  reportDefinitions: async () => ['{ reportDefinitions { totalCount } }'],
  statisticalReport: async () => ['query($id: ID!) { statisticalReport(id: $id) { id } }', { id: randomUUID() }],
  statisticalReports: async () => ['{ statisticalReports { totalCount } }'],
  reproduceReport: async () => [
    'query($id: ID!) { reproduceReport(id: $id) { isEqual } }',
    { id: await compiledReport(platform()) },
  ],
  defineReport: async () => [defineReport, { input: reportInput }],
  requestPeriodicReport: async () => [
    'mutation($input: ReportInput!) { requestPeriodicReport(input: $input) { id } }',
    { input: { ...reportInput, schedule: 'YEARLY', dueDays: 30 } },
  ],
  changeReportItems: async () => [
    'mutation($id: ID!) { changeReportItems(id: $id, version: 1, items: { title: "改" }, reason: "例会") { id } }',
    { id: randomUUID() },
  ],
  fileReportChange: async () => about('fileReportChange'),
  endReport: async () => about('endReport'),
  compileReport: async () => [
    'mutation($id: ID!) { compileReport(input: { definitionId: $id }) { id } }',
    { id: await definedReport(platform()) },
  ],
  requestReportCheck: async () => [
    'mutation($id: ID!) { requestReportCheck(id: $id, version: 1) { id } }',
    { id: await compiledReport(platform()) },
  ],
  issueReport: async () => about('issueReport'),
  recordReportCopies: async () => [
    'mutation($id: ID!) { recordReportCopies(input: { reportId: $id, kind: PRINTED, copies: 1 }) { id } }',
    { id: randomUUID() },
  ],
});

/** Who may call them; on what is there for customer service and not checked. */
export const reportRows = `
reportDefinition     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reportDefinitions    --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
statisticalReport    --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
statisticalReports   --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
reproduceReport      --  nf  nf  nf  ok  ok  ok  ok  nf  nf  nf  nf  nf
defineReport         --  no  no  no  no  ok  ok  ok  no  no  no  no  no
requestPeriodicReport  --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
changeReportItems    --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
fileReportChange     --  no  no  no  no  nf  nf  nf  no  no  no  no  no
endReport            --  no  no  no  no  nf  nf  nf  no  no  no  no  no
compileReport        --  no  no  no  no  ok  ok  ok  no  no  no  no  no
requestReportCheck   --  no  no  no  no  ok  ok  ok  no  no  no  no  no
issueReport          --  no  no  no  no  nf  nf  nf  no  no  no  no  no
recordReportCopies   --  no  no  no  no  nf  nf  nf  no  no  no  no  no`;
