import { randomUUID } from 'node:crypto';

type Asked = readonly [document: string, variables?: Record<string, unknown>];

const some = (document: string) => async (): Promise<Asked> => [document, { id: randomUUID() }];

export const handoverDocuments = {
  passOn: 'mutation($id: ID!) { passOn(id: $id, input: { line: "x", recordIds: [], successorId: $id }) { id } }',
  declareHandover: 'mutation($id: ID!) { declareHandover(id: $id, version: 1) { id } }',
  receiveHandover: 'mutation($id: ID!) { receiveHandover(id: $id) }',
  requestTakeover: 'mutation($id: ID!) { requestTakeover(handoverId: $id, reason: "账号停用") { id } }',
  signHandover: 'mutation($id: ID!) { signHandover(id: $id, version: 1, password: "wrong") { id } }',
};

/** The root fields about handing over; of mutations, on what never existed. */
export const handoverCalls: Record<string, () => Promise<Asked>> = {
  handover: some('query($id: ID!) { handover(id: $id) { id } }'),
  handovers: async () => ['{ handovers { totalCount } }'],
  handoverItem: some('query($id: ID!) { handoverItem(id: $id) { id } }'),
  handoverItems: async () => ['{ handoverItems { totalCount } }'],
  handoverList: some('query($id: ID!) { handoverList(id: $id) { line } }'),
  beginHandover: some(
    'mutation($id: ID!) { beginHandover(input: { personId: $id, departmentId: $id, reason: MOVES }) { id } }',
  ),
  ...Object.fromEntries(Object.entries(handoverDocuments).map(([name, document]) => [name, some(document)])),
};
