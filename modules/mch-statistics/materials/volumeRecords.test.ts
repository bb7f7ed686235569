import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { HttpService } from '../../../test/httpService.js';
import { aLockedReport, ask, done, statistician, taskOf } from '../statistics.fixture.js';
import { aBoundVolume, aFiledReport, aVolume, documents, file, type Volume } from './materials.fixture.js';

const start = new Date('2026-03-09T10:00:00+08:00');
let now = start;
let http: HttpService;
let platform: TestPlatform;
beforeAll(async () => {
  http = await HttpService.open({ clock: () => now });
  platform = http.platform;
});
afterAll(() => http.close());

const head = 'mch-section-head';
const fileOf = async (id: string) =>
  (
    await ask(
      platform,
      'auditor',
      'query($id: ID!) { archiveFile(id: $id) { version number title catalogueYear volume closedOn retentionEndsOn retentionClass shelfMark destroyedAt } }',
      { id },
    )
  ).data.archiveFile;
const lend = async (id: string, borrower: string, who = statistician) =>
  ask(
    platform,
    who,
    'mutation($input: LoanInput!) { lendFile(input: $input) { id version dueAt borrower { name } } }',
    {
      input: {
        fileId: id,
        borrowerId: await platform.personId(borrower),
        purpose: '核对',
        reason: '年报核对',
        signedBy: '丁兰',
      },
    },
  );
const returned = 'mutation($id: ID!, $version: Int!) { returnFile(id: $id, version: $version) { returnedAt } }';
const dutyOf = async (id: string) =>
  (
    await ask(
      platform,
      head,
      'query($id: ID!) { duties(filter: { recordId: { eq: $id }, name: { eq: "returnMaterialVolume" } }) { nodes { state dueAt clause } } }',
      { id },
    )
  ).data.duties.nodes[0];
const reopen = ({ id, version }: Volume) =>
  ask(platform, head, documents.reopenMaterialVolume, { id, version, reason: '漏装一份' });

