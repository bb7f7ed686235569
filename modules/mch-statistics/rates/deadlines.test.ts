import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedInContext } from '../../../src/context.js';
import { TestPlatform } from '../../../test/harness.js';
import {
  aFilledReport,
  anAssignment,
  aRefusal,
  aReport,
  ask,
  aUnit,
  codesOf,
  documents,
  done,
  enter,
  figures,
  fresh,
  type Made,
  monthlyForm,
  reporter,
  statistician,
  submit,
} from '../statistics.fixture.js';

let now: Date;
let platform: TestPlatform;
const at = (moment: string) => {
  now = new Date(moment);
};
beforeAll(async () => {
  at('2026-03-05T10:00:00+08:00');
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const sent = async (content: string): Promise<string> => {
  const { core } = platform.platform;
  const context = await core.contextFor(await platform.personId(statistician), 'a file');
  return core.uploads.keep(context as SignedInContext, 'values', await core.uploads.receive(Readable.from([content])));
};

const sweep = () => platform.platform.sweeper.sweep();

interface DutyOf {
  period: string;
  dueAt: string;
  state: string;
  person: { name: string } | null;
}

type Row = Made & Record<string, unknown>;

const dutiesOf = async (assignmentId: string, who = statistician): Promise<DutyOf[]> => {
  const { data } = await ask(
    platform,
    who,
    `query($id: ID!) { duties(filter: { name: { eq: "handInForm" }, recordId: { eq: $id } }, orderBy: [{ dueAt: ASC }]) {
      nodes { period dueAt state person { name } } } }`,
    { id: assignmentId },
  );
  return data.duties.nodes;
};
const states = async (assignmentId: string) =>
  (await dutiesOf(assignmentId)).map(({ period, state }) => [period, state]);

const rateOf = async (assignmentId: string, from: string, to: string, dataSetId?: string) => {
  const [{ name }] = (await platform.owner<{ name: string }>(
    `select u.name from mch_statistics.data_set_assignment a join mch_statistics.statistics_unit u on u.id = a.unit_id where a.id = $1`,
    [assignmentId],
  )) as [{ name: string }];
  const rows = await done<{ name: string }[]>(
    platform,
    statistician,
    `query($id: ID!, $from: String!, $to: String!) { reportingRates(dataSetId: $id, from: $from, to: $to) {
      name expected submitted onTime rate onTimeRate late { period refusedAt } missing { period } refused { period refusedAt refusalReason } } }`,
    { id: dataSetId ?? (await monthlyForm(platform)), from, to },
  );
  return rows.find((row) => row.name === name);
};

describe('P11.A02 P08.A05 each form is a duty with a term', () => {
  it('P11.A02 of whoever keeps it, for each period whose deadline is ahead, and for no earlier ones', async () => {
    at('2026-03-09T10:00:00+08:00');
    const { id } = await anAssignment(platform);
    expect(await dutiesOf(id)).toEqual([
      { period: '2026-02', dueAt: '2026-03-10T16:00:00.000Z', state: 'DUE', person: { name: statistician } },
      { period: '2026-03', dueAt: '2026-04-10T16:00:00.000Z', state: 'DUE', person: { name: statistician } },
    ]);
  });

  it('P11.A02 whoever keeps it is reminded ahead, and late or missing it is a breach that the section head is told of', async () => {
    at('2026-03-05T10:00:00+08:00');
    const missing = (await anAssignment(platform)).id;
    const late = (await anAssignment(platform)).id;
    const inTime = (await anAssignment(platform)).id;
    const fillIn = async (assignmentId: string) =>
      submit(platform, await enter(platform, await aReport(platform, '202602', assignmentId), figures));
    await fillIn(inTime);
    at('2026-03-08T09:00:00+08:00');
    await sweep();
    const told = (who: string, kind: string) =>
      platform.owner(
        `select from notices.notice n join duties.duty d on d.id = n.duty_id join access.person p on p.id = n.person_id
         where d.record_id = $1 and p.name = $2 and n.kind = $3`,
        [missing, who, kind],
      );
    expect(await told(statistician, 'REMINDER')).toHaveLength(1);
    at('2026-03-12T09:00:00+08:00');
    await sweep();
    await fillIn(late);
    expect(await told('mch-section-head', 'ESCALATED')).toHaveLength(1);
    expect(await states(missing)).toEqual([
      ['2026-02', 'BREACHED'],
      ['2026-03', 'DUE'],
    ]);
    expect((await states(late))[0]).toEqual(['2026-02', 'LATE']);
    expect((await states(inTime))[0]).toEqual(['2026-02', 'DONE']);
    const { data } = await ask(
      platform,
      'auditor',
      '{ compliance(period: "2026-Q1", policy: "P11") { clauses { clause breached late done duties(first: 100, state: BREACHED) { nodes { duty { recordId } } } } } }',
    );
    const found = data.compliance.clauses.find(({ clause }: { clause: string }) => clause === 'P11.A02');
    expect(found.late).toBeGreaterThanOrEqual(1);
    expect(found.done).toBeGreaterThanOrEqual(1);
    expect(found.duties.nodes.map(({ duty }: { duty: { recordId: string } }) => duty.recordId)).toContain(missing);
  });

  it('P11.A02 the first handing in fulfils it, and one after a return changes nothing of it', async () => {
    at('2026-03-05T10:00:00+08:00');
    const { id } = await anAssignment(platform);
    const report = await submit(platform, await enter(platform, await aReport(platform, '202602', id), figures));
    at('2026-03-15T10:00:00+08:00');
    await platform.owner(`update mch_statistics.data_set_report set status = 'RETURNED' where id = $1`, [report.id]);
    await sweep();
    expect((await states(id))[0]).toEqual(['2026-02', 'DONE']);
  });

  it('P11.A02 what was imported and is handed in fulfils it too', async () => {
    at('2026-03-05T10:00:00+08:00');
    const { id } = await anAssignment(platform);
    const [{ uid }] = (await platform.owner<{ uid: string }>(
      'select u.uid from mch_statistics.data_set_assignment a join mch_statistics.statistics_unit u on u.id = a.unit_id where a.id = $1',
      [id],
    )) as [{ uid: string }];
    const lines = Object.entries({
      MchLiveBrth: 4,
      MchMothers1: 4,
      MchHivTest1: 4,
      MchHivPosit: 0,
      MchDeathU07: 0,
      MchDeathU28: 0,
      MchDeathU1y: 0,
      MchDeathU5y: 0,
    });
    const content = [
      'dataelement,period,orgunit,catoptcombo,attroptcombo,value',
      ...lines.map(([element, value]) => `${element},202602,${uid},HllvX50cXC0,HllvX50cXC0,${value}`),
    ].join('\n');
    await done(platform, statistician, documents.importDataValues, {
      dataSetId: await monthlyForm(platform),
      file: await sent(content),
    });
    expect((await states(id))[0]).toEqual(['2026-02', 'DUE']);
    const report = await aReport(platform, '202602', id);
    await submit(platform, report);
    expect((await states(id))[0]).toEqual(['2026-02', 'DONE']);
  });

  it('P11.A02 the chain of the reporting year: townships by 12 October, their county by 25 October, from the year on in which it begins', async () => {
    at('2026-03-09T10:00:00+08:00');
    const { id: elementId } = await done(platform, statistician, documents.defineDataElement, {
      input: { name: `活产数 ${fresh()}` },
    });
    const { id: dataSetId } = await done(platform, statistician, documents.defineDataSet, {
      input: {
        name: `年报 ${fresh()}`,
        periodType: 'REPORTING_YEAR',
        dueDays: 30,
        terms: [
          { level: 'TOWNSHIP', days: 12 },
          { level: 'COUNTY', days: 25 },
        ],
        items: [{ elementId, section: '一' }],
      },
    });
    const county = await aUnit(platform, { level: 'COUNTY' });
    const township = await aUnit(platform, { parentId: county.id });
    const [upper, lower] = [
      await anAssignment(platform, { unitId: county.id, since: '2026-10-01' }, dataSetId),
      await anAssignment(platform, { unitId: township.id, since: '2025-10-01' }, dataSetId),
    ];
    expect(await dutiesOf(upper.id)).toEqual([]);
    expect(await dutiesOf(lower.id)).toMatchObject([{ period: '2025-Oct', dueAt: '2026-10-12T16:00:00.000Z' }]);
    at('2026-10-01T00:30:00+08:00');
    await sweep();
    expect(await dutiesOf(upper.id)).toMatchObject([{ period: '2026-Oct', dueAt: '2027-10-25T16:00:00.000Z' }]);
    expect((await dutiesOf(lower.id)).map(({ period }) => period)).toEqual(['2025-Oct', '2026-Oct']);
    at('2026-03-09T10:00:00+08:00');
  });

  it('P11.A02 ends with the last period of the unit, and goes on where that is taken back', async () => {
    at('2026-03-05T10:00:00+08:00');
    const unit = await aUnit(platform);
    const { id } = await anAssignment(platform, { unitId: unit.id });
    const close = async (closedOn: string | null) => {
      const [{ version }] = (await platform.owner<Row>(
        'select version from mch_statistics.statistics_unit where id = $1',
        [unit.id],
      )) as [Row];
      await done(platform, statistician, documents.updateStatisticsUnit, {
        id: unit.id,
        version,
        input: { closedOn },
      });
    };
    await close('2026-03-20');
    expect((await dutiesOf(id)).map(({ period }) => period)).toEqual(['2026-02']);
    await close(null);
    expect((await dutiesOf(id)).map(({ period }) => period)).toEqual(['2026-02', '2026-03']);
    const [{ version }] = (await platform.owner<Row>(
      'select version from mch_statistics.data_set_assignment where id = $1',
      [id],
    )) as [Row];
    await done(platform, statistician, documents.endDataSetAssignment, { id, version, until: '2026-02-01' });
    at('2026-04-02T10:00:00+08:00');
    await sweep();
    expect((await dutiesOf(id)).map(({ period }) => period)).toEqual(['2026-02']);
  });

  it('P11.A08 who is late is seen by those who oversee it and by the unit itself, not by other units', async () => {
    at('2026-03-05T10:00:00+08:00');
    const { id } = await anAssignment(platform);
    for (const [who, seen] of [
      ['mch-section-head', 2],
      [reporter, 2],
      ['auditor', 2],
      ['mch-reporter-b', 0],
      ['reader', 0],
    ] as const)
      expect(await dutiesOf(id, who), who).toHaveLength(seen);
  });

  it('P11.A02 while the module is off nothing is breached, and there is time when it is on again', async () => {
    at('2026-03-05T10:00:00+08:00');
    const { id } = await anAssignment(platform);
    const set = (enabled: boolean) =>
      done(
        platform,
        'administrator',
        `mutation { setModuleEnabled(name: "mch-statistics", enabled: ${enabled}) { removedFields } }`,
      );
    await set(false);
    try {
      at('2026-03-12T10:00:00+08:00');
      await sweep();
      expect(
        (await platform.owner('select state from duties.duty where record_id = $1 order by due_at', [id]))[0],
      ).toEqual({
        state: 'DUE',
      });
    } finally {
      await set(true);
    }
    await sweep();
    expect((await dutiesOf(id))[0]).toMatchObject({
      period: '2026-02',
      dueAt: '2026-03-13T16:00:00.000Z',
      state: 'DUE',
    });
  });
});

describe('P11.A02 P08.A05 late, missing and refused by name', () => {
  it('P11.A02 P08.A05 a refusal that is recorded is told with its reason, apart from what is missing', async () => {
    at('2026-03-11T10:00:00+08:00');
    const { id } = await anAssignment(platform, { since: '2026-01-01' });
    const refused = await aRefusal(platform, id);
    expect(await rateOf(id, '2026-01-01', '2026-02-28')).toMatchObject({
      expected: 2,
      submitted: 0,
      rate: 0,
      onTimeRate: 0,
      late: [],
      missing: [{ period: '202602' }],
      refused: [{ period: '202601', refusedAt: now.toISOString(), refusalReason: '三次催报，院长答复不予上报' }],
    });
    await done(platform, statistician, documents.withdrawRefusal, { ...refused, reason: '登记有误' });
    expect(await rateOf(id, '2026-01-01', '2026-02-28')).toMatchObject({
      missing: [{ period: '202601' }, { period: '202602' }],
      refused: [],
    });
  });

  it('P11.A02 what is handed in after a refusal is late, and that it was refused stays', async () => {
    at('2026-03-11T10:00:00+08:00');
    const { id } = await anAssignment(platform, { since: '2026-01-01' });
    await aRefusal(platform, id);
    await submit(platform, await enter(platform, await aReport(platform, '202601', id), figures));
    expect(await rateOf(id, '2026-01-01', '2026-01-31')).toMatchObject({
      expected: 1,
      submitted: 1,
      onTime: 0,
      rate: 1,
      onTimeRate: 0,
      late: [{ period: '202601', refusedAt: now.toISOString() }],
      missing: [],
      refused: [],
    });
  });

  it('P11.A02 what is missing long after its deadline counts as refused, as that is read', async () => {
    at('2026-05-12T10:00:00+08:00');
    const { id } = await anAssignment(platform, { since: '2026-01-01' });
    const periods = async () => {
      const { missing, refused } = (await rateOf(id, '2026-01-01', '2026-04-30')) as unknown as Record<
        'missing' | 'refused',
        { period: string }[]
      >;
      return [missing.map(({ period }) => period), refused.map(({ period }) => period)];
    };
    expect(await periods()).toEqual([['202602', '202603', '202604'], ['202601']]);
    const read = (choice: string) =>
      done(
        platform,
        'administrator',
        'mutation($choice: String!) { setInterpretation(id: "mch-statistics.refusal", choice: $choice, reason: "会议决定") { id } }',
        { choice },
      );
    await read('DAYS_30');
    expect(await periods()).toEqual([['202604'], ['202601', '202602', '202603']]);
    await read('RECORDED');
    expect(await periods()).toEqual([['202601', '202602', '202603', '202604'], []]);
    await read('DAYS_90');
  });

  it('P11.A02 what was handed in, is recorded already or not due is no refusal, and a record of it is not rewritten', async () => {
    at('2026-03-11T10:00:00+08:00');
    const report = await submit(platform, await aFilledReport(platform));
    const [{ id }] = (await platform.owner<{ id: string }>(
      'select assignment_id as id from mch_statistics.data_set_report where id = $1',
      [report.id],
    )) as [{ id: string }];
    const refuse = (period: string) =>
      codesOf(platform, documents.recordRefusal, { assignmentId: id, input: { period, reason: 'x' } });
    expect(await refuse('202601')).toMatchObject({ outcome: 'INVALID_STATE' });
    expect(await refuse('202603')).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['input.period'] });
    const { id: refused } = await aRefusal(platform, id, '202602');
    expect(await refuse('202602')).toMatchObject({ outcome: 'CONFLICT' });
    await expect(
      platform.owner(`update mch_statistics.refused_report set reason = 'x' where id = $1`, [refused]),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
