import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { anAsset, ask as askOf } from './operations.fixture.js';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = async (who: string, document: string, variables?: object) => {
  const { data, errors } = await askOf(platform, who, document, variables);
  expect(errors).toEqual([]);
  return data;
};

const compliance = async () => {
  const { compliance: found } = await ask(
    'general-manager',
    '{ compliance(period: "2026-03") { clauses { clause due done late breached } } }',
  );
  return found.clauses.find(({ clause }: { clause: string }) => clause === 'P12.A01');
};

it('P12.A01 a fault from the first report to the closed case: late, made up for, measured and in the compliance of the month', async () => {
  const before = (await compliance()) ?? { due: 0, done: 0, late: 0, breached: 0 };
  const asset = await anAsset(platform, { inUseSince: '2026-01-01' });
  // Monday 10:00: the unit's head cannot work and says so.
  const { reportFault: fault } = await ask(
    'unit-head',
    'mutation { reportFault(input: { severity: CRITICAL, description: "业务系统打不开" }) { id version number status } }',
  );
  // The operator takes it and finds out what failed.
  const { takeFault: taken } = await ask(
    'it-operator',
    'mutation($id: ID!, $version: Int!, $assetId: ID!) { takeFault(id: $id, version: $version, assetId: $assetId, stopsService: true) { id version asset { id } } }',
    { ...fault, assetId: asset.id },
  );
  expect(taken.asset).toEqual({ id: asset.id });
  // Four hours later it is not removed: a breach, of which the head hears.
  now = new Date('2026-03-09T14:00:00+08:00');
  await platform.platform.sweeper.sweep();
  const duty = async () =>
    (
      await ask(
        'it-head',
        'query($id: ID!) { duties(filter: { recordId: { eq: $id }, name: { eq: "restoreCriticalFault" } }) { nodes { state } } }',
        fault,
      )
    ).duties.nodes[0].state;
  expect(await duty()).toBe('BREACHED');
  const { notices } = await ask(
    'it-head',
    '{ notices(filter: { duty: { name: { eq: "restoreCriticalFault" } } }) { nodes { kind } } }',
  );
  expect(notices.nodes).toContainEqual({ kind: 'ESCALATED' });
  // At 16:00 it works again.
  now = new Date('2026-03-09T16:00:00+08:00');
  const { restoreFault: restored } = await ask(
    'it-operator',
    'mutation($id: ID!, $version: Int!) { restoreFault(id: $id, version: $version, input: { remedy: "切换备机", removal: "更换电源" }) { id version status } }',
    taken,
  );
  expect(restored.status).toBe('RESTORED');
  expect(await duty()).toBe('LATE');
  // The head finds the cause, prevents another, and closes the case.
  now = new Date('2026-03-11T09:00:00+08:00');
  const { closeFault: closed } = await ask(
    'it-head',
    'mutation($id: ID!, $version: Int!) { closeFault(id: $id, version: $version, cause: "电源老化", prevention: "每三年更换") { status closedBy { name } } }',
    restored,
  );
  expect(closed).toEqual({ status: 'CLOSED', closedBy: { name: 'it-head' } });
  const { reliability } = await ask(
    'it-head',
    'query($id: ID) { reliability(assetId: $id, from: "2026-03-01", to: "2026-03-31", by: ASSET) { failures restored mttrHours mtbfHours } }',
    asset,
  );
  expect(reliability).toEqual([{ failures: 1, restored: 1, mttrHours: 6, mtbfHours: null }]);
  const after = await compliance();
  expect(after.due - before.due).toBeGreaterThanOrEqual(2);
  expect([after.late - before.late, after.done - before.done >= 1]).toEqual([1, true]);
});
