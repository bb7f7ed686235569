import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { aFault, anAsset, aPlan, aRoom, ask as askOf, restoredFault } from '../operations.fixture.js';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables?: object) => askOf(platform, who, document, variables);
const dutiesOf = async (id: string) =>
  (
    await ask(
      'it-head',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ dueAt: ASC }]) { nodes { name state dueAt } } }',
      { id },
    )
  ).data.duties.nodes;

const report = `mutation($input: ReportFaultInput!) { reportFault(input: $input) { id version number status reportedBy { name } } }`;
const take = `mutation($id: ID!, $version: Int!) { takeFault(id: $id, version: $version) { id version status handler { name } } }`;
const restore = `mutation($id: ID!, $version: Int!, $input: RestoreFaultInput!) { restoreFault(id: $id, version: $version, input: $input) { id version status } }`;
const close = `mutation($id: ID!, $version: Int!) { closeFault(id: $id, version: $version, cause: "电源老化", prevention: "每三年更换") { id version status cause prevention removal closedBy { name } } }`;
const removal = { remedy: '改用备机', removal: '更换电源' };

describe('P12.A01 faults are remedied, removed and prevented', () => {
  it('P12.A01 everybody reports a fault; it is removed by whoever took it, and closed by somebody else', async () => {
    const { data } = await ask('reader', report, { input: { severity: 'CRITICAL', description: '系统登录不上' } });
    const fault = data.reportFault;
    expect(fault).toMatchObject({ status: 'REPORTED', reportedBy: { name: 'reader' } });
    expect(fault.number).toMatch(/^GZ-P-\d{6}$/);
    expect(await dutiesOf(fault.id)).toMatchObject([
      { name: 'restoreCriticalFault', state: 'DUE', dueAt: new Date(now.getTime() + 4 * 3_600_000).toISOString() },
    ]);
    expect((await ask('it-operator', restore, { ...fault, input: removal })).outcome).toBe('FORBIDDEN');
    const taken = (await ask('it-head', take, fault)).data.takeFault;
    expect(taken).toMatchObject({ status: 'IN_WORK', handler: { name: 'it-head' } });
    expect((await ask('it-head', close, taken)).outcome).toBe('FORBIDDEN');
    const restored = (await ask('it-head', restore, { ...taken, input: removal })).data.restoreFault;
    expect((await ask('it-head', close, restored)).outcome).toBe('FORBIDDEN');
    const closed = await ask('general-manager', close, restored);
    expect(closed.data.closeFault).toMatchObject({
      status: 'CLOSED',
      removal: '更换电源',
      closedBy: { name: 'general-manager' },
    });
    expect(await dutiesOf(fault.id)).toMatchObject([
      { name: 'restoreCriticalFault', state: 'DONE' },
      { name: 'closeFault', state: 'DONE' },
    ]);
    expect(
      (await ask('general-manager', close, { id: fault.id, version: closed.data.closeFault.version })).outcome,
    ).toBe('INVALID_STATE');
  });

  it('P12.A01 a fault did not happen before its asset was in use, nor more than a year ago without one', async () => {
    const { id: assetId } = await anAsset(platform, { inUseSince: '2025-06-01' });
    const input = { severity: 'MINOR', description: '卡纸' };
    const at = async (occurredAt: string, more: object = {}) =>
      (await ask('reader', report, { input: { ...input, ...more, occurredAt } })).outcome;
    expect(await at('0001-01-01T00:00:00Z')).toBe('BAD_USER_INPUT');
    expect(await at('2025-03-08T15:59:00Z')).toBe('BAD_USER_INPUT');
    expect(await at('2025-03-08T16:00:00Z')).toBe('ok');
    const ofAsset = async (occurredAt: string) =>
      (await ask('it-operator', report, { input: { ...input, assetId, occurredAt } })).outcome;
    expect(await ofAsset('2025-05-31T15:59:00Z')).toBe('BAD_USER_INPUT');
    expect(await ofAsset('2025-05-31T16:00:00Z')).toBe('ok');
  });

  it('P12.A01 a fault that a colleague has is taken over with a reason, by the head without', async () => {
    const fault = await aFault(platform);
    const over = `mutation($id: ID!, $version: Int!, $reason: String) {
      takeFault(id: $id, version: $version, reason: $reason) { id version takeOverReason handler { name } }
    }`;
    const taken = (await ask('it-operator', over, fault)).data.takeFault;
    const refused = await ask('it-operator-b', over, taken);
    expect(refused.outcome).toBe('INVALID_STATE');
    expect(refused.errors[0]!.message).toContain('苏敏');
    const moved = (await ask('it-operator-b', over, { ...taken, reason: '苏敏休假' })).data.takeFault;
    expect(moved).toMatchObject({ takeOverReason: '苏敏休假', handler: { name: 'it-operator-b' } });
    expect((await ask('it-head', over, moved)).data.takeFault).toMatchObject({ handler: { name: 'it-head' } });
  });

  it('P12.A01 nobody who handled a fault closes it, not even past the interface', async () => {
    const { id } = await restoredFault(platform);
    await expect(
      platform.owner(
        `update it_operations.it_fault set status = 'CLOSED', closed_at = now(), closed_by_id = handler_id where id = $1`,
        [id],
      ),
    ).rejects.toThrow('check constraint');
  });

  it('P12.A01 one that is not closed is not closed before it is restored', async () => {
    expect((await ask('it-head', close, await aFault(platform))).outcome).toBe('INVALID_STATE');
  });

  it('P12.A01 for each thing that can fail there are measures of prevention, remedy and removal, due in thirty days', async () => {
    const asset = await anAsset(platform);
    expect(await dutiesOf(asset.id)).toMatchObject([{ name: 'planFaultMeasures', state: 'DUE' }]);
    const bare = `query { itAssets(first: 100, filter: { retiredOn: { isNull: true }, faultMeasures: { none: {} } }) { nodes { id } } }`;
    const lacking = async () => (await ask('it-head', bare)).data.itAssets.nodes.map(({ id }: { id: string }) => id);
    expect(await lacking()).toContain(asset.id);
    const input = { likelyFault: '断电', prevention: '双路供电', remedy: '不间断电源', removal: '报修' };
    await ask(
      'it-head',
      'mutation($id: ID!, $input: FaultMeasureInput!) { addFaultMeasure(assetId: $id, input: $input) { id } }',
      {
        id: asset.id,
        input,
      },
    );
    expect(await dutiesOf(asset.id)).toMatchObject([{ name: 'planFaultMeasures', state: 'DONE' }]);
    expect(await lacking()).not.toContain(asset.id);
  });

  it('P12.A01 a point of an inspection that did not pass is reported as a fault of the asset', async () => {
    const plan = await aPlan(platform);
    await ask(
      'it-operator',
      'mutation($planId: ID!, $input: RecordMaintenanceInput!) { recordMaintenance(planId: $planId, input: $input) { id } }',
      {
        planId: plan.id,
        input: { checks: [{ passed: true }, { passed: false, remark: '异响' }] },
      },
    );
    const { data } = await ask(
      'it-operator',
      'query($id: ID!) { maintenancePlan(id: $id) { asset { faults { nodes { description source severity } } } } }',
      { id: plan.id },
    );
    expect(data.maintenancePlan.asset.faults.nodes).toEqual([
      { description: '风扇：异响', source: 'INSPECTION', severity: 'MINOR' },
    ]);
  });
});

