import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { anAsset, ask as askOf } from '../operations.fixture.js';

let now = new Date('2026-03-02T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables?: object) => askOf(platform, who, document, variables);

const sweepAt = (moment: string) => {
  now = new Date(moment);
  return platform.platform.sweeper.sweep();
};

const duties = async (id: string) => {
  const { data } = await ask(
    'it-head',
    'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ dueAt: ASC }]) { nodes { name period state dueAt } } }',
    { id },
  );
  return data.duties.nodes;
};

const plan = `mutation($assetId: ID!, $input: PlanMaintenanceInput!) {
  planMaintenance(assetId: $assetId, input: $input) { id version interval endedOn }
}`;
const record = `mutation($planId: ID!, $input: RecordMaintenanceInput!) {
  recordMaintenance(planId: $planId, input: $input) {
    period doneOn failedChecks doneBy { name } checks(orderBy: [{ place: ASC }]) { nodes { place item passed remark } }
  }
}`;
const good = { checks: [{ passed: true }, { passed: true }] };
const input = { title: '月检', interval: 'MONTH', graceDays: 3, checklist: ['电源', '风扇'] };

const planned = async (more: object = {}) => {
  const { id: assetId } = await anAsset(platform);
  return (await ask('it-head', plan, { assetId, input: { ...input, ...more } })).data.planMaintenance;
};

describe('P12.A01 software and hardware are inspected at intervals, with a record', () => {
  it('P12.A01 an inspection with its record fulfils the duty of its month; a missed month is a breach and told to the head', async () => {
    const { id: planId } = await planned();
    expect(await duties(planId)).toEqual([
      { name: 'inspectAsset', period: '2026-03', state: 'DUE', dueAt: '2026-04-03T16:00:00.000Z' },
    ]);
    const given = { checks: [{ passed: true }, { passed: false, remark: '风扇异响，已上油' }] };
    expect((await ask('it-operator', record, { planId, input: given })).data.recordMaintenance).toEqual({
      period: '2026-03',
      doneOn: '2026-03-02',
      failedChecks: 1,
      doneBy: { name: 'it-operator' },
      checks: {
        nodes: [
          { place: 1, item: '电源', passed: true, remark: null },
          { place: 2, item: '风扇', passed: false, remark: '风扇异响，已上油' },
        ],
      },
    });
    expect((await duties(planId))[0].state).toBe('DONE');
    await sweepAt('2026-05-06T09:00:00+08:00');
    const { data } = await ask(
      'it-head',
      'query($id: ID!) { notices(filter: { duty: { recordId: { eq: $id } } }) { nodes { kind text } } }',
      { id: planId },
    );
    expect(data.notices.nodes).toEqual([
      { kind: 'ESCALATED', text: 'Not done by 2026-05-03: Inspect and maintain by the plan (P12.A01).' },
    ]);
    const late = await ask('it-operator', record, { planId, input: { ...good, period: '2026-04' } });
    expect(late.data.recordMaintenance.period).toBe('2026-04');
    expect(
      (await duties(planId)).map(({ period, state }: { period: string; state: string }) => [period, state]),
    ).toEqual([
      ['2026-03', 'DONE'],
      ['2026-04', 'LATE'],
      ['2026-05', 'DUE'],
    ]);
  });

  it('P12.A01 a period of a plan has one record, also when several are entered at the same moment', async () => {
    const { id: planId } = await planned();
    const given = { checks: [{ passed: true }, { passed: false, remark: '异响' }] };
    const answers = await Promise.all([1, 2, 3].map(() => ask('it-operator', record, { planId, input: given })));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['CONFLICT', 'CONFLICT', 'ok']);
    const { data } = await ask(
      'it-head',
      'query($id: ID!) { maintenancePlan(id: $id) { records { nodes { id } } asset { faults { totalCount } } } }',
      { id: planId },
    );
    const { records, asset } = data.maintenancePlan;
    expect([records.nodes.length, asset.faults.totalCount]).toEqual([1, 1]);
    for (const { errors } of answers.filter(({ outcome }) => outcome === 'CONFLICT'))
      expect(errors[0]!.message).toContain(records.nodes[0].id);
    await expect(
      platform.owner(
        `insert into it_operations.maintenance_record (id, created_at, updated_at, label, plan_id, period, done_on, done_by_id, failed_checks)
         select gen_random_uuid(), now(), now(), label, plan_id, period, done_on, done_by_id, 0 from it_operations.maintenance_record where plan_id = $1`,
        [planId],
      ),
    ).rejects.toThrow('one_record_a_period');
  });

  it('P12.A01 no inspection is recorded for a period before the plan began', async () => {
    const { id: planId } = await planned();
    const early = await ask('it-operator', record, { planId, input: { ...good, period: '2020-01' } });
    expect(early.outcome).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(early.errors)).toContain('The plan began in');
  });

  it('P12.A01 a record is not changed afterwards, not even past the interface', async () => {
    const { id: planId } = await planned();
    await ask('it-operator', record, { planId, input: good });
    const { security } = platform.platform;
    for (const table of ['maintenance_record', 'maintenance_check'])
      expect(security.find((one) => one.table.includes(`"${table}"`))!.commands).toEqual(['select', 'insert']);
  });

  it('P12.A01 a plan that ends asks for no further inspection; records on it are refused', async () => {
    const { id, version } = await planned();
    const end = `mutation($id: ID!, $version: Int!) { endMaintenancePlan(id: $id, version: $version, reason: "停用") { endedOn } }`;
    expect((await ask('it-head', end, { id, version: version + 1 })).outcome).toBe('CONFLICT');
    expect((await ask('it-head', end, { id, version })).outcome).toBe('ok');
    expect(await duties(id)).toEqual([]);
    expect((await ask('it-operator', record, { planId: id, input: good })).outcome).toBe('INVALID_STATE');
  });

  it('P12.A01 what is taken out of use is inspected no more, and nothing is planned for it', async () => {
    const asset = await anAsset(platform);
    const { id } = (await ask('it-head', plan, { assetId: asset.id, input })).data.planMaintenance;
    const retire =
      'mutation($id: ID!, $version: Int!) { retireAsset(id: $id, version: $version, reason: "报废") { retiredOn maintenancePlans { nodes { id endReason } } } }';
    expect((await ask('it-operator', retire, asset)).data.retireAsset).toMatchObject({
      maintenancePlans: { nodes: [{ id, endReason: '报废' }] },
    });
    expect(await duties(id)).toEqual([]);
    expect((await ask('it-head', plan, { assetId: asset.id, input })).outcome).toBe('INVALID_STATE');
  });

  it('P12.A01 what nobody inspects is found by one query', async () => {
    const bare = await anAsset(platform);
    const unplanned = `{ itAssets(first: 100, filter: { retiredOn: { isNull: true }, maintenancePlans: { none: { endedOn: { isNull: true } } } }) { nodes { id } } }`;
    const ids = async () => (await ask('it-head', unplanned)).data.itAssets.nodes.map(({ id }: { id: string }) => id);
    expect(await ids()).toContain(bare.id);
    await ask('it-head', plan, { assetId: bare.id, input });
    expect(await ids()).not.toContain(bare.id);
  });
});

