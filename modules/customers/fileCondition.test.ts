import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

let now = new Date('2026-03-02T02:00:00Z');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({
    clock: () => now,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
    sweepMs: 86_400_000,
  });
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const opened = async (who: string, label = 'INTERNAL'): Promise<string> =>
  (
    await ask(who, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }', {
      input: { name: '检查', label },
    })
  ).data.registerCustomer.id;
const reportFinding =
  'mutation($id: ID!) { reportFinding(input: { fileId: $id, damage: FADED, description: "第 2 页字迹褪色" }) { id version repairedAt } }';
const closeRepair =
  'mutation($id: ID!, $repair: String!) { closeRepair(id: $id, version: 1, repair: $repair) { repair repairedBy { name } } }';

describe('P01.A15 each finding opens a repair that must be closed', () => {
  it('P01.A15 is open until somebody says what was done, once', async () => {
    const id = await opened(specialist);
    const finding = (await ask(specialist, reportFinding, { id })).data.reportFinding;
    expect(finding.repairedAt).toBeNull();
    const open =
      'query($id: ID!) { archiveFile(id: $id) { findings(filter: { repairedAt: { isNull: true } }) { totalCount } } }';
    expect((await ask(specialist, open, { id })).data.archiveFile.findings.totalCount).toBe(1);
    expect((await ask(supervisor, closeRepair, { id: finding.id, repair: '' })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(supervisor, closeRepair, { id: finding.id, repair: '复制并加固' })).data.closeRepair).toEqual({
      repair: '复制并加固',
      repairedBy: { name: supervisor },
    });
    expect((await ask(specialist, open, { id })).data.archiveFile.findings.totalCount).toBe(0);
    const again = 'mutation($id: ID!) { closeRepair(id: $id, version: 2, repair: "再修") { id } }';
    expect((await ask(supervisor, again, { id: finding.id })).outcome).toBe('INVALID_STATE');
  });

  it('P01.A15 the duty to repair it is that of the specialist until the repair is closed', async () => {
    const id = await opened(specialist);
    const finding = (await ask(specialist, reportFinding, { id })).data.reportFinding;
    const duty = async (who: string) =>
      (
        await ask(
          who,
          'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { name role person { name } clause state dueAt } } }',
          { id: finding.id },
        )
      ).data.duties.nodes;
    const begun = {
      name: 'repairCustomerFile',
      role: 'CUSTOMER_INFORMATION_SPECIALIST',
      person: null,
      clause: 'P01.A15',
      state: 'DUE',
      dueAt: '2026-04-02T16:00:00.000Z',
    };
    expect(await duty(specialist)).toEqual([begun]);
    await ask(specialist, closeRepair, { id: finding.id, repair: '复制并加固' });
    expect((await duty(specialist))[0].state).toBe('DONE');
  });

  it('P01.A15 P01.A22 a SECRET file is repaired by its keeper, and nobody else knows', async () => {
    const id = await opened(manager, 'SECRET');
    const finding = (await ask(manager, reportFinding, { id })).data.reportFinding;
    const mine = 'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { person { name } } } }';
    for (const [who, nodes] of [
      [manager, [{ person: { name: manager } }]],
      [supervisor, []],
      [specialist, []],
      ['general-manager', []],
    ] as const)
      expect((await ask(who, mine, { id: finding.id })).data.duties.nodes, who).toEqual(nodes);
  });

  it('P01.A15 P01.A22 a finding on a hidden file does not exist for others', async () => {
    const id = await opened(manager, 'SECRET');
    const finding = (await ask(manager, reportFinding, { id })).data.reportFinding;
    const seen =
      'query($id: ID!) { fileFinding(id: $id) { id } fileFindings(filter: { id: { eq: $id } }) { totalCount } }';
    expect((await ask(supervisor, seen, { id: finding.id })).data).toEqual({
      fileFinding: null,
      fileFindings: { totalCount: 0 },
    });
    expect((await ask(supervisor, closeRepair, { id: finding.id, repair: '试探' })).outcome).toBe('NOT_FOUND');
    expect((await ask(supervisor, reportFinding, { id })).outcome).toBe('NOT_FOUND');
  });
});

