import { giveRole, newcomer } from '../src/access/access.harness.js';
import {
  askToDisclose,
  askToRead,
  disclosureInput,
  readAgain,
  readingInput,
  recordDisclosure,
} from './approvalCalls.js';
import type { Attempt } from './explaining.js';
import type { TestPlatform } from './harness.js';
import type { LabelledCustomer } from './labelledCustomers.js';

/** How what people do with approvals is really tried. */
export function approvalAttempts(opened: () => TestPlatform): Record<string, Attempt> {
  const asked = async (who: string, { id }: LabelledCustomer) => {
    const input = { ...(await readingInput(opened())), readerId: await opened().personId(who) };
    const { data, errors } = await opened().as(who).run(askToRead, { id, input });
    if (!data?.requestCustomerReading) throw new Error(JSON.stringify(errors));
    return data.requestCustomerReading;
  };
  const request = async (file: LabelledCustomer): Promise<string> => (await asked('reader', file)).id;

  /** Of a request by somebody whom the test does not ask: applicants see the request and not the task. */
  const task = async (file: LabelledCustomer): Promise<string> => {
    const { id, name } = await newcomer(opened());
    await giveRole(opened(), id, 'READER');
    return (await asked(name, file)).steps[0].signers[0].taskId;
  };

  const returned = async (file: LabelledCustomer): Promise<string> => {
    const made = await asked('reader', file);
    await opened()
      .as('customer-information-specialist')
      .run('mutation($id: ID!) { returnApproval(taskId: $id, comment: "请补正") { id } }', {
        id: made.steps[0].signers[0].taskId,
      });
    return made.id;
  };

  /** A draft of a policy that was returned. */
  const drafted = async (): Promise<string> => {
    const [newest] = await opened().owner<{ number: number }>(
      `select max(number) as number from clauses.policy_version where policy = 'P01' and status = 'ISSUED'`,
    );
    const { data } = await opened()
      .as('customer-service-manager')
      .run(
        'mutation($basedOn: Int!) { proposePolicyVersion(policy: "P01", basedOn: $basedOn, input: { reason: "修订", title: { zh: "客户信息" } }) { id steps { signers { taskId } } } }',
        { basedOn: newest!.number },
      );
    const { id, steps } = data.proposePolicyVersion;
    await opened()
      .as('general-manager')
      .run('mutation($id: ID!) { returnApproval(taskId: $id, comment: "请补正") { id } }', {
        id: steps[0].signers[0].taskId,
      });
    return id;
  };

  const versioned = async (id: string) => ({
    id,
    version: (await opened().owner<{ version: number }>('select version from approvals.request where id = $1', [id]))[0]
      ?.version,
  });

  const delegation = async (): Promise<string> => {
    const { data } = await opened()
      .as('reader')
      .run(
        'mutation($id: ID!) { delegateApprovals(input: { personId: $id, validUntil: "2027-01-01T00:00:00Z" }) { id } }',
        { id: await opened().personId('unit-head') },
      );
    return data.delegateApprovals.id;
  };

  const ofTask = (document: string, variables?: Attempt['variables']): Attempt => ({
    type: 'ApprovalTask',
    document,
    record: task,
    ...(variables ? { variables } : {}),
  });
  const ofRequest = (document: string, record = request): Attempt => ({
    type: 'ApprovalRequest',
    document: `mutation($id: ID!, $version: Int!) { ${document} }`,
    record,
    variables: versioned,
  });

  return {
    'Customer requestCustomerReading': {
      type: 'Customer',
      document: askToRead,
      record: ({ id }) => id,
      variables: async (id) => ({ id, input: await readingInput(opened()) }),
    },
    'Customer requestDisclosure': {
      type: 'Customer',
      document: askToDisclose,
      record: ({ id }) => id,
      variables: (id) => ({ id, input: disclosureInput }),
    },
    'Customer recordDisclosure': {
      type: 'Customer',
      document: recordDisclosure,
      record: ({ id }) => id,
      // Not approved yet, which the state of the request refuses and not its rights.
      variables: async (id) => ({ id, request: await pending(opened(), 'giveCustomerInformation', id) }),
      dependsOnState: true,
    },
    'ApprovalRequest read': {
      type: 'ApprovalRequest',
      document: 'query($id: ID!) { approvalRequest(id: $id) { id } }',
      record: request,
    },
    'ApprovalTask decideApproval': ofTask(
      'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }) { id } }',
    ),
    'ApprovalTask returnApproval': ofTask(
      'mutation($id: ID!) { returnApproval(taskId: $id, comment: "请补正") { id } }',
    ),
    'ApprovalTask addApprovalSigner': ofTask(
      'mutation($id: ID!, $person: ID!) { addApprovalSigner(taskId: $id, personId: $person, place: BEFORE) { id } }',
      async (id) => ({ id, person: await opened().personId('sales-director') }),
    ),
    'ApprovalRequest resubmitApproval': ofRequest('resubmitApproval(id: $id, version: $version) { id }', returned),
    'ApprovalRequest withdrawApproval': ofRequest('withdrawApproval(id: $id, version: $version) { id }'),
    'ApprovalRequest urgeApproval': {
      ...ofRequest(''),
      document: 'mutation($id: ID!) { urgeApproval(id: $id) { id } }',
      variables: (id) => ({ id }),
    },
    'ApprovalRequest copyApproval': {
      ...ofRequest(''),
      document: 'mutation($id: ID!, $person: ID!) { copyApproval(id: $id, personIds: [$person]) { id } }',
      variables: async (id) => ({ id, person: await opened().personId('auditor') }),
    },
    'ApprovalRequest resubmitCustomerReading': {
      ...ofRequest('', returned),
      document: readAgain,
      variables: async (id) => ({
        ...(await versioned(id)),
        version: (await versioned(id)).version ?? 1,
        input: await readingInput(opened()),
      }),
    },
    'ApprovalRequest resubmitPolicyVersion': {
      ...ofRequest('', drafted),
      document:
        'mutation($id: ID!, $version: Int!) { resubmitPolicyVersion(id: $id, version: $version, input: { reason: "补正", title: { zh: "客户信息" } }) { id } }',
      variables: async (id) => ({ id, version: (await versioned(id)).version ?? 1 }),
    },
    'ApprovalDelegation endApprovalDelegation': {
      type: 'ApprovalDelegation',
      document: 'mutation($id: ID!) { endApprovalDelegation(id: $id, version: 1) { id } }',
      record: delegation,
    },
  };
}

/** A request about a customer that waits for nobody, as a row. */
export async function pending(platform: TestPlatform, name: string, customer: string): Promise<string> {
  const [row] = await platform.owner<{ id: string }>(
    `insert into approvals.request (id, created_at, updated_at, name, module, definition_version, definition, steps, form, status, round, applicant_id, record_type, record_id, record_table, label)
     values (gen_random_uuid(), now(), now(), $1, 'customers', 1, '{}', '[]', '{}', 'RUNNING', 1, $2, 'Customer', $3, 'customers.customer', 'PUBLIC') returning id`,
    [name, await platform.personId('administrator'), customer],
  );
  return row!.id;
}
