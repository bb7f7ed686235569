import { randomUUID } from 'node:crypto';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

export const askToRead = `mutation($id: ID!, $input: ReadCustomerFileInput!) {
  requestCustomerReading(customerId: $id, input: $input) { id version steps { signers { taskId } } }
}`;
export const readAgain = `mutation($id: ID!, $version: Int!, $input: ReadCustomerFileInput!) {
  resubmitCustomerReading(id: $id, version: $version, input: $input) { id }
}`;

/** A complete request to read a file, for the general manager, from now on. */
export const readingInput = async (platform: TestPlatform) => ({
  subject: '合同',
  purpose: '核对账目',
  reason: '年度审计',
  signedBy: '王建国',
  reader: 'INSIDE',
  readerId: await platform.personId('general-manager'),
  from: new Date().toISOString(),
  until: new Date(Date.now() + 86_400_000).toISOString(),
});

export const askToDisclose = `mutation($id: ID!, $input: DisclosureInput!) { requestDisclosure(customerId: $id, input: $input) { id } }`;
export const disclosureInput = {
  recipient: '诚信会计师事务所',
  content: '往来账目',
  purpose: '审计',
  reason: '年度审计',
};
export const recordDisclosure = `mutation($id: ID!, $request: ID!) {
  recordDisclosure(customerId: $id, requestId: $request, input: { takenBy: "林峰", means: "当面，密封" }) { id }
}`;

/** The root fields about approvals, called by somebody; of mutations, on what never existed. */
export const approvalCalls = (
  platform: () => TestPlatform,
): Record<string, (who: string, file: LabelledCustomer) => Promise<Asked>> => ({
  approvalInbox: async () => ['{ approvalInbox { totalCount } }'],
  approvalTask: async () => ['query($id: ID!) { approvalTask(id: $id) { id } }', { id: randomUUID() }],
  approvalRequest: async () => ['query($id: ID!) { approvalRequest(id: $id) { id } }', { id: randomUUID() }],
  approvalRequests: async () => ['{ approvalRequests { totalCount } }'],
  myRequests: async () => ['{ myRequests { id } }'],
  approvalDelegation: async () => ['query($id: ID!) { approvalDelegation(id: $id) { id } }', { id: randomUUID() }],
  approvalDelegations: async () => ['{ approvalDelegations { totalCount } }'],
  decideApproval: async () => [
    'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }) { id } }',
    { id: randomUUID() },
  ],
  decideApprovals: async () => [
    'mutation($id: ID!) { decideApprovals(inputs: [{ taskId: $id, verdict: APPROVE }]) { taskId } }',
    { id: randomUUID() },
  ],
  returnApproval: async () => [
    'mutation($id: ID!) { returnApproval(taskId: $id, comment: "请补正") { id } }',
    { id: randomUUID() },
  ],
  addApprovalSigner: async () => [
    'mutation($id: ID!) { addApprovalSigner(taskId: $id, personId: $id, place: BEFORE) { id } }',
    { id: randomUUID() },
  ],
  resubmitApproval: async () => [
    'mutation($id: ID!) { resubmitApproval(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  withdrawApproval: async () => [
    'mutation($id: ID!) { withdrawApproval(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  urgeApproval: async () => ['mutation($id: ID!) { urgeApproval(id: $id) { id } }', { id: randomUUID() }],
  copyApproval: async () => [
    'mutation($id: ID!) { copyApproval(id: $id, personIds: [$id]) { id } }',
    { id: randomUUID() },
  ],
  delegateApprovals: async () => [
    'mutation($id: ID!) { delegateApprovals(input: { personId: $id, validUntil: "2099-01-01T00:00:00Z" }) { id } }',
    { id: randomUUID() },
  ],
  endApprovalDelegation: async () => [
    'mutation($id: ID!) { endApprovalDelegation(id: $id, version: 1) { id } }',
    { id: randomUUID() },
  ],
  requestCustomerReading: async (_who, { id }) => [askToRead, { id, input: await readingInput(platform()) }],
  requestDisclosure: async (_who, { id }) => [askToDisclose, { id, input: disclosureInput }],
  recordDisclosure: async (_who, { id }) => [recordDisclosure, { id, request: randomUUID() }],
  customerDisclosure: async () => ['query($id: ID!) { customerDisclosure(id: $id) { id } }', { id: randomUUID() }],
  customerDisclosures: async () => ['{ customerDisclosures { totalCount } }'],
  resubmitCustomerReading: async () => [
    readAgain,
    { id: randomUUID(), version: 1, input: await readingInput(platform()) },
  ],
});
