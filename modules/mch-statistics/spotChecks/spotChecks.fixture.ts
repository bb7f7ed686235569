import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import {
  anAssignment,
  approve,
  done,
  documents as entryDocuments,
  fresh,
  type Made,
  type Operation,
  reporter,
  statistician,
  submit,
  versionOf,
} from '../statistics.fixture.js';

export const head = 'mch-section-head';

export const documents = {
  planSpotChecks:
    'mutation($dataSetId: ID!, $input: PlanSpotChecksInput!) { planSpotChecks(dataSetId: $dataSetId, input: $input) { id version interval } }',
  endSpotCheckPlan:
    'mutation($id: ID!, $version: Int!, $reason: String!) { endSpotCheckPlan(id: $id, version: $version, reason: $reason) { id endedOn } }',
  drawSpotCheck: `mutation($planId: ID!, $from: String!, $to: String!) { drawSpotCheck(planId: $planId, from: $from, to: $to) {
    id version period seed frameDigest drawn checked label
    items(first: 200, orderBy: [{ place: ASC }]) { nodes { id place reported unit { uid } report { id period } element { uid } option { uid } } } } }`,
  recordSpotCheck: `mutation($id: ID!, $version: Int!, $results: [SpotCheckResultInput!]!) {
    recordSpotCheck(id: $id, version: $version, results: $results) { id version checked completedAt } }`,
  correctSpotCheckFindings: `mutation($reportId: ID!, $version: Int!, $corrections: [SpotCheckCorrectionInput!]) {
    correctSpotCheckFindings(reportId: $reportId, version: $version, corrections: $corrections) { id version status } }`,
  explainSpotCheckFinding: `mutation($id: ID!, $version: Int!, $explanation: String!) {
    explainSpotCheckFinding(id: $id, version: $version, explanation: $explanation) { id version state reason } }`,
  settleSpotCheckFinding: `mutation($id: ID!, $version: Int!, $accept: Boolean!, $remark: String) {
    settleSpotCheckFinding(id: $id, version: $version, accept: $accept, remark: $remark) { id version state settledBy { name } } }`,
};

/** A form of its own with some elements, for a unit of its own. */
export interface AForm {
  dataSetId: string;
  elements: string[];
  reports: Made[];
}

/** Units of a form of its own that have handed in figures 10, 11, 12 …, entered by `who`. */
export async function aForm(
  platform: TestPlatform,
  { units = 1, elements: count = 2, who = reporter, label = 'INTERNAL' } = {},
): Promise<AForm> {
  const elements = [];
  for (let i = 0; i < count; i += 1)
    elements.push(
      await done<Made & { uid: string }>(platform, statistician, entryDocuments.defineDataElement, {
        input: { name: `指标 ${fresh()}` },
      }),
    );
  const { id: dataSetId } = await done(platform, statistician, entryDocuments.defineDataSet, {
    input: {
      name: `抽查表 ${fresh()}`,
      periodType: 'MONTH',
      dueDays: 10,
      items: elements.map(({ id }) => ({ elementId: id, section: '一' })),
    },
  });
  const reports = [];
  for (let i = 0; i < units; i += 1) {
    const assignment = await anAssignment(platform, { label }, dataSetId);
    const opened = await done(platform, who, entryDocuments.openReport, {
      assignmentId: assignment.id,
      period: '202601',
    });
    const values = elements.map(({ uid }, place) => ({ element: uid, value: String(10 + place) }));
    const entered = await done(platform, who, entryDocuments.enterValues, { ...opened, input: { values } });
    reports.push(await submit(platform, entered, [], who));
  }
  return { dataSetId, elements: elements.map(({ uid }) => uid), reports };
}

export const aPlan = (platform: TestPlatform, dataSetId: string, more: object = {}) =>
  done(platform, statistician, documents.planSpotChecks, { dataSetId, input: { figuresPerUnit: 2, ...more } });

export interface Drawn extends Made {
  period: string;
  seed: string;
  frameDigest: string;
  drawn: number;
  label: string;
  items: {
    nodes: {
      id: string;
      place: number;
      reported: string | null;
      unit: { uid: string };
      report: { id: string; period: string };
      element: { uid: string };
      option: { uid: string };
    }[];
  };
}

export const reported = { from: '2026-01-01', to: '2026-01-31' };

export const draw = (platform: TestPlatform, planId: string, who = statistician) =>
  done<Drawn>(platform, who, documents.drawSpotCheck, { planId, ...reported });