describe('P01.A16 readings of the storage environment', () => {
  const good = { room: '一号库', celsius: 20, humidity: 50, mould: false, pests: false, fireSafe: true };
  it.each([
    ['within bounds', {}, 'ok', false],
    ['on the lower bounds', { celsius: 14, humidity: 45 }, 'ok', false],
    ['on the upper bounds', { celsius: 24, humidity: 60 }, 'ok', false],
    ['too cold', { celsius: 13.9 }, 'ok', true],
    ['too warm', { celsius: 24.1 }, 'ok', true],
    ['too dry', { humidity: 44.9 }, 'ok', true],
    ['too damp', { humidity: 60.1 }, 'ok', true],
    ['with mould', { mould: true }, 'ok', true],
    ['with pests', { pests: true }, 'ok', true],
    ['not safe from fire', { fireSafe: false }, 'ok', true],
    ['of a humidity that cannot be', { humidity: 101 }, 'BAD_USER_INPUT', undefined],
  ])('P01.A16 %s', async (_what, more, outcome, flagged) => {
    const answer = await ask(
      specialist,
      'mutation($input: RecordReadingInput!) { recordReading(input: $input) { flagged readBy { name } } }',
      { input: { ...good, ...more } },
    );
    expect([answer.outcome, answer.data?.recordReading?.flagged]).toEqual([outcome, flagged]);
  });

  it('P01.A16 those out of bounds are found', async () => {
    const { data } = await ask(specialist, '{ environmentReadings(filter: { flagged: { eq: true } }) { totalCount } }');
    expect(data.environmentReadings.totalCount).toBe(7);
    expect((await ask('reader', '{ environmentReadings { totalCount } }')).data.environmentReadings.totalCount).toBe(0);
  });

  it('P01.A16 supervisor and manager are told of each that is out of bounds, and of none that is within', async () => {
    const about =
      '{ notices(filter: { recordType: { eq: "EnvironmentReading" } }) { totalCount nodes { text recordId } } }';
    for (const who of [supervisor, 'customer-service-manager']) {
      const { data } = await ask(who, about);
      expect([who, data.notices.totalCount]).toEqual([who, 7]);
      expect(data.notices.nodes[0].text).toBe(
        'The storage room 一号库 is out of bounds: see environmentReadings, and have it put right (P01.A16).',
      );
      const read = 'query($id: ID!) { environmentReading(id: $id) { flagged } }';
      const { recordId } = data.notices.nodes[0];
      expect((await ask(who, read, { id: recordId })).data.environmentReading).toEqual({ flagged: true });
    }
    expect((await ask(specialist, about)).data.notices.totalCount).toBe(0);
  });

  const record = () =>
    ask(specialist, 'mutation($input: RecordReadingInput!) { recordReading(input: $input) { id } }', { input: good });
  const periods = async () =>
    (
      await ask(
        supervisor,
        '{ duties(filter: { clause: { eq: "P01.A16" } }, orderBy: [{ dueAt: ASC }, { period: ASC }]) { nodes { period state interpretation } } }',
      )
    ).data.duties.nodes.map((duty: { period: string; state: string }) => `${duty.period} ${duty.state}`);
  const sweepAt = async (moment: string) => {
    now = new Date(moment);
    await platform.platform.sweeper.sweep();
  };

  it('P01.A16 a reading is due every month; a month without one is a breach', async () => {
    await sweepAt('2026-03-31T02:00:00Z');
    expect(await periods()).toEqual(['2026-03 DONE']);
    await sweepAt('2026-05-01T02:00:00Z');
    expect(await periods()).toEqual(['2026-03 DONE', '2026-04 BREACHED', '2026-05 DUE']);
    const { data } = await ask(supervisor, '{ notices(filter: { kind: { eq: ESCALATED } }) { nodes { text } } }');
    expect(data.notices.nodes.map(({ text }: { text: string }) => text)).toContain(
      'Not done by 2026-04-30: Check the storage environment (P01.A16).',
    );
    await record();
    expect(await periods()).toEqual(['2026-03 DONE', '2026-04 BREACHED', '2026-05 DONE']);
  });

  it('P01.A16 the interval is set with a reason, from the period in which that is done; what is open stays', async () => {
    await sweepAt('2026-06-01T02:00:00Z');
    const set = await ask(
      'administrator',
      'mutation { setInterpretation(id: "customers.roomChecks", choice: "QUARTERLY", reason: "库房恒温恒湿") { choice } }',
    );
    expect(set.outcome).toBe('ok');
    await sweepAt('2026-06-01T03:00:00Z');
    const before = ['2026-03 DONE', '2026-04 BREACHED', '2026-05 DONE'];
    expect(await periods()).toEqual([...before, '2026-06 DUE', '2026-Q2 DUE']);
    await record();
    expect(await periods()).toEqual([...before, '2026-06 DONE', '2026-Q2 DONE']);
    await sweepAt('2026-09-30T16:00:00Z');
    expect(await periods()).toEqual([...before, '2026-06 DONE', '2026-Q2 DONE', '2026-Q3 BREACHED', '2026-Q4 DUE']);
  });
});
