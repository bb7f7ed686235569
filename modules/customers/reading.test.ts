import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { type LabelledCustomer, neverExisted, registerLabelled } from '../../test/labelledCustomers.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';
const general = 'general-manager';
const opening = new Date('2026-03-02T03:00:00.000Z');
const days = (n: number) => new Date(opening.getTime() + n * 86_400_000);

let now = opening;
let platform: TestPlatform;
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
    SECRET: await registerLabelled(platform, supervisor, 'SECRET', '机密客户'),
  };
  await platform.owner(`update access.person set clearance = 'SECRET' where name = 'sales-director'`);
});
afterAll(() => platform.close());
beforeEach(async () => {
  now = opening;
  await platform.owner('delete from access."grant"');
});

const run = (who: string, document: string, variables: Record<string, unknown> = {}) =>
  platform.as(who).run(document, variables);

const inputFor = async (more: object = {}) => ({
  subject: '2025 年合同与联系人',
  purpose: '核对账目',
  reason: '年度审计',
  signedBy: '孙国强',
  reader: 'OUTSIDE',
  readerId: await platform.personId('sales-director'),
  outsideName: '林峰',
  outsideUnit: '诚信会计师事务所',
  introduction: '介绍信 2026-017',
  from: days(0).toISOString(),
  until: days(5).toISOString(),
  ...more,
});

const inside = { reader: 'INSIDE', outsideName: null, outsideUnit: null, introduction: null };

const ask = async (who: string, { id }: LabelledCustomer, more: object = {}) =>
  run(
    who,
    `mutation($id: ID!, $input: ReadCustomerFileInput!) { requestCustomerReading(customerId: $id, input: $input) {
      id version status label beneficiary { name } steps { name clause applies isComplete signers { isOpen role nobodyLeft } } } }`,
    { id, input: await inputFor(more) },
  );

const tasksOf = async (who: string, requestId: string): Promise<{ id: string }[]> => {
  const { data } = await run(who, '{ approvalInbox(first: 100) { nodes { id step request { id } } } }');
  return data.approvalInbox.nodes.filter((task: { request: { id: string } }) => task.request.id === requestId);
};

const approve = async (who: string, requestId: string) => {
  const [task] = await tasksOf(who, requestId);
  return run(
    who,
    'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: "demo-only") { status } }',
    { id: task?.id ?? requestId },
  );
};

const sees = async (who: string, { id }: LabelledCustomer): Promise<boolean> =>
  (await run(who, 'query($id: ID!) { customer(id: $id) { id contacts { nodes { id } } } }', { id })).data.customer !==
  null;

