import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

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
});
