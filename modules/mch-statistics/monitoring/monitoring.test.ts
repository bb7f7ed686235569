import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { advised, aGuided, aVisit, guidanceDocuments, visitInput } from '../guidance/guidance.fixture.js';
import { aDepartment, departmentId } from '../roots.fixture.js';
import { aFilledReport, approve, ask, done, figures, submit } from '../statistics.fixture.js';
import { trendOf } from './dashboard.js';
import { IndicatorTrend, ReadingState, WorseDirection } from './monitoring.enums.js';
import {
  alertOf,
  anIndicator,
  answerInput,
  monitoringDocuments,
  owner,
  read,
  readingOf,
} from './monitoring.fixture.js';

const start = '2026-03-09T10:00:00+08:00';
const moment = { now: new Date(start) };
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => moment.now });
});
afterAll(() => platform.close());

const dutiesOf = (id: string) =>
  platform.owner('select name, due_at, fulfilled_at, waived_at from duties.duty where record_id = $1', [id]);

describe('P08.A03 data monitor care, teaching, research and management', () => {
  it.each([
    ['HIGHER', 35, 45, [34.99, 35, 44.9, 45]],
    ['LOWER', 90, 80, [90.01, 90, 80.1, 80]],
  ])(
    'P08.A03 a value that reaches a threshold is a warning, then an alarm, where %s is worse',
    async (worse, warning, alarm, values) => {
      const indicator = await anIndicator(platform, { worse, warning, alarm });
      const alerts = [];
      for (const [i, value] of values.entries())
        alerts.push(await read(platform, indicator.code, value, `2025-0${i + 1}`));
      expect(alerts).toEqual([0, 1, 1, 1]);
      const { data } = await ask(
        platform,
        'mch-director',
        'query($id: ID!) { managementIndicator(id: $id) { readings(orderBy: [{ month: ASC }]) { nodes { state alerts { nodes { level } } } } } }',
        { id: indicator.id },
      );
      const states = ['NORMAL', 'WARNING', 'WARNING', 'ALARM'];
      expect(data.managementIndicator.readings.nodes).toEqual(
        states.map((state) => ({ state, alerts: { nodes: state === 'NORMAL' ? [] : [{ level: state }] } })),
      );
    },
  );

  it('P08.A03 the owner is told by name, answers with cause and measure by the deadline, once', async () => {
    const indicator = await anIndicator(platform);
    await read(platform, indicator.code, 50);
    const alert = await alertOf(platform, indicator);
    const { data } = await ask(platform, owner, '{ notices(first: 100) { nodes { text recordId } } }');
    expect(data.notices.nodes.filter(({ recordId }: { recordId: string }) => recordId === alert.id)).toHaveLength(1);
    expect(await dutiesOf(alert.id)).toEqual([
      expect.objectContaining({ name: 'answerAlert', due_at: new Date('2026-03-12T16:00:00Z'), fulfilled_at: null }),
    ]);
    const answered = await done(platform, owner, monitoringDocuments.answer, { ...alert, input: answerInput });
    expect(await dutiesOf(alert.id)).toEqual([expect.objectContaining({ fulfilled_at: moment.now })]);
    expect((await ask(platform, owner, monitoringDocuments.answer, { ...answered, input: answerInput })).outcome).toBe(
      'INVALID_STATE',
    );
  });

  it('P08.A03 an alert that nobody answers is a breach of its clause and goes to the director', async () => {
    const indicator = await anIndicator(platform);
    await read(platform, indicator.code, 50);
    const alert = await alertOf(platform, indicator);
    moment.now = new Date('2026-03-13T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    const { data } = await ask(
      platform,
      'mch-director',
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { state clause } } notices(first: 100) { nodes { kind duty { recordId } } } }',
      { id: alert.id },
    );
    expect(data.duties.nodes).toEqual([{ state: 'BREACHED', clause: 'P08.A03' }]);
    expect(data.notices.nodes).toContainEqual({ kind: 'ESCALATED', duty: { recordId: alert.id } });
    const board = await ask(
      platform,
      'mch-director',
      'query($id: ID!) { indicatorDashboard(departmentId: $id, first: 500) { indicator { code } latest { month value state } openAlerts overdueAlerts } }',
      { id: await departmentId(platform) },
    );
    expect(board.data.indicatorDashboard).toContainEqual({
      indicator: { code: indicator.code },
      latest: { month: '2026-02', value: 50, state: 'ALARM' },
      openAlerts: 1,
      overdueAlerts: 1,
    });
    moment.now = new Date(start);
  });

  it('P08.A03 a corrected reading takes the ground from its alert, or gives one', async () => {
    const indicator = await anIndicator(platform);
    await read(platform, indicator.code, 50);
    const alert = await alertOf(platform, indicator);
    const correct = async (value: number) =>
      done<{ state: string; formerValue: number }>(platform, 'mch-statistician', monitoringDocuments.correct, {
        ...(await readingOf(platform, indicator)),
        value,
        reason: '分母有误',
      });
    expect(await correct(20)).toMatchObject({ state: 'NORMAL', formerValue: 50 });
    expect(await dutiesOf(alert.id)).toEqual([]);
    expect((await ask(platform, owner, monitoringDocuments.answer, { ...alert, input: answerInput })).outcome).toBe(
      'CONFLICT',
    );
    expect(await correct(40)).toMatchObject({ state: 'WARNING', formerValue: 20 });
    expect((await alertOf(platform, indicator)).id).not.toBe(alert.id);
  });

  it('P08.A03 a department enters its own figures and sees no others', async () => {
    const indicator = await anIndicator(platform);
    const of = async (who: string, name: string) =>
      (
        await ask(platform, who, monitoringDocuments.record, {
          month: '2026-01',
          readings: [{ code: indicator.code, departmentId: await departmentId(platform, name), value: 50 }],
        })
      ).outcome;
    expect([await of('mch-ward-head', '产科'), await of('mch-ward-head', '儿科')]).toEqual(['ok', 'FORBIDDEN']);
    const seen = async (who: string) => {
      const { data } = await ask(
        platform,
        who,
        'query($id: ID!) { indicatorReadings(filter: { indicator: { id: { eq: $id } } }) { totalCount } indicatorAlerts(filter: { reading: { indicator: { id: { eq: $id } } } }) { totalCount } }',
        { id: indicator.id },
      );
      return [data.indicatorReadings.totalCount, data.indicatorAlerts.totalCount];
    };
    expect([
      await seen('mch-ward-head'),
      await seen(owner),
      await seen('mch-ward-head-b'),
      await seen('reader'),
      await seen('administrator'),
    ]).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('P08.A03 readings are drawn from approved reports of the month alone, and what is entered stays', async () => {
    const element = await done(
      platform,
      'mch-statistician',
      'query { dataElements(filter: { uid: { eq: "MchMothers1" } }) { nodes { id } } }',
    );
    const elementId = (element as unknown as { nodes: { id: string }[] }).nodes[0]!.id;
    const indicator = await anIndicator(platform, { worse: 'LOWER', warning: 30, alarm: 20, elementId });
    const [approved] = [await aFilledReport(platform, { ...figures, mothers: 41 }, '202601')];
    await submit(platform, approved);
    await approve(platform, approved.id);
    await aFilledReport(platform, { ...figures, mothers: 45 }, '202601');
    await done(platform, 'mch-statistician', monitoringDocuments.draw, { month: '2026-01' });
    const readings = () =>
      platform.owner(
        'select value::float8 as value, source, state from mch_statistics.indicator_reading where indicator_id = $1',
        [indicator.id],
      );
    expect(await readings()).toEqual([{ value: 41, source: 'DRAWN', state: 'NORMAL' }]);
    await done(platform, 'mch-statistician', monitoringDocuments.draw, { month: '2026-01' });
    expect(await readings()).toHaveLength(1);
  });

  it('P11.A08 no reading is drawn from a report that is labelled above the indicator', async () => {
    const [element] = await platform.owner<{ id: string }>(
      `select id from mch_statistics.data_element where uid = 'MchMothers1'`,
    );
    const report = await submit(platform, await aFilledReport(platform, { ...figures, mothers: 41 }, '202512'));
    await approve(platform, report.id);
    await platform.owner(
      `update mch_statistics.data_set_assignment a set label = 'CONFIDENTIAL' from mch_statistics.data_set_report r
       where r.assignment_id = a.id and r.id = $1`,
      [report.id],
    );
    const indicator = await anIndicator(platform, { worse: 'LOWER', warning: 30, alarm: 20, elementId: element!.id });
    // The head sees the report; everybody would see the reading.
    await done(platform, 'mch-section-head', monitoringDocuments.draw, { month: '2025-12' });
    expect(
      await platform.owner('select from mch_statistics.indicator_reading where indicator_id = $1', [indicator.id]),
    ).toEqual([]);
  });

  it('P08.A03 the dashboard tells the trend by a straight line through the months, gaps kept', () => {
    const points = (...values: (number | null)[]) =>
      values.flatMap((value, i) =>
        value === null ? [] : [{ month: `2026-0${i + 1}`, value, state: ReadingState.NORMAL }],
      );
    expect(trendOf(points(10, 12), WorseDirection.HIGHER)).toBeNull();
    expect(trendOf(points(10, 12, 11, 14), WorseDirection.HIGHER)).toBe(IndicatorTrend.WORSENING);
    expect(trendOf(points(10, 12, 11, 14), WorseDirection.LOWER)).toBe(IndicatorTrend.IMPROVING);
    expect(trendOf(points(100, null, 100.5, 100.2), WorseDirection.LOWER)).toBe(IndicatorTrend.STEADY);
  });

  it('P08.A03 a retired indicator takes no reading, and thresholds hold from then on', async () => {
    const indicator = await anIndicator(platform);
    await read(platform, indicator.code, 30);
    const changed = await done<{ id: string; version: number }>(
      platform,
      'mch-section-head',
      monitoringDocuments.update,
      { ...indicator, input: { warning: 20 } },
    );
    expect(await read(platform, indicator.code, 30, '2026-01')).toBe(1);
    await done(platform, 'mch-section-head', monitoringDocuments.update, {
      ...changed,
      input: { retiredOn: '2026-03-09' },
    });
    const more = {
      month: '2025-12',
      readings: [{ code: indicator.code, departmentId: await departmentId(platform), value: 1 }],
    };
    expect((await ask(platform, 'mch-statistician', monitoringDocuments.record, more)).outcome).toBe('BAD_USER_INPUT');
  });
});

