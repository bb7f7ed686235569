import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { giveRole, newcomer } from '../../access/access.harness.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';
const general = 'general-manager';

let now = new Date('2026-03-02T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const at = (moment: string) => {
  now = new Date(moment);
};
const sweep = () => platform.platform.sweeper.sweep();

const ask = async (who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );

const propose = (who: string, policy: string, basedOn: number, input: object) =>
  ask(
    who,
    `mutation($policy: String!, $basedOn: Int!, $input: PolicyVersionInput!) { proposePolicyVersion(policy: $policy, basedOn: $basedOn, input: $input) {
      id version title label form { name value } policyVersions { policy number } steps { clause act signers { role taskId } } } }`,
    { policy, basedOn, input: { reason: '年度修订', ...input } },
  );

interface Proposed {
  id: string;
  version: number;
  steps: { clause: string; signers: { role: string; taskId: string }[] }[];
}

const proposed = async (...args: Parameters<typeof propose>): Promise<Proposed> => {
  const { data, errors } = await propose(...args);
  expect(errors).toEqual([]);
  return data.proposePolicyVersion;
};

const decide = (who: string, { steps }: Proposed, verdict = 'APPROVE') =>
  ask(
    who,
    `mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: ${verdict}, comment: "已阅" }, password: "demo-only") { status } }`,
    { id: steps[0]!.signers[0]!.taskId },
  );

const policy = async (id: string, who = 'reader') => {
  const { data } = await ask(
    who,
    '{ policies { id title owner purpose scope related number effectiveAt clauses { id title summary since repealed } } }',
  );
  return data.policies.find((one: { id: string }) => one.id === id);
};

const clauseOf = async (id: string) =>
  (await policy(id.slice(0, 3))).clauses.find((clause: { id: string }) => clause.id === id);

describe('P01.A01 a policy record', () => {
  it('P01.A01 states purpose, scope, owner, version and effective date', async () => {
    expect(await policy('P01')).toMatchObject({
      purpose: 'Customer information does not leak, stays complete and safe, and is easy to use.',
      scope: 'Everybody whose work touches customer information.',
      owner: 'Customer service department',
      number: 1,
      effectiveAt: '2025-12-31T16:00:00.000Z',
    });
  });

  it('P02.A01 P04.A01 so do the other two about customers', async () => {
    for (const id of ['P02', 'P04']) {
      const found = await policy(id);
      for (const text of [found.purpose, found.scope, found.owner]) expect(text).toMatch(/\w{3}/);
      expect(found.number).toBe(1);
    }
  });

  it('P04.A09 names the related policies', async () => {
    expect((await policy('P04')).related).toEqual(['Market information', 'Secrecy']);
  });
});

