import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import {
  approve,
  ask,
  codesOf,
  done,
  documents as entryDocuments,
  reporter,
  statistician,
  submit,
  taskOf,
  versionOf,
} from '../statistics.fixture.js';
import {
  aFinding,
  aForm,
  aPlan,
  type Drawn,
  documents,
  draw,
  findingsOf,
  head,
  recordAll,
  reported,
  resultsOf,
} from './spotChecks.fixture.js';

let platform: TestPlatform;
let now = new Date('2026-03-09T10:00:00+08:00');
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

const dutiesOf = async (name: string, recordId: string) => {
  const rows = await platform.owner<{ period: string | null; state: string; days: number }>(
    `select d.period, case when d.fulfilled_at is not null then 'DONE' else 'DUE' end as state,
       round(extract(epoch from d.due_at - $3::timestamptz) / 86400)::int as days
     from duties.duty d where d.name = $1 and d.record_id = $2 order by d.due_at, d.id`,
    [name, recordId, now.toISOString()],
  );
  return rows.map(({ period, state }) => [period, state]);
};

describe('P11.A07 a sample is drawn so that anybody can draw it again', () => {
  it('P11.A07 by the recorded seed and frame, as its method says in words', async () => {
    const form = await aForm(platform, { units: 3, elements: 4 });
    const check = await draw(platform, (await aPlan(platform, form.dataSetId, { units: 2, figuresPerUnit: 3 })).id);
    const frame = await done<{
      method: string;
      seed: string;
      reports: string[];
      cells: string[];
      sample: string[];
      isAsRecorded: boolean;
    }>(
      platform,
      'auditor',
      'query($id: ID!) { spotCheckFrame(id: $id) { method seed reports cells sample isAsRecorded } }',
      { id: check.id },
    );
    expect(frame.reports).toHaveLength(3);
    expect(frame.cells).toHaveLength(4);
    // Drawn here by the method's words alone, without a line of the platform's own.
    const ranked = (names: string[]) =>
      names
        .map((name) => [hashOf(`${frame.seed}/${name}`), name] as const)
        .sort()
        .map(([, name]) => name);
    const units = ranked(frame.reports.map((name) => name.split('/')[0]!)).slice(0, 2);
    const again = units.flatMap((unit) => ranked(frame.cells.map((cell) => `${unit}/202601/${cell}`)).slice(0, 3));
    const drawn = check.items.nodes.map(
      ({ unit, report, element, option }) => `${unit.uid}/${report.period}/${element.uid}.${option.uid}`,
    );
    expect(drawn).toEqual(again);
    expect(frame.sample).toEqual(again);
    expect(check.frameDigest).toBe(hashOf([...frame.reports, ...frame.cells].join('\n')));
    expect(check).toMatchObject({ drawn: 6, period: '2026-Q1' });
    expect(frame.isAsRecorded).toBe(true);
  });

  it('P11.A07 only what was handed in is drawn, and a later report changes nothing of the frame', async () => {
    const form = await aForm(platform);
    const plan = await aPlan(platform, form.dataSetId);
    const check = await draw(platform, plan.id);
    await recordAll(platform, check);
    await done(platform, reporter, 'mutation($id: ID!) { withdrawApproval(id: $id, version: 1) { id } }', {
      id: (
        await platform.owner<{ id: string }>('select id from approvals.request where record_id = $1', [
          form.reports[0]!.id,
        ])
      )[0]!.id,
    });
    const refused = await codesOf(platform, documents.drawSpotCheck, { planId: plan.id, ...reported });
    expect(refused).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['from'] });
    const frame = await done<{ isAsRecorded: boolean }>(
      platform,
      statistician,
      'query($id: ID!) { spotCheckFrame(id: $id) { isAsRecorded } }',
      { id: check.id },
    );
    expect(frame.isAsRecorded).toBe(true);
  });

  it('P11.A07 nobody draws until the sample suits: the former check is finished first', async () => {
    const plan = await aPlan(platform, (await aForm(platform)).dataSetId);
    const check = await draw(platform, plan.id);
    const again = { planId: plan.id, ...reported };
    expect((await ask(platform, statistician, documents.drawSpotCheck, again)).outcome).toBe('INVALID_STATE');
    await recordAll(platform, check);
    expect((await draw(platform, plan.id)).seed).not.toBe(check.seed);
  });

  it('P11.A07 seed, frame and what was found stay as they are, for the request role too', async () => {
    const { check } = await aFinding(platform);
    for (const statement of [
      `update mch_statistics.spot_check set seed = repeat('0', 32) where id = '${check.id}'`,
      `update mch_statistics.spot_check set frame_reports = '{}' where id = '${check.id}'`,
      `update mch_statistics.spot_check_item set found = '99' where check_id = '${check.id}'`,
      `update mch_statistics.spot_check_finding set found = '99' where item_id in (select id from mch_statistics.spot_check_item where check_id = '${check.id}')`,
    ])
      await expect(platform.owner(statement), statement).rejects.toMatchObject({ code: '42501' });
  });
});

