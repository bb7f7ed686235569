import { describe, expect, it } from 'vitest';
import { closing, TestPlatform } from '../../test/harness.js';
import { Lending, manager, specialist, supervisor } from './duties.harness.js';
import { loans } from './loans.fixture.js';

const periods = async (lending: Lending, name = 'inspectKeeping') =>
  (await lending.duties(`name = '${name}'`)).map(({ period, state }) => `${period} ${state}`);

describe('P01.A14 a duty of the calendar', () => {
  it('comes into being with its period, for the role that has to do it', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.sweepAt('2026-03-02T10:00:00+08:00');
    const { data } = await lending.ask(supervisor, '{ myDuties { name period role clause beginsAt dueAt state } }');
    const inspecting = data.myDuties.filter(({ name }: { name: string }) => name === 'inspectKeeping');
    expect(inspecting).toEqual([
      {
        name: 'inspectKeeping',
        period: '2026-H1',
        role: 'CUSTOMER_INFORMATION_SUPERVISOR',
        clause: 'P01.A14',
        beginsAt: '2025-12-31T16:00:00.000Z',
        dueAt: '2026-06-30T16:00:00.000Z',
        state: 'DUE',
      },
    ]);
  });

  it('is there for every period in which no server ran, breached, exactly once', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.sweepAt('2026-03-02T10:00:00+08:00');
    await lending.sweepAt('2028-02-10T10:00:00+08:00');
    const expected = ['2026-H1 BREACHED', '2026-H2 BREACHED', '2027-H1 BREACHED', '2027-H2 BREACHED', '2028-H1 DUE'];
    expect(await periods(lending)).toEqual(expected);
    await lending.sweepAt('2028-02-10T11:00:00+08:00');
    expect(await periods(lending)).toEqual(expected);
    const [first] = await lending.duties(`period = '2026-H1'`);
    expect(first).toMatchObject({
      breached_at: new Date('2026-07-01T00:00:00+08:00'),
      breach_noted_at: new Date('2028-02-10T10:00:00+08:00'),
    });
  });

  it('is once there though two instances sweep at the same moment, as are its breaches and notices', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    const second = await TestPlatform.open({
      database: lending.platform.database,
      modules: [loans],
      clock: () => new Date('2028-02-10T10:00:00+08:00'),
    });
    closing(second);
    await lending.sweepAt('2026-03-02T10:00:00+08:00');
    for (let i = 0; i < 5; i += 1) await lending.lend('unit-head');
    lending.at('2028-02-10T10:00:00+08:00');
    const sweeps = await Promise.all(
      Array.from({ length: 6 }, (_, i) => (i % 2 ? second : lending.platform).platform.sweeper.sweep()),
    );
    expect(sweeps.reduce((sum, { breached }) => sum + breached, 0)).toBe(
      (await lending.duties(`breached_at is not null and fulfilled_at is null`)).length,
    );
    expect(await periods(lending)).toHaveLength(5);
    const told = await lending.platform.owner<{ n: number }>(
      'select count(*)::integer as n from notices.notice where duty_id is not null group by duty_id, kind, person_id',
    );
    expect(told.every(({ n }) => n === 1)).toBe(true);
    const escalated = await lending.platform.owner(
      `select n.id from notices.notice n join duties.duty d on d.id = n.duty_id where n.kind = 'ESCALATED' and d.name = 'returnLoan'`,
    );
    expect(escalated).toHaveLength(5);
    const entries = await lending.platform.owner(`select id from audit.entry where action = 'duty breached'`);
    expect(entries).toHaveLength((await lending.duties('breached_at is not null and fulfilled_at is null')).length);
  });

  it('is neither doubled nor lost when the clock runs ahead and is put back', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    await lending.sweepAt('2026-03-02T10:00:00+08:00');
    await lending.sweepAt('2031-01-05T10:00:00+08:00');
    expect(await periods(lending)).toHaveLength(11);
    const swept = await lending.sweepAt('2026-03-03T10:00:00+08:00');
    expect(swept.takenBack).toBeGreaterThan(0);
    expect(await periods(lending)).toEqual(['2026-H1 DUE']);
    expect((await lending.duties(`record_id = '${id}'`))[0]).toMatchObject({ state: 'DUE', breached_at: null });
    expect(await lending.notices('unit-head')).toEqual([]);
    await lending.sweepAt('2026-03-05T10:00:00+08:00');
    await lending.sweepAt('2026-03-06T10:00:00+08:00');
    expect(await lending.notices('unit-head')).toEqual(['REMINDER', 'BREACHED']);
    await lending.sweepAt('2026-07-02T10:00:00+08:00');
    expect(await periods(lending)).toEqual(['2026-H1 BREACHED', '2026-H2 DUE']);
  });

  it('of a month can be due so many working days after its end', async () => {
    const lending = await Lending.inTest('2026-09-10T10:00:00+08:00');
    await lending.sweepAt('2026-09-10T10:00:00+08:00');
    const [duty] = await lending.duties(`name = 'countLoans'`);
    // 1 to 7 October are holidays, Saturday 10 October is worked: 8, 9, 10, 12, 13.
    expect(duty).toMatchObject({ period: '2026-09', due_at: new Date('2026-10-14T00:00:00+08:00') });
  });

  it('is done for the period of the moment, also before a sweep has come', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    const { data } = await lending.ask(specialist, 'mutation { countLoans }');
    expect(data.countLoans).toBe(true);
    expect(await periods(lending, 'countLoans')).toEqual(['2026-03 DONE']);
    await lending.sweepAt('2026-03-02T10:00:00+08:00');
    expect(await periods(lending, 'countLoans')).toEqual(['2026-03 DONE']);
  });
});