describe('P08.A04 departments get guidance', () => {
  it('P08.A04 each department is visited in each quarter, and the one that is not shows', async () => {
    const [visited, forgotten] = [await aGuided(platform), await aGuided(platform)];
    await advised(platform, visited);
    moment.now = new Date('2026-04-01T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    const states = async (id: string) =>
      (
        await ask(
          platform,
          'mch-section-head',
          'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ period: ASC }]) { nodes { period state } } }',
          { id },
        )
      ).data.duties.nodes;
    expect(await states(visited.id)).toEqual([
      { period: '2026-Q1', state: 'DONE' },
      { period: '2026-Q2', state: 'DUE' },
    ]);
    expect(await states(forgotten.id)).toEqual([
      { period: '2026-Q1', state: 'BREACHED' },
      { period: '2026-Q2', state: 'DUE' },
    ]);
    moment.now = new Date(start);
  });

  it('P08.A04 advice is answered by the department it was given to and closed by the section', async () => {
    const visit = await advised(platform);
    expect(
      (await ask(platform, 'mch-ward-head-b', guidanceDocuments.answer, { ...visit, response: 'x' })).outcome,
    ).toBe('NOT_FOUND');
    expect(
      (await ask(platform, 'mch-statistician', guidanceDocuments.close, { ...visit, conclusion: 'x' })).outcome,
    ).toBe('INVALID_STATE');
    expect((await dutiesOf(visit.id))[0]).toMatchObject({
      name: 'answerAdvice',
      due_at: new Date('2026-03-23T16:00:00Z'),
    });
    const answered = await done<{ id: string; version: number }>(platform, 'mch-ward-head', guidanceDocuments.answer, {
      ...visit,
      response: '已设质控员',
    });
    const closed = await done<{ state: string }>(platform, 'mch-statistician', guidanceDocuments.close, {
      ...answered,
      conclusion: '已落实',
    });
    expect(closed.state).toBe('CLOSED');
    expect((await dutiesOf(visit.id))[0]).toMatchObject({ fulfilled_at: moment.now });
  });

  it('P08.A04 a changed setting holds for departments under guidance when the running period is over, and is in the audit', async () => {
    const set = (choice: string) =>
      done(
        platform,
        'administrator',
        `mutation { setInterpretation(id: "mch-statistics.guidanceInterval", choice: "${choice}", reason: "院务会") { id } }`,
      );
    const guided = await aGuided(platform);
    const at = async (moment_: string) => {
      moment.now = new Date(moment_);
      await platform.platform.sweeper.sweep();
      const { data } = await ask(
        platform,
        'mch-section-head',
        'query($id: ID!) { duties(filter: { recordId: { eq: $id } }, orderBy: [{ beginsAt: ASC }, { period: ASC }]) { nodes { period state } } }',
        { id: guided.id },
      );
      return data.duties.nodes.map(({ period, state }: { period: string; state: string }) => `${period} ${state}`);
    };
    try {
      await set('HALF_YEAR');
      // What runs goes on as it began.
      expect(await at('2026-03-20T10:00:00+08:00')).toEqual(['2026-Q1 DUE']);
      expect((await at('2026-04-01T10:00:00+08:00')).sort()).toEqual(['2026-H1 DUE', '2026-Q1 BREACHED']);
      const changed = await platform.owner<{ clause: string; before: object; after: object }>(
        `select clause, before, after from audit.entry where record_id = $1 and action = 'duty series changed'`,
        [guided.id],
      );
      expect(changed).toEqual([
        {
          clause: 'P08.A04',
          before: { name: 'guideDepartment', period: 'quarter' },
          after: {
            name: 'guideDepartment',
            period: 'halfYear',
            from: '2026-04-01',
            interpretation: 'mch-statistics.guidanceInterval: HALF_YEAR',
          },
        },
      ]);
      // A visit counts for the period that is asked for now.
      const input = { ...visitInput, visitedOn: '2026-04-01' };
      const { version, id } = await aVisit(platform, guided);
      await done(platform, 'mch-statistician', guidanceDocuments.record, { id, version, input });
      expect((await at('2026-04-02T10:00:00+08:00')).sort()).toEqual(['2026-H1 DONE', '2026-Q1 BREACHED']);
      await set('QUARTER');
      expect((await at('2026-07-01T10:00:00+08:00')).sort()).toEqual([
        '2026-H1 DONE',
        '2026-Q1 BREACHED',
        '2026-Q3 DUE',
      ]);
    } finally {
      moment.now = new Date(start);
      await set('QUARTER');
    }
  });

  it('P08.A04 how often is a setting, and a department is added once', async () => {
    const set = (choice: string) =>
      done(
        platform,
        'administrator',
        `mutation { setInterpretation(id: "mch-statistics.guidanceInterval", choice: "${choice}", reason: "院务会") { id } }`,
      );
    const department = await aDepartment(platform);
    await set('YEAR');
    const guided = await done<{ id: string; version: number; period: string }>(
      platform,
      'mch-statistician',
      guidanceDocuments.add,
      { departmentId: department },
    );
    await set('QUARTER');
    expect(guided.period).toBe('year');
    expect((await ask(platform, 'mch-statistician', guidanceDocuments.add, { departmentId: department })).outcome).toBe(
      'CONFLICT',
    );
    await done(platform, 'mch-statistician', guidanceDocuments.end, guided);
    expect(await dutiesOf(guided.id)).toEqual([]);
    expect(
      (
        await ask(platform, 'mch-statistician', guidanceDocuments.plan, {
          guidedId: guided.id,
          input: { topic: 'x', plannedOn: '2026-12-31' },
        })
      ).outcome,
    ).toBe('INVALID_STATE');
  });

  it('P08.A07 a visit is seen by the department visited and the section, not by other departments', async () => {
    const visit = await aVisit(platform);
    await done(platform, 'mch-statistician', guidanceDocuments.record, { ...visit, input: visitInput });
    const seen = async (who: string) =>
      (
        await ask(
          platform,
          who,
          'query($id: ID!) { guidanceVisit(id: $id) { findings } duties(filter: { recordId: { eq: $id } }) { totalCount } }',
          { id: visit.id },
        )
      ).data;
    for (const who of ['mch-ward-head', 'mch-section-head', 'auditor'])
      expect(await seen(who)).toEqual({ guidanceVisit: { findings: visitInput.findings }, duties: { totalCount: 1 } });
    for (const who of ['mch-ward-head-b', 'reader', 'administrator'])
      expect(await seen(who)).toEqual({ guidanceVisit: null, duties: { totalCount: 0 } });
  });
});
