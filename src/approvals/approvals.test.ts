import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApprovalWorld, hours, monday, waiting } from './approvals.harness.js';
import { outcomes } from './approvals.world.js';

let world: ApprovalWorld;
beforeAll(async () => {
  world = await ApprovalWorld.open();
});
afterAll(() => world.close());
beforeEach(() => {
  world.now = monday;
  outcomes.fails = false;
});
afterEach(() => world.owner('delete from approvals.delegation'));

/** A request that waits for both checkers. */
async function atCheck(options: Parameters<ApprovalWorld['issue']>[0] = {}) {
  const request = await world.issue(options);
  await world.decide('unit-head', request.id);
  return request;
}

/** A request that waits for the general manager's signature. */
async function atApproval(options: Parameters<ApprovalWorld['issue']>[0] = {}) {
  const request = await atCheck(options);
  await world.decide('checker', request.id);
  await world.decide('second', request.id);
  return request;
}

const kindsOf = (request: { events: { nodes: { kind: string }[] } }) =>
  request.events.nodes.map(({ kind }) => kind).sort();

describe('a request goes its way', () => {
  it('step by step, and its outcome commits with the last signature', async () => {
    const request = await world.issue();
    expect(request).toMatchObject({ status: 'RUNNING', title: 'Issue of a report' });
    expect(waiting(request)).toEqual(['head: UNIT_HEAD']);
    expect(waiting((await world.decide('unit-head', request.id)).data.decideApproval)).toEqual([
      'check: CHECKER',
      'check: SECOND_CHECKER',
    ]);
    expect(waiting((await world.decide('second', request.id)).data.decideApproval)).toEqual(['check: CHECKER']);
    expect(waiting((await world.decide('checker', request.id)).data.decideApproval)).toEqual([
      'approval: GENERAL_MANAGER',
    ]);
    const done = await world.decide('general-manager', request.id, 'APPROVE', 'demo-only');
    expect(done.data.decideApproval).toMatchObject({ status: 'APPROVED', endedAt: monday.toISOString() });
    const [report] = await world.owner('select issued from paperwork.report where id = $1', [request.reportId]);
    expect(report).toEqual({ issued: true });
    expect(kindsOf(done.data.decideApproval)).toEqual(['APPROVED', 'APPROVED', 'APPROVED', 'APPROVED', 'SUBMITTED']);
    expect(await world.inbox('general-manager', request.id)).toEqual([]);
  });

  it('speaks Chinese to whoever prefers it', async () => {
    const request = await world.issue();
    const { data } = await world.platform
      .as('unit-head')
      .run('{ approvalInbox(first: 100) { nodes { title stepTitle request { id title form { title } } } } }', {}, 'zh');
    const found = data.approvalInbox.nodes.find((task: { request: { id: string } }) => task.request.id === request.id);
    expect(found).toMatchObject({
      title: '报表报发',
      stepTitle: '部门负责人',
      request: { form: [{ title: '理由' }, { title: '对外' }] },
    });
  });

  it('one refusal refuses, with a reason', async () => {
    const request = await atCheck();
    const [task] = await world.inbox('checker', request.id);
    const silent = await world.run(
      'checker',
      'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: REJECT, comment: "  " }) { id } }',
      { id: task!.id },
    );
    expect(silent.outcome).toBe('BAD_USER_INPUT');
    const refused = await world.decide('checker', request.id, 'REJECT');
    expect(refused.data.decideApproval).toMatchObject({ status: 'REJECTED' });
    expect(await world.inbox('second', request.id)).toEqual([]);
    const [report] = await world.owner('select issued from paperwork.report where id = $1', [request.reportId]);
    expect(report).toEqual({ issued: false });
  });

  it.each([
    ['neither classified nor outside', {}, ['approval: GENERAL_MANAGER']],
    ['for an outside party', { outside: true }, ['secrecy: CHECKER', 'secrecy: SECOND_CHECKER']],
    ['classified', { label: 'CONFIDENTIAL', who: 'clerk' }, ['secrecy: CHECKER', 'secrecy: SECOND_CHECKER']],
  ])('a step with a condition is asked where it holds: %s', async (_case, options, expected) => {
    if ('label' in options) await world.owner(`update access.person set clearance = 'SECRET' where name = 'unit-head'`);
    const request = await atApproval(options);
    expect(waiting(await world.request('clerk', request.id))).toEqual(expected);
  });

  it('where any of several may decide, the first one does', async () => {
    const request = await atApproval({ outside: true });
    await world.decide('second', request.id);
    expect(await world.inbox('checker', request.id)).toEqual([]);
    expect(waiting(await world.request('clerk', request.id))).toEqual(['approval: GENERAL_MANAGER']);
  });
});

