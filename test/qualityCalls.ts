import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

const take = 'mutation($id: ID!, $version: Int = 1) { takeFeedback(id: $id, version: $version) { id } }';
const assign = `mutation($id: ID!, $departmentId: ID!, $version: Int = 1) {
  assignFeedback(id: $id, version: $version, departmentId: $departmentId, cause: MATERIAL, analysis: "来料不合格") { id }
}`;
const regrade =
  'mutation($id: ID!, $version: Int = 1) { regradeFeedback(id: $id, version: $version, severity: CRITICAL) { id } }';
const close = `mutation($id: ID!, $version: Int = 1) {
  closeFeedback(id: $id, version: $version, conclusion: "同意结案") { id }
}`;
const fill = `mutation($id: ID!, $version: Int = 1) {
  fillHandling(id: $id, version: $version, input: { result: "已返工" }) { id }
}`;
const submit = 'mutation($id: ID!, $version: Int = 1) { submitHandling(id: $id, version: $version) { id } }';
const verify = `mutation($id: ID!, $version: Int = 1) {
  verifyHandling(id: $id, version: $version, effective: true, verification: "抽检") { id }
}`;
const caseAccess = `mutation($id: ID!, $personId: ID!, $until: DateTimeISO = "2026-03-20T00:00:00Z") {
  requestCaseAccess(formId: $id, input: { personId: $personId, reason: "须由质检科查办", until: $until }) { id }
}`;
const nameOfficer = 'mutation($input: NameQualityOfficerInput!) { nameQualityOfficer(input: $input) { id } }';
const endOfficer = `mutation($id: ID!, $version: Int = 1) {
  endQualityOfficer(id: $id, version: $version, until: "2026-03-02") { id }
}`;
const recordOutput = 'mutation($input: RecordOutputInput!) { recordOutput(input: $input) { id } }';
const correctOutput =
  'mutation($id: ID!, $version: Int = 1) { correctOutput(id: $id, version: $version, units: 5) { id } }';
const recordPeerLevel = 'mutation($input: RecordPeerLevelInput!) { recordPeerLevel(input: $input) { id } }';
const peerLevel = {
  product: '离心泵',
  indicator: '效率',
  unit: '%',
  value: 78.5,
  observedOn: '2026-03-01',
  source: '产品样本',
};
const recordUsage = 'mutation($input: RecordUsageInput!) { recordUsage(input: $input) { id } }';
const usage = {
  product: '离心泵',
  source: 'VISIT',
  learnedOn: '2026-03-01',
  condition: 'GOOD',
  findings: '运行正常',
};
const period = '(from: "2026-01-01", until: "2026-03-31")';
const onNone = async (document: string): Promise<Asked> => [document, { id: randomUUID() }];

