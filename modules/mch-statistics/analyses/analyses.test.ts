import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../../../src/audit/hashing.js';
import { TestPlatform } from '../../../test/harness.js';
import { reasonsFor, report } from '../indicators/indicators.fixture.js';
import {
  anAssignment,
  approve,
  ask,
  aUnit,
  documents,
  done,
  enter,
  figures,
  type Made,
  reporter,
  statistician,
  submit,
  versionOf,
} from '../statistics.fixture.js';
import { anAnalysis, analysisDocuments, aPlan, head, text } from './analyses.fixture.js';

const director = 'mch-director';

let now = new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const sweepAt = (moment: string) => {
  now = new Date(moment);
  return platform.platform.sweeper.sweep();
};

const read = (id: string, who = director) =>
  done<Record<string, never>>(
    platform,
    who,
    `query($id: ID!) { analysisReport(id: $id) { title text digest figures acknowledgedBy { name } remark
      changesSince { indicator unit valueThen valueNow numeratorThen numeratorNow } } }`,
    { id },
  );

const duties = async (planId: string) =>
  (
    await ask(
      platform,
      director,
      'query($id: ID!) { duties(filter: { name: { eq: "writeAnalysis" }, recordId: { eq: $id } }, orderBy: [{ dueAt: ASC }]) { nodes { period state person { name } } } }',
      { id: planId },
    )
  ).data.duties.nodes as { period: string; state: string; person: { name: string } }[];

describe('P11.A09 reports of analysis are written at intervals', () => {
  let county: Made;
  let assignment: Made;
  let plan: Made;
  let first: Made;

  it('P11.A09 who writes which one, and by when, is a duty of each period', async () => {
    county = await aUnit(platform, { level: 'COUNTY' });
    const township = await aUnit(platform, { parentId: county.id });
    assignment = await anAssignment(platform, { unitId: township.id, since: '2026-01-01' });
    plan = await aPlan(platform, county.id);
    expect(await duties(plan.id)).toEqual([{ period: '2026-Q1', state: 'DUE', person: { name: statistician } }]);
    await report(platform, assignment, '202601', { ...figures, liveBirths: 400, infant: 2, underFive: 2 });
  });

  it('P11.A09 a period that is not over has no report yet', async () => {
    const { outcome, errors } = await ask(platform, statistician, analysisDocuments.submitAnalysis, {
      planId: plan.id,
      input: { period: '2026-Q1', title: '分析', text },
    });
    expect(outcome).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors)).toContain('2026-03-31');
  });

  it('P11.A09 handed in, it fulfils the duty of its period and draws figures of the unit and those below, with a digest', async () => {
    await sweepAt('2026-04-08T10:00:00+08:00');
    const made = await anAnalysis(platform, plan.id, '2026-Q1');
    first = made;
    expect(made.figures).toMatchObject([
      {
        indicator: 'infant-mortality-rate (live births)',
        numerator: 2,
        denominator: 400,
        value: 5,
        expected: 3,
        received: 1,
      },
      { numerator: 2, denominator: 400, value: 5 },
    ]);
    const told = { plan: plan.id, period: '2026-Q1', edition: 1, title: '婴儿死亡分析', text, figures: made.figures };
    expect(made.digest).toBe(sha256(canonical(told)).toString('hex'));
    expect((await duties(plan.id)).map(({ period, state }) => [period, state])).toEqual([
      ['2026-Q1', 'DONE'],
      ['2026-Q2', 'DUE'],
    ]);
  });

  it('P11.A09 the director has to acknowledge it, and nobody their own', async () => {
    const { data } = await ask(platform, director, '{ myDuties { name recordId } }');
    expect(data.myDuties).toContainEqual({ name: 'acknowledgeAnalysis', recordId: first.id });
    const { acknowledgedBy, remark } = await done<{ acknowledgedBy: object; remark: string }>(
      platform,
      director,
      analysisDocuments.acknowledgeAnalysis,
      { id: first.id, version: first.version, remark: '请督导组跟进' },
    );
    expect([acknowledgedBy, remark]).toEqual([{ name: director }, '请督导组跟进']);
    const after = await ask(platform, director, '{ myDuties { name recordId } }');
    expect(after.data.myDuties).not.toContainEqual({ name: 'acknowledgeAnalysis', recordId: first.id });
    const again = await ask(platform, director, analysisDocuments.acknowledgeAnalysis, {
      id: first.id,
      version: first.version + 1,
    });
    expect(again.outcome).toBe('INVALID_STATE');
  });

  it('P11.A09 a correction afterwards changes nothing of it; it says what is different since', async () => {
    const before = await read(first.id);
    expect(before['changesSince']).toEqual([]);
    const [locked] = await platform.owner<{ id: string }>(
      'select id from mch_statistics.data_set_report where assignment_id = $1',
      [assignment.id],
    );
    await done(platform, reporter, documents.requestUnlock, {
      ...(await versionOf(platform, locked!.id)),
      reason: '漏记',
    });
    await approve(platform, locked!.id, [director]);
    const filled = await enter(
      platform,
      await versionOf(platform, locked!.id),
      { infant: 4, underFive: 4 },
      '漏记两例',
    );
    await submit(platform, filled, await reasonsFor(platform, filled.id));
    await approve(platform, filled.id);
    const after = await read(first.id);
    expect({ ...after, changesSince: [] }).toEqual(before);
    expect(after['changesSince']).toMatchObject([
      { valueThen: 5, valueNow: 10, numeratorThen: 2, numeratorNow: 4 },
      { valueThen: 5, valueNow: 10 },
    ]);
  });

  it('P11.A09 another edition draws the figures anew, and the first one stays', async () => {
    const second = await anAnalysis(platform, plan.id, '2026-Q1');
    expect([second.edition, second.figures[0]!['numerator']]).toEqual([2, 4]);
    expect((await read(first.id))['figures']).toMatchObject([{ numerator: 2 }, { numerator: 2 }]);
  });

  it('P11.A09 nobody changes a report that was handed in, the owner of the tables included', async () => {
    for (const set of [
      `text = 'x'`,
      `figures = '[]'`,
      `digest = 'x'`,
      'acknowledged_at = null, acknowledged_by_id = null',
    ])
      await expect(
        platform.owner(`update mch_statistics.analysis_report set ${set} where id = '${first.id}'`),
      ).rejects.toThrow('as it was handed in');
  });

  it('P11.A09 one that is late is a breach, with the director told, and late in the compliance of the clause', async () => {
    await sweepAt('2026-07-16T10:00:00+08:00');
    expect((await duties(plan.id)).map(({ period, state }) => [period, state])).toEqual([
      ['2026-Q1', 'DONE'],
      ['2026-Q2', 'BREACHED'],
      ['2026-Q3', 'DUE'],
    ]);
    const { data } = await ask(
      platform,
      director,
      '{ notices(filter: { kind: { eq: ESCALATED }, duty: { name: { eq: "writeAnalysis" } } }) { nodes { text } } }',
    );
    expect(data.notices.nodes.length).toBeGreaterThan(0);
    await anAnalysis(platform, plan.id, '2026-Q2');
    expect((await duties(plan.id))[1]).toMatchObject({ period: '2026-Q2', state: 'LATE' });
    const { data: kept } = await ask(
      platform,
      'auditor',
      '{ compliance(period: "2026-Q3", policy: "P11") { clauses { clause late } } }',
    );
    const clause = kept.compliance.clauses.find((one: { clause: string }) => one.clause === 'P11.A09');
    expect(clause.late).toBeGreaterThan(0);
  });

  it('P11.A09 a plan that is ended asks for no further report', async () => {
    await done(platform, head, analysisDocuments.endAnalysisPlan, { ...plan });
    expect((await duties(plan.id)).map(({ period }) => period)).toEqual(['2026-Q1', '2026-Q2']);
    await sweepAt('2026-10-16T10:00:00+08:00');
    expect((await duties(plan.id)).map(({ period }) => period)).toEqual(['2026-Q1', '2026-Q2']);
    const { outcome } = await ask(platform, statistician, analysisDocuments.submitAnalysis, {
      planId: plan.id,
      input: { period: '2026-Q3', title: '分析', text },
    });
    expect(outcome).toBe('INVALID_STATE');
  });
});

