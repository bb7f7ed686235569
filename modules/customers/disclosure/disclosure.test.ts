import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const director = 'sales-director';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const opened = async (who: string, label = 'INTERNAL'): Promise<string> =>
  (
    await ask(who, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }', {
      input: { name: '对外提供', label },
    })
  ).data.registerCustomer.id;
const input = {
  recipient: '诚信会计师事务所',
  content: '2025 年往来账目',
  purpose: '年度审计',
  reason: '审计合同约定',
};
const requested = (who: string, id: string, more: object = {}) =>
  ask(
    who,
    `mutation($id: ID!, $input: DisclosureInput!) { requestDisclosure(customerId: $id, input: $input) {
      id status steps { needsAll signers { taskId role } } } }`,
    { id, input: { ...input, ...more } },
  );
const decide = (who: string, task: string, verdict = 'APPROVE') =>
  ask(
    who,
    `mutation($input: DecideApprovalInput!) { decideApproval(input: $input, password: "demo-only") { status } }`,
    { input: { taskId: task, verdict, comment: '无必要' } },
  );
const recorded = (who: string, id: string, request: string) =>
  ask(
    who,
    `mutation($id: ID!, $request: ID!) {
      recordDisclosure(customerId: $id, requestId: $request, input: { takenBy: "林峰", means: "当面交付，密封" }) {
        recipient takenBy content purpose means givenBy { name } requestId } }`,
    { id, request },
  );
/** The task of the supervisor, and that of the manager. */
const tasksOf = (answer: { data: { requestDisclosure: { steps: { signers: { taskId: string }[] }[] } } }) =>
  answer.data.requestDisclosure.steps[0]!.signers.map(({ taskId }) => taskId) as [string, string];

