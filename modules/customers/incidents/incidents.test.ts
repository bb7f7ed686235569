import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { topDepartment } from '../../../src/access/access.harness.js';
import { TestPlatform } from '../../../test/harness.js';
import { type LabelledCustomer, registerLabelled } from '../../../test/labelledCustomers.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const developer = 'customer-developer';
const general = 'general-manager';
const opening = new Date('2026-03-02T03:00:00.000Z');
const hours = (n: number) => new Date(opening.getTime() + n * 3_600_000);

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
    SECRET: await registerLabelled(platform, manager, 'SECRET', '机密客户'),
  };
});
afterAll(() => platform.close());
beforeEach(() => {
  now = opening;
});

const run = (who: string, document: string, variables: Record<string, unknown> = {}) =>
  platform.as(who).run(document, variables);

const told = {
  channel: 'PUBLIC_PLACE',
  certain: false,
  description: '餐厅里谈到了客户的报价',
  remedialAction: '已请同事停止谈论',
};

const report = (who: string, more: object = {}) =>
  run(
    who,
    `mutation($input: ReportLeakInput!) { reportLeak(input: $input) {
      id version number label status reporter { name } files { nodes { customer { id } } } measures { nodes { measure takenBy { name } } } } }`,
    { input: { ...told, ...more } },
  );

const reported = async (who: string, more: object = {}) => {
  const { data, errors } = await report(who, more);
  if (!data?.reportLeak) throw new Error(JSON.stringify(errors));
  return data.reportLeak as { id: string; version: number; number: string; label: string };
};

const contain = (who: string, id: string, version = 1) =>
  run(
    who,
    'mutation($id: ID!, $version: Int!) { containLeak(id: $id, version: $version, containment: "已收回全部复印件") { status version containedBy { name } } }',
    { id, version },
  );

const close = (who: string, id: string, version = 2) =>
  run(
    who,
    'mutation($id: ID!, $version: Int!) { closeLeak(id: $id, version: $version, finding: LEAKED, conclusion: "已教育当事人") { status closedBy { name } } }',
    { id, version },
  );

const measure = (who: string, id: string) =>
  run(
    who,
    'mutation($id: ID!) { addLeakMeasure(incidentId: $id, input: { measure: "已更换报价" }) { label takenBy { name } } }',
    { id },
  );

const sees = async (who: string, id: string): Promise<boolean> => {
  const { data } = await run(
    who,
    'query($id: ID!) { leakIncident(id: $id) { id } leakIncidents(filter: { id: { eq: $id } }) { totalCount } }',
    { id },
  );
  const { leakIncident, leakIncidents } = data;
  expect(leakIncidents.totalCount).toBe(leakIncident ? 1 : 0);
  return leakIncident !== null;
};

const dutiesOf = async (id: string) =>
  Object.fromEntries(
    (
      await platform.owner<{ name: string; state: string; due_at: Date }>(
        'select name, state, due_at from duties.duty where record_id = $1',
        [id],
      )
    ).map(({ name, state, due_at }) => [name, { state, dueAt: due_at.toISOString() }]),
  );

const noticesOf = async (who: string, number: string) =>
  (await run(who, '{ notices(first: 100) { nodes { kind text label } } }')).data.notices.nodes.filter(
    ({ text, kind }: { text: string; kind: string }) => kind === 'OTHER' && text.includes(number),
  );

describe('P01.A27 whoever finds a leak reports it', () => {
  it('P01.A27 anyone signed in reports one, with what was done at once', async () => {
    expect((await report('reader')).data.reportLeak).toMatchObject({ label: 'PUBLIC', reporter: { name: 'reader' } });
    const answer = await report('unit-head', { certain: true });
    expect(answer.data.reportLeak).toMatchObject({
      label: 'INTERNAL',
      status: 'REPORTED',
      reporter: { name: 'unit-head' },
      files: { nodes: [] },
      measures: { nodes: [{ measure: told.remedialAction, takenBy: { name: 'unit-head' } }] },
    });
    expect((await report('anyone')).outcome).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['without a description', { description: '' }, 'input.description'],
    ['without remedial action', { remedialAction: '' }, 'input.remedialAction'],
    ['found in the future', { foundAt: hours(1).toISOString() }, 'input.foundAt'],
    ['above the own clearance', { label: 'SECRET' }, 'input.label'],
  ])('P01.A27 a report %s is refused', async (_what, more, path) => {
    const { outcome, errors } = await report(developer, more);
    expect(outcome).toBe('BAD_USER_INPUT');
    expect((errors[0]!.extensions!.problems as { path: string }[]).map((problem) => problem.path)).toEqual([path]);
  });

  it('P01.A26 the three prohibitions are the categories of channels', async () => {
    const { data } = await run('reader', '{ enumTitles(name: "LeakChannel") { value title } }');
    expect(data.enumTitles.map(({ value }: { value: string }) => value)).toEqual([
      'PRIVATE_CONTACT',
      'PUBLIC_PLACE',
      'OPEN_TELEPHONE',
      'TELEGRAM_OR_LETTER',
      'OTHER',
    ]);
  });

  it('P01.A27 supervisor and manager are told at once, and nobody else', async () => {
    const { number } = await reported(developer);
    for (const who of [supervisor, manager]) expect(await noticesOf(who, number), who).toHaveLength(1);
    for (const who of ['sales-director', 'customer-information-specialist', 'analyst', general])
      expect(await noticesOf(who, number), who).toEqual([]);
  });

  it.each([
    [developer, true],
    [supervisor, true],
    [manager, true],
    [general, true],
    ['customer-information-specialist', false],
    ['sales-director', false],
    ['quality-inspector', false],
    ['analyst', false],
    ['auditor', false],
    ['administrator', false],
  ])('P01.A27 an incident is seen by its reporter and those who act: %s %s', async (who, seen) => {
    expect(await sees(who, (await reported(developer)).id)).toBe(seen);
  });
});

