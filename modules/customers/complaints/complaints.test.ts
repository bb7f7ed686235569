import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { type LabelledCustomer, registerLabelled } from '../../../test/labelledCustomers.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';
const general = 'general-manager';
const opening = new Date('2026-03-02T03:00:00.000Z');
const days = (n: number) => new Date(opening.getTime() + n * 86_400_000);

let now = opening;
let platform: TestPlatform;
let production: string;
let files: Record<'INTERNAL' | 'CONFIDENTIAL' | 'SECRET', LabelledCustomer>;
beforeAll(async () => {
  platform = await TestPlatform.open({
    clock: () => now,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
    sweepMs: 86_400_000,
  });
  files = {
    INTERNAL: await registerLabelled(platform, supervisor, 'INTERNAL', '内部客户'),
    CONFIDENTIAL: await registerLabelled(platform, supervisor, 'CONFIDENTIAL', '秘密客户'),
    SECRET: await registerLabelled(platform, manager, 'SECRET', '机密客户'),
  };
  const [row] = await platform.owner<{ id: string }>(`select id from access.department where name = '生产部'`);
  production = row!.id;
});
afterAll(() => platform.close());
beforeEach(() => {
  now = opening;
});

const run = (who: string, document: string, variables: Record<string, unknown> = {}) =>
  platform.as(who).run(document, variables);

interface Received {
  id: string;
  version: number;
  number: string;
}

const service = { kind: 'SERVICE', complainant: '钱主任', reachedAt: '0351-6000', report: '电话无人接听' };
const quality = () => ({ ...service, kind: 'QUALITY', product: '离心泵', assistingDepartmentId: production });

const receive = (who: string, { id }: { id: string }, more: object = {}) =>
  run(
    who,
    'mutation($input: ReceiveComplaintInput!) { receiveComplaint(input: $input) { id version number status label department { name } } }',
    { input: { ...service, ...more, customerId: id } },
  );

const received = async (who = specialist, file: { id: string } = files.INTERNAL, more: object = {}) => {
  const { data, errors } = await receive(who, file, more);
  if (!data?.receiveComplaint) throw new Error(JSON.stringify(errors));
  return data.receiveComplaint as Received;
};

const step =
  (mutation: string, more = '', answer = 'id version status') =>
  async (who: string, id: string, version?: number) => {
    const [row] = await platform.owner<{ version: number }>('select version from customers.complaint where id = $1', [
      id,
    ]);
    return run(
      who,
      `mutation($id: ID!, $version: Int!) { ${mutation}(id: $id, version: $version${more}) { ${answer} } }`,
      {
        id,
        version: version ?? row!.version,
      },
    );
  };
const take = step('takeComplaint', '', 'id version status handler { name }');
const assist = step('assistComplaint', ', assistance: "轴承批次有缺陷"', 'id version assistance assistedBy { name }');
const propose = step('proposeComplaintResult', ', input: { result: "更换轴承并致歉" }', 'id version status');
const answer = step('answerComplaint', ', answer: "已电话告知更换时间"', 'status answeredBy { name }');