describe('P11.A07 at intervals', () => {
  it('P11.A07 a check is due in each interval of a plan, and done when all of its figures were compared', async () => {
    const form = await aForm(platform, { elements: 3 });
    const plan = await aPlan(platform, form.dataSetId, { figuresPerUnit: 3 });
    expect(plan).toMatchObject({ interval: null });
    expect(await dutiesOf('spotCheckForm', plan.id)).toEqual([['2026-Q1', 'DUE']]);
    const check = await draw(platform, plan.id);
    const [first, ...others] = resultsOf(check);
    const part = await done(platform, statistician, documents.recordSpotCheck, {
      id: check.id,
      version: check.version,
      results: [first],
    });
    expect(await dutiesOf('spotCheckForm', plan.id)).toEqual([['2026-Q1', 'DUE']]);
    const whole = await done<{ completedAt: string }>(platform, statistician, documents.recordSpotCheck, {
      id: check.id,
      version: part.version,
      results: others,
    });
    expect(whole.completedAt).toBe(now.toISOString());
    expect(await dutiesOf('spotCheckForm', plan.id)).toEqual([['2026-Q1', 'DONE']]);
  });

  it('P11.A07 how often is a setting, and forms without a plan are listed', async () => {
    const unplanned = `query($id: ID!) { dataSets(filter: { id: { eq: $id }, spotCheckPlans: { none: { endedOn: { isNull: true } } } }) { totalCount } }`;
    const count = async (id: string) =>
      (await done<{ totalCount: number }>(platform, statistician, unplanned, { id })).totalCount;
    const set = (choice: string) =>
      done(
        platform,
        'administrator',
        `mutation { setInterpretation(id: "mch-statistics.spotCheckInterval", choice: "${choice}", reason: "院务会议") { choice } }`,
      );
    const { dataSetId } = await aForm(platform);
    expect(await count(dataSetId)).toBe(1);
    await set('YEAR');
    try {
      const plan = await aPlan(platform, dataSetId);
      expect(await dutiesOf('spotCheckForm', plan.id)).toEqual([['2026', 'DUE']]);
      expect(await count(dataSetId)).toBe(0);
      await done(platform, statistician, documents.endSpotCheckPlan, { id: plan.id, version: 1, reason: '停报' });
      expect(await dutiesOf('spotCheckForm', plan.id)).toEqual([]);
      expect(await count(dataSetId)).toBe(1);
    } finally {
      await set('QUARTER');
    }
  });
});