describe('P12.A01 licences have a last day, with a warning ahead', () => {
  it('P12.A01 the head is warned sixty days ahead; renewing it in time fulfils the duty and begins the next', async () => {
    now = new Date('2026-06-01T09:00:00+08:00');
    const asset = await anAsset(platform, { kind: 'LICENCE', endsOn: '2026-08-31' });
    const warnings = async () =>
      (
        await ask(
          'it-head',
          'query($id: ID!) { notices(filter: { kind: { eq: REMINDER }, duty: { recordId: { eq: $id } } }) { totalCount } }',
          { id: asset.id },
        )
      ).data.notices.totalCount;
    await sweepAt('2026-07-01T09:00:00+08:00');
    expect(await warnings()).toBe(0);
    await sweepAt('2026-07-02T09:00:00+08:00');
    expect(await warnings()).toBe(1);
    const renew =
      'mutation($id: ID!, $version: Int!) { updateAsset(id: $id, version: $version, input: { endsOn: "2027-08-31" }) { endsOn } }';
    expect((await ask('it-operator', renew, asset)).data.updateAsset).toEqual({ endsOn: '2027-08-31' });
    expect(await duties(asset.id)).toMatchObject([
      { name: 'renewAsset', state: 'DONE' },
      { name: 'renewAsset', state: 'DUE', dueAt: '2027-08-31T16:00:00.000Z' },
    ]);
  });

  it('P12.A01 a number is given once', async () => {
    const again = { number: 'ZC-001' };
    await expect(anAsset(platform, again)).rejects.toThrow('CONFLICT');
  });
});