describe('P01.A18 a request to read a customer file', () => {
  it.each<[label: keyof typeof files, applicant: string, deciders: string[]]>([
    ['INTERNAL', 'sales-director', [specialist]],
    ['CONFIDENTIAL', 'sales-director', [specialist, manager]],
    ['SECRET', supervisor, [manager, manager, general]],
  ])(
    'of a %s file passes customer service, its manager where it is classified, and the general manager from SECRET up',
    async (label, applicant, deciders) => {
      const asked = await ask(applicant, files[label]);
      const { id } = asked.data.requestCustomerReading;
      for (const [i, who] of deciders.entries()) {
        const answer = await approve(who, id);
        expect(answer.data?.decideApproval, who).toEqual({
          status: i === deciders.length - 1 ? 'APPROVED' : 'RUNNING',
        });
      }
      const grants = await platform.owner(
        `select p.name, g.action, g.valid_from, g.valid_until from access."grant" g join access.person p on p.id = g.person_id where g.record_id = $1`,
        [files[label].id],
      );
      expect(grants).toEqual([{ name: 'sales-director', action: 'read', valid_from: opening, valid_until: days(5) }]);
    },
  );

  it.each<[string, object, string]>([
    ['without subject', { subject: '' }, 'input.subject'],
    ['without purpose', { purpose: '' }, 'input.purpose'],
    ['without reason', { reason: '' }, 'input.reason'],
    ['without the signature of the unit', { signedBy: '' }, 'input.signedBy'],
    ['of an outside person without a letter of introduction', { introduction: ' ' }, 'input.reader'],
    ['of an outside person without a name', { outsideName: null }, 'input.reader'],
    ['of somebody inside with the particulars of somebody outside', { reader: 'INSIDE' }, 'input.reader'],
    ['for more than thirty days', { until: days(31).toISOString() }, 'input.until'],
    ['that ends before it begins', { until: days(-1).toISOString() }, 'input.until'],
    ['for a time that is over', { from: days(-9).toISOString(), until: days(-1).toISOString() }, 'input.until'],
    ['for nobody who exists', { readerId: '00000000-0000-4000-8000-000000000000' }, 'input.readerId'],
  ])('%s is not complete and refused', async (_case, more, path) => {
    const answer = await ask(supervisor, files.INTERNAL, more);
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect((answer.errors[0]!.extensions!.problems as { path: string }[]).map((problem) => problem.path)).toContain(
      path,
    );
  });

  it('of a reader who is not cleared is refused before anybody is asked', async () => {
    const readerId = await platform.personId('reader');
    expect((await ask(supervisor, files.INTERNAL, { ...inside, readerId })).outcome).toBe('BAD_USER_INPUT');
  });

  it('neither who applies nor who is to read decides', async () => {
    const own = await ask(manager, files.CONFIDENTIAL);
    const { id } = own.data.requestCustomerReading;
    expect(await tasksOf(manager, id)).toEqual([]);
    await approve(specialist, id);
    const { data } = await run(
      manager,
      'query($id: ID!) { approvalRequest(id: $id) { steps { name signers { nobodyLeft } } } }',
      { id },
    );
    expect(data.approvalRequest.steps[1]).toEqual({ name: 'approval', signers: [{ nobodyLeft: true }] });
    const forManager = await ask(supervisor, files.SECRET, { ...inside, readerId: await platform.personId(manager) });
    expect(await tasksOf(manager, forManager.data.requestCustomerReading.id)).toEqual([]);
    await platform.platform.core.approvals.sweep();
    expect(await tasksOf(general, id)).toHaveLength(1);
  });

  it('returned, it comes again with another form', async () => {
    const asked = await ask('sales-director', files.INTERNAL);
    const { id } = asked.data.requestCustomerReading;
    const [task] = await tasksOf(specialist, id);
    await run(specialist, 'mutation($id: ID!) { returnApproval(taskId: $id, comment: "请写明合同编号") { id } }', {
      id: task!.id,
    });
    const document = `mutation($id: ID!, $version: Int!, $input: ReadCustomerFileInput!) { resubmitCustomerReading(id: $id, version: $version, input: $input) { status round form { name value } beneficiary { name } } }`;
    const { data } = await run('sales-director', 'query($id: ID!) { approvalRequest(id: $id) { version } }', { id });
    const variables = {
      id,
      version: data.approvalRequest.version,
      input: await inputFor({ subject: '合同 HT-2025-001' }),
    };
    expect((await run(specialist, document, variables)).errors[0]!.extensions).toMatchObject({
      code: 'FORBIDDEN',
      clause: 'P01.A18',
    });
    const again = await run('sales-director', document, variables);
    expect(again.data.resubmitCustomerReading).toMatchObject({
      status: 'RUNNING',
      round: 2,
      beneficiary: { name: 'sales-director' },
    });
    expect(again.data.resubmitCustomerReading.form).toContainEqual({ name: 'subject', value: '合同 HT-2025-001' });
  });

  it('whose time is over when it is decided is not approved, and can be returned', async () => {
    const asked = await ask('sales-director', files.INTERNAL);
    const { id } = asked.data.requestCustomerReading;
    now = days(6);
    expect((await approve(specialist, id)).outcome).toBe('INVALID_STATE');
    const [task] = await tasksOf(specialist, id);
    const back = await run(
      specialist,
      'mutation($id: ID!) { returnApproval(taskId: $id, comment: "逾期") { status } }',
      { id: task!.id },
    );
    expect(back.data.returnApproval).toEqual({ status: 'RETURNED' });
  });
});

