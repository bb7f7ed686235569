import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const developer = 'customer-developer';

let platform: TestPlatform;
let people: Record<string, string>;
beforeAll(async () => {
  platform = await TestPlatform.open();
  const rows = await platform.owner<{ name: string; id: string }>('select name, id from access.person');
  people = Object.fromEntries(rows.map(({ name, id }) => [name, id]));
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const opened = async (who: string, label = 'INTERNAL'): Promise<string> =>
  (
    await ask(who, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }', {
      input: { name: '复制', label },
    })
  ).data.registerCustomer.id;
const requested = (who: string, fileId: string, receiver: string) =>
  ask(who, 'mutation($input: CopyInput!) { requestCopy(input: $input) { id steps { signers { taskId role } } } }', {
    input: { fileId, kind: 'EXCERPT', part: '第 3 页', copies: 2, purpose: '投标', receiverId: people[receiver] },
  });
const decide = (who: string, task: string) =>
  ask(
    who,
    'mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "demo-only") { status } }',
    { task },
  );
const copied = (who: string, id: string, request: string) =>
  ask(
    who,
    `mutation($id: ID!, $request: ID!) { copyOnRequest(fileId: $id, requestId: $request) {
      kind part copies purpose receiver { name } allowedBy { name } } }`,
    { id, request },
  );

describe('P01.A23 a copy or excerpt follows an approved request', () => {
  it('P01.A23 returned, it comes again with fewer copies, within their bounds', async () => {
    const id = await opened(specialist);
    const { id: request, steps } = (await requested(developer, id, developer)).data.requestCopy;
    const { data } = await ask(
      supervisor,
      'mutation($id: ID!) { returnApproval(taskId: $id, comment: "一份即可") { version } }',
      { id: steps[0].signers[0].taskId },
    );
    const again = (value: string) =>
      ask(
        developer,
        `mutation($id: ID!, $version: Int!, $value: String!) {
          resubmitApproval(id: $id, version: $version, changes: [{ field: "copies", value: $value }]) { steps { signers { taskId } } } }`,
        { id: request, version: data.returnApproval.version, value },
      );
    for (const value of ['0', '1000', '1.5', '一', '']) expect((await again(value)).outcome).toBe('BAD_USER_INPUT');
    const [step] = (await again('1')).data.resubmitApproval.steps;
    expect((await decide(supervisor, step.signers[0].taskId)).outcome).toBe('ok');
    expect((await copied(specialist, id, request)).data.copyOnRequest.copies).toBe(1);
  });

  it.each([
    ['general-manager', 'ok', 1],
    [supervisor, 'ok', 0],
    [manager, 'FORBIDDEN', 0],
    [specialist, 'FORBIDDEN', 0],
  ])('P01.A23 decided by %s: %s', async (who, outcome, place) => {
    const id = await opened(specialist);
    const { id: request, steps } = (await requested(developer, id, developer)).data.requestCopy;
    expect((await copied(specialist, id, request)).outcome).toBe('INVALID_STATE');
    const decided = await decide(who, steps[0].signers[place].taskId);
    expect(decided.outcome === 'NOT_FOUND' ? 'FORBIDDEN' : decided.outcome).toBe(outcome);
    const entered = await copied(specialist, id, request);
    if (outcome !== 'ok') return expect(entered.outcome).toBe('INVALID_STATE');
    expect(entered.data.copyOnRequest).toEqual({
      kind: 'EXCERPT',
      part: '第 3 页',
      copies: 2,
      purpose: '投标',
      receiver: { name: developer },
      allowedBy: { name: who },
    });
    expect((await copied(specialist, id, request)).outcome).toBe('INVALID_STATE');
  });

  it('P01.A23 nobody allows one to themselves, by request or by word of mouth', async () => {
    const id = await opened(specialist);
    const { steps } = (await requested(supervisor, id, supervisor)).data.requestCopy;
    expect((await decide(supervisor, steps[0].signers[0].taskId)).outcome).toBe('FORBIDDEN');
    const toSelf = await ask(supervisor, 'mutation($input: CopyInput!) { allowCopy(input: $input) { id } }', {
      input: { fileId: id, kind: 'COPY', part: '全卷', purpose: '投标', receiverId: people[supervisor] },
    });
    expect(toSelf.outcome).toBe('BAD_USER_INPUT');
  });

  it('P01.A23 an approved request for one file or one loan copies no other', async () => {
    const [id, other] = [await opened(specialist), await opened(specialist)];
    const { id: request, steps } = (await requested(developer, id, developer)).data.requestCopy;
    await decide(supervisor, steps[0].signers[0].taskId);
    expect((await copied(specialist, other, request)).outcome).toBe('NOT_FOUND');
    const lend = 'mutation($id: ID!, $request: ID!) { lendOnRequest(fileId: $id, requestId: $request) { id } }';
    expect((await ask(specialist, lend, { id, request })).outcome).toBe('NOT_FOUND');
    expect((await copied(developer, id, request)).outcome).toBe('FORBIDDEN');
  });

  it('P01.A23 the general manager sees the registers of copies and loans', async () => {
    const id = await opened(specialist);
    await ask(supervisor, 'mutation($input: CopyInput!) { allowCopy(input: $input) { id } }', {
      input: { fileId: id, kind: 'COPY', part: '全卷', purpose: '投标', receiverId: people[developer] },
    });
    const seen = 'query($id: ID!) { archiveFile(id: $id) { copies { totalCount } } }';
    expect((await ask('general-manager', seen, { id })).data.archiveFile.copies.totalCount).toBe(1);
    expect((await ask('reader', seen, { id })).data.archiveFile).toBeNull();
  });
});
