import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedInContext } from '../../../src/context.js';
import { TestPlatform } from '../../../test/harness.js';
import {
  aFilledReport,
  aLockedReport,
  ask,
  documents,
  done,
  enter,
  figures,
  monthlyForm,
  reporter,
  statistician,
} from '../statistics.fixture.js';

const clock = () => new Date('2026-03-09T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock });
});
afterAll(() => platform.close());

const sent = async (to: TestPlatform, content: string): Promise<string> => {
  const { core } = to.platform;
  const context = await core.contextFor(await to.personId(statistician), 'a file');
  return core.uploads.keep(context as SignedInContext, 'values', await core.uploads.receive(Readable.from([content])));
};

interface Summary {
  imported: number;
  updated: number;
  unchanged: number;
  ignored: number;
  conflicts: { place: number; object: string; reason: string }[];
}

const imported = async (to: TestPlatform, content: string, more: object = {}): Promise<Summary> =>
  done<Summary>(to, statistician, documents.importDataValues, {
    dataSetId: await monthlyForm(to),
    file: await sent(to, content),
    ...more,
  });

const exported = async (from: TestPlatform, format: 'JSON' | 'CSV') =>
  done<{ count: number; label: string; content: string }>(
    from,
    statistician,
    'query($id: ID!, $format: ExchangeFormat!) { exportDataValues(dataSetId: $id, from: "2026-02-01", to: "2026-03-31", format: $format) { count label content } }',
    { id: await monthlyForm(from), format },
  );

const sorted = (content: string) =>
  content
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .sort()
    .join('\n');

const aValue = (orgUnit: string, dataElement: string, value: string, period = '202602') => ({
  dataElement,
  period,
  orgUnit,
  categoryOptionCombo: 'HllvX50cXC0',
  value,
});

const fileOf = (...dataValues: object[]) => JSON.stringify({ dataValues });

const unitOf = async ({ id }: { id: string }): Promise<string> =>
  (
    await platform.owner<{ uid: string }>(
      'select u.uid from mch_statistics.data_set_report r join mch_statistics.statistics_unit u on u.id = r.unit_id where r.id = $1',
      [id],
    )
  )[0]!.uid;

