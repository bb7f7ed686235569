import { randomUUID } from 'node:crypto';
import { askToDisclose, disclosureInput, readAgain, recordDisclosure } from './approvalCalls.js';
import type { Bad } from './badInputs.js';
import type { LabelledCustomer } from './labelledCustomers.js';

const supervisor = 'customer-information-supervisor';
const longText = 'x'.repeat(20_000);
const askToRead = `mutation($id: ID!, $input: ReadCustomerFileInput!) { requestCustomerReading(customerId: $id, input: $input) { id } }`;
const delegate = `mutation($input: DelegateApprovalsInput!) { delegateApprovals(input: $input) { id } }`;

const empty = {
  subject: '',
  purpose: '',
  reason: longText,
  signedBy: '',
  reader: 'OUTSIDE',
  readerId: 'x',
  outsideName: longText,
  from: '2026-03-02T03:00:00Z',
  until: '2020-03-02T03:00:00Z',
};

/** What the mutations about approvals refuse. */
export const badInputsOfApprovals = (
  file: LabelledCustomer,
  ids: Record<'reader' | 'administrator', string>,
): Bad[] => [
  ['decideApproval', 'reader', 'mutation { decideApproval(input: { taskId: "x", verdict: APPROVE }) { id } }'],
  [
    'decideApproval',
    'reader',
    'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: "wrong") { id } }',
    { id: randomUUID() },
  ],
  [
    'decideApproval',
    'reader',
    'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }) { id } }',
    { id: randomUUID() },
  ],
  ['decideApprovals', 'reader', 'mutation { decideApprovals(inputs: []) { taskId } }'],
  [
    'decideApprovals',
    'reader',
    'mutation($inputs: [DecideApprovalInput!]!) { decideApprovals(inputs: $inputs) { taskId } }',
    { inputs: Array.from({ length: 101 }, () => ({ taskId: randomUUID(), verdict: 'APPROVE', comment: longText })) },
  ],
  ['returnApproval', 'reader', 'mutation { returnApproval(taskId: "x", toStep: "", comment: "") { id } }'],
  [
    'returnApproval',
    'reader',
    'mutation($id: ID!) { returnApproval(taskId: $id, comment: "请补正") { id } }',
    { id: randomUUID() },
  ],
  ['addApprovalSigner', 'reader', 'mutation { addApprovalSigner(taskId: "x", personId: "x", place: AFTER) { id } }'],
  ['resubmitApproval', 'reader', 'mutation { resubmitApproval(id: "x", version: 1) { id } }'],
  [
    'resubmitApproval',
    'reader',
    'mutation($value: String!) { resubmitApproval(id: "x", version: 1, changes: [{ field: "", value: $value }]) { id } }',
    { value: longText },
  ],
  ['withdrawApproval', 'reader', 'mutation { withdrawApproval(id: "x", version: 1) { id } }'],
  ['urgeApproval', 'reader', 'mutation { urgeApproval(id: "x") { id } }'],
  ['copyApproval', 'reader', 'mutation { copyApproval(id: "x", personIds: []) { id } }'],
  ['copyApproval', 'reader', 'mutation { copyApproval(id: "x", personIds: ["x"]) { id } }'],
  [
    'delegateApprovals',
    'reader',
    delegate,
    { input: { personId: ids.reader, names: ['nothing'], validUntil: '2020-01-01T00:00:00Z' } },
  ],
  [
    'delegateApprovals',
    'reader',
    delegate,
    { input: { personId: 'x', names: [''], validUntil: '2099-01-01T00:00:00Z' } },
  ],
  ['endApprovalDelegation', 'reader', 'mutation { endApprovalDelegation(id: "x", version: 1) { id } }'],
  ['requestCustomerReading', supervisor, askToRead, { id: file.id, input: empty }],
  [
    'requestCustomerReading',
    supervisor,
    askToRead,
    {
      id: file.id,
      input: {
        ...empty,
        subject: 'x',
        purpose: 'x',
        reason: 'x',
        signedBy: 'x',
        reader: 'INSIDE',
        outsideName: null,
        readerId: randomUUID(),
        from: '2090-01-01T00:00:00Z',
        until: '2090-01-02T00:00:00Z',
      },
    },
  ],
  [
    'requestDisclosure',
    supervisor,
    askToDisclose,
    { id: file.id, input: { recipient: '', content: longText, purpose: '', reason: '' } },
  ],
  ['requestDisclosure', supervisor, askToDisclose, { id: randomUUID(), input: disclosureInput }],
  [
    'recordDisclosure',
    supervisor,
    'mutation { recordDisclosure(customerId: "x", requestId: "x", input: { takenBy: "", means: "" }) { id } }',
  ],
  ['recordDisclosure', supervisor, recordDisclosure, { id: file.id, request: randomUUID() }],
  ['resubmitCustomerReading', supervisor, readAgain, { id: 'x', version: 1, input: empty }],
];