/** The root fields about cases of quality information, called by somebody; of mutations, on what never existed. */
export const qualityCalls: Record<string, (who: string, file: LabelledCustomer) => Promise<Asked>> = {
  handlingRecord: () => onNone('query($id: ID!) { handlingRecord(id: $id) { id } }'),
  handlingRecords: async () => ['{ handlingRecords { totalCount } }'],
  caseFile: () => onNone('query($id: ID!) { caseFile(id: $id) { id } }'),
  caseFiles: async () => ['{ caseFiles { totalCount } }'],
  qualityOfficer: () => onNone('query($id: ID!) { qualityOfficer(id: $id) { id } }'),
  qualityOfficers: async () => ['{ qualityOfficers { totalCount } }'],
  qualityOfficerGaps: async () => ['{ qualityOfficerGaps { reason } }'],
  qualityDelays: async () => ['{ qualityDelays(from: "2026-01-01", until: "2026-03-31") { step due } }'],
  collectComplaints: async () => ['mutation { collectComplaints }'],
  qualityPareto: async () => [`{ qualityPareto${period} { total } }`],
  qualityTrend: async () => [`{ qualityTrend${period} { month reported } }`],
  qualityControlChart: async () => [`{ qualityControlChart${period} { kind } }`],
  qualityForecast: async () => ['{ qualityForecast { cause value } }'],
  outputFigure: () => onNone('query($id: ID!) { outputFigure(id: $id) { id } }'),
  outputFigures: async () => ['{ outputFigures { totalCount } }'],
  peerLevel: () => onNone('query($id: ID!) { peerLevel(id: $id) { id } }'),
  peerLevels: async () => ['{ peerLevels { totalCount } }'],
  qualityPeerSeries: async () => ['{ qualityPeerSeries(product: "离心泵", indicator: "效率") { peer } }'],
  usageReport: () => onNone('query($id: ID!) { usageReport(id: $id) { id } }'),
  usageReports: async () => ['{ usageReports { totalCount } }'],
  usageSummary: async () => [`{ usageSummary${period} { product } }`],
  recordOutput: async (who) => [recordOutput, { input: { product: `${who}的产品`, month: '2026-01', units: 100 } }],
  correctOutput: () => onNone(correctOutput),
  recordPeerLevel: async () => [recordPeerLevel, { input: peerLevel }],
  recordUsage: async () => [recordUsage, { input: { ...usage, user: '用户' } }],
  takeFeedback: () => onNone(take),
  assignFeedback: async () => [assign, { id: randomUUID(), departmentId: randomUUID() }],
  regradeFeedback: () => onNone(regrade),
  closeFeedback: () => onNone(close),
  requestCaseAccess: async () => [caseAccess, { id: randomUUID(), personId: randomUUID() }],
  fillHandling: () => onNone(fill),
  submitHandling: () => onNone(submit),
  verifyHandling: () => onNone(verify),
  nameQualityOfficer: async () => [
    nameOfficer,
    { input: { unitId: randomUUID(), personId: randomUUID(), since: '2026-03-01' } },
  ],
  endQualityOfficer: () => onNone(endOfficer),
};

export const qualityRows = `
handlingRecord       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
handlingRecords      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
caseFile             --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
caseFiles            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
qualityOfficer       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
qualityOfficers      --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
qualityOfficerGaps   --  no  ok  no  ok  no  no  no  no  ok  ok  ok  no
qualityDelays        --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
collectComplaints    --  no  no  no  no  ok  ok  ok  ok  ok  no  no  no
qualityPareto        --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
qualityTrend         --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
qualityControlChart  --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
qualityForecast      --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
outputFigure         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
outputFigures        --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
peerLevel            --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
peerLevels           --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
qualityPeerSeries    --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
usageReport          --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
usageReports         --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
usageSummary         --  no  no  ok  ok  ok  ok  ok  ok  ok  ok  ok  no
recordOutput         --  no  no  no  no  ok  ok  ok  ok  ok  ok  no  no
correctOutput        --  no  no  no  no  nf  nf  nf  nf  nf  nf  no  no
recordPeerLevel      --  no  no  no  no  ok  ok  ok  ok  ok  ok  no  no
recordUsage          --  no  no  no  no  ok  ok  ok  ok  ok  ok  no  no
takeFeedback         --  no  no  no  no  no  no  no  no  no  nf  no  no
assignFeedback       --  no  no  no  no  no  no  no  no  no  nf  no  no
regradeFeedback      --  no  no  no  no  no  no  no  no  no  nf  no  no
closeFeedback        --  no  no  no  no  no  no  no  no  no  nf  no  no
requestCaseAccess    --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
fillHandling         --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
submitHandling       --  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf  nf
verifyHandling       --  no  no  no  no  no  no  no  no  no  nf  no  no
nameQualityOfficer   --  no  no  no  no  no  no  no  no  no  in  in  no
endQualityOfficer    --  no  no  no  no  no  no  no  no  no  nf  nf  no`;

