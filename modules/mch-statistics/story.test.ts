import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedInContext } from '../../src/context.js';
import { TestPlatform } from '../../test/harness.js';
import { indicatorDocuments, indicatorNamed, termNamed } from './indicators/indicators.fixture.js';
import { demoElements } from './mch-statistics.demo.js';
import { releaseDocuments } from './releases/releases.fixture.js';
import { type Drawn, findingsOf, head, recordAll, documents as spotChecks } from './spotChecks/spotChecks.fixture.js';
import {
  anAssignment,
  approve,
  ask,
  aUnit,
  codesOf,
  documents,
  done,
  enter,
  figures,
  fresh,
  type Made,
  reporter,
  statistician,
  submit,
  taskOf,
  valuesOf,
  versionOf,
} from './statistics.fixture.js';

/** A township or the county, with what it hands in. */
interface Reporting {
  uid: string;
  assignmentId: string;
  report?: Made;
}

const year = '2025Oct';
let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
let dataSetId: string;
let county: Reporting & { id: string };
const townships: Reporting[] = [];
const township = (number: number): Reporting => townships[number - 1]!;

const at = (moment: string) => {
  now = new Date(`${moment}+08:00`);
  return platform.platform.sweeper.sweep();
};

const sent = async (content: string): Promise<string> => {
  const { core } = platform.platform;
  const context = await core.contextFor(await platform.personId(statistician), 'a file');
  return core.uploads.keep(context as SignedInContext, 'values', await core.uploads.receive(Readable.from([content])));
};

const open = (one: Reporting) =>
  done(platform, reporter, documents.openReport, { assignmentId: one.assignmentId, period: year });

async function register(more: object): Promise<Reporting & { id: string }> {
  const unit = await aUnit(platform, more);
  const [{ uid }] = (await platform.owner<{ uid: string }>(
    'select uid from mch_statistics.statistics_unit where id = $1',
    [unit.id],
  )) as [{ uid: string }];
  const { id } = await anAssignment(platform, { unitId: unit.id, since: '2025-10-01' }, dataSetId);
  return { id: unit.id, uid, assignmentId: id };
}

beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  const elements = await platform.owner<{ id: string; uid: string }>(
    'select id, uid from mch_statistics.data_element where uid = any($1)',
    [Object.values(demoElements)],
  );
  const form = await done(platform, statistician, documents.defineDataSet, {
    input: {
      name: `妇幼卫生年报 ${fresh()}`,
      periodType: 'REPORTING_YEAR',
      dueDays: 30,
      terms: [
        { level: 'TOWNSHIP', days: 12 },
        { level: 'COUNTY', days: 25 },
      ],
      items: elements.map(({ id }) => ({ elementId: id, section: '年报' })),
    },
  });
  dataSetId = form.id;
  county = await register({ name: '青河县', level: 'COUNTY' });
  for (let i = 1; i <= 20; i += 1) townships.push(await register({ name: `第${i}乡 ${fresh()}`, parentId: county.id }));
  for (const [code, element] of [
    ['deathsBefore1Year', demoElements.infant],
    ['liveBirths', demoElements.liveBirths],
  ] as const)
    await done(platform, statistician, indicatorDocuments.bindIndicatorTerm, {
      ...(await termNamed(platform, code)),
      lines: [{ dataSetId, element }],
      validFrom: '1990-01-01',
      reason: '本县报表',
    });
}, 120_000);
afterAll(() => platform.close());

const rates = () =>
  done<{ uid: string; expected: number; submitted: number; late: object[]; missing: object[]; refused: object[] }[]>(
    platform,
    statistician,
    'query($id: ID!) { reportingRates(dataSetId: $id, from: "2025-10-01", to: "2026-09-30") { uid expected submitted late { period } missing { period } refused { period refusalReason } } }',
    { id: dataSetId },
  );