/** What the documents say of the figures that were drawn; as reported unless told otherwise. */
export const resultsOf = (check: Drawn, found: Record<string, string | null> = {}) =>
  check.items.nodes.map(({ id, reported: figure, element }) => ({
    itemId: id,
    found: element.uid in found ? found[element.uid] : figure,
    source: '2026 年 1 月分娩登记簿',
  }));

export const recordAll = (
  platform: TestPlatform,
  check: Drawn,
  found: Record<string, string | null> = {},
  who = statistician,
) =>
  done<Made & { completedAt: string | null }>(platform, who, documents.recordSpotCheck, {
    id: check.id,
    version: check.version,
    results: resultsOf(check, found),
  });

export interface Finding extends Made {
  type: string;
  state: string;
  reported: string | null;
  found: string | null;
  reason: string | null;
}

export async function findingsOf(platform: TestPlatform, reportId: string): Promise<Finding[]> {
  const { nodes } = await done<{ nodes: Finding[] }>(
    platform,
    statistician,
    'query($id: ID!) { spotCheckFindings(filter: { report: { id: { eq: $id } } }, orderBy: [{ element: { uid: ASC } }]) { nodes { id version type state reported found reason } } }',
    { id: reportId },
  );
  return nodes;
}

/** A report whose first figure is wrong, as a spot check found. Locked unless told otherwise. */
export async function aFinding(platform: TestPlatform, { locked = true, found = '13' as string | null } = {}) {
  const form = await aForm(platform);
  const report = form.reports[0]!;
  if (locked) await approve(platform, report.id);
  const check = await draw(platform, (await aPlan(platform, form.dataSetId)).id);
  await recordAll(platform, check, { [form.elements[0]!]: found });
  const [finding] = await findingsOf(platform, report.id);
  return { form, check, report: await versionOf(platform, report.id), finding: finding! };
}

const aDrawnCheck = async (platform: TestPlatform) =>
  draw(platform, (await aPlan(platform, (await aForm(platform)).dataSetId)).id);

const found = (field: string): Record<string, Operation> => ({
  [field]: async () => [`query($id: ID!) { ${field}(id: $id) { id } }`, { id: randomUUID() }],
  [`${field}s`]: async () => [`{ ${field}s { totalCount } }`],
});

/** Each root field of spot checks as it is called with input that is right. */
export const spotCheckOperations: Record<string, Operation> = {
  ...found('spotCheckPlan'),
  ...found('spotCheck'),
  ...found('spotCheckFinding'),
  spotCheckFrame: async () => ['query($id: ID!) { spotCheckFrame(id: $id) { seed } }', { id: randomUUID() }],
  spotCheckRates: async (platform) => {
    const [dataSet] = await platform.owner('select id from mch_statistics.data_set limit 1');
    return [
      'query($id: ID!) { spotCheckRates(dataSetId: $id, from: "2026-01-01", to: "2026-12-31") { name rate } }',
      { id: dataSet!.id },
    ];
  },
  planSpotChecks: async (platform) => [
    documents.planSpotChecks,
    { dataSetId: (await aForm(platform)).dataSetId, input: { figuresPerUnit: 2 } },
  ],
  endSpotCheckPlan: async (platform) => [
    documents.endSpotCheckPlan,
    { ...(await aPlan(platform, (await aForm(platform)).dataSetId)), reason: '改为全面核查' },
  ],
  drawSpotCheck: async (platform) => [
    documents.drawSpotCheck,
    { planId: (await aPlan(platform, (await aForm(platform)).dataSetId)).id, ...reported },
  ],
  recordSpotCheck: async (platform) => {
    const check = await aDrawnCheck(platform);
    return [documents.recordSpotCheck, { id: check.id, version: check.version, results: resultsOf(check) }];
  },
  correctSpotCheckFindings: async (platform) => {
    const { report, finding } = await aFinding(platform);
    const corrections = [{ findingId: finding.id, reason: '漏登' }];
    return [documents.correctSpotCheckFindings, { reportId: report.id, version: report.version, corrections }];
  },
  explainSpotCheckFinding: async (platform) => {
    const { id, version } = (await aFinding(platform)).finding;
    return [documents.explainSpotCheckFinding, { id, version, explanation: '含外院转入' }];
  },
  settleSpotCheckFinding: async (platform) => {
    const { finding } = await aFinding(platform);
    const explained = await done(platform, reporter, documents.explainSpotCheckFinding, {
      id: finding.id,
      version: finding.version,
      explanation: '含外院转入',
    });
    return [documents.settleSpotCheckFinding, { ...explained, accept: true }];
  },
};