describe('P12.A01 mean time to repair and between failures', () => {
  const query = `query($id: ID, $from: String!, $to: String!, $by: ReliabilityGroup!, $each: MaintenanceInterval) {
    reliability(assetId: $id, from: $from, to: $to, by: $by, each: $each) {
      period assetId kind assets failures restored hoursInService mttrHours mtbfHours mtbfAtLeastHours
    }
  }`;

  /** An asset in use since 1 January 2026 with failures, each from an hour of January until another. */
  const failing = async (...failures: [from: number, until: number | null][]) => {
    const { id } = await anAsset(platform, { inUseSince: '2026-01-01' });
    const hour = (count: number) => new Date(new Date('2026-01-01T00:00:00+08:00').getTime() + count * 3_600_000);
    const operator = await platform.personId('it-operator');
    for (const [i, [from, until]] of failures.entries())
      await platform.owner(
        `insert into it_operations.it_fault (id, created_at, updated_at, label, number, asset_id, source, severity, stops_service,
           description, occurred_at, status, handler_id, remedy, removal, restored_at)
         values (gen_random_uuid(), now(), now(), 'INTERNAL', $1, $2, 'PERSON', 'MAJOR', true, 'x', $3::timestamptz,
           case when $4::timestamptz is null then 'IN_WORK' else 'RESTORED' end, $5,
           case when $4::timestamptz is not null then 'x' end, case when $4::timestamptz is not null then 'x' end, $4::timestamptz)`,
        [`${id}-${i}`, id, hour(from), until === null ? null : hour(until), operator],
      );
    return id;
  };
  const january = { from: '2026-01-01', to: '2026-01-31', by: 'ASSET' };
  const figures = async (given: object, who = 'it-head') =>
    (await ask(who, query, { ...january, ...given })).data.reliability;

  it('P12.A01 periods of all times are refused, and of more than ten years', async () => {
    const paths = async (from: string, to: string) => {
      const { outcome, errors } = await ask('it-head', query, { ...january, from, to, each: 'MONTH' });
      const problems = (errors[0]?.extensions?.['problems'] ?? []) as { path: string }[];
      return [outcome, ...problems.map(({ path }) => path)];
    };
    expect(await paths('0001-01-01', '9999-12-31')).toEqual(['BAD_USER_INPUT', 'from', 'to']);
    expect(await paths('1800-01-01', '2199-12-31')).toEqual(['BAD_USER_INPUT', 'to']);
  });

  it('P12.A01 by asset: 744 hours, three failures of 2, 4 and 6 hours', async () => {
    const id = await failing([100, 102], [200, 204], [300, 306]);
    expect(await figures({ id })).toEqual([
      {
        period: null,
        assetId: id,
        kind: 'HARDWARE',
        assets: 1,
        failures: 3,
        restored: 3,
        hoursInService: 732,
        mttrHours: 4,
        mtbfHours: 244,
        mtbfAtLeastHours: expect.closeTo(109.6, 0),
      },
    ]);
  });

  it('P12.A01 with few failures no mean is told, only what it is at least', async () => {
    const none = await failing();
    expect(await figures({ id: none })).toMatchObject([
      { failures: 0, mttrHours: null, mtbfHours: null, mtbfAtLeastHours: expect.closeTo(326, 0) },
    ]);
    const two = await failing([10, 11], [20, 22]);
    expect(await figures({ id: two })).toMatchObject([{ failures: 2, restored: 2, mttrHours: 1.5, mtbfHours: null }]);
  });

  it('P12.A01 failures at the same time count once as time out of service; one that lasts has no repair yet', async () => {
    const id = await failing([100, 110], [105, 120], [734, null]);
    expect(await figures({ id })).toMatchObject([
      { failures: 3, restored: 2, hoursInService: 744 - 20 - 10, mttrHours: 12.5 },
    ]);
    expect(await figures({ id, from: '2026-02-01', to: '2026-02-28' })).toMatchObject([
      { failures: 0, hoursInService: 0 },
    ]);
  });

  it('P12.A01 by kind and period, as far as one sees the assets', async () => {
    const quarters = await figures({ from: '2025-10-01', to: '2026-03-31', by: 'KIND', each: 'QUARTER' });
    expect(quarters.map(({ period, kind }: { period: string; kind: string }) => [period, kind])).toContainEqual([
      '2026-Q1',
      'HARDWARE',
    ]);
    expect((await ask('reader', query, january)).outcome).toBe('FORBIDDEN');
    expect((await ask('it-head', query, { ...january, to: '2025-12-31' })).outcome).toBe('BAD_USER_INPUT');
  });
});