describe('P01.A27 the clocks of a leak', () => {
  it('P01.A27 two hours to report, a day to contain, ten working days to close', async () => {
    const { id } = await reported(developer, { foundAt: hours(-1).toISOString() });
    expect(await dutiesOf(id)).toEqual({
      reportLeak: { state: 'DONE', dueAt: hours(1).toISOString() },
      containLeak: { state: 'DUE', dueAt: hours(24).toISOString() },
      closeLeak: { state: 'DUE', dueAt: '2026-03-16T16:00:00.000Z' },
    });
    now = hours(3);
    expect((await contain(supervisor, id)).outcome).toBe('ok');
    expect((await close(manager, id)).outcome).toBe('ok');
    expect(Object.values(await dutiesOf(id)).map(({ state }) => state)).toEqual(['DONE', 'DONE', 'DONE']);
  });

  it('P01.A27 what is reported, contained or closed too late is late for good', async () => {
    const { id } = await reported(developer, { foundAt: hours(-3).toISOString() });
    expect((await dutiesOf(id)).reportLeak!.state).toBe('LATE');
    now = hours(25);
    await contain(supervisor, id);
    expect((await dutiesOf(id)).containLeak!.state).toBe('LATE');
    now = hours(24 * 30);
    await platform.platform.sweeper.sweep();
    const { data } = await run(
      general,
      '{ duties(filter: { name: { eq: "closeLeak" }, state: { eq: BREACHED } }) { nodes { recordId } } }',
    );
    expect(data.duties.nodes).toContainEqual({ recordId: id });
  });

  it('P01.A27 an administrator sets the longer terms by an interpretation', async () => {
    const set = (choice: string) =>
      run(
        'administrator',
        'mutation($c: String!) { setInterpretation(id: "customers.leakTerms", choice: $c, reason: "试行") { choice } }',
        { c: choice },
      );
    await set('DAYS');
    const { id } = await reported(developer);
    await set('HOURS');
    expect((await dutiesOf(id)).containLeak!.dueAt).toBe('2026-03-05T16:00:00.000Z');
  });
});

describe('P01.A27 a leak is dealt with', () => {
  it('P01.A27 contained by those who act, closed by another than whoever reported it', async () => {
    const { id } = await reported(supervisor);
    for (const who of [developer, 'sales-director']) expect((await contain(who, id)).outcome).not.toBe('ok');
    expect((await close(general, id, 1)).outcome).toBe('INVALID_STATE');
    expect((await contain(supervisor, id)).data.containLeak).toMatchObject({
      status: 'CONTAINED',
      containedBy: { name: supervisor },
    });
    expect((await contain(supervisor, id, 2)).outcome).toBe('INVALID_STATE');
    const refused = await close(supervisor, id);
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', clause: 'P01.A27' });
    expect((await close(manager, id, 1)).outcome).toBe('CONFLICT');
    expect((await close(manager, id)).data.closeLeak).toEqual({ status: 'CLOSED', closedBy: { name: manager } });
    expect((await close(general, id, 3)).outcome).toBe('INVALID_STATE');
    expect((await measure(supervisor, id)).outcome).toBe('INVALID_STATE');
  });

  it('P01.A27 the database itself refuses that the reporter closes', async () => {
    const { id } = await reported(supervisor);
    await expect(
      platform.owner(
        `update customers.leak_incident set status = 'CLOSED', contained_at = created_at, closed_at = created_at, closed_by_id = reporter_id where id = $1`,
        [id],
      ),
    ).rejects.toThrow('not_closed_by_the_reporter');
  });

  it('P01.A27 reporter and handlers add measures, others cannot', async () => {
    const { id } = await reported(developer);
    for (const who of [developer, supervisor, general]) expect((await measure(who, id)).outcome, who).toBe('ok');
    expect((await measure('sales-director', id)).outcome).toBe('NOT_FOUND');
    const { data } = await run(developer, 'query($id: ID!) { leakIncident(id: $id) { measures { totalCount } } }', {
      id,
    });
    expect(data.leakIncident.measures.totalCount).toBe(4);
  });
});

