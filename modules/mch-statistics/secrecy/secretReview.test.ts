import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
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
  type Made,
  monthlyForm,
  reporter,
  submit,
  taskOf,
  valuesOf,
  versionOf,
} from '../statistics.fixture.js';
import { requestReportAccess } from './secrecy.fixture.js';

/** Of the demo: a statistician who is cleared for SECRET and keeps what is. */
const secretKeeper = 'mch-statistician-b';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T10:00:00+08:00') });
});
afterAll(() => platform.close());

const form = 'query($id: ID!) { statisticsForm(reportId: $id) { lines { value } } }';
const reads = async (who: string, id: string) => (await ask(platform, who, form, { id })).outcome;

async function secretReport(): Promise<Made> {
  const { id } = await done(platform, secretKeeper, documents.assignDataSet, {
    dataSetId: await monthlyForm(platform),
    input: {
      unitId: (await aUnit(platform)).id,
      since: '2026-01-01',
      keeperId: await platform.personId(secretKeeper),
      label: 'SECRET',
    },
  });
  const report = await done(platform, secretKeeper, documents.openReport, { assignmentId: id, period: '202601' });
  return enter(platform, report, figures, undefined, secretKeeper);
}

const permit = async (id: string, person: string, signer: string) => {
  await done(platform, secretKeeper, requestReportAccess, {
    reportId: id,
    input: { personId: await platform.personId(person), reason: '审核须核对数据', until: '2026-03-20T00:00:00Z' },
  });
  await approve(platform, id, [signer]);
};

describe('P11.A06 P11.A08 a SECRET report is reviewed by people of the demo', () => {
  it('P11.A06 P11.A08 kept by somebody cleared, read by its two reviewers with a permission, signed, sealed and locked', async () => {
    const filled = await secretReport();
    const { id } = filled;
    expect(await reads('mch-section-head', id)).toBe('NOT_FOUND');
    await permit(id, 'mch-section-head', 'mch-director');
    // Nobody permits themselves: for the director it is the general manager.
    await done(platform, secretKeeper, requestReportAccess, {
      reportId: id,
      input: {
        personId: await platform.personId('mch-director'),
        reason: '审核须核对数据',
        until: '2026-03-20T00:00:00Z',
      },
    });
    expect(await taskOf(platform, 'mch-director', id)).toBeUndefined();
    await approve(platform, id, ['general-manager']);
    await submit(platform, await versionOf(platform, id), [], secretKeeper);
    for (const who of ['mch-section-head', 'mch-director']) {
      expect([who, await reads(who, id)]).toEqual([who, 'ok']);
      await approve(platform, id, [who]);
    }
    expect(
      await platform.owner('select status, label from mch_statistics.data_set_report where id = $1', [id]),
    ).toEqual([{ status: 'LOCKED', label: 'SECRET' }]);
    for (const who of [reporter, 'mch-statistician', 'general-manager', 'auditor'])
      expect([who, await reads(who, id)]).toEqual([who, 'NOT_FOUND']);
  });
});

describe('P11.A08 a report that somebody else filled in is not opened again', () => {
  it('P11.A08 the department that a unit passed to is told to ask, and neither label nor content', async () => {
    const unit = await aUnit(platform);
    const { id: assignmentId } = await anAssignment(platform, { unitId: unit.id });
    await done(platform, reporter, documents.openReport, { assignmentId, period: '202601' });
    const [{ id: departmentId }] = (await platform.owner<{ id: string }>(
      `select id from access.department where name = '河口镇卫生院'`,
    )) as [{ id: string }];
    await done(platform, 'mch-statistician', documents.updateStatisticsUnit, { ...unit, input: { departmentId } });
    const open = (period: string) =>
      codesOf(platform, documents.openReport, { assignmentId, period }, 'mch-reporter-b');
    const refused = await open('202601');
    expect(refused.outcome).toBe('CONFLICT');
    expect(refused.errors[0]!.message).toMatch(/already, which is not yours to fill in. Ask the information section/);
    expect(JSON.stringify(refused.errors)).not.toMatch(/INTERNAL|CONFIDENTIAL|value/);
    expect((await open('202602')).outcome).toBe('ok');
    // Whoever may not open it at all is not told either whether it is there.
    const other = { assignmentId: (await anAssignment(platform)).id, period: '202601' };
    const before = await ask(platform, 'mch-reporter-b', documents.openReport, other);
    await done(platform, reporter, documents.openReport, other);
    const after = await ask(platform, 'mch-reporter-b', documents.openReport, other);
    expect([after.outcome, after.errors[0]!.message]).toEqual([before.outcome, before.errors[0]!.message]);
    expect(after.outcome).toBe('FORBIDDEN');
  });

  it('P11.A08 nothing is entered into what is hidden', async () => {
    const { id, version } = await secretReport();
    const answer = await ask(platform, 'mch-statistician', documents.enterValues, {
      id,
      version,
      input: { values: valuesOf({ liveBirths: 5 }) },
    });
    expect(answer.outcome).toBe('NOT_FOUND');
  });
});
