import { randomUUID } from 'node:crypto';
import type { Bad } from './badInputs.js';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

const propose = 'mutation($input: ProposeAppraisalInput!) { proposeAppraisal(input: $input) { id } }';
const correct = `mutation($id: ID!, $version: Int = 2) {
  correctAppraisal(id: $id, version: $version, input: { reason: "情节轻微" }) { id }
}`;
const withdraw = `mutation($id: ID!, $version: Int = 2) {
  withdrawAppraisal(id: $id, version: $version, reason: "查无实据") { id }
}`;

/** The root fields about appraisal, called by somebody; of corrections, on what never existed. */
export const appraisalCalls = (
  opened: () => TestPlatform,
): Record<string, (who: string, file: LabelledCustomer) => Promise<Asked>> => ({
  appraisalEntry: async () => ['query($id: ID!) { appraisalEntry(id: $id) { id } }', { id: randomUUID() }],
  appraisalEntries: async () => ['{ appraisalEntries { totalCount } }'],
  appraisalKinds: async () => ['{ appraisalKinds { name title leastPoints mostAmount } }'],
  appraisalRanking: async () => ['{ appraisalRanking(period: "2026-Q1", by: PERSON) { rank } }'],
  proposeAppraisal: async (_who, { formId }) => [
    propose,
    {
      input: {
        kind: 'quality.delayCriticised',
        personId: await opened().personId('unit-head'),
        reason: '迟报五日',
        caseId: formId,
      },
    },
  ],
  correctAppraisal: async () => [correct, { id: randomUUID() }],
  withdrawAppraisal: async () => [withdraw, { id: randomUUID() }],
});

export const appraisalRows = `
appraisalEntry       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
appraisalEntries     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
appraisalKinds       --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
appraisalRanking     --  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
proposeAppraisal     --  no  no  no  no  no  no  no  no  ok  ok  no  no
correctAppraisal     --  no  no  no  no  no  no  no  no  nf  nf  no  no
withdrawAppraisal    --  no  no  no  no  no  no  no  no  nf  nf  no  no`;

/** What they refuse. */
export const badInputsOfAppraisal = (): Bad[] => [
  ['query', 'reader', '{ appraisalRanking(period: "2026-Q5", by: PERSON, first: 0, offset: -1) { rank } }'],
  ['proposeAppraisal', 'quality-inspector', propose, { input: { kind: '', reason: '', points: -2000, amount: -1 } }],
  ['proposeAppraisal', 'quality-inspector', propose, { input: { kind: 'x', reason: 'x' } }],
  [
    'proposeAppraisal',
    'quality-inspector',
    propose,
    { input: { kind: 'quality.delayPenalised', reason: 'x', points: -1, amount: 6000, occurredOn: '2999-01-01' } },
  ],
  [
    'proposeAppraisal',
    'quality-inspector',
    propose,
    {
      input: {
        kind: 'quality.delayCriticised',
        reason: 'x',
        personId: randomUUID(),
        amount: 6000,
        caseId: randomUUID(),
      },
    },
  ],
  ['proposeAppraisal', 'reader', propose, { input: { kind: 'quality.delayCriticised', reason: 'x' } }],
  [
    'correctAppraisal',
    'quality-inspector',
    'mutation { correctAppraisal(id: "x", version: 1, input: { reason: "", points: 5000 }) { id } }',
  ],
  ['correctAppraisal', 'quality-inspector', correct, { id: randomUUID() }],
  ['withdrawAppraisal', 'quality-inspector', 'mutation { withdrawAppraisal(id: "x", version: 1, reason: "") { id } }'],
  ['withdrawAppraisal', 'quality-inspector', withdraw, { id: randomUUID() }],
];

/** How each action on an entry is really tried. */
export function appraisalAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const inForce = async ({ formId }: LabelledCustomer): Promise<string> => {
    const entry = randomUUID();
    await opened().owner(
      `insert into appraisal.appraisal_entry (id, version, created_at, updated_at, label, module, kind, clause, measure, person_id, points,
         reason, case_type, case_id, occurred_on, period, state, withdraws, recorded_by_id, decided_at)
       select $1, 2, now(), now(), 'PUBLIC', 'quality', 'quality.delayCriticised', 'P06.A05', 'CRITICISM', $2, -2, '迟报',
         'FeedbackForm', $3, '2026-03-02', '2026-Q1', 'IN_FORCE', false, $4, now()`,
      [entry, await opened().personId('unit-head'), formId, await opened().personId('administrator')],
    );
    return entry;
  };
  return {
    'AppraisalEntry correctAppraisal': { type: 'AppraisalEntry', document: correct, record: inForce },
    'AppraisalEntry withdrawAppraisal': { type: 'AppraisalEntry', document: withdraw, record: inForce },
  };
}
