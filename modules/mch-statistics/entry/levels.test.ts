import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import {
  aFilledReport,
  anAssignment,
  approve,
  aReport,
  ask,
  aUnit,
  codesOf,
  documents,
  done,
  enter,
  figures,
  type Made,
  reporter,
  submit,
  taskOf,
  versionOf,
} from '../statistics.fixture.js';

let platform: TestPlatform;
const now = new Date('2026-03-09T10:00:00+08:00');
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const read = async (id: string, who = reporter) =>
  done<Record<string, unknown>>(
    platform,
    who,
    'query($id: ID!) { dataSetReport(id: $id) { status nextStep checkedAt checkedBy { name } lockedBy { name } } }',
    { id },
  );

const give = (document: string, who: string, variables: object) => ask(platform, who, document, variables);
const back = (task: string, who: string, toStep?: string) =>
  give(
    'mutation($task: ID!, $toStep: String) { returnApproval(taskId: $task, toStep: $toStep, comment: "与登记不符") { id } }',
    who,
    { task, toStep },
  );

describe('P11.A06 how far a report has come', () => {
  it('P11.A06 the first review shows by itself, with who gave it and what comes next', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    expect(await read(report.id)).toMatchObject({ status: 'SUBMITTED', checkedAt: null, checkedBy: null });
    expect((await read(report.id)).nextStep).toContain('head of the information section');
    await approve(platform, report.id, ['mch-section-head']);
    expect(await read(report.id)).toMatchObject({
      status: 'CHECKED',
      checkedAt: now.toISOString(),
      checkedBy: { name: 'mch-section-head' },
      lockedBy: null,
    });
    expect((await read(report.id)).nextStep).toContain('director');
    await approve(platform, report.id, ['mch-director']);
    expect(await read(report.id)).toMatchObject({
      status: 'LOCKED',
      checkedBy: { name: 'mch-section-head' },
      lockedBy: { name: 'mch-director' },
    });
    expect((await read(report.id)).nextStep).toContain('requestUnlock');
    const audited = await platform.owner(
      `select after->>'status' as status, clause from audit.entry where record_id = $1 and after->>'status' in ('CHECKED', 'LOCKED') order by id`,
      [report.id],
    );
    expect(audited).toEqual([
      { status: 'CHECKED', clause: 'P11.A06' },
      { status: 'LOCKED', clause: 'P11.A06' },
    ]);
  });

  it('P11.A06 the director gives it back to the first review, or to the unit with a reason', async () => {
    const report = await submit(platform, await aFilledReport(platform));
    await approve(platform, report.id, ['mch-section-head']);
    await back(await taskOf(platform, 'mch-director', report.id), 'mch-director', 'check');
    expect(await read(report.id)).toMatchObject({ status: 'SUBMITTED', checkedAt: null, checkedBy: null });
    await approve(platform, report.id, ['mch-section-head']);
    expect(await read(report.id)).toMatchObject({ status: 'CHECKED' });
    await back(await taskOf(platform, 'mch-director', report.id), 'mch-director');
    expect(await read(report.id)).toMatchObject({ status: 'RETURNED', checkedAt: null });
    expect((await read(report.id)).nextStep).toContain('corrects it');
    const { data } = await ask(
      platform,
      reporter,
      '{ myRequests(first: 5, status: RETURNED) { recordId events { nodes { kind comment } } } }',
    );
    const request = data.myRequests.find(({ recordId }: { recordId: string }) => recordId === report.id);
    expect(request.events.nodes.filter(({ kind }: { kind: string }) => kind === 'RETURNED')).toHaveLength(2);
    expect(request.events.nodes.map(({ comment }: { comment: string | null }) => comment)).toContain('与登记不符');
  });
});

/** A county with one township below it, both of which hand in the monthly form. */
async function aCounty(): Promise<{ county: string; township: string; uid: string; name: string }> {
  const county = await aUnit(platform, { level: 'COUNTY' });
  const township = (await aUnit(platform, { parentId: county.id })) as Made & { uid: string };
  const [{ name }] = (await platform.owner<{ name: string }>(
    'select name from mch_statistics.statistics_unit where id = $1',
    [township.id],
  )) as [{ name: string }];
  return {
    county: (await anAssignment(platform, { unitId: county.id })).id,
    township: (await anAssignment(platform, { unitId: township.id })).id,
    uid: township.uid,
    name,
  };
}