describe('P01.A28 P01.A29 a new version', () => {
  const change = { changes: [{ clause: 'P01.A14', summary: { zh: '每季度检查一次。', en: 'Each quarter.' } }] };

  it.each([
    [manager, 'P01', 'ok', null],
    [supervisor, 'P01', 'ok', null],
    [specialist, 'P01', 'FORBIDDEN', 'P01.A28'],
    ['sales-director', 'P01', 'FORBIDDEN', 'P01.A28'],
    [general, 'P01', 'FORBIDDEN', 'P01.A28'],
    ['sales-director', 'P02', 'ok', null],
    [manager, 'P02', 'FORBIDDEN', 'P02.A09'],
    ['sales-director', 'P04', 'ok', null],
    [manager, 'P06', 'BAD_USER_INPUT', null],
  ])('P01.A28 P02.A09 is drafted by the owner: %s of %s: %s', async (who, id, outcome, clause) => {
    const answer = await propose(who, id, 1, { title: { zh: '新题' } });
    expect([answer.outcome, answer.errors[0]?.extensions?.clause ?? null]).toEqual([outcome, clause]);
  });

  it('P01.A29 is in force from the moment at which the general manager approves and issues it', async () => {
    at('2026-03-03T10:00:00+08:00');
    const request = await proposed(manager, 'P01', 1, change);
    expect(request).toMatchObject({
      title: 'Issuing of a version: Customer information',
      policyVersions: [{ policy: 'P01', number: 1 }],
      steps: [{ clause: 'P01.A29', act: 'SIGN', signers: [{ role: 'GENERAL_MANAGER' }] }],
    });
    expect((await clauseOf('P01.A14')).since).toBe(1);
    for (const who of [manager, supervisor, 'reader']) expect((await decide(who, request)).outcome).not.toBe('ok');
    at('2026-03-04T09:30:00+08:00');
    expect((await decide(general, request)).data.decideApproval).toEqual({ status: 'APPROVED' });
    expect(await policy('P01')).toMatchObject({ number: 2, effectiveAt: '2026-03-04T01:30:00.000Z' });
    expect(await clauseOf('P01.A14')).toMatchObject({ summary: 'Each quarter.', since: 2, repealed: false });
    expect((await clauseOf('P01.A15')).since).toBe(1);
    const earlier = await ask('reader', '{ policies(at: "2026-03-04T01:29:59Z") { id number } }');
    expect(earlier.data.policies).toContainEqual({ id: 'P01', number: 1 });
    const issued = await platform.owner(
      `select p.name, e.after->>'number' as number from audit.entry e join access.person p on p.id = e.person_id where e.action = 'policy issued'`,
    );
    expect(issued).toEqual([{ name: general, number: '2' }]);
  });

  it('P01.A29 is in force from a later day if it says so, and from its issue where that day is over', async () => {
    at('2026-03-05T10:00:00+08:00');
    const later = await proposed(manager, 'P01', 2, { title: { zh: '第三版' }, effectiveFrom: '2026-04-01' });
    await decide(general, later);
    expect((await policy('P01')).number).toBe(2);
    at('2026-04-01T00:00:00+08:00');
    expect(await policy('P01')).toMatchObject({ number: 3, title: '第三版', effectiveAt: '2026-03-31T16:00:00.000Z' });
    const slow = await proposed(manager, 'P01', 3, { title: { zh: '第四版' }, effectiveFrom: '2026-04-02' });
    at('2026-04-08T10:00:00+08:00');
    await decide(general, slow);
    expect(await policy('P01')).toMatchObject({ number: 4, effectiveAt: '2026-04-08T02:00:00.000Z' });
  });

  it('P01.A29 is not there after a refusal, nor put in force in any other way', async () => {
    const request = await proposed(manager, 'P01', 4, change);
    expect((await decide(general, request, 'REJECT')).data.decideApproval).toEqual({ status: 'REJECTED' });
    expect((await policy('P01')).number).toBe(4);
    const attempts = [
      `update clauses.policy_version set status = 'ISSUED', issued_at = now(), effective_at = now() where status = 'DRAFT'`,
      `select clauses.issue('${request.id}', 'issuePolicyP01')`,
    ];
    for (const sql of attempts) {
      const failure = await platform.platform.database.pool.query(sql).catch((error) => error);
      expect(failure.code ?? failure.rowCount).toBe(sql.startsWith('select') ? '42501' : 0);
    }
    expect((await policy('P01')).number).toBe(4);
  });

  it('P01.A29 of two drafts from one version only the first is issued', async () => {
    const [one, two] = [await proposed(manager, 'P01', 4, change), await proposed(supervisor, 'P01', 4, change)];
    await decide(general, one);
    const late = await decide(general, two);
    expect(late.outcome).toBe('CONFLICT');
    expect((await policy('P01')).number).toBe(5);
    const stale = await propose(manager, 'P01', 4, change);
    expect(stale.outcome).toBe('CONFLICT');
    expect(stale.errors[0]!.message).toContain('Version 5 is the newest');
  });

  it('P01.A28 is drafted anew after a return, by its drafter alone', async () => {
    const request = await proposed(manager, 'P01', 5, change);
    await ask(general, 'mutation($id: ID!) { returnApproval(taskId: $id, comment: "请写明频次") { id } }', {
      id: request.steps[0]!.signers[0]!.taskId,
    });
    const again = async (who: string) => {
      const [row] = await platform.owner('select version from approvals.request where id = $1', [request.id]);
      return ask(
        who,
        `mutation($id: ID!, $version: Int!) { resubmitPolicyVersion(id: $id, version: $version, input: { reason: "补正", changes: [{ clause: "P01.A30", title: { zh: "附件" }, summary: { zh: "附表一份。" } }] }) {
          status steps { signers { taskId role } } } }`,
        { id: request.id, version: row!.version },
      );
    };
    expect((await again(supervisor)).outcome).toBe('NOT_FOUND');
    expect((await again(general)).outcome).toBe('FORBIDDEN');
    const answer = await again(manager);
    expect(answer.data.resubmitPolicyVersion.status).toBe('RUNNING');
    await decide(general, { ...request, steps: answer.data.resubmitPolicyVersion.steps });
    expect(await clauseOf('P01.A30')).toMatchObject({ title: '附件', since: 6 });
    const { data } = await ask('reader', '{ clause(id: "P01.A30") { since enforcedBy policy { number } } }');
    expect(data.clause).toEqual({ since: 6, enforcedBy: [], policy: { number: 6 } });
  });

  it('P01.A28 a draft is seen by those who draft and issue the policy, an issued version by everybody', async () => {
    await proposed('sales-director', 'P02', 1, { title: { zh: '草案' } });
    const seen = async (who: string) => {
      const { data } = await ask(
        who,
        '{ drafts: policyVersions(filter: { policy: { eq: "P02" }, status: { eq: DRAFT } }) { totalCount } issued: policyVersions(filter: { policy: { eq: "P01" }, status: { eq: ISSUED } }) { totalCount } }',
      );
      return [data.drafts.totalCount > 0, data.issued.totalCount];
    };
    for (const who of ['sales-director', general, 'auditor'])
      expect([who, ...(await seen(who))]).toEqual([who, true, 6]);
    for (const who of [manager, 'reader', 'administrator'])
      expect([who, ...(await seen(who))]).toEqual([who, false, 6]);
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['input']],
    ['a clause of another policy', { changes: [{ clause: 'P02.A01', repeal: true }] }, ['input.changes.0']],
    ['a new clause without a text', { changes: [{ clause: 'P01.A31' }] }, ['input.changes.0']],
    [
      'several things at once',
      {
        effectiveFrom: '2026-01-01',
        changes: [
          { clause: 'P01.A14' },
          { clause: 'P01.A15', repeal: true, title: { zh: '甲' } },
          { clause: 'P01.A15', repeal: true },
        ],
      },
      ['input.changes.0', 'input.changes.1', 'input.changes.2', 'input.effectiveFrom'],
    ],
    ['a date that does not exist', { title: { zh: '题' }, effectiveFrom: '2026-02-30' }, ['input.effectiveFrom']],
    ['an empty text', { title: { zh: '' } }, ['input.title.zh']],
  ])('P01.A28 refuses %s, with all that is wrong', async (_what, input, paths) => {
    const answer = await propose(manager, 'P01', 6, input);
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    const problems = answer.errors[0]!.extensions!.problems as { path: string }[];
    expect(problems.map(({ path }) => path).sort()).toEqual(paths);
  });
});

