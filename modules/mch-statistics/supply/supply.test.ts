import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { departmentId } from '../roots.fixture.js';
import { aFilledReport, approve, ask, done, figures, submit } from '../statistics.fixture.js';
import { aRequest, aSubscription, entered, supplyDocuments } from './supply.fixture.js';

const start = '2026-03-09T10:00:00+08:00';
const moment = { now: new Date(start) };
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => moment.now });
});
afterAll(() => platform.close());
beforeEach(() => {
  moment.now = new Date(start);
});

const keeper = 'mch-statistician';
const supply = (requestId: string, input: object = entered, who = keeper) =>
  ask(platform, who, supplyDocuments.supply, { requestId, input });

describe('P08.A05 departments are supplied with figures in time', () => {
  it('P08.A05 what a department asks for is due by its day, told when it is there, and seen by that department', async () => {
    const request = await aRequest(platform);
    const [duty] = await platform.owner('select due_at, clause from duties.duty where record_id = $1', [request.id]);
    expect(duty).toEqual({ due_at: new Date('2026-03-11T16:00:00Z'), clause: 'P08.A05' });
    const supplied = (await supply(request.id)).data.supplyFigures;
    const seen = async (who: string) =>
      (
        await ask(
          platform,
          who,
          'query($id: ID!) { figureSupply(id: $id) { figures { nodes { name value documentHash } } } }',
          { id: supplied.id },
        )
      ).data.figureSupply;
    expect(await seen('mch-ward-head')).toEqual({
      figures: { nodes: [{ name: '剖宫产率', value: '32.5%', documentHash: null }] },
    });
    for (const who of ['mch-ward-head-b', 'reader', 'administrator']) expect(await seen(who)).toBeNull();
    const { data } = await ask(platform, 'mch-ward-head', '{ notices(first: 100) { nodes { recordId } } }');
    expect(data.notices.nodes).toContainEqual({ recordId: supplied.id });
    expect((await supply(request.id)).outcome).toBe('INVALID_STATE');
  });

  it('P08.A05 figures come from approved reports as they are at that moment, with the hash of the document', async () => {
    const report = await aFilledReport(platform, { ...figures, mothers: 47 });
    const [of] = await platform.owner<{ uid: string }>(
      'select u.uid from mch_statistics.data_set_report r join mch_statistics.statistics_unit u on u.id = r.unit_id where r.id = $1',
      [report.id],
    );
    const input = { figures: [{ name: '产妇数', element: 'MchMothers1', unit: of!.uid, period: '202601' }] };
    const request = await aRequest(platform);
    expect((await supply(request.id, input)).outcome).toBe('BAD_USER_INPUT');
    await submit(platform, report);
    await approve(platform, report.id);
    const supplied = (await supply(request.id, input)).data.supplyFigures;
    const [line] = await platform.owner(
      'select f.value, f.document_hash = r.document_hash as same from mch_statistics.supplied_figure f, mch_statistics.data_set_report r where f.supply_id = $1 and r.id = $2',
      [supplied.id, report.id],
    );
    expect(line).toEqual({ value: '47', same: true });
  });

  it('P08.A05 what was supplied stays: nobody of the section changes or removes it', async () => {
    const { data } = await supply((await aRequest(platform)).id);
    const context = await platform.platform.core.contextFor(await platform.personId(keeper), 'test');
    const run = (sql: string) =>
      context.database.write(context, ({ em }) => em.execute<object[]>(sql, [data.supplyFigures.id]));
    for (const statement of [
      `update mch_statistics.supplied_figure set value = '0' where supply_id = ? returning id`,
      'delete from mch_statistics.supplied_figure where supply_id = ? returning id',
    ])
      await expect(run(statement)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(
      await platform.owner('select value from mch_statistics.supplied_figure where supply_id = $1', [
        data.supplyFigures.id,
      ]),
    ).toEqual([{ value: '32.5%' }]);
  });

  it('P08.A05 a department asks for itself alone, and withdraws what it needs no more', async () => {
    const input = { departmentId: await departmentId(platform, '儿科'), wanted: 'x', neededOn: '2026-03-11' };
    expect((await ask(platform, 'mch-ward-head', supplyDocuments.request, { input })).outcome).toBe('FORBIDDEN');
    const request = await aRequest(platform);
    expect((await ask(platform, 'mch-ward-head-b', supplyDocuments.withdraw, request)).outcome).toBe('NOT_FOUND');
    await done(platform, 'mch-ward-head', supplyDocuments.withdraw, request);
    expect(await platform.owner('select 1 from duties.duty where record_id = $1', [request.id])).toEqual([]);
    expect((await supply(request.id)).outcome).toBe('INVALID_STATE');
  });

  it('P08.A05 also whoever sees the requests of all departments asks for the own alone', async () => {
    const [director] = [await platform.personId('mch-director')];
    const [ward, other] = [await departmentId(platform, '产科'), await departmentId(platform, '儿科')];
    await platform.owner(
      `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
       values (gen_random_uuid(), now(), now(), $1, 'UNIT_HEAD', $2, '2026-01-01')`,
      [director, ward],
    );
    const asked = async (department: string) => {
      const input = { departmentId: department, wanted: 'x', neededOn: '2026-03-11' };
      return (await ask(platform, 'mch-director', supplyDocuments.request, { input })).outcome;
    };
    expect([await asked(ward), await asked(other)]).toEqual(['ok', 'FORBIDDEN']);
    await platform.owner(`delete from access.role_assignment where person_id = $1 and role = 'UNIT_HEAD'`, [director]);
  });

  it('P08.A05 what a department gets each month is due each month, once, and the rate on time says how it went', async () => {
    const subscription = await aSubscription(platform, '儿科');
    const late = await aRequest(platform, '2026-03-10', '儿科');
    const inTime = await aRequest(platform, '2026-03-20', '儿科');
    await supply(inTime.id);
    moment.now = new Date('2026-03-12T10:00:00+08:00');
    await supply(late.id);
    moment.now = new Date('2026-04-06T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    const rates = async () =>
      (
        await ask(
          platform,
          'mch-section-head',
          '{ figureSupplyRates(from: "2026-03-01", to: "2026-04-30") { department { name } due inTime late overdue open onTimeRate } }',
        )
      ).data.figureSupplyRates.find(({ department }: { department: { name: string } }) => department.name === '儿科');
    expect(await rates()).toEqual({
      department: { name: '儿科' },
      due: 3,
      inTime: 1,
      late: 1,
      overdue: 1,
      open: 0,
      onTimeRate: 1 / 3,
    });
    const month = { subscriptionId: subscription.id, month: '2026-03', input: entered };
    await done(platform, keeper, supplyDocuments.supplyMonth, month);
    expect((await ask(platform, keeper, supplyDocuments.supplyMonth, month)).outcome).toBe('CONFLICT');
    expect(await rates()).toMatchObject({ late: 2, overdue: 0 });
    await done(platform, keeper, supplyDocuments.end, subscription);
    expect((await ask(platform, keeper, supplyDocuments.supplyMonth, { ...month, month: '2026-04' })).outcome).toBe(
      'INVALID_STATE',
    );
  });
});
