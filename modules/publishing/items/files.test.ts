import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpService } from '../../../test/httpService.js';
import { writeZip } from '../../../test/writeZip.js';
import { PortalWorld } from '../publishing.harness.js';

const world = new PortalWorld('2026-03-09T10:00:00+08:00');
let http: HttpService;
let directory: string;
beforeAll(async () => {
  http = await HttpService.open({
    clock: () => world.now,
    sweepMs: 86_400_000,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
  });
  await world.use(http.platform);
  directory = mkdtempSync(join(tmpdir(), 'zhidu-word-'));
});
afterAll(async () => {
  await http?.close();
  rmSync(directory, { recursive: true });
});

const boundary = 'a-boundary-of-the-test';
async function send(content: Buffer, name: string, who = 'information-officer'): Promise<string> {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const { body } = await http.request(who, {
    method: 'POST',
    url: '/files',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return body.id;
}

/** A compound file whose directory names these, as [MS-CFB] lays it down: header, table, directory. */
function compound(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 3, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(3, 26);
  file.writeUInt16LE(0xfffe, 28);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 44);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  ['Root Entry', ...names].forEach((name, i) => {
    file.write(name, 1024 + 128 * i, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, 1024 + 128 * i + 64);
  });
  return file;
}

async function zip(...names: string[]): Promise<Buffer> {
  const path = join(directory, `${names.length}-${names.at(-1)!.replaceAll('/', '-')}`);
  await writeZip(
    path,
    names.map((name) => ({ name, content: ['<x/>'] })),
  );
  return readFileSync(path);
}

const docx = ['[Content_Types].xml', 'word/document.xml'];
const jpeg = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
const attachTo = async (item: string, content: Buffer, name: string, who = 'information-officer') =>
  world.ask(who, 'mutation($input: AttachInput!) { attach(input: $input) { id version mediaType } }', {
    input: { type: 'ItemVersion', recordId: (await world.newest(item)).id, file: await send(content, name, who) },
  });
const filesOf = async (item: string) =>
  (
    await world.ask(
      'portal-office',
      'query($id: ID!) { itemVersion(id: $id) { proofReader { name } attachments { id name } } }',
      { id: (await world.newest(item)).id },
    )
  ).data.itemVersion;

describe('P03.A07 text goes out as doc and pictures as jpg, by their bytes', () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  it.each([
    ['a .docx', '正文.docx', () => zip(...docx), word],
    ['a .doc of before 2007', '正文.doc', async () => compound('WordDocument', '1Table'), 'application/msword'],
    ['a .jpg', '会场.jpg', async () => jpeg, 'image/jpeg'],
    ['a .JPEG', '会场.JPEG', async () => jpeg, 'image/jpeg'],
  ])('P03.A07 %s is taken', async (_what, name, content, mediaType) => {
    const { id } = await world.drafted();
    const { data } = await attachTo(id, await content(), name);
    expect(data.attach.mediaType).toBe(mediaType);
  });

  it.each([
    ['a PDF', '正文.pdf', async () => Buffer.from('%PDF-1.7\n')],
    ['a PNG that is called .jpg', '会场.jpg', async () => Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['a spreadsheet of before 2007 that is called .doc', '表.doc', async () => compound('Workbook')],
    ['a compound file of no kind', '信.doc', async () => compound('__properties_version1.0')],
    ['what only begins like a .doc', '信.doc', async () => Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
    ['a .doc with macros', '宏.doc', async () => compound('WordDocument', 'Macros')],
    ['a .docx with macros', '宏.docx', () => zip(...docx, 'word/vbaProject.bin')],
    ['a spreadsheet', '表.xlsx', () => zip('xl/workbook.xml')],
    ['a picture under the name of a program', '会场.exe', async () => jpeg],
    ['a text', '正文.txt', async () => Buffer.from('正文')],
  ])('P03.A07 %s is refused, saying what to send', async (_what, name, content) => {
    const { id } = await world.drafted();
    const refused = await attachTo(id, await content(), name);
    expect(refused.outcome).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(refused.errors[0]!.message).toMatch(/\.docx and pictures as \.jpg \(P03\.A07\)/);
  });

  it('P03.A05 P03.A07 files are proof-read with the text, and stay as they are once it is submitted', async () => {
    const { id } = await world.drafted();
    await world.proofread(id);
    const { data } = await attachTo(id, jpeg, '会场.jpg');
    expect(await filesOf(id)).toEqual({ proofReader: null, attachments: [{ id: data.attach.id, name: '会场.jpg' }] });
    await world.proofread(id);
    expect((await world.submit(id)).outcome).toBe('ok');
    expect((await attachTo(id, jpeg, '会场二.jpg')).outcome).toBe('INVALID_STATE');
    const remove = 'mutation($id: ID!, $version: Int!) { removeAttachment(id: $id, version: $version) }';
    const { id: file, version } = data.attach;
    const removed = await world.ask('information-officer', remove, { id: file, version });
    expect(removed.outcome).toBe('FORBIDDEN');
    expect((await filesOf(id)).attachments).toHaveLength(1);
  });

  it('P03.A06 P03.A07 a revision begins with the files of what is live, and changes none of them', async () => {
    const { id } = await world.drafted();
    await attachTo(id, jpeg, '会场.jpg');
    await world.proofread(id);
    await world.submit(id);
    await world.decide(id);
    await world.publish(id);
    const live = await world.newest(id);
    await world.done(
      'information-officer',
      'mutation($id: ID!, $version: Int!) { reviseItem(id: $id, version: $version, reason: UPDATE, note: "换图") { id } }',
      { ...(await world.item(id)) },
    );
    const { attachments } = await filesOf(id);
    expect(attachments).toMatchObject([{ name: '会场.jpg' }]);
    const link = await world.done('information-officer', 'mutation($id: ID!) { downloadLink(id: $id) { path } }', {
      id: attachments[0].id,
    });
    const { path } = link as unknown as { path: string };
    const reply = await http.server.inject({ url: path });
    expect(reply.rawPayload).toEqual(jpeg);
    await world.platform.owner('delete from attachments.attachment where record_id = $1', [
      (await world.newest(id)).id,
    ]);
    const [row] = await world.platform.owner(
      'select count(*)::int as n from attachments.attachment where record_id = $1',
      [live.id],
    );
    expect(row!.n).toBe(1);
  });

  const fileOf = (id: string, method: 'GET' | 'HEAD' = 'GET', headers = {}) =>
    http.server.inject({ method, url: `/publishing/files/${id}`, headers });
  const change = (field: string, more: string, id: string, who = 'portal-office') =>
    world.item(id).then((row) =>
      world.done(who, `mutation($id: ID!, $version: Int!) { ${field}(id: $id, version: $version, ${more}) { id } }`, {
        ...row,
      }),
    );
  const illustrated = async (times: { until?: string } = {}, isPublished = true) => {
    const { id } = await world.drafted();
    const { data } = await attachTo(id, jpeg, '会场.jpg');
    await world.proofread(id);
    await world.submit(id);
    await world.decide(id);
    if (isPublished) expect((await world.publish(id, times)).errors).toEqual([]);
    return { id, file: data.attach.id as string };
  };

  it('P03.A01 P03.A07 a file of what is live is fetched without signing in, and again only where it changed', async () => {
    const { file } = await illustrated();
    const found = await fileOf(file);
    expect([found.statusCode, found.rawPayload]).toEqual([200, jpeg]);
    const { headers } = found;
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(jpeg.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('会场.jpg')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, no-cache',
    });
    const kept = await fileOf(file, 'GET', { 'if-none-match': headers.etag });
    expect([kept.statusCode, kept.payload]).toEqual([304, '']);
    const head = await fileOf(file, 'HEAD');
    expect([head.statusCode, head.payload, head.headers['content-length']]).toEqual([200, '', String(jpeg.length)]);
  });

  it('P03.A06 P03.A07 a file of what is not on the portal is answered as one that never was', async () => {
    const gone = async (file: string, method: 'GET' | 'HEAD' = 'GET') => {
      const { statusCode, headers, payload } = await fileOf(file, method);
      const { 'x-request-id': _id, date: _date, ...others } = headers;
      const told = payload.replaceAll(file, 'FILE').replace(/"requestId":"[^"]*"/, '');
      return JSON.stringify([statusCode, others['cache-control'], others['content-type'], others.etag, told]);
    };
    const never = await gone(randomUUID());
    expect(never.startsWith('[404,"no-store"')).toBe(true);
    expect(await gone('not-an-id')).toBe(never);
    const [unpublished, withdrawn, classified, corrected] = [
      await illustrated({}, false),
      await illustrated(),
      await illustrated(),
      await illustrated(),
    ];
    const expired = await illustrated({ until: '2026-03-09T12:00:00+08:00' });
    for (const { file } of [withdrawn, classified, corrected, expired])
      expect((await fileOf(file)).statusCode).toBe(200);
    await change('withdrawItem', 'reason: "有误"', withdrawn.id);
    await change('classifyItem', 'label: INTERNAL, reason: "定密"', classified.id);
    await change('reviseItem', 'reason: CORRECTION, note: "换图"', corrected.id, 'information-officer');
    const revision = (await filesOf(corrected.id)).attachments[0].id;
    expect(await gone(revision)).toBe(never);
    expect((await fileOf(corrected.file)).statusCode).toBe(200);
    await world.proofread(corrected.id);
    expect((await world.submit(corrected.id)).outcome).toBe('ok');
    const [task] = await world.platform.owner<{ id: string }>(
      `select t.id from approvals.task t join approvals.request r on r.id = t.request_id where r.record_id = $1`,
      [(await world.newest(corrected.id)).id],
    );
    await world.done(
      'portal-reviewer',
      'mutation($input: DecideApprovalInput!) { decideApproval(input: $input) { status } }',
      {
        input: { taskId: task!.id, verdict: 'APPROVE' },
      },
    );
    await world.publish(corrected.id);
    world.at('2026-03-09T12:00:01+08:00');
    for (const { file } of [unpublished, withdrawn, classified, corrected, expired]) {
      expect(await gone(file)).toBe(never);
      expect((await fileOf(file, 'HEAD')).statusCode).toBe(404);
    }
    expect((await fileOf(revision)).statusCode).toBe(200);
    const turn = (on: boolean) =>
      world.done(
        'administrator',
        `mutation { setModuleEnabled(name: "publishing", enabled: ${on}) { removedFields } }`,
        {},
      );
    await turn(false);
    expect(await gone(revision)).toBe(never);
    await turn(true);
    // What a correction was for is read by everybody; other notes stay among those who publish.
    const said = async (field: string) =>
      world.ask(
        'anyone',
        `{ itemVersions(filter: { item: { id: { eq: "${corrected.id}" } } }) { nodes { reason ${field} } } }`,
      );
    expect((await said('correctionNote')).data.itemVersions.nodes).toEqual([
      { reason: 'CORRECTION', correctionNote: '换图' },
    ]);
  });

  it('P03.A01 what a correction mends is told to everybody while it is live, other notes are not', async () => {
    const { id } = await illustrated();
    const asked = '{ itemVersions(first: 100) { nodes { reason correctionNote } } }';
    const before = (await world.ask('anyone', asked)).data.itemVersions.nodes;
    await change('reviseItem', 'reason: CORRECTION, note: "日期有误"', id, 'information-officer');
    expect((await world.ask('anyone', asked)).data.itemVersions.nodes).toEqual(before);
    const own = await world.ask('portal-office', 'query($id: ID!) { itemVersion(id: $id) { note correctionNote } }', {
      id: (await world.newest(id)).id,
    });
    expect(own.data.itemVersion).toEqual({ note: '日期有误', correctionNote: '日期有误' });
    const updated = await illustrated();
    await change('reviseItem', 'reason: UPDATE, note: "内部说明"', updated.id, 'information-officer');
    const other = await world.ask('portal-office', 'query($id: ID!) { itemVersion(id: $id) { note correctionNote } }', {
      id: (await world.newest(updated.id)).id,
    });
    expect(other.data.itemVersion).toEqual({ note: '内部说明', correctionNote: null });
  });

  it('P03.A06 of several who revise at once one begins a version and the others are told which is open', async () => {
    const { id } = await illustrated();
    const row = await world.item(id);
    const answers = await Promise.all(
      Array.from({ length: 3 }, () =>
        world.ask(
          'information-officer',
          'mutation($id: ID!, $version: Int!) { reviseItem(id: $id, version: $version, reason: UPDATE, note: "改") { id } }',
          { ...row },
        ),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['INVALID_STATE', 'INVALID_STATE', 'ok']);
    expect(answers.flatMap(({ errors }) => errors.map(({ message }) => message))[0]).toMatch(
      /^Version 2 of .* is DRAFT/,
    );
  });

  it('P03.A01 a sitemap without addresses of pages says which setting is missing, and the feed has contents instead', async () => {
    const sitemap = await http.server.inject({ url: '/publishing/sitemap.xml' });
    expect([sitemap.statusCode, sitemap.json().errors[0].message]).toEqual([
      404,
      expect.stringContaining('PUBLIC_PAGE_URL'),
    ]);
    const { payload } = await http.server.inject({ url: '/publishing/feed.atom' });
    const entries = payload.split('<entry>').slice(1);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toContain('<content type="text">');
  });

  it('P03.A07 where the text is handed in as a file too, a version without one is not submitted', async () => {
    const set = `mutation($choice: String!) { setInterpretation(id: "publishing.textFile", choice: $choice, reason: "局办公室会议纪要") { id } }`;
    expect((await world.ask('administrator', set, { choice: 'FILE' })).outcome).toBe('ok');
    const { id } = await world.drafted();
    await world.proofread(id);
    const refused = await world.submit(id);
    expect((refused.errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path)).toEqual([
      'attachments',
    ]);
    await attachTo(id, compound('WordDocument'), '正文.doc');
    await world.proofread(id);
    expect((await world.submit(id)).outcome).toBe('ok');
    await world.ask('administrator', set, { choice: 'TYPED' });
  });
});