describe('P01.A24 giving customer information to an outside party', () => {
  it('P01.A24 takes supervisor and manager, both and beforehand; then it goes into the register once', async () => {
    const id = await opened(specialist);
    const request = await requested(director, id);
    const requestId = request.data.requestDisclosure.id;
    const [ofSupervisor, ofManager] = tasksOf(request);
    expect((await recorded(director, id, requestId)).outcome).toBe('INVALID_STATE');
    expect((await decide(manager, ofManager)).data.decideApproval.status).toBe('RUNNING');
    expect((await recorded(director, id, requestId)).outcome).toBe('INVALID_STATE');
    for (const who of [manager, 'general-manager', specialist])
      expect((await decide(who, ofSupervisor)).outcome, who).not.toBe('ok');
    expect((await decide(supervisor, ofSupervisor)).data.decideApproval.status).toBe('APPROVED');
    expect((await recorded(director, id, requestId)).data.recordDisclosure).toEqual({
      recipient: '诚信会计师事务所',
      takenBy: '林峰',
      content: '2025 年往来账目',
      purpose: '年度审计',
      means: '当面交付，密封',
      givenBy: { name: director },
      requestId,
    });
    expect((await recorded(director, id, requestId)).outcome).toBe('INVALID_STATE');
  });

  const back = (who: string, taskId: string) =>
    ask(who, 'mutation($id: ID!) { returnApproval(taskId: $id, comment: "缩小范围") { version } }', { id: taskId });
  const again = (who: string, id: string, version: number, changes: object[]) =>
    ask(
      who,
      `mutation($id: ID!, $version: Int!, $changes: [FormChangeInput!]!) {
        resubmitApproval(id: $id, version: $version, changes: $changes) { id version status form { name value } steps { signers { taskId } } } }`,
      { id, version, changes },
    );

  it('P01.A24 a returned request comes again with a changed form, which both decide anew', async () => {
    const id = await opened(specialist);
    const request = await requested(director, id);
    const requestId = request.data.requestDisclosure.id;
    const [ofSupervisor, ofManager] = tasksOf(request);
    await decide(manager, ofManager);
    const { version } = (await back(supervisor, ofSupervisor)).data.returnApproval;
    const narrower = [{ field: 'content', value: ' 2025 年往来账目汇总 ' }];
    expect((await again(specialist, requestId, version, narrower)).outcome).not.toBe('ok');
    const answer = await again(director, requestId, version, narrower);
    expect(answer.data.resubmitApproval.form).toContainEqual({ name: 'content', value: '2025 年往来账目汇总' });
    expect(answer.data.resubmitApproval.form).toContainEqual({ name: 'purpose', value: '年度审计' });
    const [first, second] = tasksOf({ data: { requestDisclosure: answer.data.resubmitApproval } });
    expect((await decide(supervisor, first)).data.decideApproval.status).toBe('RUNNING');
    expect((await decide(manager, second)).data.decideApproval.status).toBe('APPROVED');
    expect((await recorded(director, id, requestId)).data.recordDisclosure.content).toBe('2025 年往来账目汇总');
  });

  it('P01.A24 what does not fit of the changes is named in one answer, and the form stays', async () => {
    const request = await requested(director, await opened(specialist));
    const requestId = request.data.requestDisclosure.id;
    const { version } = (await back(supervisor, tasksOf(request)[0])).data.returnApproval;
    const answer = await again(director, requestId, version, [
      { field: 'constructor', value: 'x' },
      { field: 'recipient', value: ' ' },
      { field: 'purpose', value: '审计' },
      { field: 'purpose', value: '审计二' },
    ]);
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect((answer.errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual([
      'changes.0.field',
      'changes.1.value',
      'changes.3.field',
    ]);
    expect((await again(director, requestId, version, [])).outcome).toBe('ok');
  });

  it('P01.A24 one refusal of the two refuses', async () => {
    const id = await opened(specialist);
    const request = await requested(director, id);
    const [ofSupervisor, ofManager] = tasksOf(request);
    await decide(supervisor, ofSupervisor);
    expect((await decide(manager, ofManager, 'REJECT')).data.decideApproval.status).toBe('REJECTED');
    expect((await recorded(director, id, request.data.requestDisclosure.id)).outcome).toBe('INVALID_STATE');
  });

  it('P01.A24 a request for one customer gives nothing of another', async () => {
    const [id, other] = [await opened(specialist), await opened(specialist)];
    const request = await requested(director, id);
    const [ofSupervisor, ofManager] = tasksOf(request);
    await decide(supervisor, ofSupervisor);
    await decide(manager, ofManager);
    expect((await recorded(director, other, request.data.requestDisclosure.id)).outcome).toBe('NOT_FOUND');
  });

  it.each([
    ['recipient', { recipient: '' }],
    ['content', { content: '' }],
    ['purpose', { purpose: '' }],
    ['reason', { reason: '' }],
  ])('P01.A24 a request without %s is refused', async (field, more) => {
    const answer = await requested(director, await opened(specialist), more);
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect((answer.errors[0]!.extensions!.problems as { path: string }[])[0]!.path).toBe(`input.${field}`);
  });

  it.each([
    [specialist, 1],
    [supervisor, 1],
    [manager, 1],
    ['general-manager', 1],
    [director, 1],
    ['customer-developer', 0],
    ['reader', 0],
  ])('P01.A24 the register is read by %s: %i', async (who, seen) => {
    const { data } = await ask(
      who,
      '{ customerDisclosures(filter: { recipient: { eq: "诚信会计师事务所" } }) { totalCount } }',
    );
    expect(Math.min(1, data.customerDisclosures.totalCount)).toBe(seen);
  });

  it('P01.A22 P01.A24 the register of a SECRET customer is seen by its keeper alone, and tells nobody else', async () => {
    const id = await opened(manager, 'SECRET');
    const request = await requested(manager, id, { recipient: '密件收件单位' });
    const [ofSupervisor, ofManager] = tasksOf(request);
    // The keeper applies and so decides nothing; somebody else with the post does.
    expect((await decide(manager, ofManager)).outcome).toBe('FORBIDDEN');
    await decide(supervisor, ofSupervisor);
    await platform.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       select gen_random_uuid(), now(), now(), p.id, 'CUSTOMER_SERVICE_MANAGER', d.id, '2026-01-01'
       from access.person p, access.department d where p.name = 'general-manager' and d.name = '客户服务部'`,
    );
    expect((await decide('general-manager', ofManager)).data.decideApproval.status).toBe('APPROVED');
    expect((await recorded(manager, id, request.data.requestDisclosure.id)).outcome).toBe('ok');
    const register = `{ customerDisclosures(filter: { customer: { id: { eq: "${id}" } } }) { totalCount nodes { recipient } } }`;
    for (const [who, count] of [
      [manager, 1],
      [supervisor, 0],
      ['general-manager', 0],
      ['auditor', 0],
    ] as const)
      expect((await ask(who, register)).data.customerDisclosures, who).toEqual({
        totalCount: count,
        nodes: count ? [{ recipient: '密件收件单位' }] : [],
      });
  });
});