const inspector = 'quality-inspector';
const longText = 'x'.repeat(20_000);

/** What they refuse. */
export const badInputsOfQuality = ({ formId }: LabelledCustomer): Bad[] => [
  ['query', 'general-manager', '{ qualityDelays(from: "2026-02-30", until: "x") { due } }'],
  ['query', 'general-manager', '{ qualityDelays(from: "2026-03-30", until: "2026-03-01") { due } }'],
  ['query', 'general-manager', '{ qualityDelays(from: "2006-03-30", until: "2026-03-01") { due } }'],
  ['query', 'general-manager', '{ qualityDelays(from: "0001-01-01", until: "0001-12-31") { due } }'],
  ['query', 'unit-head', '{ qualityOfficerGaps(first: 0, after: "x") { reason } }'],
  ['query', inspector, '{ qualityPareto(from: "x", until: "2026-01-01", product: "") { total } }'],
  ['query', inspector, '{ qualityForecast(months: 7) { value } }'],
  ['query', inspector, '{ qualityPeerSeries(product: "", indicator: "", last: 0) { peer } }'],
  ['query', inspector, '{ usageSummary(from: "2026-03-02", until: "2026-03-01") { product } }'],
  ['recordOutput', inspector, recordOutput, { input: { product: '', month: '2026-13', units: 0 } }],
  ['recordOutput', inspector, recordOutput, { input: { product: '离心泵', month: '2999-01', units: 1 } }],
  ['correctOutput', inspector, 'mutation { correctOutput(id: "x", version: 1, units: 0) { id } }'],
  ['correctOutput', inspector, correctOutput, { id: randomUUID() }],
  [
    'recordPeerLevel',
    inspector,
    recordPeerLevel,
    { input: { product: '', indicator: '', unit: '', value: 1e13, observedOn: 'x', source: '' } },
  ],
  ['recordPeerLevel', inspector, recordPeerLevel, { input: { ...peerLevel, observedOn: '2999-01-01' } }],
  [
    'recordUsage',
    inspector,
    recordUsage,
    { input: { ...usage, customerId: 'x', product: '', learnedOn: 'x', hours: -1, rating: 6, findings: '' } },
  ],
  ['recordUsage', inspector, recordUsage, { input: { ...usage, learnedOn: '2999-01-01' } }],
  ['recordUsage', inspector, recordUsage, { input: { ...usage, customerId: randomUUID() } }],
  ['collectComplaints', inspector, 'mutation { collectComplaints }'],
  [
    'requestCaseAccess',
    inspector,
    'mutation { requestCaseAccess(formId: "x", input: { personId: "x", reason: "", until: "2020-01-01T00:00:00Z" }) { id } }',
  ],
  ['requestCaseAccess', inspector, caseAccess, { id: formId, personId: randomUUID(), until: '2020-01-01T00:00:00Z' }],
  ['takeFeedback', inspector, take, { id: randomUUID() }],
  ['takeFeedback', inspector, take, { id: formId, version: 99 }],
  [
    'assignFeedback',
    inspector,
    'mutation { assignFeedback(id: "x", version: 1, departmentId: "x", cause: OTHER, analysis: "") { id } }',
  ],
  ['assignFeedback', inspector, assign, { id: formId, departmentId: randomUUID() }],
  ['regradeFeedback', inspector, regrade, { id: 'x' }],
  [
    'closeFeedback',
    inspector,
    'mutation($x: String!) { closeFeedback(id: "x", version: 1, conclusion: $x) { id } }',
    { x: longText },
  ],
  ['closeFeedback', inspector, close, { id: formId }],
  [
    'fillHandling',
    'unit-head',
    'mutation($x: String!) { fillHandling(id: "x", version: 1, input: { team: $x, rootCause: $x, result: $x }) { id } }',
    { x: longText },
  ],
  ['fillHandling', 'unit-head', fill, { id: randomUUID() }],
  ['submitHandling', 'unit-head', submit, { id: 'x' }],
  [
    'verifyHandling',
    inspector,
    'mutation { verifyHandling(id: "x", version: 1, effective: true, verification: "") { id } }',
  ],
  ['verifyHandling', inspector, verify, { id: randomUUID() }],
  ['nameQualityOfficer', 'unit-head', nameOfficer, { input: { unitId: 'x', personId: 'x', since: 'x' } }],
  [
    'nameQualityOfficer',
    'unit-head',
    nameOfficer,
    { input: { unitId: randomUUID(), personId: randomUUID(), since: '2999-01-01' } },
  ],
  ['endQualityOfficer', 'unit-head', 'mutation { endQualityOfficer(id: "x", version: 1, until: "x") { id } }'],
  ['endQualityOfficer', 'unit-head', endOfficer, { id: randomUUID() }],
];