describe('P11.A04 the archive keeps a file of each volume', () => {
  it('P11.A04 with year, number and retention of the volume: bound it is closed, reopened it is open', async () => {
    const volume = await aBoundVolume(platform);
    const number = `TJ-2026-BB-${String(volume.number).padStart(3, '0')}`;
    expect(await fileOf(volume.id)).toMatchObject({
      number,
      catalogueYear: 2026,
      volume: volume.number,
      closedOn: '2026-03-09',
      retentionEndsOn: '2057-01-01',
      retentionClass: 'TJ-30',
    });
    expect((await reopen(volume)).outcome).toBe('ok');
    expect(await fileOf(volume.id)).toMatchObject({ closedOn: null, retentionEndsOn: null });
  });

  it('P11.A04 volumes from before have their files after the update, bound ones closed', async () => {
    const volume = await aBoundVolume(platform);
    const before = await fileOf(volume.id);
    await platform.owner('delete from records.file where id = $1', [volume.id]);
    // As of a version that knew no archive of volumes.
    await platform.owner(`delete from zhidu.policy where table_name = '"records"."file"'`);
    const { database, directory } = platform;
    await (await TestPlatform.open({ database, directory, migrate: true, clock: () => now })).close();
    expect(await fileOf(volume.id)).toEqual(before);
  });

  it('P11.A04 its file is neither closed nor numbered past the volume', async () => {
    const { id } = await aVolume(platform);
    const { version } = await fileOf(id);
    const close =
      'mutation($id: ID!, $version: Int!) { closeFile(id: $id, version: $version, closedOn: "2026-03-01") { id } }';
    expect((await ask(platform, statistician, close, { id, version })).outcome).toBe('INVALID_STATE');
    const describeFile =
      'mutation($id: ID!, $version: Int!) { describeFile(id: $id, version: $version, input: { carrier: PAPER, catalogueYear: 2020, volume: 7 }) { id } }';
    const refused = await ask(platform, statistician, describeFile, { id, version });
    expect(refused.errors[0]!.extensions?.problems).toMatchObject([
      { path: 'input.catalogueYear' },
      { path: 'input.volume' },
    ]);
  });

  it('P11.A04 a volume is lent at the counter, is due back in 15 days, and late it is a breach', async () => {
    const volume = await aBoundVolume(platform);
    const loan = (await lend(volume.id, 'mch-ward-head')).data.lendFile;
    expect(loan).toMatchObject({ dueAt: '2026-03-24T16:00:00.000Z', borrower: { name: 'mch-ward-head' } });
    expect((await lend(volume.id, 'mch-reporter')).outcome).toBe('CONFLICT');
    expect((await lend(volume.id, 'mch-reporter', 'mch-director')).outcome).toBe('FORBIDDEN');
    expect(await dutyOf(volume.id)).toMatchObject({ state: 'DUE', clause: 'P11.A04' });
    // What is away is not put another piece into.
    expect((await reopen(volume)).outcome).toBe('INVALID_STATE');
    now = new Date('2026-03-26T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect((await dutyOf(volume.id)).state).toBe('BREACHED');
    expect((await ask(platform, statistician, returned, loan)).outcome).toBe('ok');
    now = start;
    expect((await reopen(volume)).outcome).toBe('ok');
  });

  it('P11.A04 how long it is lent is a setting', async () => {
    const set =
      'mutation($choice: String!) { setInterpretation(id: "mch-statistics.volumeLoan", choice: $choice, reason: "馆务会") { choice } }';
    await done(platform, 'administrator', set, { choice: 'DAYS_7' });
    const { id } = await aBoundVolume(platform);
    expect((await lend(id, 'mch-ward-head')).data.lendFile.dueAt).toBe('2026-03-16T16:00:00.000Z');
    await done(platform, 'administrator', set, { choice: 'DAYS_15' });
  });

  it('P11.A08 a reading of a classified volume is in the reading register', async () => {
    const { id } = await aVolume(platform, { label: 'CONFIDENTIAL' }, head);
    await done(platform, head, 'query($id: ID!) { materialVolume(id: $id) { title pieces } }', { id });
    const { data } = await ask(
      platform,
      'mch-director',
      'query($id: ID!) { readingRegister(filter: { file: { id: { eq: $id } } }) { nodes { person { name } fields } } }',
      { id },
    );
    expect(data.readingRegister.nodes).toContainEqual({ person: { name: head }, fields: ['pieces'] });
    expect(
      (await ask(platform, statistician, 'query($id: ID!) { archiveFile(id: $id) { id } }', { id })).data.archiveFile,
    ).toBeNull();
  });

  it('P11.A04 it is destroyed when its time is over, reviewed and signed, before two witnesses; its reports stay filed', async () => {
    const { report, volume } = await aFiledReport(platform);
    await done(platform, statistician, documents.bindMaterialVolume, { id: volume.id, version: volume.version });
    const person = (name: string) => platform.personId(name);
    const order = async () =>
      ask(platform, head, 'mutation($input: DestructionInput!) { requestDestruction(input: $input) { id } }', {
        input: {
          fileId: volume.id,
          reason: '保管期满',
          firstWitnessId: await person(statistician),
          secondWitnessId: await person('auditor'),
        },
      });
    expect((await order()).outcome).toBe('INVALID_STATE');
    now = new Date('2057-01-02T10:00:00+08:00');
    try {
      expect((await order()).outcome).toBe('INVALID_STATE');
      await done(
        platform,
        head,
        'mutation($id: ID!, $version: Int!) { reviewFile(id: $id, version: $version, input: { decision: DESTROY, reason: "无保存价值" }) { id } }',
        { id: volume.id, version: (await fileOf(volume.id)).version },
      );
      const request = (await order()).data.requestDestruction;
      const task = await taskOf(platform, 'mch-director', volume.id);
      await done(
        platform,
        'mch-director',
        'mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "demo-only") { id } }',
        { task },
      );
      const ordered = await done(
        platform,
        head,
        'mutation($id: ID!, $request: ID!) { orderDestruction(fileId: $id, requestId: $request) { id version } }',
        { id: volume.id, request: request.id },
      );
      const witness =
        'mutation($id: ID!, $version: Int!) { witnessDestruction(id: $id, version: $version) { status version } }';
      const first = await done<{ version: number }>(platform, statistician, witness, ordered);
      await done(platform, 'auditor', witness, { id: ordered.id, version: first.version });
      expect((await fileOf(volume.id)).destroyedAt).not.toBeNull();
      const { materialVolume } = (
        await ask(
          platform,
          'auditor',
          'query($id: ID!) { materialVolume(id: $id) { title contents { nodes { title documentHash report { id } } } } }',
          { id: volume.id },
        )
      ).data;
      expect(materialVolume).toEqual({
        title: '（已销毁）',
        contents: {
          nodes: [
            { title: '（已销毁）', documentHash: expect.stringMatching(/^[0-9a-f]{64}$/), report: { id: report.id } },
          ],
        },
      });
      expect((await reopen(volume)).outcome).not.toBe('ok');
      // Labels of its reports still reach it.
      await platform.owner(
        `update mch_statistics.data_set_assignment set label = 'CONFIDENTIAL' where id = (select assignment_id from mch_statistics.data_set_report where id = $1)`,
        [report.id],
      );
    } finally {
      now = start;
    }
  });
});

describe('P11.A03 the catalogue of a year is printed', () => {
  const print = async (who: string, year: string, language = 'zh') => {
    const { status, body } = await http.request(who, {
      url: `/prints/material-catalogues/${year}.csv`,
      headers: { 'accept-language': language },
    });
    return { status, text: JSON.stringify(body) };
  };

  it('P11.A03 with class, place and retention in words, of the volumes that the asker sees', async () => {
    await file(platform, await aVolume(platform, { year: 2011, title: '看得见' }), [{ title: '死亡卡', pages: 3 }]);
    await aVolume(platform, { year: 2011, label: 'CONFIDENTIAL', title: '看不见' }, head);
    const seen = await print(statistician, '2011');
    expect(seen.status).toBe(200);
    for (const words of ['TJ-2011-BB-001', '看得见', '统计报表', 'TJ-30']) expect(seen.text).toContain(words);
    for (const words of ['看不见', 'REPORTS', 'INTERNAL']) expect(seen.text).not.toContain(words);
    expect((await print(head, '2011', 'en')).text).toContain('Statistical reports');
    expect((await print(head, '2011')).text).toContain('看不见');
    expect((await print('mch-reporter', '2011')).status).toBe(404);
    expect((await print(statistician, '1951')).status).toBe(404);
  });

  it('P11.A03 the front page of a volume names its class in the language of the reader', async () => {
    const { id } = await aBoundVolume(platform);
    const { body } = await http.request('auditor', {
      url: `/prints/material-volumes/${id}.csv`,
      headers: { 'accept-language': 'zh' },
    });
    expect(JSON.stringify(body)).toContain('统计报表');
    expect(JSON.stringify(body)).not.toContain('REPORTS');
  });
});

describe('P11.A03 ordering is about all material, also what the asker does not see', () => {
  it('P11.A03 a hidden report in no volume stops it, without being named', async () => {
    const report = await aLockedReport(platform);
    await platform.owner(`update mch_statistics.data_set_report set locked_at = '2025-12-30' where id = $1`, [
      report.id,
    ]);
    const label = (wanted: string) =>
      platform.owner(
        `update mch_statistics.data_set_assignment set label = $2::access.label where id = (select assignment_id from mch_statistics.data_set_report where id = $1)`,
        [report.id, wanted],
      );
    await label('CONFIDENTIAL');
    const confirm = () => ask(platform, statistician, documents.confirmMaterialOrdered);
    const refused = await confirm();
    expect(refused.outcome).toBe('INVALID_STATE');
    expect(refused.errors[0]!.message).toContain('do not see');
    expect(JSON.stringify(refused.errors)).not.toContain(report.id);
    await label('INTERNAL');
    await file(platform, await aVolume(platform), [{ reportId: report.id }]);
    expect((await confirm()).outcome).toBe('ok');
  });
});