describe('reminders and escalation', () => {
  it('come once each, before and after, to whoever is responsible and to the role above', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.lend('unit-head');
    await lending.sweepAt('2026-03-03T23:59:00+08:00');
    expect(await lending.notices('unit-head')).toEqual([]);
    await lending.sweepAt('2026-03-04T00:00:00+08:00');
    await lending.sweepAt('2026-03-04T12:00:00+08:00');
    expect(await lending.notices('unit-head')).toEqual(['REMINDER']);
    await lending.sweepAt('2026-03-06T00:00:00+08:00');
    await lending.sweepAt('2026-03-06T12:00:00+08:00');
    expect(await lending.notices('unit-head')).toEqual(['REMINDER', 'BREACHED']);
    expect(await lending.notices(manager)).toEqual(['ESCALATED']);
    expect(await lending.notices(specialist)).toEqual([]);
    const { data } = await lending.ask(
      manager,
      '{ notices(filter: { duty: { module: { eq: "loans" } } }) { nodes { text duty { person { name } state } } } }',
    );
    expect(data.notices.nodes).toEqual([
      {
        text: 'Not done by 2026-03-05: Return the file on loan (P01.A19).',
        duty: { person: { name: 'unit-head' }, state: 'BREACHED' },
      },
    ]);
  });

  it('do not come for what is done', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    await lending.giveBack(id);
    await lending.sweepAt('2026-03-20T10:00:00+08:00');
    const told = await lending.platform.owner(
      `select n.id from notices.notice n join duties.duty d on d.id = n.duty_id where d.name = 'returnLoan'`,
    );
    expect(told).toEqual([]);
    expect(await lending.notices('unit-head')).toEqual([]);
    expect(await lending.notices(manager)).toEqual([]);
  });

  it('come late, and only the last one, when no server ran', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.sweepAt('2026-03-02T10:00:00+08:00');
    await lending.sweepAt('2026-06-28T10:00:00+08:00');
    const mine = (
      await lending.ask(
        supervisor,
        '{ notices(filter: { duty: { name: { ne: "" } } }) { nodes { kind text duty { name } } } }',
      )
    ).data.notices.nodes;
    expect(mine.filter(({ duty }: { duty: { name: string } }) => duty.name === 'inspectKeeping')).toEqual([
      {
        kind: 'REMINDER',
        text: 'Due by 2026-06-30: Inspect how all files are kept (P01.A14).',
        duty: { name: 'inspectKeeping' },
      },
    ]);
  });
});