const decide = async (verdict: string, requestId: string, who = general) => {
  const { data } = await run(who, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
  const task = data.approvalInbox.nodes.find((one: { request: { id: string } }) => one.request.id === requestId);
  return run(
    who,
    'mutation($id: ID!, $verdict: ApprovalVerdict!) { decideApproval(input: { taskId: $id, verdict: $verdict, comment: "请补充" }, password: "demo-only") { status } }',
    { id: task?.id ?? requestId, verdict },
  );
};

/** Taken and proposed by the specialist. */
const proposed = async (file: { id: string } = files.INTERNAL) => {
  const { id } = await received(specialist, file);
  await take(specialist, id);
  const { data } = await propose(specialist, id);
  return { id, request: data.proposeComplaintResult as { id: string; version: number } };
};

const stateOf = async (id: string) =>
  (await platform.owner('select status, result, answer from customers.complaint where id = $1', [id]))[0];

const dutiesOf = async (id: string) =>
  Object.fromEntries(
    (
      await platform.owner<{ name: string; state: string; due_at: Date }>(
        'select name, state, due_at from duties.duty where record_id = $1',
        [id],
      )
    ).map(({ name, state, due_at }) => [name, [state, due_at.toISOString()]]),
  );

const sees = async (who: string, id: string): Promise<boolean> => {
  const { data } = await run(
    who,
    'query($id: ID!) { complaint(id: $id) { id } complaints(filter: { id: { eq: $id } }) { totalCount } }',
    { id },
  );
  expect(data.complaints.totalCount).toBe(data.complaint ? 1 : 0);
  return data.complaint !== null;
};

describe('P04.A08 a complaint goes its way', () => {
  it('P04.A08 received, taken, handled, approved by the general manager, answered by the office', async () => {
    const { data } = await receive(specialist, files.INTERNAL);
    expect(data.receiveComplaint).toMatchObject({
      status: 'RECEIVED',
      label: 'INTERNAL',
      department: { name: '客户服务部' },
    });
    expect(data.receiveComplaint.number).toMatch(/^TS-I-\d{6}$/);
    const { id } = data.receiveComplaint;
    expect((await take(specialist, id)).data.takeComplaint).toMatchObject({
      status: 'HANDLING',
      handler: { name: specialist },
    });
    const request = (await propose(specialist, id)).data.proposeComplaintResult;
    expect(await stateOf(id)).toEqual({ status: 'PROPOSED', result: null, answer: null });
    expect((await answer('office', id)).outcome).toBe('INVALID_STATE');
    expect((await decide('APPROVE', request.id)).data.decideApproval).toEqual({ status: 'APPROVED' });
    expect(await stateOf(id)).toEqual({ status: 'APPROVED', result: '更换轴承并致歉', answer: null });
    const { data: told } = await run('office', '{ notices { nodes { text } } }');
    expect(told.notices.nodes[0].text).toContain(data.receiveComplaint.number);
    expect((await answer(specialist, id)).errors[0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      clause: 'P04.A08',
    });
    expect((await answer('office', id)).data.answerComplaint).toEqual({
      status: 'ANSWERED',
      answeredBy: { name: 'office' },
    });
    expect((await answer('office', id)).outcome).toBe('INVALID_STATE');
  });

  it.each([
    ['answer', 'office', 'INVALID_STATE'],
    ['propose', specialist, 'FORBIDDEN'],
    ['assist', 'unit-head', 'NOT_FOUND'],
  ])('P04.A08 what is only received cannot yet: %s', async (what, who, outcome) => {
    const { id } = await received();
    expect((await { answer, propose, assist }[what]!(who, id)).outcome).toBe(outcome);
  });

  it('P04.A08 nobody approves what they handled themselves', async () => {
    await platform.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       select gen_random_uuid(), $2, $2, p.id, 'SALES_DIRECTOR', d.id, $2 from access.person p, access.department d where p.name = $1 and d.name = '总公司'`,
      [general, opening.toISOString()],
    );
    const { id } = await received();
    expect((await take(general, id)).outcome).toBe('ok');
    const { data } = await propose(general, id);
    const requestId = data.proposeComplaintResult.id;
    expect((await decide('APPROVE', requestId)).outcome).not.toBe('ok');
    expect((await stateOf(id))!.status).toBe('PROPOSED');
    await platform.owner(
      `delete from access.role_assignment where role = 'SALES_DIRECTOR' and person_id = (select id from access.person where name = $1)`,
      [general],
    );
  });

  it('P04.A08 a refused result is proposed anew, one at a time', async () => {
    const { id, request } = await proposed();
    expect((await propose(specialist, id)).outcome).toBe('INVALID_STATE');
    await decide('REJECT', request.id);
    expect((await answer('office', id)).outcome).toBe('INVALID_STATE');
    const again = (await propose(specialist, id)).data.proposeComplaintResult;
    await decide('APPROVE', again.id);
    expect((await stateOf(id))!.status).toBe('APPROVED');
  });

  it('P04.A08 a returned result comes again with another text', async () => {
    const { id, request } = await proposed();
    const { data } = await run(general, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
    const task = data.approvalInbox.nodes.find((one: { request: { id: string } }) => one.request.id === request.id);
    await run(general, 'mutation($id: ID!) { returnApproval(taskId: $id, comment: "请写明赔偿") { id } }', {
      id: task.id,
    });
    const document =
      'mutation($id: ID!, $version: Int!) { resubmitComplaintResult(id: $id, version: $version, input: { result: "更换并赔偿" }) { status form { name value } } }';
    expect((await run(manager, document, { id: request.id, version: request.version + 1 })).outcome).not.toBe('ok');
    const { data: came } = await run(specialist, document, { id: request.id, version: request.version + 1 });
    expect(came.resubmitComplaintResult.form).toContainEqual({ name: 'result', value: '更换并赔偿' });
    await decide('APPROVE', request.id);
    expect((await stateOf(id))!.result).toBe('更换并赔偿');
  });

  it('P04.A08 whoever handles it cannot write its result past the general manager', async () => {
    const { id } = await proposed();
    const { platform: running } = platform;
    const context = await running.core.contextFor(await platform.personId(specialist), 'a request');
    const past = running.database.write(context, ({ em }) =>
      em.execute(`update customers.complaint set status = 'APPROVED', approved_at = created_at where id = ?`, [id]),
    );
    await expect(past).rejects.toThrow();
    expect((await stateOf(id))!.status).toBe('PROPOSED');
  });
});

describe('P04.A08 a quality complaint', () => {
  it('P04.A08 has production help before a result is proposed', async () => {
    const { id } = await received(specialist, files.INTERNAL, quality());
    await take(specialist, id);
    expect((await propose(specialist, id)).outcome).toBe('INVALID_STATE');
    expect((await assist(specialist, id)).errors[0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      clause: 'P04.A08',
    });
    expect((await assist('unit-head', id)).data.assistComplaint).toMatchObject({
      assistance: '轴承批次有缺陷',
      assistedBy: { name: 'unit-head' },
    });
    expect((await propose(specialist, id)).outcome).toBe('ok');
    expect((await assist('unit-head', id)).outcome).toBe('INVALID_STATE');
  });

  it('P04.A08 names product and production', async () => {
    for (const more of [{ product: null }, { assistingDepartmentId: null }])
      expect((await receive(specialist, files.INTERNAL, { ...quality(), ...more })).outcome).toBe('BAD_USER_INPUT');
  });

  it('P04.A08 opens a case of quality information, which inspection investigates', async () => {
    const { id } = await received(specialist, files.CONFIDENTIAL, quality());
    const { data } = await run(
      specialist,
      'query($id: ID!) { complaint(id: $id) { qualityCases { nodes { form { id version product label status report } } } } }',
      { id },
    );
    const [{ form }] = data.complaint.qualityCases.nodes;
    expect(form).toMatchObject({
      product: '离心泵',
      label: 'CONFIDENTIAL',
      status: 'REPORTED',
      report: service.report,
    });
    const found = await run(
      'quality-inspector',
      'mutation($id: ID!) { investigateFeedback(id: $id, version: 1, verdict: TRUE, finding: "属实") { status } }',
      { id: form.id },
    );
    expect(found.data.investigateFeedback.status).toBe('TRUE');
  });

  it('P04.A08 goes its way without a case while the quality module is off', async () => {
    const set = (enabled: boolean) =>
      run(
        'administrator',
        'mutation($enabled: Boolean!) { setModuleEnabled(name: "quality", enabled: $enabled) { removedFields } }',
        { enabled },
      );
    expect((await set(false)).data.setModuleEnabled.removedFields).toContain('Complaint.qualityCases');
    const { id } = await received(specialist, files.INTERNAL, quality());
    await set(true);
    const { data } = await run(specialist, 'query($id: ID!) { complaint(id: $id) { qualityCases { totalCount } } }', {
      id,
    });
    expect(data.complaint.qualityCases.totalCount).toBe(0);
    await take(specialist, id);
    await assist('unit-head', id);
    const request = (await propose(specialist, id)).data.proposeComplaintResult;
    await decide('APPROVE', request.id);
    expect((await answer('office', id)).outcome).toBe('ok');
  });

  it('P04.A08 a service complaint opens none', async () => {
    const { id } = await received();
    const { data } = await run(specialist, 'query($id: ID!) { complaint(id: $id) { qualityCases { totalCount } } }', {
      id,
    });
    expect(data.complaint.qualityCases.totalCount).toBe(0);
  });
});

describe('P04.A08 the clocks of a complaint', () => {
  it('P04.A08 run from when the customer complained: one, ten and fifteen working days', async () => {
    const { id } = await received(specialist, files.INTERNAL, { complainedAt: days(-3).toISOString() });
    expect(await dutiesOf(id)).toEqual({
      takeComplaint: ['DUE', '2026-02-28T16:00:00.000Z'],
      handleComplaint: ['DUE', '2026-03-12T16:00:00.000Z'],
      answerComplaint: ['DUE', '2026-03-19T16:00:00.000Z'],
    });
  });

  it('P04.A08 what is done too late is late for good, and what is not done is a breach', async () => {
    const { id } = await received();
    now = days(2);
    await take(specialist, id);
    now = days(10);
    const request = (await propose(specialist, id)).data.proposeComplaintResult;
    await decide('APPROVE', request.id);
    now = days(30);
    await platform.platform.sweeper.sweep();
    expect(Object.entries(await dutiesOf(id)).map(([name, [state]]) => [name, state])).toEqual(
      expect.arrayContaining([
        ['takeComplaint', 'LATE'],
        ['handleComplaint', 'DONE'],
        ['answerComplaint', 'BREACHED'],
      ]),
    );
    const { data } = await run(
      general,
      'query($id: ID!) { notices(filter: { kind: { eq: ESCALATED }, recordId: { eq: $id } }) { nodes { duty { name recordId } } } }',
      { id },
    );
    expect(data.notices.nodes).toContainEqual({ duty: { name: 'answerComplaint', recordId: id } });
  });

  it('P04.A08 an administrator sets the shorter terms by an interpretation', async () => {
    const set = (choice: string) =>
      run(
        'administrator',
        'mutation($c: String!) { setInterpretation(id: "customers.complaintTerms", choice: $c, reason: "试行") { choice } }',
        { c: choice },
      );
    await set('SHORT');
    const { id } = await received();
    await set('STANDARD');
    expect((await dutiesOf(id)).takeComplaint).toEqual(['DUE', days(1).toISOString()]);
  });
});

describe('P04.A02 marketing headquarters runs complaints, the others help', () => {
  it.each([
    [specialist, 'ok'],
    ['sales-director', 'ok'],
    ['customer-developer', 'ok'],
    [general, 'FORBIDDEN'],
    ['office', 'FORBIDDEN'],
    ['unit-head', 'FORBIDDEN'],
    ['quality-inspector', 'FORBIDDEN'],
    ['reader', 'FORBIDDEN'],
  ])('P04.A02 received by %s: %s', async (who, outcome) => {
    const answered = await receive(who, files.INTERNAL);
    expect(answered.outcome).toBe(outcome);
    if (outcome === 'FORBIDDEN') expect(answered.errors[0]!.extensions).toMatchObject({ clause: 'P04.A02' });
  });

  it('P04.A08 taken by the department that received it, and over from a colleague', async () => {
    const { id } = await received();
    const refused = await take('sales-director', id);
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', clause: 'P04.A08' });
    expect((await take(specialist, id)).outcome).toBe('ok');
    expect((await take(specialist, id)).outcome).toBe('INVALID_STATE');
    expect((await take(supervisor, id, 1)).outcome).toBe('CONFLICT');
    expect((await take(supervisor, id)).data.takeComplaint).toMatchObject({ handler: { name: supervisor } });
    expect((await propose(specialist, id)).outcome).toBe('FORBIDDEN');
  });

  it.each([
    [specialist, true],
    ['customer-developer', true],
    [general, true],
    ['office', true],
    ['analyst', true],
    ['unit-head', true],
    ['quality-inspector', false],
    ['reader', false],
    ['auditor', false],
    ['administrator', false],
  ])('P04.A02 a complaint is seen by those who have to do with it: %s %s', async (who, seen) => {
    expect(await sees(who, (await received(specialist, files.INTERNAL, quality())).id)).toBe(seen);
  });

  it('P04.A02 the head of a department that does not help sees none', async () => {
    expect(await sees('unit-head', (await received()).id)).toBe(false);
  });

  it('P04.A08 who only analyses does not see who complained', async () => {
    const { id } = await received();
    const { data, outcome } = await run(
      'analyst',
      'query($id: ID!) { complaint(id: $id) { kind complainant reachedAt } }',
      { id },
    );
    expect([outcome, data.complaint]).toEqual(['ok', { kind: 'SERVICE', complainant: null, reachedAt: null }]);
  });
});

const raise = async (who: string, id: string) => {
  const { data } = await run(who, 'query($id: ID!) { customer(id: $id) { version } }', { id });
  const label =
    'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { label: SECRET }) { id } }';
  return run(who, label, { id, version: data.customer.version });
};

describe('P01.A22 complaints of a SECRET customer', () => {
  it('P01.A22 exist for its keeper alone, who answers in place of the office', async () => {
    const { id, number } = await received(manager, files.SECRET);
    expect(number).toMatch(/^TS-S-\d{12}$/);
    await platform.owner(`update access.person set clearance = 'SECRET' where name = 'office'`);
    for (const who of [supervisor, general, 'office', 'auditor']) expect(await sees(who, id), who).toBe(false);
    const { data: seen } = await run(
      'office',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { totalCount } notices { nodes { text } } }',
      { id },
    );
    expect(seen.duties.totalCount).toBe(0);
    expect(JSON.stringify(seen.notices)).not.toContain(number);
    expect((await take(manager, id)).outcome).toBe('ok');
    const request = (await propose(manager, id)).data.proposeComplaintResult;
    expect((await decide('APPROVE', request.id)).outcome).toBe('ok');
    expect((await answer('office', id)).outcome).toBe('NOT_FOUND');
    expect((await answer(manager, id)).data.answerComplaint).toMatchObject({ status: 'ANSWERED' });
    await platform.owner(`update access.person set clearance = 'CONFIDENTIAL' where name = 'office'`);
  });

  it('P01.A22 a notice goes with its complaint when the customer becomes SECRET, for all but the keeper', async () => {
    const file = await registerLabelled(platform, supervisor, 'INTERNAL', '以后机密');
    const { number } = await received(specialist, file);
    const told = async () =>
      JSON.stringify((await run(manager, '{ notices(first: 100) { totalCount nodes { text recordId } } }')).data);
    expect(await told()).toContain(number);
    expect((await raise(supervisor, file.id)).outcome).toBe('ok');
    expect(await told()).not.toContain(number);
  });

  it('P01.A22 a hidden customer and none give the same answer', async () => {
    const hidden = await receive('sales-director', files.SECRET);
    const none = await receive('sales-director', { id: '00000000-0000-4000-8000-000000000000' });
    expect(hidden.outcome).toBe('NOT_FOUND');
    expect(hidden.errors[0]!.message).toBe(none.errors[0]!.message);
  });

  it('P01.A22 of a CONFIDENTIAL one the keeper leaves the answer to the office', async () => {
    const { id, request } = await proposed(files.CONFIDENTIAL);
    await decide('APPROVE', request.id);
    expect((await answer(supervisor, id)).outcome).toBe('FORBIDDEN');
    expect((await answer('office', id)).outcome).toBe('ok');
  });
});