describe('P12.A02 the machine room is checked for safety, fire protection and cleanliness', () => {
  const check = `mutation($roomId: ID!, $input: RecordRoomCheckInput!) {
    recordRoomCheck(roomId: $roomId, input: $input) { period checkedBy { name } fault { id source severity description } }
  }`;
  const well = { fireEquipmentReady: true, safe: true, clean: true };

  it('P12.A02 a check fulfils the duty of its month and raises nothing where all is well', async () => {
    const { id: roomId } = await aRoom(platform);
    expect(await dutiesOf(roomId)).toMatchObject([
      { name: 'checkMachineRoom', state: 'DUE', dueAt: '2026-03-31T16:00:00.000Z' },
    ]);
    const { data } = await ask('it-operator', check, { roomId, input: { ...well, temperature: 23, humidity: 50 } });
    expect(data.recordRoomCheck).toEqual({ period: '2026-03', checkedBy: { name: 'it-operator' }, fault: null });
    expect(await dutiesOf(roomId)).toMatchObject([{ state: 'DONE' }]);
  });

  it.each([
    ['too warm', { ...well, temperature: 30 }, 'MAJOR', '30 °C [18, 27]'],
    ['too damp', { ...well, humidity: 61 }, 'MAJOR', '61 % [-, 60]'],
    ['an extinguisher out of date', { ...well, fireEquipmentReady: false }, 'MAJOR', 'fireEquipmentReady'],
    ['an open door', { ...well, safe: false }, 'MAJOR', 'safe'],
    ['dust', { ...well, clean: false }, 'MINOR', 'clean'],
  ])('P12.A02 %s raises a fault with a duty', async (_what, input, severity, says) => {
    const { id: roomId } = await aRoom(platform);
    const { fault } = (await ask('it-operator', check, { roomId, input })).data.recordRoomCheck;
    expect(fault).toMatchObject({ source: 'ROOM_CHECK', severity });
    expect(fault.description).toContain(says);
    expect(await dutiesOf(fault.id)).toMatchObject([{ name: 'restoreFault', state: 'DUE' }]);
  });

  it('P12.A02 a check of a month before the room was entered, or of another kind of period, is refused in words for a room', async () => {
    const { id: roomId } = await aRoom(platform);
    const refusal = async (period: string, locale?: 'zh') => {
      const { outcome, errors } = await platform
        .as('it-operator')
        .run(check, { roomId, input: { ...well, period } }, locale);
      expect(outcome).toBe('BAD_USER_INPUT');
      return errors[0]!.message;
    };
    expect(await refusal('2020-01')).toContain('The series of checks of this room began in 2026-03.');
    expect(await refusal('2020-01', 'zh')).toContain('该机房检查自 2026-03 起执行');
    expect(await refusal('2026')).toContain('The series of checks of this room has periods such as 2026-03.');
  });

  it('P12.A02 a month without a check is a breach', async () => {
    const { id } = await aRoom(platform);
    const before = now;
    now = new Date('2026-04-02T09:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await dutiesOf(id)).toMatchObject([{ state: 'BREACHED' }, { state: 'DUE' }]);
    now = before;
  });
});