describe('P01.A29 what has begun keeps the version with which it began', () => {
  it('P01.A29 a duty and a request, while the clause is worded anew', async () => {
    at('2026-04-20T10:00:00+08:00');
    await sweep();
    const versions = () =>
      platform.owner(`select period, policy_version from duties.duty where name = 'inspectKeeping' order by period`);
    expect(await versions()).toEqual([{ period: '2026-H1', policy_version: 1 }]);
    const running = await proposed(manager, 'P01', 6, {
      changes: [{ clause: 'P01.A14', summary: { zh: '每季度检查。' } }],
    });
    const other = await proposed(manager, 'P01', 6, { changes: [{ clause: 'P01.A16', repeal: true }] });
    await decide(general, other);
    expect(await clauseOf('P01.A16')).toMatchObject({ repealed: true, since: 7 });
    expect(await versions()).toEqual([{ period: '2026-H1', policy_version: 1 }]);
    const { data } = await ask(
      manager,
      'query($id: ID!) { approvalRequest(id: $id) { policyVersions { policy number } } }',
      {
        id: running.id,
      },
    );
    expect(data.approvalRequest.policyVersions).toEqual([{ policy: 'P01', number: 6 }]);
    at('2026-07-02T10:00:00+08:00');
    await sweep();
    expect(await versions()).toEqual([
      { period: '2026-H1', policy_version: 1 },
      { period: '2026-H2', policy_version: 7 },
    ]);
    const shown = await ask(
      supervisor,
      '{ duties(filter: { period: { eq: "2026-H2" } }) { nodes { policyVersion } } }',
    );
    expect(shown.data.duties.nodes).toEqual([{ policyVersion: 7 }]);
  });
});