describe('a module that is off', () => {
  const turn = (lending: Lending, enabled: boolean) =>
    lending.ask(
      'administrator',
      'mutation($enabled: Boolean!) { setModuleEnabled(name: "loans", enabled: $enabled) { removedFields } }',
      { enabled },
    );

  it('holds its duties: none is breached, reminded or begun, and each has a working day afterwards', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    lending.at('2026-03-03T10:00:00+08:00');
    expect((await turn(lending, false)).outcome).toBe('ok');
    await lending.sweepAt('2026-06-10T10:00:00+08:00');
    const open = `record_id = '${id}'`;
    expect((await lending.duties(open))[0]).toMatchObject({ state: 'DUE', breached_at: null });
    expect(await lending.notices('unit-head')).toEqual([]);
    expect(await periods(lending, 'countLoans')).toEqual([]);
    const { data } = await lending.ask(
      'unit-head',
      '{ myDuties { id } duties(filter: { module: { eq: "loans" } }) { nodes { paused } } }',
    );
    expect(data).toEqual({ myDuties: [], duties: { nodes: [{ paused: true }] } });
    // A Wednesday.
    lending.at('2026-06-10T12:00:00+08:00');
    expect((await turn(lending, true)).outcome).toBe('ok');
    const swept = await lending.sweepAt('2026-06-10T12:00:01+08:00');
    expect(swept).toMatchObject({ moved: 1, breached: 0 });
    const [duty] = await lending.duties(open);
    expect(duty).toMatchObject({ state: 'DUE', due_at: new Date('2026-06-12T00:00:00+08:00') });
    const { data: told } = await lending.ask(
      specialist,
      'query($id: ID!) { duty(id: $id) { asOf(at: "2026-03-10T00:00:00Z") { state dueAt } } }',
      { id: duty!.id },
    );
    expect(told.duty.asOf).toEqual({ state: 'DUE', dueAt: '2026-03-05T16:00:00.000Z' });
    // March to May came due while it was off.
    expect(await periods(lending, 'countLoans')).toEqual(['2026-06 DUE']);
    await lending.sweepAt('2026-06-12T00:00:00+08:00');
    expect((await lending.duties(open))[0]).toMatchObject({ state: 'BREACHED' });
  });

  it('is not swept by an instance that has not heard of it', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.lend('unit-head');
    lending.at('2026-03-03T10:00:00+08:00');
    await turn(lending, false);
    const breach = `select count(*)::integer as n from duties.breach('2026-03-20', '{loans}', 10)`;
    expect((await lending.platform.platform.database.pool.query(breach)).rows).toEqual([{ n: 0 }]);
  });

  it('gives the working day also to whoever does it before a sweep has come', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    const { id } = await lending.lend('unit-head');
    lending.at('2026-03-03T10:00:00+08:00');
    await turn(lending, false);
    lending.at('2026-03-20T10:00:00+08:00');
    await turn(lending, true);
    await lending.giveBack(id);
    expect((await lending.duties(`record_id = '${id}'`))[0]).toMatchObject({ state: 'DONE', breached_at: null });
  });
});

describe('what a sweep looks for', () => {
  it('is found by index', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.platform.owner(
      `insert into duties.duty (id, created_at, updated_at, label, name, module, clause, role, begins_at, due_at, provisional, from_at, term, years, reminders, fulfilled_at)
       select gen_random_uuid(), now(), now(), 'INTERNAL', 'old', 'loans', 'P01.A19', 'READER', now(), '2026-01-01'::timestamptz + n * interval '1 minute',
         false, now(), '{}', '{}', '{}', now() from generate_series(1, 20000) n`,
    );
    await lending.platform.owner('analyze duties.duty');
    for (const [question, index] of [
      [
        `select id from duties.duty where due_at <= now() and fulfilled_at is null and waived_at is null and breached_at is null order by due_at limit 200`,
        'open_by_deadline',
      ],
      ['select id from duties.duty where next_reminder_at <= now() order by next_reminder_at limit 200', 'by_reminder'],
      [
        `select id from duties.duty where (provisional or (fulfilled_at is null and waived_at is null)) and years @> array[2027]`,
        'open_by_year',
      ],
      [`select id from duties.duty where breach_noted_at > now()`, 'by_breach'],
    ] as const) {
      const plan = await lending.platform.owner(`explain ${question}`);
      expect(JSON.stringify(plan)).toContain(index);
    }
  });
});
