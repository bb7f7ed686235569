import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../src/access/passwords.js';
import { csv, ImportClient } from './importClient.js';
import { withPath } from './tableFile.js';
import { writeXlsx, writeXlsxParts } from './writeXlsx.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const limit = 1024 * 1024;
const unknownId = '3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b';

let client: ImportClient;
beforeAll(async () => {
  client = await ImportClient.open({ uploadLimitBytes: limit });
  await client.platform.owner('select access.set_password($1, $2, true)', [
    await client.platform.personId('analyst'),
    await hashPassword('one time only'),
  ]);
});
afterAll(() => client.close());

const file = (content: string | Uint8Array<ArrayBuffer>, name = 'register.csv') => new File([content], name);
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code;
const contents = () => readdirSync(client.filesDirectory).length;

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !condition(); await sleep(5))
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition}.`);
}

describe('P02.A04 POST /files', () => {
  it('P02.A04 answers the id of the file, which its sender can import', async () => {
    const response = await client.post(specialist, { file: file(csv('企业名称', '上传测试有限公司'), '客户名录.csv') });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    const job = await client.ended(specialist, await client.begin(specialist, id));
    expect(job).toMatchObject({ status: 'FINISHED', created: 1 });
    const [stored] = await client.platform.owner(
      `select f.name, f.checksum, p.name as owner from files.stored_file f join access.person p on p.id = f.owner_id where f.id = $1`,
      [id],
    );
    expect(stored).toMatchObject({ name: '客户名录.csv', owner: specialist });
  });

  it('P02.A04 a text field beside the file does no harm', async () => {
    const response = await client.post(specialist, { note: 'from the bureau', file: file('企业名称\n甲') });
    expect(response.status).toBe(201);
  });

  it.each([
    ['anyone', 401, 'UNAUTHENTICATED'],
    ['analyst', 403, 'FORBIDDEN'],
  ])('P02.A07 %s, who may not: %d', async (who, status, code) => {
    const before = contents();
    const response = await client.post(who, { file: file('企业名称\n甲') });
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
    expect(contents()).toBe(before);
  });

  it('P02.A07 a forged token: 401', async () => {
    const body = new FormData();
    body.set('file', file('企业名称\n甲'));
    const response = await fetch(`${client.base}/files`, {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer x.y.z' },
    });
    expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it.each<[string, Record<string, string | File>]>([
    ['no field at all', {}],
    ['a field of another name', { upload: file('企业名称\n甲') }],
    ['text in place of a file', { file: '企业名称\n甲' }],
    ['an empty file', { file: file('') }],
    ['two files', { file: file('企业名称\n甲'), second: file('企业名称\n乙') }],
  ])('P02.A04 %s is refused and leaves nothing behind', async (_what, fields) => {
    const before = contents();
    const response = await client.post(specialist, fields);
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(contents()).toBe(before);
  });

  it.each([
    ['JSON', 'application/json', '{"file": "x"}'],
    ['multipart without boundary', 'multipart/form-data', 'x'],
    [
      'multipart that ends midway',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhalf',
    ],
  ])('P02.A04 %s is refused and leaves nothing behind', async (_what, type, body) => {
    const before = contents();
    const response = await client.request(specialist, '/files', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(contents()).toBe(before);
  });

  it.each([
    ['as large as the limit', limit, 201],
    ['one byte larger', limit + 1, 413],
    ['far larger', 20 * limit, 413],
  ])('P02.A04 a file %s: %#', async (_size, bytes, status) => {
    const before = contents();
    const response = await client.post(specialist, { file: file(new Uint8Array(bytes).fill(65)) });
    expect(response.status).toBe(status);
    if (status === 413) expect(await codeOf(response)).toBe('PAYLOAD_TOO_LARGE');
    expect(contents()).toBe(before + (status === 201 ? 1 : 0));
  });

  it('P02.A04 an upload that breaks off midway leaves nothing behind', async () => {
    const before = contents();
    const { hostname, port } = new URL(client.base);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      [
        'POST /files HTTP/1.1',
        `host: ${hostname}`,
        `authorization: Bearer ${await client.platform.tokenOf(specialist)}`,
        'content-type: multipart/form-data; boundary=b',
        'content-length: 100000',
        '',
        '--b',
        'content-disposition: form-data; name="file"; filename="a.csv"',
        '',
        'x'.repeat(20_000),
      ].join('\r\n'),
    );
    await until(() => contents() === before + 1);
    socket.destroy();
    await until(() => contents() === before);
    const stored = await client.platform.owner('select id from files.stored_file where name = $1', ['a.csv']);
    expect(stored).toEqual([]);
  });
});

describe('P01.A17 a file belongs to its sender alone', () => {
  it.each([
    ['the file of somebody else', supervisor, () => client.upload(specialist, csv('企业名称', '别人的文件'))],
    ['an id that nobody has', specialist, async () => unknownId],
    ['an id that is none', specialist, async () => "x' or 1=1 --"],
    ['a path', specialist, async () => '../postgres/key'],
  ])('P01.A17 %s: NOT_FOUND', async (_what, who, idOf) => {
    const answer = await client.platform
      .as(who)
      .run('mutation($file: ID!) { importCustomers(file: $file) { id } }', { file: await idOf() });
    expect(answer.outcome).toBe('NOT_FOUND');
    expect(answer.errors[0]!.message).toBe('There is no such file, or it is not visible to you.');
  });
});

describe('P01.A17 GET /imports/<id>/refused.csv is for the importer alone', () => {
  it.each([
    ['anyone', 401],
    ['analyst', 403],
    [supervisor, 404],
    ['administrator', 404],
    [specialist, 200],
  ])('P01.A17 %s: %d', async (who, status) => {
    const job = await client.import(specialist, csv('企业名称', '', '"'));
    const response = await client.request(who, `/imports/${job.id}/refused.csv`);
    expect(response.status).toBe(status);
    if (status === 200) {
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toContain('attachment');
    }
  });

  it.each([unknownId, 'x', '%00', '..%2f..%2fetc%2fpasswd'])('P01.A17 the id %s: 404', async (id) => {
    const response = await client.request(specialist, `/imports/${id}/refused.csv`);
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND']);
  });

  it('P01.A17 a job of somebody else is in no list either', async () => {
    const job = await client.import(specialist, csv('企业名称', '列表测试有限公司'));
    const { data } = await client.platform.as(supervisor).run('{ importJobs(first: 100) { nodes { id } } }');
    expect(data.importJobs.nodes).not.toContainEqual({ id: job.id });
    expect(await client.job(supervisor, job.id)).toBeNull();
  });
});

describe('P02.A04 XLSX', () => {
  it('P02.A04 a sheet is read as CSV is', async () => {
    const job = await withPath(async (path) => {
      await writeXlsx(path, [
        ['企业名称', '注册资金', '注册日期'],
        ['表格测试一有限公司', '300(万)', '2009-06-18'],
        ['表格测试二有限公司', 'x', null],
      ]);
      return client.ended(specialist, await client.begin(specialist, await client.uploadFile(specialist, path)));
    });
    expect(job).toMatchObject({ status: 'FINISHED', created: 1, refused: 1 });
    expect(job.refusedLines.nodes).toMatchObject([{ line: 3, column: '注册资金' }]);
  });

  it('P02.A04 a zip bomb fails with one clear sentence, and the server goes on', async () => {
    const job = await withPath(async (path) => {
      const spaces = ' '.repeat(1024 * 1024);
      await writeXlsxParts(path, { 'xl/worksheets/sheet1.xml': Array.from({ length: 200 }, () => spaces) });
      return client.ended(specialist, await client.begin(specialist, await client.uploadFile(specialist, path)));
    });
    expect(job).toMatchObject({ status: 'FAILED', lines: 0, message: expect.stringMatching(/\w+.*\.$/) });
    const { outcome } = await client.platform.as(specialist).run('{ viewer { name } }');
    expect(outcome).toBe('ok');
  });
});
