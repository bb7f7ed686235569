import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { RequestRole, viewerOf } from '../../../test/requestRole.js';
import {
  aFilledReport,
  aLockedReport,
  approve,
  ask,
  done,
  documents as entry,
  figures,
  type Made,
  monthlyForm,
  statistician,
  valuesOf,
  versionOf,
} from '../statistics.fixture.js';
import { requestReportAccess } from './secrecy.fixture.js';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
let confidential: Made;
let secret: Made;

/** Figures that stand nowhere else. */
const marked = { ...figures, liveBirths: 737421, mothers: 737411, tested: 737401 };
const mark = /7374[012]1/;

async function labelled(label: string): Promise<Made> {
  const { id } = await aLockedReport(platform, marked);
  await platform.owner(
    `update mch_statistics.data_set_assignment a set label = $2::access.label, keeper_id = $3
     from mch_statistics.data_set_report r where r.assignment_id = a.id and r.id = $1`,
    [id, label, await platform.personId(statistician)],
  );
  return versionOf(platform, id);
}

beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  await platform.owner(
    `update access.person set clearance = 'SECRET' where name in ('mch-statistician', 'mch-director')`,
  );
  [confidential, secret] = [await labelled('CONFIDENTIAL'), await labelled('SECRET')];
});
afterAll(() => platform.close());

const byId = '(filter: { id: { eq: $id } }';
const span = 'from: "2026-01-01", to: "2026-01-31"';

/** Each way to a row of a report, or to what stands in it. */
const ways: Record<string, string> = {
  one: 'query($id: ID!) { dataSetReport(id: $id) { id period values(first: 50) { nodes { value } } entries { nodes { digest } } findings { nodes { text } } } }',
  list: `query($id: ID!) { dataSetReports${byId}) { totalCount nodes { id values(first: 50) { nodes { value } } } } }`,
  'filter by its figures':
    'query($id: ID!) { dataSetReports(filter: { id: { eq: $id }, values: { some: { value: { eq: "737421" } } } }) { totalCount nodes { id } } }',
  order: `query($id: ID!) { dataSetReports${byId}, orderBy: [{ entryCount: DESC }]) { totalCount nodes { id } } }`,
  'nested in its form': `query($id: ID!) { dataSets(filter: { uid: { eq: "MchMonthly1" } }, first: 1) { nodes { reports${byId}, first: 1) { totalCount nodes { id values(first: 50) { nodes { value } } } } } } }`,
  'nested in its unit': `query($id: ID!) { statisticsUnits(filter: { reports: { some: { id: { eq: $id } } } }) { totalCount nodes { name reports { totalCount } } } }`,
  'nested in its assignment': `query($id: ID!) { dataSetAssignments(filter: { reports: { some: { id: { eq: $id } } } }) { totalCount nodes { id } } }`,
  'nested in its department': `query($id: ID!) { departments(filter: { name: { eq: "城关镇卫生院" } }) { nodes { dataSetReports${byId}) { totalCount nodes { id } } } } }`,
  form: 'query($id: ID!) { statisticsForm(reportId: $id) { id lines { value } findings { text } } }',
  export: `query($form: ID!) { exportDataValues(dataSetId: $form, ${span}) { label content } }`,
  register: 'query($id: ID!) { statisticsReadings(filter: { report: { id: { eq: $id } } }) { totalCount } }',
  approvals:
    'query($id: ID!) { approvalRequests(filter: { recordId: { eq: $id } }) { totalCount nodes { id recordId } } }',
};

/** A mutation with its id, which answers as if there were none. */
const changes: Record<string, [document: string, more: object]> = {
  enterValues: [entry.enterValues, { input: { values: valuesOf({ liveBirths: 5 }) } }],
  submitReport: [entry.submitReport, { reasons: [] }],
  requestUnlock: [entry.requestUnlock, { reason: '核实有误' }],
};

/** Whether an answer tells anything of the report. */
const tells = (answer: { data: unknown; errors: readonly unknown[] }) => {
  const text = JSON.stringify([answer.data, answer.errors]);
  return mark.test(text) || /"totalCount":[1-9]/.test(text) || /"period"|"digest"/.test(text);
};