describe('P01.A02 P01.A26 acknowledgement', () => {
  const acknowledge = (who: string, id: string, number: number) =>
    ask(
      who,
      'mutation($id: String!, $number: Int!) { acknowledgePolicy(id: $id, number: $number) { id subject number } }',
      {
        id,
        number,
      },
    );

  const open = async (who: string, clause: string) => {
    const { data } = await ask(
      who,
      'query($clause: String!) { duties(first: 100, filter: { clause: { eq: $clause }, state: { in: [DUE, BREACHED] } }) { nodes { state person { name } department { name } dueAt } } }',
      { clause },
    );
    return data.duties.nodes as { state: string; person: { name: string }; department: { name: string } }[];
  };
  const names = async (who: string, clause: string) =>
    (await open(who, clause)).map(({ person }) => person.name).sort();

  const bound = ['customer-developer', specialist, supervisor, manager, 'sales-director'].sort();

  it('P01.A02 everybody whom the policy binds has to acknowledge the version in force, and it shows who has not', async () => {
    at('2026-07-03T10:00:00+08:00');
    await sweep();
    expect(await names('auditor', 'P01.A02')).toEqual(bound);
    const [first] = await open('auditor', 'P01.A02');
    expect(first!.department.name).toMatch(/./);
    const mine = await ask(specialist, '{ myDuties { title clause } }');
    expect(mine.data.myDuties).toContainEqual({
      title: 'Confirm that you know: Customer information (P01)',
      clause: 'P01.A02',
    });
    expect((await acknowledge(specialist, 'P01', 7)).data.acknowledgePolicy).toMatchObject({
      subject: 'P01',
      number: 7,
    });
    expect(await names('auditor', 'P01.A02')).toEqual(bound.filter((name) => name !== specialist));
    expect((await acknowledge(specialist, 'P01', 7)).outcome).toBe('ok');
    const [row] = await platform.owner(
      `select count(*)::integer as n from clauses.acknowledgement where number = 7 and subject = 'P01'`,
    );
    expect(row!.n).toBe(1);
  });

  it('P01.A02 who does not is in breach after five working days, which compliance counts by person', async () => {
    at('2026-07-09T23:59:00+08:00');
    await sweep();
    expect((await open('auditor', 'P01.A02')).every(({ state }) => state === 'DUE')).toBe(true);
    at('2026-07-10T00:00:00+08:00');
    await sweep();
    expect((await open('auditor', 'P01.A02')).every(({ state }) => state === 'BREACHED')).toBe(true);
    await acknowledge(supervisor, 'P01', 7);
    const { data } = await ask(
      'auditor',
      '{ compliance(period: "2026-07", policy: "P01") { clauses { clause due done late breached } } }',
    );
    expect(data.compliance.clauses.find(({ clause }: { clause: string }) => clause === 'P01.A02')).toEqual({
      clause: 'P01.A02',
      due: 5,
      done: 1,
      late: 1,
      breached: 3,
    });
  });

  it('P01.A26 the three prohibitions are acknowledged by themselves, again only when they are worded anew', async () => {
    expect(await names('auditor', 'P01.A26')).toEqual([]);
    at('2026-07-13T10:00:00+08:00');
    const request = await proposed(manager, 'P01', 7, {
      changes: [{ clause: 'P01.A26', summary: { zh: '三不准，另加不准在网上谈论。' } }],
    });
    await decide(general, request);
    await sweep();
    expect(await names('auditor', 'P01.A26')).toEqual(bound);
    expect((await acknowledge('sales-director', 'P01.A26', 8)).outcome).toBe('ok');
    expect(await names('auditor', 'P01.A26')).toEqual(bound.filter((name) => name !== 'sales-director'));
  });

  it('P01.A02 a new version asks anew, and what was open of the one before ends', async () => {
    expect(await names('auditor', 'P01.A02')).toEqual(bound);
    const ended = await platform.owner(
      `select count(*)::integer as n from duties.duty where clause = 'P01.A02' and policy_version = 7 and state = 'WAIVED' and waived_by_id is null`,
    );
    expect(ended[0]!.n).toBe(3);
  });

  it('P01.A02 whoever gets such a post is asked, and no more when they leave it', async () => {
    const person = await newcomer(platform);
    await giveRole(platform, person.id, 'CUSTOMER_DEVELOPER');
    await sweep();
    expect(await names('auditor', 'P01.A02')).toContain(person.name);
    await sweep();
    expect((await names('auditor', 'P01.A02')).filter((name) => name === person.name)).toHaveLength(1);
    await platform.owner(`update access.role_assignment set valid_until = $2 where person_id = $1`, [person.id, now]);
    await sweep();
    expect(await names('auditor', 'P01.A02')).not.toContain(person.name);
    await platform.owner(`update access.role_assignment set valid_until = null where person_id = $1`, [person.id]);
    await sweep();
    expect(await names('auditor', 'P01.A02')).toContain(person.name);
  });

  it.each([
    ['a version that is over', specialist, 'P01', 7, 'CONFLICT', 'Version 8 of P01 is in force'],
    ['a version that does not exist', specialist, 'P01', 9, 'CONFLICT', 'Version 8 of P01 is in force'],
    ['a clause that asks for none', specialist, 'P01.A14', 8, 'BAD_USER_INPUT', 'P01, P01.A26'],
  ])('P01.A02 refuses %s', async (_what, who, id, number, outcome, message) => {
    const answer = await acknowledge(who, id, number);
    expect(answer.outcome).toBe(outcome);
    expect(answer.errors[0]!.message).toContain(message);
  });

  it('P01.A02 the gaps are seen by auditors, the general manager and the owner, and their own by everybody', async () => {
    for (const who of ['auditor', general, manager]) expect((await names(who, 'P01.A02')).length).toBeGreaterThan(4);
    expect(await names('customer-developer', 'P01.A02')).toEqual(['customer-developer']);
    for (const who of ['reader', 'administrator']) expect(await names(who, 'P01.A02')).toEqual([]);
    const others = await ask('customer-developer', '{ policyAcknowledgements { nodes { person { name } } } }');
    expect(
      new Set(others.data.policyAcknowledgements.nodes.map(({ person }: { person: { name: string } }) => person.name)),
    ).toEqual(new Set(['customer-developer']));
  });

  it('P01.A02 only the general manager waives it', async () => {
    const { data } = await ask(
      general,
      '{ duties(first: 1, filter: { clause: { eq: "P01.A02" }, state: { eq: DUE } }) { nodes { id version person { name } } } }',
    );
    const [duty] = data.duties.nodes;
    const waive =
      'mutation($id: ID!, $version: Int!) { waiveDuty(id: $id, version: $version, reason: "长期病假") { state } }';
    expect((await ask(manager, waive, duty)).outcome).toBe('FORBIDDEN');
    expect((await ask(general, waive, duty)).data.waiveDuty).toEqual({ state: 'WAIVED' });
    await sweep();
    expect(await names('auditor', 'P01.A02')).not.toContain(duty.person.name);
  });
});