describe('P11.A09 who reads and writes reports of analysis', () => {
  it('P11.A09 whoever is named writes it, also who is no statistician, from what they may see', async () => {
    const plan = await aPlan(platform, undefined, { authorId: await platform.personId(reporter), rhythm: 'YEAR' });
    expect((await anAnalysis(platform, plan.id, '2025', reporter)).edition).toBe(1);
    const other = await ask(platform, 'mch-reporter-b', analysisDocuments.submitAnalysis, {
      planId: plan.id,
      input: { period: '2025', title: '分析', text },
    });
    expect(other.outcome).toBe('NOT_FOUND');
  });

  it('P11.A09 a plan above the clearance of its author is refused: nobody gets a duty that is hidden from them', async () => {
    const { outcome } = await ask(platform, head, analysisDocuments.planAnalysis, {
      input: {
        title: '秘密分析',
        unitId: (await aUnit(platform)).id,
        indicatorIds: [
          (
            await platform.owner<{ id: string }>(
              `select id from mch_statistics.indicator where code = 'infant-mortality-rate'`,
            )
          )[0]!.id,
        ],
        rhythm: 'YEAR',
        days: 10,
        authorId: await platform.personId(statistician),
        label: 'CONFIDENTIAL',
      },
    });
    expect(outcome).toBe('INVALID_STATE');
  });

  it.each([
    ['reader', 0],
    ['administrator', 0],
    ['mch-reporter-b', 0],
    ['auditor', 1],
    ['general-manager', 1],
    [director, 1],
    [head, 1],
  ])('P11.A09 reports are seen by their author and those who oversee figures: %s', async (who, seen) => {
    const { data } = await ask(platform, who, '{ analysisReports(first: 1) { nodes { id } } }');
    expect(data.analysisReports.nodes).toHaveLength(seen);
  });
});