const shown = async (who: string, way: string, { id }: Made) =>
  tells(
    await (who === 'anyone' ? platform.as('anyone').run.bind(platform.as('anyone')) : ask.bind(null, platform, who))(
      ways[way]!,
      { id, form: await monthlyForm(platform) },
    ),
  );

const hiddenFrom = {
  CONFIDENTIAL: ['anyone', 'reader', 'mch-reporter', 'mch-reporter-b', 'administrator'],
  SECRET: [
    'anyone',
    'reader',
    'mch-reporter',
    'mch-reporter-b',
    'administrator',
    'mch-section-head',
    'mch-director',
    'general-manager',
    'auditor',
  ],
};
const reports = { CONFIDENTIAL: () => confidential, SECRET: () => secret };
const table = (Object.keys(hiddenFrom) as (keyof typeof hiddenFrom)[]).flatMap((label) =>
  Object.keys(ways).map((way) => [label, way] as const),
);

describe('P11.A08 no way leads to a hidden report', () => {
  it.each(table)('P11.A08 a %s report: %s', async (label, way) => {
    const leaks: string[] = [];
    for (const who of hiddenFrom[label]) {
      // Whoever is cleared sees the other report in an export, and an auditor of the audit the readings.
      if (way === 'export' && label === 'SECRET' && /head|director|manager|auditor/.test(who)) continue;
      if (way === 'register' && who === 'auditor') continue;
      // Who signed it in its time keeps their own part of the request, which holds no figure.
      if (way === 'approvals' && /mch-(section-head|director)/.test(who)) continue;
      if (await shown(who, way, reports[label]())) leaks.push(who);
    }
    expect(leaks).toEqual([]);
    // A table of refusals alone would prove nothing.
    expect(await shown(statistician, way, reports[label]())).toBe(true);
  });

  it.each(Object.keys(changes))('P11.A08 %s of a hidden report answers as if there were none', async (mutation) => {
    const [document, more] = changes[mutation]!;
    for (const [who, made] of [
      ['mch-reporter', secret],
      ['mch-reporter', confidential],
      ['mch-section-head', secret],
    ] as const) {
      const answer = await ask(platform, who, document, { ...made, ...more });
      expect([answer.outcome, tells(answer)]).toEqual(['NOT_FOUND', false]);
    }
  });

  it('P11.A08 an export has the label of what it holds, and what is hidden is not in it', async () => {
    const { label } = await done<{ label: string }>(platform, 'mch-section-head', ways.export!, {
      form: await monthlyForm(platform),
    });
    expect(label).toBe('CONFIDENTIAL');
    expect(
      (await done<{ label: string }>(platform, statistician, ways.export!, { form: await monthlyForm(platform) }))
        .label,
    ).toBe('SECRET');
  });

  it('P11.A08 rates and documents tell no figures', async () => {
    const [{ hash }] = (await platform.owner<{ hash: string }>(
      'select document_hash as hash from mch_statistics.data_set_report where id = $1',
      [secret.id],
    )) as [{ hash: string }];
    const checked = await platform
      .as('anyone')
      .run('query($hash: String!) { verifyStatisticsDocument(hash: $hash) { isGenuine lockedAt } }', { hash });
    expect([checked.outcome, tells(checked)]).toEqual(['ok', false]);
    const rates = await ask(
      platform,
      'auditor',
      `query($form: ID!) { reportingRates(dataSetId: $form, ${span}) { name expected submitted } }`,
      { form: await monthlyForm(platform) },
    );
    expect([rates.outcome, tells(rates)]).toEqual(['ok', false]);
  });
});

