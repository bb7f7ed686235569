import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPlatform } from '../../../test/harness.js';
import { HttpService } from '../../../test/httpService.js';
import { aLockedReport, aReport, ask, codesOf, done, statistician, versionOf } from '../statistics.fixture.js';
import { aBoundVolume, aFiledReport, aVolume, documents, file, type Volume } from './materials.fixture.js';

let http: HttpService;
let platform: TestPlatform;
let now = new Date('2026-03-09T10:00:00+08:00');
beforeAll(async () => {
  http = await HttpService.open({ clock: () => now });
  platform = http.platform;
});
afterAll(() => http.close());

const unfiled =
  'query($id: ID!) { dataSetReports(filter: { id: { eq: $id }, status: { eq: LOCKED }, volumePieces: { none: {} } }) { totalCount } }';
const scattered = async (id: string) =>
  (await done<{ totalCount: number }>(platform, statistician, unfiled, { id })).totalCount;
const contentsOf = async (id: string) => {
  const { contents } = await done<{
    contents: { nodes: { number: number; title: string; documentHash: string | null }[] };
  }>(
    platform,
    'auditor',
    'query($id: ID!) { materialVolume(id: $id) { contents(orderBy: [{ number: ASC }]) { nodes { number title documentHash } } } }',
    { id },
  );
  return contents.nodes;
};

describe('P11.A03 material is classified by year, and nothing is scattered', () => {
  it('P11.A03 an approved report that is in no volume shows, until it is filed', async () => {
    const report = await aLockedReport(platform);
    expect(await scattered(report.id)).toBe(1);
    const volume = await file(platform, await aVolume(platform), [
      { reportId: report.id },
      { title: '死亡卡', pages: 3 },
    ]);
    expect(await scattered(report.id)).toBe(0);
    const [first, second] = await contentsOf(volume.id);
    expect(first).toMatchObject({ number: 1, title: expect.stringContaining('202601') });
    expect(first!.documentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toEqual({ number: 2, title: '死亡卡', documentHash: null });
  });

  it.each([
    ['what is not approved', async () => (await aReport(platform)).id, {}],
    ['what is filed already', async () => (await aFiledReport(platform)).report.id, {}],
    ['what is of another year', async () => (await aLockedReport(platform)).id, { year: 2025 }],
    ['what has a higher label than the volume', async () => (await aLockedReport(platform)).id, { label: 'PUBLIC' }],
  ])('P11.A03 %s does not come into a volume', async (_what, reportOf, more) => {
    const { id, version } = await aVolume(platform, more);
    const given = { volumeId: id, version, pieces: [{ reportId: await reportOf() }] };
    expect(await codesOf(platform, documents.fileMaterial, given)).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['pieces.0.reportId'],
    });
  });

  it('P11.A03 ordering is due each quarter, and not done while something approved before it is scattered', async () => {
    const report = await aLockedReport(platform);
    await platform.owner(`update mch_statistics.data_set_report set locked_at = '2025-12-30' where id = $1`, [
      report.id,
    ]);
    await platform.platform.sweeper.sweep();
    const confirm = () => ask(platform, statistician, documents.confirmMaterialOrdered);
    const refused = await confirm();
    expect(refused.outcome).toBe('INVALID_STATE');
    expect(refused.errors[0]!.message).toContain('1 approved reports');
    await file(platform, await aVolume(platform), [{ reportId: report.id }]);
    expect((await confirm()).data.confirmMaterialOrdered).toBe(true);
    expect((await confirm()).data.confirmMaterialOrdered).toBe(false);
    now = new Date('2026-04-02T10:00:00+08:00');
    try {
      await platform.platform.sweeper.sweep();
      const { data } = await ask(
        platform,
        statistician,
        '{ duties(filter: { name: { eq: "orderMaterial" } }, orderBy: [{ dueAt: ASC }]) { nodes { period state } } }',
      );
      expect(data.duties.nodes).toEqual([
        { period: '2026-Q1', state: 'DONE' },
        { period: '2026-Q2', state: 'DUE' },
      ]);
    } finally {
      now = new Date('2026-03-09T10:00:00+08:00');
    }
  });
});