describe('P01.A27 P01.A22 an incident is as secret as its file', () => {
  it('P01.A27 its label is that of the file, or a higher one', async () => {
    expect((await reported('sales-director', { customerIds: [files.CONFIDENTIAL.id] })).label).toBe('CONFIDENTIAL');
    expect((await reported('sales-director', { customerIds: [files.INTERNAL.id], label: 'CONFIDENTIAL' })).label).toBe(
      'CONFIDENTIAL',
    );
    const { outcome, errors } = await report('sales-director', {
      customerIds: [files.CONFIDENTIAL.id],
      label: 'INTERNAL',
    });
    expect(outcome).toBe('BAD_USER_INPUT');
    expect(errors[0]!.message).toContain('CONFIDENTIAL');
  });

  it('P01.A22 a hidden file and none give the same answer', async () => {
    const hidden = await report('sales-director', { customerIds: [files.SECRET.id] });
    const none = await report('sales-director', { customerIds: ['00000000-0000-4000-8000-000000000000'] });
    expect(hidden.outcome).toBe('NOT_FOUND');
    expect(hidden.errors[0]!.message).toBe(none.errors[0]!.message);
  });

  it('P01.A22 of a SECRET file those who act see the incident, and not the file', async () => {
    const { id, number } = await reported(manager, { customerIds: [files.SECRET.id] });
    expect(number).toMatch(/^XM-S-\d{12}$/);
    const document =
      'query($id: ID!) { leakIncident(id: $id) { label files { totalCount nodes { customer { name } } } keeper { name } } }';
    for (const who of [supervisor, general])
      expect((await run(who, document, { id })).data.leakIncident, who).toMatchObject({
        label: 'SECRET',
        files: { totalCount: 0, nodes: [] },
      });
    expect(await noticesOf(supervisor, number)).toMatchObject([{ label: 'SECRET' }]);
    await platform.owner(`update access.person set clearance = 'SECRET' where name = 'sales-director'`);
    for (const who of ['sales-director', 'auditor', developer]) expect(await sees(who, id), who).toBe(false);
    const { data } = await run(
      supervisor,
      'query($id: ID!) { customers(filter: { leaks: { some: { incident: { id: { eq: $id } } } } }) { totalCount } }',
      { id },
    );
    expect(data.customers.totalCount).toBe(0);
    expect((await measure(general, id)).data.addLeakMeasure).toEqual({ label: 'SECRET', takenBy: { name: general } });
    expect((await contain(supervisor, id)).outcome).toBe('ok');
    expect((await close(general, id)).outcome).toBe('ok');
  });

  it('P01.A22 a file that is raised takes its incidents along, and those who act still see them', async () => {
    const file = await registerLabelled(platform, manager, 'INTERNAL', '将升密客户');
    const { id } = await reported(developer, { customerIds: [file.id] });
    const raise = await run(
      manager,
      'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: SECRET }) { label } }',
      { id: file.id },
    );
    expect(raise.outcome).toBe('ok');
    const document = 'query($id: ID!) { leakIncident(id: $id) { label measures { nodes { label } } } }';
    expect((await run(supervisor, document, { id })).data.leakIncident).toEqual({
      label: 'SECRET',
      measures: { nodes: [{ label: 'SECRET' }] },
    });
    expect(await sees(developer, id)).toBe(false);
    expect((await contain(supervisor, id)).outcome).toBe('ok');
  });

  it('P01.A22 who comes into the post later sees what is open', async () => {
    const { id } = await reported(manager, { customerIds: [files.SECRET.id] });
    await platform.owner(`update access.person set clearance = 'SECRET' where name = 'quality-inspector'`);
    expect(await sees('quality-inspector', id)).toBe(false);
    const given = await run(
      'administrator',
      'mutation($p: ID!, $d: ID!) { assignRole(input: { personId: $p, role: "CUSTOMER_INFORMATION_SUPERVISOR", departmentId: $d }) { id } }',
      { p: await platform.personId('quality-inspector'), d: await topDepartment(platform) },
    );
    expect(given.outcome).toBe('ok');
    expect(await sees('quality-inspector', id)).toBe(true);
  });
});

it('P01.A27 the clause tells what enforces it', async () => {
  const { data } = await run('reader', '{ clause(id: "P01.A27") { enforcedBy } }');
  expect(data.clause.enforcedBy).toEqual(
    expect.arrayContaining(['Mutation.reportLeak', 'Mutation.closeLeak', 'containLeak (duty)']),
  );
});