const filled = async (assignmentId: string) =>
  enter(platform, await aReport(platform, '202601', assignmentId), figures);
const approvedOf = async (assignmentId: string) => {
  const report = await submit(platform, await filled(assignmentId));
  await approve(platform, report.id);
  return versionOf(platform, report.id);
};
const decide = async (who: string, reportId: string) =>
  codesOf(
    platform,
    'mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "demo-only") { id } }',
    { task: await taskOf(platform, who, reportId) },
    who,
  );

describe('P11.A06 a report rests on those of the units below', () => {
  it('P11.A06 what is missing below is named, and takes a reason', async () => {
    const { county, uid, name } = await aCounty();
    const report = await filled(county);
    const refused = await codesOf(platform, documents.submitReport, report, reporter);
    expect(refused).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['reasons'] });
    expect(refused.messages[0]).toContain(name);
    await submit(platform, report, [{ finding: `BELOW:${uid}`, reason: '该镇洪灾停电，下月补报' }]);
    await approve(platform, report.id);
    expect(await read(report.id)).toMatchObject({ status: 'LOCKED' });
  });

  it('P11.A06 it is approved after those below, and not before, by whom the director is told', async () => {
    const { county, township, name } = await aCounty();
    const lower = await submit(platform, await filled(township));
    const report = await submit(platform, await filled(county));
    await approve(platform, report.id, ['mch-section-head']);
    const refused = await decide('mch-director', report.id);
    expect(refused.outcome).toBe('INVALID_STATE');
    expect(refused.errors[0]!.message).toContain(name);
    expect(await read(report.id)).toMatchObject({ status: 'CHECKED' });
    await approve(platform, lower.id);
    expect((await decide('mch-director', report.id)).outcome).toBe('ok');
    expect(await read(report.id)).toMatchObject({ status: 'LOCKED' });
  });

  it('P11.A06 a reason that was given before it was handed in again counts no more', async () => {
    const { county, township, uid } = await aCounty();
    const report = await submit(platform, await filled(county), [{ finding: `BELOW:${uid}`, reason: '停电' }]);
    await back(await taskOf(platform, 'mch-section-head', report.id), 'mch-section-head');
    await submit(platform, await filled(township));
    await submit(platform, await versionOf(platform, report.id));
    await approve(platform, report.id, ['mch-section-head']);
    expect((await decide('mch-director', report.id)).outcome).toBe('INVALID_STATE');
  });

  it('P11.A08 a report of a higher label is not named above, and holds nobody up', async () => {
    const { county, township } = await aCounty();
    await platform.owner(`update mch_statistics.data_set_assignment set label = 'CONFIDENTIAL' where id = $1`, [
      township,
    ]);
    const report = await submit(platform, await filled(county));
    await approve(platform, report.id);
    expect(await read(report.id)).toMatchObject({ status: 'LOCKED' });
  });

  it('P11.A06 what an approved report rests on is unlocked only after that one', async () => {
    const { county, township } = await aCounty();
    const lower = await approvedOf(township);
    await done(platform, reporter, documents.requestUnlock, { ...lower, reason: '先行申请' });
    const upper = await approvedOf(county);
    // A request from before is refused at the end as well.
    expect((await decide('mch-director', lower.id)).outcome).toBe('INVALID_STATE');
    const other = await aCounty();
    const [below, above] = [await approvedOf(other.township), await approvedOf(other.county)];
    expect(await codesOf(platform, documents.requestUnlock, { ...below, reason: 'x' }, reporter)).toMatchObject({
      outcome: 'INVALID_STATE',
    });
    await done(platform, reporter, documents.requestUnlock, { ...above, reason: '下级更正' });
    await approve(platform, above.id, ['mch-director']);
    await done(platform, reporter, documents.requestUnlock, { ...below, reason: '更正' });
    await approve(platform, below.id, ['mch-director']);
    expect(await read(below.id)).toMatchObject({ status: 'RETURNED' });
    expect(await read(upper.id)).toMatchObject({ status: 'LOCKED' });
  });
});