describe('P11.A04 numbered volumes', () => {
  it('P11.A04 volumes of a year and class are numbered without gaps, also when opened at once', async () => {
    const open = () => aVolume(platform, { year: 2019, materialClass: 'DEATH_CARDS' });
    const numbers = (await Promise.all([open(), open(), open()])).map(({ number }) => number);
    expect(numbers.sort()).toEqual([1, 2, 3]);
    expect((await aVolume(platform, { year: 2019, materialClass: 'REGISTERS' })).number).toBe(1);
  });

  it('P11.A04 nothing comes into a bound volume without a recorded reopening', async () => {
    const bound = await aBoundVolume(platform);
    const add = (volume: Volume) =>
      ask(platform, statistician, documents.fileMaterial, {
        volumeId: volume.id,
        version: volume.version,
        pieces: [{ title: '迟到的台账' }],
      });
    expect((await add(bound)).outcome).toBe('INVALID_STATE');
    const reopen = { id: bound.id, version: bound.version, reason: '漏装一份' };
    expect((await ask(platform, statistician, documents.reopenMaterialVolume, reopen)).outcome).toBe('FORBIDDEN');
    const open = await done<Volume>(platform, 'mch-section-head', documents.reopenMaterialVolume, reopen);
    expect((await add(open)).data.fileMaterial.pieces).toBe(2);
    const read = 'query($id: ID!) { materialVolume(id: $id) { reopenings { nodes { reason person { name } } } } }';
    expect((await ask(platform, 'auditor', read, { id: bound.id })).data.materialVolume.reopenings.nodes).toEqual([
      { reason: '漏装一份', person: { name: 'mch-section-head' } },
    ]);
  });

  it('P11.A04 a piece is slipped into a bound volume by the owner neither, and leaves no gap', async () => {
    const bound = await aBoundVolume(platform);
    const slip = (volume: string, number: number) =>
      platform.owner(
        `insert into mch_statistics.volume_piece (id, created_at, updated_at, label, volume_id, number, title, filed_by_id)
         select gen_random_uuid(), now(), now(), 'INTERNAL', $1, $2, 'x', p.id from access.person p limit 1`,
        [volume, number],
      );
    await expect(slip(bound.id, 2)).rejects.toMatchObject({ code: 'ZH900' });
    await expect(slip((await aVolume(platform)).id, 2)).rejects.toMatchObject({ code: '40001' });
  });

  it('P11.A04 its front-page catalogue is printed, for those who see it', async () => {
    const { volume } = await aFiledReport(platform);
    const print = (who: string, suffix: string) =>
      http.request(who, {
        url: `/prints/material-volumes/${volume.id}.${suffix}`,
        headers: { 'accept-language': 'zh' },
      });
    const csv = await print('auditor', 'csv');
    expect(csv.status).toBe(200);
    expect(JSON.stringify(csv.body)).toContain('202601');
    expect((await print('auditor', 'pdf')).status).toBe(200);
    expect((await print('mch-reporter', 'csv')).status).toBe(404);
  });

  it('P11.A04 an empty volume is not bound', async () => {
    const { id, version } = await aVolume(platform);
    expect((await ask(platform, statistician, documents.bindMaterialVolume, { id, version })).outcome).toBe(
      'INVALID_STATE',
    );
  });
});

describe('P11.A08 labels of volumes', () => {
  it('P11.A08 a piece has the label of its report, and follows it', async () => {
    const { report, volume } = await aFiledReport(platform);
    expect(await contentsOf(volume.id)).toHaveLength(1);
    await platform.owner(
      `update mch_statistics.data_set_assignment set label = 'SECRET', keeper_id = $2 where id = (select assignment_id from mch_statistics.data_set_report where id = $1)`,
      [report.id, await platform.personId('mch-director')],
    );
    expect(await contentsOf(volume.id)).toEqual([]);
    expect(await versionOf(platform, report.id)).toMatchObject({ id: report.id });
  });

  it.each([
    ['mch-reporter', 0],
    ['reader', 0],
    ['auditor', 1],
  ])('P11.A08 volumes are seen by those who oversee the figures: %s', async (who, seen) => {
    const { id } = await aVolume(platform);
    const { data } = await ask(
      platform,
      who,
      'query($id: ID!) { materialVolumes(filter: { id: { eq: $id } }) { totalCount } }',
      { id },
    );
    expect(data.materialVolumes.totalCount).toBe(seen);
  });
});