describe('P11.A02 exchange with DHIS2', () => {
  it.each(['JSON', 'CSV'] as const)(
    'P11.A02 %s: exported, imported elsewhere and exported again it is the same',
    async (format) => {
      const other = await TestPlatform.open({ clock });
      try {
        const rows = ['MchTownshp1', 'MchTownshp2'].flatMap((unit, u) => [
          aValue(unit, 'MchLiveBrth', String(20 + u), '202603'),
          aValue(unit, 'MchMothers1', '-2', '202603'),
          aValue(unit, 'MchHivTest1', '-1', '202603'),
        ]);
        if (format === 'JSON') {
          expect(await imported(platform, fileOf(...rows))).toMatchObject({ imported: 6, ignored: 0 });
          expect(await imported(platform, fileOf(...rows))).toMatchObject({ imported: 0, unchanged: 6 });
        }
        const before = await exported(platform, format);
        expect(before.label).toBe('INTERNAL');
        const dry = await imported(other, before.content, { dryRun: true });
        // What the demo has handed in stands there already.
        expect(dry).toMatchObject({ imported: 6, updated: 0, unchanged: 8, ignored: 0, conflicts: [] });
        expect((await exported(other, format)).count).toBe(8);
        expect(await imported(other, before.content)).toEqual(dry);
        expect(sorted((await exported(other, format)).content)).toBe(sorted(before.content));
      } finally {
        await other.close();
      }
    },
  );

  it('P11.A02 each refused value has a conflict, and keeps no other out', async () => {
    const unit = await unitOf(await aFilledReport(platform, { mothers: 41 }, '202602'));
    const summary = await imported(
      platform,
      fileOf(
        aValue(unit, 'MchLiveBrth', '42'),
        aValue(unit, 'MchMothers1', '44'),
        aValue(unit, 'MchHivTest1', '4.5'),
        aValue(unit, 'nothing', '1'),
        aValue('nowhere', 'MchMothers1', '1'),
        aValue(unit, 'MchMothers1', '1', '202613'),
        aValue(unit, 'MchMothers1', '1', '202901'),
      ),
    );
    expect(summary).toMatchObject({ imported: 1, updated: 0, unchanged: 0, ignored: 6 });
    expect(summary.conflicts.map(({ place }) => place).sort()).toEqual([2, 3, 4, 5, 6, 7]);
    expect(summary.conflicts.find(({ place }) => place === 2)!.reason).toContain('reason');
    const corrected = await imported(platform, fileOf(aValue(unit, 'MchMothers1', '44')), {
      reason: '按上级核对结果更正',
    });
    expect(corrected).toMatchObject({ imported: 0, updated: 1, ignored: 0 });
    const [entry] = await platform.owner(
      `select e.kind, e.reason from mch_statistics.value_entry e join mch_statistics.data_set_report r on r.id = e.report_id
       join mch_statistics.statistics_unit u on u.id = r.unit_id where u.uid = $1 order by e.number desc limit 1`,
      [unit],
    );
    expect(entry).toEqual({ kind: 'CORRECTION', reason: '按上级核对结果更正' });
  });

  it('P11.A02 there is no way round the lock', async () => {
    const report = await aLockedReport(platform);
    const unit = await unitOf(report);
    const summary = await imported(platform, fileOf(aValue(unit, 'MchMothers1', '99', '202601')), { reason: 'x' });
    expect(summary).toMatchObject({ imported: 0, updated: 0, ignored: 1 });
    expect(summary.conflicts[0]!.reason).toContain('locked');
  });

  it('P11.A02 a dry run says the same of a lock as the import', async () => {
    const unit = await unitOf(await aLockedReport(platform));
    const content = fileOf(aValue(unit, 'MchMothers1', '99', '202601'));
    const dry = await imported(platform, content, { reason: 'x', dryRun: true });
    expect(dry).toMatchObject({ imported: 0, updated: 0, ignored: 1 });
    expect(await imported(platform, content, { reason: 'x' })).toEqual(dry);
  });

  it('P11.A02 one locked report keeps no other out of its transaction', async () => {
    const locked = await unitOf(await aLockedReport(platform));
    const unit = await unitOf(await aFilledReport(platform, { mothers: 41 }));
    const summary = await imported(
      platform,
      fileOf(aValue(locked, 'MchMothers1', '99', '202601'), aValue(unit, 'MchLiveBrth', '40', '202601')),
      { reason: 'x' },
    );
    expect(summary).toMatchObject({ imported: 1, updated: 0, ignored: 1 });
  });

  it('P11.A02 what other attributes are broken down by is refused, and what cannot be read', async () => {
    const unit = await unitOf(await aFilledReport(platform, { mothers: 41 }, '202602'));
    const other = { ...aValue(unit, 'MchLiveBrth', '42'), attributeOptionCombo: 'otherAttrib' };
    expect(await imported(platform, fileOf(other))).toMatchObject({ imported: 0, ignored: 1 });
    const csv = `dataelement,period,orgunit,value\nMchLiveBrth,202602,${unit},4"2\nMchHivTest1,202602,${unit},40\n`;
    const summary = await imported(platform, csv);
    expect(summary).toMatchObject({ imported: 1, ignored: 1 });
    expect(summary.conflicts[0]!.reason).toContain('quotation mark');
  });

  it('P11.A02 a dry run changes nothing', async () => {
    const count = async () =>
      platform.owner(
        'select (select count(*) from mch_statistics.data_set_report) as reports, (select count(*) from mch_statistics.data_value) as values',
      );
    const unit = await unitOf(await aFilledReport(platform, { mothers: 41 }));
    const before = await count();
    const content = fileOf(aValue(unit, 'MchLiveBrth', '1', '202601'), aValue(unit, 'MchLiveBrth', '1', '202502'));
    expect(await imported(platform, content, { dryRun: true })).toMatchObject({ imported: 2, ignored: 0 });
    expect(await count()).toEqual(before);
  });

  it.each([
    ['no JSON', '{"dataValues": ['],
    ['no list', '{"values": []}'],
    ['a column missing', 'dataelement,period,value\nx,202601,1\n'],
  ])('P11.A02 a file that is none is refused: %s', async (_what, content) => {
    const { outcome } = await ask(platform, statistician, documents.importDataValues, {
      dataSetId: await monthlyForm(platform),
      file: await sent(platform, content),
    });
    expect(outcome).toBe('BAD_USER_INPUT');
  });

  it('P11.A08 an export is in the audit with its label', async () => {
    await exported(platform, 'CSV');
    const [entry] = await platform.owner(
      `select action, label from audit.entry where call = 'exportDataValues' order by id desc limit 1`,
    );
    expect(entry).toEqual({ action: 'export', label: 'INTERNAL' });
  });
});

describe('P11.A02 P08.A05 who is late and what is missing shows by name', () => {
  it('P11.A02 P08.A05 rates by unit count periods whose deadline is over', async () => {
    const report = await aFilledReport(platform, figures, '202601');
    await done(platform, reporter, documents.submitReport, report);
    const early = await platform.owner<{ assignment: string; uid: string }>(
      `select r.assignment_id as assignment, u.uid from mch_statistics.data_set_report r
       join mch_statistics.statistics_unit u on u.id = r.unit_id where r.id = $1`,
      [report.id],
    );
    const present = await done(platform, reporter, documents.openReport, {
      assignmentId: early[0]!.assignment,
      period: '202602',
    });
    await done(platform, reporter, documents.submitReport, await enter(platform, present, figures));
    const { data } = await ask(
      platform,
      statistician,
      'query($id: ID!) { reportingRates(dataSetId: $id, from: "2025-12-01", to: "2026-03-31") { uid name expected submitted onTime rate onTimeRate late { period } missing { period dueAt } } }',
      { id: await monthlyForm(platform) },
    );
    // February is due until 10 March, and handed in, but not counted before its deadline is over.
    expect(data.reportingRates.find(({ uid }: { uid: string }) => uid === early[0]!.uid)).toMatchObject({
      expected: 2,
      submitted: 1,
      onTime: 0,
      rate: 0.5,
      onTimeRate: 0,
      late: [{ period: '202601' }],
      missing: [{ period: '202512', dueAt: '2026-01-10T16:00:00.000Z' }],
    });
  });
});