describe('P11.A07 errors and omissions are corrected in time with the reason', () => {
  it('P11.A07 of an approved report from end to end, and the reason is typed once', async () => {
    const { form, report, finding } = await aFinding(platform);
    expect(finding).toMatchObject({ type: 'ERROR', state: 'OPEN', reported: '10', found: '13' });
    expect(await dutiesOf('correctSpotCheckFinding', finding.id)).toEqual([[null, 'DUE']]);
    const corrections = [{ findingId: finding.id, reason: '三例在外院分娩未登记' }];
    const asked = await done<{ status: string }>(platform, reporter, documents.correctSpotCheckFindings, {
      reportId: report.id,
      version: report.version,
      corrections,
    });
    expect(asked.status).toBe('LOCKED');
    const { data } = await ask(
      platform,
      'mch-director',
      '{ approvalInbox(first: 500) { nodes { request { name recordId form { name value } } } } }',
    );
    const request = data.approvalInbox.nodes
      .map((node: { request: { name: string; recordId: string } }) => node.request)
      .find((one: { recordId: string }) => one.recordId === report.id);
    expect(JSON.stringify(request)).toContain('三例在外院分娩未登记');
    await approve(platform, report.id, ['mch-director']);

    const opened = await versionOf(platform, report.id);
    const corrected = await done(platform, reporter, documents.correctSpotCheckFindings, {
      reportId: report.id,
      version: opened.version,
    });
    expect((await findingsOf(platform, report.id))[0]).toMatchObject({ state: 'CORRECTED' });
    expect(await dutiesOf('correctSpotCheckFinding', finding.id)).toEqual([[null, 'DONE']]);
    const read = `query($id: ID!) { dataSetReport(id: $id) { entries(orderBy: [{ number: ASC }]) { nodes { kind reason spotCheckFindings { nodes { id } } } }
      values(filter: { element: { uid: { eq: "${form.elements[0]}" } } }, orderBy: [{ revision: ASC }]) { nodes { revision value } } } }`;
    const kept = (await ask(platform, 'auditor', read, { id: report.id })).data.dataSetReport;
    expect(kept.entries.nodes.at(-1)).toEqual({
      kind: 'SPOT_CHECK',
      reason: '三例在外院分娩未登记',
      spotCheckFindings: { nodes: [{ id: finding.id }] },
    });
    expect(kept.values.nodes).toEqual([
      { revision: 1, value: '10' },
      { revision: 2, value: '13' },
    ]);

    const [waiting] = await findingsOf(platform, report.id);
    const settle = { id: finding.id, version: waiting!.version, accept: true };
    expect((await ask(platform, statistician, documents.settleSpotCheckFinding, settle)).outcome).toBe('INVALID_STATE');
    await submit(platform, await versionOf(platform, corrected.id));
    await approve(platform, report.id);
    expect(await done(platform, statistician, documents.settleSpotCheckFinding, settle)).toMatchObject({
      state: 'VERIFIED',
      settledBy: { name: statistician },
    });
  });

  it('P11.A07 a missing code where the documents have a figure is an omission', async () => {
    const form = await aForm(platform);
    const check = await draw(platform, (await aPlan(platform, form.dataSetId)).id);
    await recordAll(platform, check, { [form.elements[0]!]: '-2', [form.elements[1]!]: null });
    const types = (await findingsOf(platform, form.reports[0]!.id)).map(({ type }) => type).sort();
    expect(types).toEqual(['ERROR', 'NO_SOURCE']);
  });

  it('P11.A07 what was omitted is filled in by its correction', async () => {
    const form = await aForm(platform, { elements: 1 });
    const { id } = form.reports[0]!;
    const returned = await taskOf(platform, head, id);
    await done(platform, head, 'mutation($task: ID!) { returnApproval(taskId: $task, comment: "核实") { id } }', {
      task: returned,
    });
    const open = await versionOf(platform, id);
    const coded = await done(platform, reporter, entryDocuments.enterValues, {
      ...open,
      input: { values: [{ element: form.elements[0], value: '-1' }], reason: '台账待整理' },
    });
    await submit(platform, coded);
    const check = await draw(platform, (await aPlan(platform, form.dataSetId)).id);
    await recordAll(platform, check, { [form.elements[0]!]: '12' });
    expect((await findingsOf(platform, id))[0]).toMatchObject({ type: 'OMISSION', reported: '-1', found: '12' });
  });

  it('P11.A07 while a report is under review the correction waits, and says how', async () => {
    const { report, finding } = await aFinding(platform, { locked: false });
    const given = {
      reportId: report.id,
      version: report.version,
      corrections: [{ findingId: finding.id, reason: '漏登' }],
    };
    const { outcome, errors } = await ask(platform, reporter, documents.correctSpotCheckFindings, given);
    expect(outcome).toBe('INVALID_STATE');
    expect(errors[0]!.message).toContain('returnApproval');
  });

  it('P11.A07 an explanation closes a finding when it is accepted, and not by whoever gave it', async () => {
    const { finding } = await aFinding(platform, { found: null });
    const explain = { id: finding.id, version: finding.version, explanation: '登记簿在县档案馆' };
    const explained = await done(platform, statistician, documents.explainSpotCheckFinding, explain);
    const settle = { id: explained.id, version: explained.version, accept: true };
    const own = await ask(platform, statistician, documents.settleSpotCheckFinding, settle);
    expect(own.outcome).toBe('FORBIDDEN');
    expect(own.errors[0]!.extensions!.clause).toBe('P11.A07');
    expect(await done(platform, head, documents.settleSpotCheckFinding, settle)).toMatchObject({ state: 'ACCEPTED' });
  });

  it('P11.A07 what is sent back is due anew', async () => {
    const { finding } = await aFinding(platform);
    const explained = await done(platform, reporter, documents.explainSpotCheckFinding, {
      id: finding.id,
      version: finding.version,
      explanation: '记不清',
    });
    expect(await dutiesOf('correctSpotCheckFinding', finding.id)).toEqual([[null, 'DONE']]);
    const back = { id: explained.id, version: explained.version, accept: false, remark: '请附台账' };
    expect(await done(platform, head, documents.settleSpotCheckFinding, back)).toMatchObject({ state: 'OPEN' });
    expect((await dutiesOf('correctSpotCheckFinding', finding.id)).map(([, state]) => state).sort()).toEqual([
      'DONE',
      'DUE',
    ]);
  });

  it('P11.A07 without documents there is nothing to correct by', async () => {
    const { report, finding } = await aFinding(platform, { found: null });
    const corrections = [{ findingId: finding.id, reason: '漏登' }];
    const given = { reportId: report.id, version: report.version, corrections };
    expect(await codesOf(platform, documents.correctSpotCheckFindings, given, reporter)).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['corrections.0.findingId'],
    });
  });

  it('P11.A07 a finding that is not answered by its term is a breach', async () => {
    const { finding } = await aFinding(platform);
    const before = now;
    now = new Date('2026-03-24T10:00:00+08:00');
    try {
      await platform.platform.sweeper.sweep();
      const [duty] = await platform.owner<{ state: string }>(
        `select case when breached_at is not null then 'BREACHED' end as state from duties.duty where record_id = $1`,
        [finding.id],
      );
      expect(duty).toEqual({ state: 'BREACHED' });
    } finally {
      now = before;
    }
  });
});