describe('a signature takes the password', () => {
  it.each([
    ['none', undefined, 'BAD_USER_INPUT', 'RUNNING'],
    ['a wrong one', 'somebody else’s', 'BAD_USER_INPUT', 'RUNNING'],
    ['the own', 'demo-only', 'ok', 'APPROVED'],
  ])('%s', async (_case, password, outcome, status) => {
    const request = await atApproval();
    expect((await world.decide('general-manager', request.id, 'APPROVE', password)).outcome).toBe(outcome);
    expect(await world.request('clerk', request.id)).toMatchObject({ status });
  });

  it('a wrong one is recorded, and the password itself never', async () => {
    const rows = await world.owner(
      `select to_json(e)::text as text from audit.entry e where action = 'sign-in refused' and call = 'decideApproval'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    const [kept] = await world.owner(
      `select count(*)::int as n from audit.entry e where to_json(e)::text like '%somebody else’s%' or to_json(e)::text like '%demo-only%'`,
    );
    expect(kept).toEqual({ n: 0 });
  });
});

describe('nobody decides on their own request', () => {
  const decideFor = (who: string, taskId: string) => world.decideTask(who, taskId);

  it('not even with the role, and the denial names the clause', async () => {
    const request = await world.issue({ who: 'unit-head' });
    expect(await world.inbox('unit-head', request.id)).toEqual([]);
    const answer = await decideFor('unit-head', request.steps[0].signers[0].taskId);
    expect(answer.errors[0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      clause: 'T01.A01',
      missing: [expect.objectContaining({ kind: 'SOMEBODY_ELSE', property: 'applicant' })],
      remedy: expect.any(String),
    });
    expect(request.steps[0].signers[0]).toMatchObject({ nobodyLeft: true });
  });

  it('not through a delegate', async () => {
    const request = await world.issue({ who: 'unit-head' });
    await delegate('unit-head', 'deputy');
    expect(await world.inbox('deputy', request.id)).toEqual([]);
    expect((await decideFor('deputy', request.steps[0].signers[0].taskId)).outcome).toBe('FORBIDDEN');
  });

  it('not as the delegate of somebody who may', async () => {
    await delegate('unit-head', 'clerk');
    const request = await world.issue({ who: 'clerk' });
    expect(await world.inbox('clerk', request.id)).toEqual([]);
    expect((await decideFor('clerk', request.steps[0].signers[0].taskId)).outcome).toBe('FORBIDDEN');
  });

  it('not whom it is for', async () => {
    const id = await world.report();
    const readerId = await world.platform.personId('general-manager');
    const asked = await world.run(
      'clerk',
      `mutation($id: ID!, $readerId: ID!) { requestRead(id: $id, readerId: $readerId, input: { until: "2026-04-01T00:00:00Z" }) { id steps { signers { taskId nobodyLeft } } } }`,
      { id, readerId },
    );
    const [signer] = asked.data.requestRead.steps[0].signers;
    expect(signer.nobodyLeft).toBe(true);
    expect(await world.inbox('general-manager', asked.data.requestRead.id)).toEqual([]);
    expect((await decideFor('general-manager', signer.taskId)).outcome).toBe('FORBIDDEN');
  });

  it('the database itself refuses such a decision', async () => {
    const request = await world.issue({ who: 'unit-head' });
    const insert = world.owner(
      `insert into approvals.event (id, created_at, updated_at, request_id, kind, person_id, round)
       select gen_random_uuid(), now(), now(), r.id, 'APPROVED', r.applicant_id, 1 from approvals.request r where r.id = $1`,
      [request.id],
    );
    await expect(insert).rejects.toMatchObject({ code: 'ZH004' });
  });
});

async function delegate(from: string, to: string, names: string[] = [], more: object = {}) {
  const input = { personId: await world.platform.personId(to), names, validUntil: hours(72).toISOString(), ...more };
  return world.run(
    from,
    'mutation($input: DelegateApprovalsInput!) { delegateApprovals(input: $input) { id version } }',
    { input },
  );
}

describe('a delegation', () => {
  it('lets somebody else decide, and the decision says for whom', async () => {
    const request = await world.issue();
    expect(await world.inbox('deputy', request.id)).toEqual([]);
    expect((await delegate('unit-head', 'deputy')).outcome).toBe('ok');
    const done = await world.decide('deputy', request.id);
    const approved = done.data.decideApproval.events.nodes.find(({ kind }: { kind: string }) => kind === 'APPROVED');
    expect(approved).toMatchObject({ person: { name: 'deputy' }, forPerson: { name: 'unit-head' } });
    const [entry] = await world.owner(
      `select clause, after from audit.entry where action = 'approval approved' and record_id = $1`,
      [request.id],
    );
    expect(entry).toMatchObject({
      clause: 'T01.A01',
      after: { step: 'head', forPerson: await world.platform.personId('unit-head') },
    });
  });

  it.each<[string, string[], object, number, boolean]>([
    ['for all kinds', [], {}, 0, true],
    ['for this kind', ['issueReport'], {}, 0, true],
    ['for another kind', ['readReport'], {}, 0, false],
    ['that has not begun', [], { validFrom: hours(1).toISOString() }, 0, false],
    ['that has begun', [], { validFrom: hours(1).toISOString() }, 1, true],
    ['that has ended', [], {}, 72, false],
  ])('%s', async (_case, names, more, later, waits) => {
    const request = await world.issue();
    expect((await delegate('unit-head', 'deputy', names, more)).outcome).toBe('ok');
    world.now = hours(later);
    expect((await world.inbox('deputy', request.id)).length > 0).toBe(waits);
  });

  it('is not passed on', async () => {
    const request = await world.issue();
    await delegate('unit-head', 'colleague');
    await delegate('colleague', 'deputy');
    expect(await world.inbox('colleague', request.id)).toHaveLength(1);
    expect(await world.inbox('deputy', request.id)).toEqual([]);
  });

  it('ends with the role of who gave it, and when they end it', async () => {
    const request = await world.issue();
    const given = await delegate('unit-head', 'deputy');
    await world.endRole('unit-head', 'UNIT_HEAD');
    expect(await world.inbox('deputy', request.id)).toEqual([]);
    await world.owner(`update access.role_assignment set valid_until = null where role = 'UNIT_HEAD'`);
    expect(await world.inbox('deputy', request.id)).toHaveLength(1);
    const { id, version } = given.data.delegateApprovals;
    const end = 'mutation($id: ID!, $version: Int!) { endApprovalDelegation(id: $id, version: $version) { id } }';
    expect((await world.run('deputy', end, { id, version })).outcome).toBe('FORBIDDEN');
    expect((await world.run('unit-head', end, { id, version })).outcome).toBe('ok');
    expect(await world.inbox('deputy', request.id)).toEqual([]);
  });

  it.each([
    ['to oneself', 'unit-head', [], {}],
    ['of a kind that does not exist', 'deputy', ['noSuchThing'], {}],
    ['that ends before it begins', 'deputy', [], { validUntil: hours(-1).toISOString() }],
    ['for more than a year', 'deputy', [], { validUntil: hours(24 * 400).toISOString() }],
  ])('%s is refused', async (_case, to, names, more) => {
    expect((await delegate('unit-head', to, names, more)).outcome).toBe('BAD_USER_INPUT');
  });
});

describe('a return', () => {
  it('out of a parallel countersign: what was signed beside it falls away, and the old tasks decide nothing any more', async () => {
    const request = await atCheck();
    const [stale] = await world.inbox('second', request.id);
    await world.decide('checker', request.id);
    const returned = await world.returnTask('second', request.id, 'head');
    expect(waiting(returned.data.returnApproval)).toEqual(['head: UNIT_HEAD']);
    expect(returned.data.returnApproval).toMatchObject({ status: 'RUNNING', round: 2 });
    expect((await world.decideTask('second', stale!.id)).outcome).toBe('INVALID_STATE');
    expect(waiting((await world.decide('unit-head', request.id)).data.decideApproval)).toEqual([
      'check: CHECKER',
      'check: SECOND_CHECKER',
    ]);
    await world.decide('second', request.id);
    const on = await world.decide('checker', request.id);
    expect(waiting(on.data.decideApproval)).toEqual(['approval: GENERAL_MANAGER']);
  });

  it('to the applicant, who resubmits it unchanged: it goes on where it was returned, all of that step anew', async () => {
    const request = await atCheck();
    await world.decide('checker', request.id);
    const returned = (await world.returnTask('second', request.id)).data.returnApproval;
    expect(returned).toMatchObject({ status: 'RETURNED' });
    expect(waiting(returned)).toEqual([]);
    expect(await world.inbox('checker', request.id)).toEqual([]);
    const { version } = await world.request('clerk', request.id);
    const again = await world.run(
      'clerk',
      'mutation($id: ID!, $version: Int!) { resubmitApproval(id: $id, version: $version, comment: "如前") { status round steps { name signers { isOpen role person { name } } } } }',
      { id: request.id, version },
    );
    expect(again.data.resubmitApproval).toMatchObject({ status: 'RUNNING', round: 2 });
    expect(waiting(again.data.resubmitApproval)).toEqual(['check: CHECKER', 'check: SECOND_CHECKER']);
  });

  it('to the applicant, who changes the form: everything is asked anew', async () => {
    const request = await atCheck();
    await world.returnTask('second', request.id);
    const { version } = await world.request('clerk', request.id);
    const again = await world.run(
      'clerk',
      'mutation($id: ID!, $version: Int!) { resubmitIssue(id: $id, version: $version, input: { reason: "更正", outside: true }) { status form { value } steps { name applies signers { isOpen role person { name } } } } }',
      { id: request.id, version },
    );
    expect(again.data.resubmitIssue.form).toEqual([{ value: '更正' }, { value: 'true' }]);
    expect(waiting(again.data.resubmitIssue)).toEqual(['head: UNIT_HEAD']);
    expect(again.data.resubmitIssue.steps.find(({ name }: { name: string }) => name === 'secrecy').applies).toBe(true);
  });

  it.each([
    ['a later step', 'approval'],
    ['its own step', 'check'],
    ['a step that was left out', 'secrecy'],
    ['no step at all', 'nowhere'],
  ])('%s is refused with the names of those that are possible', async (_case, toStep) => {
    const request = await atCheck();
    const answer = await world.returnTask('checker', request.id, toStep);
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect(answer.errors[0]!.message).toContain('head');
  });

  it('nobody but the applicant resubmits', async () => {
    const request = await atCheck();
    await world.returnTask('second', request.id);
    const again = 'mutation($id: ID!) { resubmitApproval(id: $id, version: 1) { id } }';
    expect((await world.run('checker', again, { id: request.id })).outcome).toBe('FORBIDDEN');
    expect((await world.run('deputy', again, { id: request.id })).outcome).toBe('NOT_FOUND');
  });
});

describe('a withdrawal', () => {
  const withdraw = (who: string, id: string, version: number) =>
    world.run(who, 'mutation($id: ID!, $version: Int!) { withdrawApproval(id: $id, version: $version) { status } }', {
      id,
      version,
    });

  it('after one of two has signed: nobody is asked any more, and the signature stays in the history', async () => {
    const request = await atCheck();
    await world.decide('checker', request.id);
    const [task] = await world.inbox('second', request.id);
    const { version } = await world.request('clerk', request.id);
    expect((await withdraw('clerk', request.id, version)).data.withdrawApproval).toEqual({ status: 'WITHDRAWN' });
    expect(await world.inbox('second', request.id)).toEqual([]);
    expect((await world.decideTask('second', task!.id)).outcome).toBe('INVALID_STATE');
    expect(kindsOf(await world.request('clerk', request.id))).toEqual([
      'APPROVED',
      'APPROVED',
      'SUBMITTED',
      'WITHDRAWN',
    ]);
  });

  it.each([
    ['by somebody who is asked', 'unit-head', 'FORBIDDEN'],
    ['by somebody who does not see it', 'deputy', 'NOT_FOUND'],
  ])('%s is refused', async (_case, who, outcome) => {
    const request = await world.issue();
    expect((await withdraw(who, request.id, 1)).outcome).toBe(outcome);
  });

  it('on a stale version is refused', async () => {
    const request = await atCheck();
    expect((await withdraw('clerk', request.id, 1)).outcome).toBe('CONFLICT');
  });

  it('does not come after the end', async () => {
    const request = await world.issue();
    await world.decide('unit-head', request.id, 'REJECT');
    const { version } = await world.request('clerk', request.id);
    expect((await withdraw('clerk', request.id, version)).outcome).toBe('INVALID_STATE');
  });
});

describe('a signer more', () => {
  const add = async (who: string, id: string, person: string, place: string) => {
    const [task] = await world.inbox(who, id);
    return world.run(
      who,
      `mutation($taskId: ID!, $personId: ID!) { addApprovalSigner(taskId: $taskId, personId: $personId, place: ${place}) { steps { name addedBy { name } signers { isOpen role person { name } } } } }`,
      { taskId: task!.id, personId: await world.platform.personId(person) },
    );
  };

  it('before the step: it waits for the opinion, and what was signed in it stays', async () => {
    const request = await atCheck();
    await world.decide('checker', request.id);
    const added = (await add('second', request.id, 'deputy', 'BEFORE')).data.addApprovalSigner;
    expect(waiting(added)).toEqual(['check+1: deputy']);
    expect(added.steps[1]).toMatchObject({ addedBy: { name: 'second' } });
    const back = await world.decide('deputy', request.id);
    expect(waiting(back.data.decideApproval)).toEqual(['check: SECOND_CHECKER']);
  });

  it('after the step', async () => {
    const request = await world.issue();
    expect(waiting((await add('unit-head', request.id, 'deputy', 'AFTER')).data.addApprovalSigner)).toEqual([
      'head: UNIT_HEAD',
    ]);
    expect(waiting((await world.decide('unit-head', request.id)).data.decideApproval)).toEqual(['head+1: deputy']);
    expect(waiting((await world.decide('deputy', request.id)).data.decideApproval)).toHaveLength(2);
  });

  it.each([
    ['the applicant', 'clerk'],
    ['somebody who is not cleared', 'workshop-head'],
  ])('%s cannot be asked', async (_case, person) => {
    await world.owner(`update access.person set clearance = 'SECRET' where name = 'unit-head'`);
    const request = await world.issue({ label: 'CONFIDENTIAL' });
    expect((await add('unit-head', request.id, person, 'BEFORE')).outcome).toBe('BAD_USER_INPUT');
  });
});

describe('urging and copying', () => {
  it('the applicant urges once a day, and the inbox shows it', async () => {
    const request = await world.issue();
    const urge = () => world.run('clerk', 'mutation($id: ID!) { urgeApproval(id: $id) { id } }', { id: request.id });
    expect((await urge()).outcome).toBe('ok');
    expect((await urge()).outcome).toBe('INVALID_STATE');
    const { data } = await world.run(
      'unit-head',
      'query($at: DateTimeISO!) { approvalInbox(first: 100, filter: { urgedAt: { eq: $at } }) { nodes { request { id } } } }',
      { at: monday.toISOString() },
    );
    expect(data.approvalInbox.nodes).toContainEqual({ request: { id: request.id } });
    world.now = hours(24);
    expect((await urge()).outcome).toBe('ok');
  });

  it('a copy lets somebody see it, and nothing more', async () => {
    const request = await world.issue();
    const copy = (who: string, personId: string) =>
      world.run(who, 'mutation($id: ID!, $personId: ID!) { copyApproval(id: $id, personIds: [$personId]) { id } }', {
        id: request.id,
        personId,
      });
    const deputy = await world.platform.personId('deputy');
    expect(await world.request('deputy', request.id)).toBeNull();
    expect((await copy('clerk', deputy)).outcome).toBe('ok');
    expect((await world.request('deputy', request.id)).events.nodes).toHaveLength(2);
    expect(await world.inbox('deputy', request.id)).toEqual([]);
    expect((await copy('deputy', await world.platform.personId('colleague'))).outcome).toBe('FORBIDDEN');
    expect((await world.decideTask('deputy', request.steps[0].signers[0].taskId)).outcome).toBe('FORBIDDEN');
  });
});

describe('several decisions at once', () => {
  it('each is answered by itself', async () => {
    const good = await atApproval();
    const own = await world.issue({ who: 'unit-head' });
    const rejected = await atApproval();
    const tasks = [
      (await world.inbox('general-manager', good.id))[0]!.id,
      own.steps[0].signers[0].taskId,
      (await world.inbox('general-manager', rejected.id))[0]!.id,
      '00000000-0000-4000-8000-000000000000',
    ];
    const inputs = tasks.map((taskId, i) =>
      i === 2 ? { taskId, verdict: 'REJECT', comment: '暂缓' } : { taskId, verdict: 'APPROVE' },
    );
    const answer = await world.run(
      'general-manager',
      'mutation($inputs: [DecideApprovalInput!]!) { decideApprovals(inputs: $inputs, password: "demo-only") { taskId request { status } error { code clause remedy message } } }',
      { inputs },
    );
    expect(answer.outcome).toBe('ok');
    expect(
      answer.data.decideApprovals.map(
        ({ request, error }: { request: { status: string } | null; error: { code: string } | null }) =>
          request?.status ?? error?.code,
      ),
    ).toEqual(['APPROVED', 'FORBIDDEN', 'REJECTED', 'NOT_FOUND']);
  });
});

describe('all or nothing', () => {
  it('where the outcome fails, nothing is decided', async () => {
    const request = await atApproval();
    outcomes.fails = true;
    const recorded = () => world.owner('select count(*)::int as n from audit.entry where record_id = $1', [request.id]);
    const before = await recorded();
    const failed = await world.decide('general-manager', request.id, 'APPROVE', 'demo-only');
    expect(failed).toMatchObject({ outcome: 'INVALID_STATE' });
    expect(failed.errors[0]!.message).toContain('The printer is broken.');
    const now = await world.request('clerk', request.id);
    expect(now).toMatchObject({ status: 'RUNNING', version: (await world.request('checker', request.id)).version });
    expect(waiting(now)).toEqual(['approval: GENERAL_MANAGER']);
    const [{ n }] = (await world.owner(
      `select count(*)::int as n from approvals.event where request_id = $1 and step = 'approval'`,
      [request.id],
    )) as [{ n: number }];
    expect(n).toBe(0);
    expect(await recorded()).toEqual(before);
    outcomes.fails = false;
    expect((await world.decide('general-manager', request.id, 'APPROVE', 'demo-only')).outcome).toBe('ok');
  });

  it('of two who decide the same at once one wins, and the other is told so', async () => {
    for (let round = 0; round < 5; round += 1) {
      const request = await atCheck();
      const [task] = await world.inbox('checker', request.id);
      const both = await Promise.all(['checker', 'checker-b'].map((who) => world.decideTask(who, task!.id)));
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['INVALID_STATE', 'ok']);
      expect(kindsOf(await world.request('clerk', request.id))).toEqual(['APPROVED', 'APPROVED', 'SUBMITTED']);
    }
  });

  it('two who sign beside each other at once both count', async () => {
    const request = await atCheck();
    const both = await Promise.all(['checker', 'second'].map((who) => world.decide(who, request.id)));
    expect(both.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(waiting(await world.request('clerk', request.id))).toEqual(['approval: GENERAL_MANAGER']);
  });
});

describe('a grant is the outcome of an approved request', () => {
  const asks = `mutation($id: ID!, $readerId: ID!) { requestRead(id: $id, readerId: $readerId, input: { until: "2026-03-03T03:00:00Z" }) { id } }`;

  it('for whom it is for, from then until the end that was asked for', async () => {
    const id = await world.report('SECRET');
    const readerId = await world.platform.personId('deputy');
    const sees = async () =>
      (await world.run('deputy', 'query($id: ID!) { report(id: $id) { id } }', { id })).data.report;
    expect(await sees()).toBeNull();
    const asked = await world.run('clerk', asks, { id, readerId });
    expect(await sees()).toBeNull();
    expect((await world.decide('general-manager', asked.data.requestRead.id)).data.decideApproval.status).toBe(
      'APPROVED',
    );
    expect(await sees()).toEqual({ id });
    world.now = hours(24);
    expect(await sees()).toBeNull();
  });

  it('mayApply is asked about the record', async () => {
    const id = await world.report();
    const readerId = await world.platform.personId('deputy');
    const answer = await world.run('colleague', asks, { id, readerId });
    expect(answer.outcome).toBe('FORBIDDEN');
    expect((await world.run('clerk', asks, { id, readerId })).outcome).toBe('ok');
  });

  it('no grant is given without it', async () => {
    const id = await world.report();
    const asked = await world.run('clerk', asks, { id, readerId: await world.platform.personId('deputy') });
    const give = `select approvals.give_grant($1, 'read', now(), now() + interval '1 hour')`;
    await expect(world.owner(give, [asked.data.requestRead.id])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('myRequests', () => {
  it('are mine alone, newest first, by pages', async () => {
    await world.issue({ who: 'colleague', id: await world.report() });
    world.now = hours(1);
    const last = await world.issue({ who: 'colleague', id: await world.report() });
    const document =
      'query($after: ID, $status: ApprovalStatus) { myRequests(first: 1, after: $after, status: $status) { id applicant { name } } }';
    const { data } = await world.run('colleague', document);
    expect(data.myRequests).toEqual([{ id: last.id, applicant: { name: 'colleague' } }]);
    const next = await world.run('colleague', document, { after: last.id });
    expect(next.data.myRequests).toHaveLength(1);
    expect(next.data.myRequests[0].id).not.toBe(last.id);
    expect((await world.run('colleague', document, { status: 'APPROVED' })).data.myRequests).toEqual([]);
  });
});