/** How each action on a case is really tried. */
export function qualityAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const departmentId = async () =>
    (await opened().owner<{ id: string }>("select id from access.department where name = '生产部'"))[0]!.id;
  const versioned = async (id: string) => {
    const [row] = await opened().owner<{ version: number }>('select version from quality.feedback_form where id = $1', [
      id,
    ]);
    return { id, version: row!.version, departmentId: await departmentId() };
  };
  const onForm = (document: string): Attempt => ({
    type: 'FeedbackForm',
    document,
    record: ({ formId }) => formId,
    variables: versioned,
    dependsOnState: true,
  });
  const onRecord = (document: string): Attempt => ({
    type: 'HandlingRecord',
    document,
    record: async ({ formId }) => {
      const [row] = await opened().owner<{ id: string }>(
        `insert into quality.handling (id, created_at, updated_at, label, form_id, round, department_id)
         select gen_random_uuid(), now(), now(), 'PUBLIC', $1, 1 + (random() * 1e9)::integer, $2 returning id`,
        [formId, await departmentId()],
      );
      return row!.id;
    },
    dependsOnState: true,
  });
  return {
    'FeedbackForm takeFeedback': onForm(take),
    'FeedbackForm assignFeedback': onForm(assign),
    'FeedbackForm regradeFeedback': onForm(regrade),
    'FeedbackForm closeFeedback': onForm(close),
    'FeedbackForm requestCaseAccess': {
      ...onForm(caseAccess),
      variables: async (id) => ({ id, personId: await opened().personId('quality-inspector') }),
    },
    'HandlingRecord fillHandling': onRecord(fill),
    'HandlingRecord submitHandling': onRecord(submit),
    'HandlingRecord verifyHandling': onRecord(verify),
    'Customer recordUsage': {
      type: 'Customer',
      document: recordUsage,
      record: ({ id }) => id,
      variables: (customerId) => ({ input: { ...usage, customerId } }),
    },
    'OutputFigure correctOutput': {
      type: 'OutputFigure',
      document: correctOutput,
      record: async () => {
        const [row] = await opened().owner<{ id: string }>(
          `insert into quality.output_figure (id, created_at, updated_at, product, month, units, recorded_by_id)
           select gen_random_uuid(), now(), now(), gen_random_uuid()::text, '2026-01-01', 1, p.id from access.person p where p.name = 'reader' returning id`,
        );
        return row!.id;
      },
    },
    'QualityOfficer endQualityOfficer': {
      type: 'QualityOfficer',
      document: endOfficer,
      record: async () => {
        await opened().owner('delete from quality.quality_officer where until is null');
        const [row] = await opened().owner<{ id: string }>(
          `insert into quality.quality_officer (id, created_at, updated_at, unit_id, person_id, since, full_time, named_by_id)
           select gen_random_uuid(), now(), now(), $1, p.id, '2026-01-01', false, p.id from access.person p where p.name = 'unit-head' returning id`,
          [await departmentId()],
        );
        return row!.id;
      },
    },
  };
}