describe('P11.A07 who checks did not enter', () => {
  const drawnOf = async (who: string): Promise<Drawn> =>
    draw(platform, (await aPlan(platform, (await aForm(platform, { who })).dataSetId)).id);

  it.each([
    [statistician, statistician, 'FORBIDDEN'],
    [statistician, head, 'ok'],
    [reporter, statistician, 'ok'],
  ])('P11.A07 figures that %s entered, checked by %s: %s', async (entered, checks, outcome) => {
    const check = await drawnOf(entered);
    const given = { id: check.id, version: check.version, results: resultsOf(check) };
    const answer = await ask(platform, checks, documents.recordSpotCheck, given);
    expect(answer.outcome).toBe(outcome);
    if (outcome === 'FORBIDDEN') expect(answer.errors[0]!.extensions!.clause).toBe('P11.A07');
  });

  it('P11.A07 whoever reports sees what was found of theirs, and not what will be looked at', async () => {
    const { report } = await aFinding(platform);
    const read = `query($id: ID!) { spotChecks { totalCount } spotCheckFindings(filter: { report: { id: { eq: $id } } }) { nodes { found item { place check { id } } } } }`;
    const { data } = await ask(platform, reporter, read, { id: report.id });
    expect(data.spotChecks.totalCount).toBe(0);
    expect(data.spotCheckFindings.nodes).toEqual([{ found: '13', item: { place: expect.any(Number), check: null } }]);
    const other = await ask(platform, 'mch-reporter-b', read, { id: report.id });
    expect(other.data.spotCheckFindings.nodes).toEqual([]);
  });
});

describe('P11.A07 error rates', () => {
  it('P11.A07 by unit, with the counts and the limits of the rate', async () => {
    const form = await aForm(platform, { units: 2, elements: 4 });
    const check = await draw(platform, (await aPlan(platform, form.dataSetId, { figuresPerUnit: 4 })).id);
    const bad = check.items.nodes.find(({ report }) => report.id === form.reports[0]!.id)!;
    await done(platform, statistician, documents.recordSpotCheck, {
      id: check.id,
      version: check.version,
      results: resultsOf(check).map((result) => (result.itemId === bad.id ? { ...result, found: '99' } : result)),
    });
    const rates = await done<
      { uid: string; checked: number; errors: number; open: number; rate: number; low: number; high: number }[]
    >(
      platform,
      'auditor',
      'query($id: ID!) { spotCheckRates(dataSetId: $id, from: "2026-03-09", to: "2026-03-09") { uid checked errors omissions withoutSource accepted open rate low high } }',
      { id: form.dataSetId },
    );
    const one = rates.find(({ uid }) => uid === bad.unit.uid)!;
    expect(one).toMatchObject({ checked: 4, errors: 1, open: 1, rate: 0.25 });
    // Wilson: 1 of 4.
    expect(one.low).toBeCloseTo(0.0456, 3);
    expect(one.high).toBeCloseTo(0.6994, 3);
    expect(rates.find(({ uid }) => uid !== bad.unit.uid)).toMatchObject({ checked: 4, errors: 0, rate: 0, low: 0 });
  });
});