describe('P11.A01 P11.A02 P11.A06 P11.A07 P11.A09 the reporting year of a county with twenty townships', () => {
  it('P11.A02 forms come in by hand and by file, and what a form of the file may not is told of it alone', async () => {
    await at('2026-10-08T09:00:00');
    for (const one of [township(1), township(2)])
      one.report = await submit(platform, await enter(platform, await open(one), figures));
    const lines = townships
      .slice(1, 19)
      .flatMap(({ uid }) =>
        valuesOf(figures).map(
          ({ element, value }) => `${element},${year},${uid},,,${uid === township(2).uid ? 9 : value}`,
        ),
      );
    const content = ['dataelement,period,orgunit,catoptcombo,attroptcombo,value', ...lines].join('\n');
    const file = { dataSetId, file: await sent(content), reason: '县系统导入' };
    expect(await done(platform, statistician, documents.importDataValues, file)).toMatchObject({
      imported: 17 * 8,
      updated: 0,
      unchanged: 0,
      ignored: 8,
    });
    for (const one of townships.slice(2, 17)) one.report = await submit(platform, await open(one));
  });

  it('P11.A06 a form that the section head returns is corrected with a reason and handed in again', async () => {
    const one = township(2);
    await done(
      platform,
      head,
      'mutation($task: ID!) { returnApproval(taskId: $task, comment: "活产数与登记簿不符") { id } }',
      {
        task: await taskOf(platform, head, one.report!.id),
      },
    );
    const returned = await versionOf(platform, one.report!.id);
    const silent = { ...returned, input: { values: valuesOf({ liveBirths: 52 }) } };
    expect((await codesOf(platform, documents.enterValues, silent, reporter)).paths).toEqual(['input.reason']);
    const corrected = await enter(platform, returned, { liveBirths: 52 }, '登记簿补登10例');
    one.report = await submit(platform, corrected);
  });

  it('P11.A02 two are late, and one refuses', async () => {
    await at('2026-10-14T09:00:00');
    for (const one of [township(18), township(19)]) one.report = await submit(platform, await open(one));
    await done(
      platform,
      statistician,
      'mutation($assignmentId: ID!, $input: RecordRefusalInput!) { recordRefusal(assignmentId: $assignmentId, input: $input) { id } }',
      { assignmentId: township(20).assignmentId, input: { period: year, reason: '三次催报，答复不予上报' } },
    );
    const found = await rates();
    const named = (which: 'late' | 'missing' | 'refused') =>
      found.filter((one) => one[which].length > 0).map(({ uid }) => uid);
    expect(named('late').sort()).toEqual([township(18).uid, township(19).uid].sort());
    expect(named('refused')).toEqual([township(20).uid]);
    // The county has until 25 October.
    expect(named('missing')).toEqual([]);
  });

  it('P11.A06 each is reviewed twice, and signed and sealed', async () => {
    for (const { report } of townships) if (report) await approve(platform, report.id);
    const locked = await platform.owner(
      `select from mch_statistics.data_set_report where data_set_id = $1 and status = 'LOCKED' and document_hash is not null`,
      [dataSetId],
    );
    expect(locked).toHaveLength(19);
  }, 60_000);

  it('P11.A07 a spot check finds a wrong figure, which is corrected after the director unlocked the form', async () => {
    await at('2026-10-16T09:00:00');
    const plan = await done(platform, statistician, spotChecks.planSpotChecks, {
      dataSetId,
      input: { units: 1, figuresPerUnit: 8 },
    });
    const span = { from: '2025-10-01', to: '2026-09-30' };
    const check = await done<Drawn>(platform, head, spotChecks.drawSpotCheck, { planId: plan.id, ...span });
    const item = check.items.nodes.find(({ element }) => element.uid === demoElements.liveBirths)!;
    const found = String(Number(item.reported) + 1);
    await recordAll(platform, check, { [demoElements.liveBirths]: found }, head);
    const reportId = item.report.id;
    const [finding] = await findingsOf(platform, reportId);
    expect(finding).toMatchObject({ type: 'ERROR', reported: item.reported, found });
    const corrections = [{ findingId: finding!.id, reason: '一例在外院分娩未登记' }];
    const correct = async (more: object) =>
      done(platform, reporter, spotChecks.correctSpotCheckFindings, {
        reportId,
        version: (await versionOf(platform, reportId)).version,
        ...more,
      });
    await correct({ corrections });
    await approve(platform, reportId, ['mch-director']);
    await correct({});
    await submit(platform, await versionOf(platform, reportId));
    await approve(platform, reportId);
    expect((await findingsOf(platform, reportId))[0]).toMatchObject({ state: 'CORRECTED' });
  });

  it('P11.A06 the county names in its report who is missing, and its document is genuine', async () => {
    await at('2026-10-20T09:00:00');
    const totals = { ...figures, liveBirths: 19 * 42 + 11, mothers: 19 * 42, infant: 19, underFive: 19 };
    const entered = await enter(platform, await open(county), totals);
    const problem = await codesOf(platform, documents.submitReport, { ...entered, reasons: [] }, reporter);
    expect(problem.messages.join()).toContain(`BELOW:${township(20).uid}`);
    const reasons = [{ finding: `BELOW:${township(20).uid}`, reason: '该乡拒报，已登记' }];
    const report = await submit(platform, entered, reasons);
    await approve(platform, report.id);
    const [{ hash }] = (await platform.owner<{ hash: string }>(
      'select document_hash as hash from mch_statistics.data_set_report where id = $1',
      [report.id],
    )) as [{ hash: string }];
    const { data } = await platform
      .as('reader')
      .run('query($hash: String!) { verifyStatisticsDocument(hash: $hash) { isGenuine } }', { hash });
    expect(data.verifyStatisticsDocument).toEqual({ isGenuine: true });
  });

  it('P11.A09 infant mortality of the county counts its townships once, corrections included, and says that one is missing', async () => {
    const indicatorId = await indicatorNamed(platform, 'infant-mortality-rate', 'live births');
    const [value] = await done<object[]>(platform, statistician, indicatorDocuments.indicatorValues, {
      indicatorId,
      unitIds: [county.id],
      periods: [year],
    });
    expect(value).toMatchObject({ numerator: 19, denominator: 19 * 42 + 11, expected: 20, received: 19, counted: 19 });
  });

  it('P11.A09 the public release shows the county and withholds the few deaths of each township', async () => {
    const draft = await done(platform, statistician, releaseDocuments.draftRelease, {
      input: {
        title: '2026年度婴儿死亡情况',
        unitId: county.id,
        period: year,
        indicatorIds: [await indicatorNamed(platform, 'infant-mortality-rate', 'live births')],
      },
    });
    const asked = await done(platform, statistician, releaseDocuments.requestRelease, { ...draft });
    await approve(platform, asked.id);
    const { release } = await done<{
      release: { content: { tables: { measure: string; cells: { at: string[]; count: number | null }[] }[] } };
    }>(platform, statistician, 'query($id: ID!) { releaseDraft(id: $id) { release { content } } }', { id: draft.id });
    const deaths = release.content.tables.find(({ measure }) => measure.endsWith('deathsBefore1Year'))!.cells;
    const shown = deaths.filter(({ count }) => count !== null);
    expect(deaths.length).toBeGreaterThanOrEqual(20);
    expect(shown.map(({ count }) => count)).toEqual([19]);
  });

  it('P11.A02 at the end compliance tells exactly who was late and who never came', async () => {
    await at('2026-12-31T09:00:00');
    const of = async (state: string) => {
      const { data } = await ask(
        platform,
        'auditor',
        `{ compliance(period: "2026-Q4", policy: "P11") { clauses { clause duties(first: 100, state: ${state}) { nodes { duty { recordId } } } } } }`,
      );
      const { duties } = data.compliance.clauses.find((one: { clause: string }) => one.clause === 'P11.A02');
      return duties.nodes
        .map(({ duty }: { duty: { recordId: string } }) =>
          [county, ...townships].findIndex((one) => one.assignmentId === duty.recordId),
        )
        .filter((place: number) => place >= 0)
        .sort((a: number, b: number) => a - b);
    };
    expect(await of('LATE')).toEqual([18, 19]);
    expect(await of('BREACHED')).toEqual([20]);
    expect(await of('DONE')).toEqual(Array.from({ length: 18 }, (_, i) => i));
  });
});
