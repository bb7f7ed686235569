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
const nameOfficer = 'mutation($input: NameQualityOfficerInput!) { nameQualityOfficer(input: $input) { id } }';
const endOfficer = `mutation($id: ID!, $version: Int = 1) {
  endQualityOfficer(id: $id, version: $version, until: "2026-03-02") { id }
}`;
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
  takeFeedback: () => onNone(take),
  assignFeedback: async () => [assign, { id: randomUUID(), departmentId: randomUUID() }],
  regradeFeedback: () => onNone(regrade),
  closeFeedback: () => onNone(close),
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
takeFeedback         --  no  no  no  no  no  no  no  no  no  nf  no  no
assignFeedback       --  no  no  no  no  no  no  no  no  no  nf  no  no
regradeFeedback      --  no  no  no  no  no  no  no  no  no  nf  no  no
closeFeedback        --  no  no  no  no  no  no  no  no  no  nf  no  no
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
  ['query', 'unit-head', '{ qualityOfficerGaps(first: 0, after: "x") { reason } }'],
  ['collectComplaints', inspector, 'mutation { collectComplaints }'],
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
    'HandlingRecord fillHandling': onRecord(fill),
    'HandlingRecord submitHandling': onRecord(submit),
    'HandlingRecord verifyHandling': onRecord(verify),
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