describe('P01.A17 P01.A22 an outsider with a letter of introduction reads a SECRET file', () => {
  it('when those who may have allowed it, until the time is over; the audit shows each step', async () => {
    const reader = 'sales-director';
    expect(await sees(reader, files.SECRET)).toBe(false);
    const asked = await ask(supervisor, files.SECRET);
    const { id } = asked.data.requestCustomerReading;
    expect(asked.data.requestCustomerReading).toMatchObject({ label: 'SECRET', beneficiary: { name: reader } });
    await approve(manager, id);
    await approve(manager, id);
    expect(await sees(reader, files.SECRET)).toBe(false);
    expect((await approve(general, id)).data.decideApproval).toEqual({ status: 'APPROVED' });
    expect(await sees(reader, files.SECRET)).toBe(true);
    expect(await sees(general, files.SECRET)).toBe(false);
    now = days(5);
    expect(await sees(reader, files.SECRET)).toBe(false);
    const { data } = await run(
      'auditor',
      'query($id: String!) { auditEntries(first: 100, filter: { recordId: { eq: $id }, action: { startsWith: "approval" } }, orderBy: [{ id: ASC }]) { nodes { action clause label person { name } } } }',
      { id },
    );
    expect(data.auditEntries.nodes).toEqual([
      { action: 'approval submitted', clause: null, label: 'SECRET', person: { name: supervisor } },
      { action: 'approval approved', clause: 'P01.A18', label: 'SECRET', person: { name: manager } },
      { action: 'approval approved', clause: 'P01.A18', label: 'SECRET', person: { name: manager } },
      { action: 'approval approved', clause: 'P04.A05', label: 'SECRET', person: { name: general } },
    ]);
    const given = await platform.owner(
      `select action, label, clause from audit.entry where record_id = $1 and action = 'grant'`,
      [files.SECRET.id],
    );
    expect(given).toContainEqual(expect.objectContaining({ action: 'grant', label: 'SECRET' }));
  });

  it('a file that is hidden from who asks is answered like one that never existed', async () => {
    const answers = await Promise.all([files.SECRET, neverExisted(files.SECRET)].map((file) => ask(manager, file)));
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));
    expect(answers[0]!.outcome).toBe('NOT_FOUND');
  });

  it('who is not asked hears nothing of the request: no inbox, no list, no count, no error', async () => {
    const asked = await ask(supervisor, files.SECRET);
    const request = asked.data.requestCustomerReading;
    // Of customer service too, but not cleared: the one step would wait for this role.
    for (const who of [specialist, 'reader', 'auditor', 'administrator']) {
      expect(await tasksOf(who, request.id), who).toEqual([]);
      const seen = await run(
        who,
        'query($id: ID!, $file: ID!) { approvalRequest(id: $id) { id } approvalRequests(filter: { recordId: { eq: $file } }) { totalCount nodes { id } } }',
        { id: request.id, file: files.SECRET.id },
      );
      expect(seen.data, who).toEqual({ approvalRequest: null, approvalRequests: { totalCount: 0, nodes: [] } });
      const withdraw = (id: string) =>
        run(who, 'mutation($id: ID!) { withdrawApproval(id: $id, version: 1) { id } }', { id });
      const never = await withdraw('00000000-0000-4000-8000-000000000000');
      expect(JSON.stringify(await withdraw(request.id)), who).toBe(JSON.stringify(never));
    }
  });
});

it('P01.A18 P04.A05 the clauses say that the request enforces them', async () => {
  for (const [id, step] of [
    ['P01.A18', 'review'],
    ['P04.A05', 'permission'],
  ]) {
    const { data } = await run('reader', 'query($id: ID!) { clause(id: $id) { enforcedBy } }', { id });
    expect(data.clause.enforcedBy).toContain(`approval readCustomerFile (${step})`);
  }
});
