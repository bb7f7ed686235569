import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

let now = new Date('2026-03-02T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = async (who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );

const sweepAt = (moment: string) => {
  now = new Date(moment);
  return platform.platform.sweeper.sweep();
};

const record = `mutation($input: RecordInspectionInput!) {
  recordInspection(input: $input) { period inspectedFiles findings notes inspectedBy { name } label }
}`;

const states = async () => {
  const { data } = await ask(
    'general-manager',
    '{ duties(filter: { clause: { eq: "P01.A14" } }, orderBy: [{ dueAt: ASC }]) { nodes { period state fulfilledBy { name } } } }',
  );
  return data.duties.nodes;
};

describe('P01.A14 every half year the keeping of all files is inspected', () => {
  it('P01.A14 an inspection is recorded and fulfils the duty of its half year', async () => {
    await sweepAt('2026-03-02T10:00:00+08:00');
    expect(await states()).toEqual([{ period: '2026-H1', state: 'DUE', fulfilledBy: null }]);
    const answer = await ask(specialist, record, {
      input: { inspectedFiles: 640, findings: 3, notes: '三份字迹褪色' },
    });
    expect(answer.data.recordInspection).toEqual({
      period: '2026-H1',
      inspectedFiles: 640,
      findings: 3,
      notes: '三份字迹褪色',
      inspectedBy: { name: specialist },
      label: 'INTERNAL',
    });
    expect(await states()).toEqual([{ period: '2026-H1', state: 'DONE', fulfilledBy: { name: specialist } }]);
  });

  it('P01.A14 a further inspection in the same half year is recorded and changes nothing of the duty', async () => {
    const before = await states();
    expect((await ask(supervisor, record, { input: { inspectedFiles: 10, findings: 0 } })).outcome).toBe('ok');
    expect(await states()).toEqual(before);
  });

  it('P01.A14 a missed half year is a breach, which stays when the inspection is made up for', async () => {
    await sweepAt('2027-01-04T10:00:00+08:00');
    expect((await states()).map(({ period, state }: { period: string; state: string }) => [period, state])).toEqual([
      ['2026-H1', 'DONE'],
      ['2026-H2', 'BREACHED'],
      ['2027-H1', 'DUE'],
    ]);
    const { data } = await ask(
      manager,
      '{ notices(filter: { duty: { name: { eq: "inspectKeeping" } } }) { nodes { kind text } } }',
    );
    expect(data.notices.nodes).toEqual([
      { kind: 'ESCALATED', text: 'Not done by 2026-12-31: Inspect how all files are kept (P01.A14).' },
    ]);
    const late = await ask(supervisor, record, { input: { period: '2026-H2', inspectedFiles: 640, findings: 0 } });
    expect(late.data.recordInspection).toMatchObject({ period: '2026-H2' });
    expect((await states())[1]).toMatchObject({ period: '2026-H2', state: 'LATE' });
  });

  it('P01.A14 the supervisor is reminded thirty and seven days before', async () => {
    const reminders = async (): Promise<{ id: string; duty: { period: string } }[]> =>
      (
        await ask(
          supervisor,
          '{ notices(filter: { kind: { eq: REMINDER }, readAt: { isNull: true } }) { nodes { id duty { period } } } }',
        )
      ).data.notices.nodes;
    for (const [moment, count] of [
      ['2027-05-31T08:00:00+08:00', 1],
      ['2027-06-22T08:00:00+08:00', 1],
      ['2027-06-23T08:00:00+08:00', 2],
    ] as const) {
      await sweepAt(moment);
      expect((await reminders()).filter(({ duty }) => duty.period === '2027-H1')).toHaveLength(count);
    }
    const mark = 'mutation($ids: [ID!]) { markNoticesRead(input: { ids: $ids }) }';
    const ids = (await reminders()).map(({ id }) => id);
    expect((await ask(manager, mark, { ids })).data.markNoticesRead).toBe(0);
    expect((await ask(supervisor, mark, { ids: ids.slice(0, 1) })).data.markNoticesRead).toBe(1);
    expect((await ask(supervisor, mark)).data.markNoticesRead).toBeGreaterThanOrEqual(1);
    expect((await ask(supervisor, mark)).data.markNoticesRead).toBe(0);
  });

  it.each([
    ['a half year to come', { period: '2029-H1', inspectedFiles: 1, findings: 0 }],
    ['what is no half year', { period: '2026-Q1', inspectedFiles: 1, findings: 0 }],
    ['more findings than files', { inspectedFiles: 1, findings: 2 }],
    ['a number below zero', { inspectedFiles: -1, findings: 0 }],
  ])('P01.A14 refuses %s', async (_what, input) => {
    expect((await ask(specialist, record, { input })).outcome).toBe('BAD_USER_INPUT');
  });

  it.each([
    [specialist, 1],
    [manager, 1],
    ['general-manager', 1],
    ['sales-director', 0],
    ['reader', 0],
    ['administrator', 0],
  ])('P01.A14 the records are seen by customer service and the general manager: %s', async (who, seen) => {
    const { data } = await ask(who, '{ keepingInspections(first: 1) { nodes { id } } }');
    expect(data.keepingInspections.nodes).toHaveLength(seen);
  });

  it('P01.A14 only the general manager waives it', async () => {
    const waive =
      'mutation($id: ID!, $version: Int!) { waiveDuty(id: $id, version: $version, reason: "搬迁") { state } }';
    const open = '{ duties(filter: { state: { eq: DUE }, clause: { eq: "P01.A14" } }) { nodes { id version } } }';
    const [duty] = (await ask('general-manager', open)).data.duties.nodes;
    for (const who of [supervisor, manager]) expect((await ask(who, waive, duty)).outcome).toBe('FORBIDDEN');
    expect((await ask('general-manager', waive, duty)).data.waiveDuty.state).toBe('WAIVED');
  });

  it('P01.A14 the clause tells what enforces it', async () => {
    const { data } = await ask('reader', '{ clause(id: "P01.A14") { enforcedBy } }');
    expect(data.clause.enforcedBy).toContain('inspectKeeping (duty)');
    expect(data.clause.enforcedBy).toContain('Mutation.recordInspection');
  });
});