describe('P11.A08 what is SECRET is read with a permission', () => {
  const request = async (id: string, person: string, until = '2026-03-20T00:00:00Z', who = statistician) =>
    ask(platform, who, requestReportAccess, {
      reportId: id,
      input: { personId: await platform.personId(person), reason: '审计须核对原始数据', until },
    });
  const sees = async (id: string) => [
    await shown('auditor', 'one', { id, version: 1 }),
    await shown('auditor', 'form', { id, version: 1 }),
  ];

  it('P11.A08 once the director has signed, until the date, and writes nothing', async () => {
    const { id } = await labelled('SECRET');
    expect((await request(id, 'auditor', undefined, 'mch-section-head')).outcome).toBe('NOT_FOUND');
    const asked = await request(id, 'auditor');
    expect(asked.errors).toEqual([]);
    expect(asked.data.requestReportAccess).toMatchObject({ label: 'SECRET' });
    expect(await sees(id)).toEqual([false, false]);
    await approve(platform, id, ['mch-director']);
    expect(await sees(id)).toEqual([true, true]);
    expect(await sees(secret.id)).toEqual([false, false]);
    const granted = await done<{ nodes: object[] }>(
      platform,
      'auditor',
      'query($id: ID!) { statisticsReadings(filter: { report: { id: { eq: $id } }, basis: { eq: GRANT } }, first: 1) { nodes { basis grantedUntil person { name } } } }',
      { id },
    );
    expect(granted.nodes).toEqual([
      { basis: 'GRANT', grantedUntil: '2026-03-20T00:00:00.000Z', person: { name: 'auditor' } },
    ]);
    const before = now;
    now = new Date('2026-03-20T00:00:00Z');
    expect(await sees(id)).toEqual([false, false]);
    now = before;
  });

  it.each([
    ['for longer than 90 days', 'auditor', '2026-06-20T00:00:00Z', ['input.until']],
    ['for a time that is over', 'auditor', '2026-03-01T00:00:00Z', ['input.until']],
    ['for somebody not cleared, either', 'reader', '2026-03-01T00:00:00Z', ['input.until', 'input.personId']],
  ])('P11.A08 is not asked for %s', async (_case, person, until, paths) => {
    const { errors } = await request(secret.id, person, until);
    expect((errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual(paths);
  });

  it('P11.A08 below SECRET it is not needed, and says so', async () => {
    expect((await request(confidential.id, 'auditor')).outcome).toBe('INVALID_STATE');
  });
});

describe('P11.A08 readings are registered', () => {
  const register = `query($id: ID!) { statisticsReadings(filter: { report: { id: { eq: $id } } }, first: 100, orderBy: [{ readAt: ASC }]) {
    nodes { call basis person { name } } } }`;
  const readings = async (id: string, who = 'mch-director') =>
    (await done<{ nodes: { call: string; person: { name: string } | null }[] }>(platform, who, register, { id })).nodes;

  it('P11.A08 who read which report when, by id, by form and in an export', async () => {
    const { id } = await labelled('CONFIDENTIAL');
    const form = await monthlyForm(platform);
    for (const way of ['one', 'form', 'export']) await ask(platform, 'mch-section-head', ways[way]!, { id, form });
    const entries = (await readings(id)).filter(({ person }) => person?.name === 'mch-section-head');
    expect(entries).toEqual(
      expect.arrayContaining(
        ['dataSetReport', 'statisticsForm', 'exportDataValues'].map((call) => ({
          call,
          basis: 'ROLE',
          person: { name: 'mch-section-head' },
        })),
      ),
    );
    expect(entries).toHaveLength(3);
    expect(await readings(id, 'reader')).toEqual([]);
    expect(await readings(id, 'mch-reporter')).toEqual([]);
    expect((await readings(id, 'auditor')).length).toBeGreaterThan(0);
  });

  it('P11.A08 readings follow the label of their report', async () => {
    const { id } = await labelled('CONFIDENTIAL');
    await ask(platform, 'mch-section-head', ways.form!, { id });
    expect(await readings(id, 'mch-section-head')).toHaveLength(1);
    await platform.owner(
      `update mch_statistics.data_set_assignment a set label = 'SECRET' from mch_statistics.data_set_report r where r.assignment_id = a.id and r.id = $1`,
      [id],
    );
    expect(await readings(id, 'mch-section-head')).toEqual([]);
    expect((await readings(id, statistician)).length).toBeGreaterThan(0);
  });

  it('P11.A08 what is not classified too: its figures, by whatever way; its place in a worklist is no reading', async () => {
    const { id } = await aFilledReport(platform);
    const calls = async () => (await readings(id)).map(({ call, person }) => [call, person?.name]);
    await ask(platform, statistician, `query($id: ID!) { dataSetReports${byId}) { nodes { id period status } } }`, {
      id,
    });
    expect(await calls()).toEqual([]);
    const form = await monthlyForm(platform);
    for (const way of ['one', 'list', 'nested in its form', 'form', 'export'])
      await ask(platform, statistician, ways[way]!, { id, form });
    // Nobody sees it, so nobody read it.
    await ask(platform, 'mch-reporter-b', ways.one!, { id });
    expect((await calls()).sort()).toEqual(
      ['dataSetReport', 'dataSetReports', 'dataSets', 'exportDataValues', 'statisticsForm'].map((call) => [
        call,
        statistician,
      ]),
    );
  });

  it('P11.A08 nobody enters, changes or removes a reading beside the audit', async () => {
    await done(platform, 'mch-section-head', ways.form!, { id: confidential.id });
    const [read] = [(await readings(confidential.id))[0]];
    expect(read).toBeDefined();
    const role = await RequestRole.open(platform);
    try {
      await role.carry(await viewerOf(platform, 'mch-section-head'));
      for (const statement of [
        'update mch_statistics.reading set read_at = now() where report_id = $1',
        'delete from mch_statistics.reading where report_id = $1',
        `insert into mch_statistics.reading (id, created_at, updated_at, label, report_id, person_id, read_at, call, basis, request_id)
         select gen_random_uuid(), now(), now(), 'INTERNAL', $1::uuid, (select nullif(current_setting('app.person'), ''))::uuid, now(), 'x', 'ROLE', 'x'`,
      ]) {
        const tried = await role.try(statement, [confidential.id]);
        const came = 'code' in tried ? tried.code : tried.count;
        expect([statement, came]).toEqual([statement, expect.toSatisfy((is) => is === '42501' || is === 0)]);
      }
    } finally {
      await role.close();
    }
  });

  it('P11.A08 a single figure that a spot check drew, as a reading of its report', async () => {
    const [found] = await platform.owner<{ id: string; reports: string }>(
      `select c.id, (select count(distinct report_id) from mch_statistics.spot_check_item where check_id = c.id)::text as reports
       from mch_statistics.spot_check c limit 1`,
    );
    const before = await platform.owner('select from mch_statistics.reading');
    await done(
      platform,
      statistician,
      'query($id: ID!) { spotCheck(id: $id) { items(first: 500) { nodes { place reported } } } }',
      { id: found!.id },
    );
    await readings(found!.id);
    expect((await platform.owner('select from mch_statistics.reading')).length - before.length).toBe(
      Number(found!.reports),
    );
  });

  it('P11.A08 a figure of an indicator: once, with each classified report that is in it', async () => {
    const [unit] = await platform.owner<{ id: string }>(
      'select unit_id as id from mch_statistics.data_set_report where id = $1',
      [confidential.id],
    );
    const [infant] = await platform.owner<{ id: string }>(
      `select id from mch_statistics.indicator where code = 'infant-mortality-rate' order by variant limit 1`,
    );
    const asked = { input: infant!.id, units: [unit!.id] };
    await done(
      platform,
      'mch-section-head',
      'query($input: ID!, $units: [ID!]) { indicatorValues(indicatorId: $input, unitIds: $units, periods: ["202601"]) { numerator label } }',
      asked,
    );
    const entries = await done<{ nodes: object[] }>(
      platform,
      'mch-director',
      `{ statisticsReadings(filter: { call: { eq: "indicatorValues" } }, first: 10, orderBy: [{ label: ASC }]) {
        nodes { label report { id } indicator { id } person { name } } } }`,
    );
    const person = { name: 'mch-section-head' };
    expect(entries.nodes).toHaveLength(2);
    expect(entries.nodes).toEqual(
      expect.arrayContaining([
        { label: 'CONFIDENTIAL', report: { id: confidential.id }, indicator: null, person },
        { label: 'CONFIDENTIAL', report: null, indicator: { id: infant!.id }, person },
      ]),
    );
  });
});
