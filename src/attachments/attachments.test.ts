import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HttpService } from '../../test/httpService.js';
import { type LabelledCustomer, neverExisted, registerLabelled } from '../../test/labelledCustomers.js';
import { filesKept } from '../files/expiry.js';
import type { AttachmentSettings } from './attachmentSettings.js';

const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';
const manager = 'customer-service-manager';

let now = new Date('2026-03-02T03:00:00.000Z');
const settings: AttachmentSettings = { limitBytes: 100_000, linkSeconds: 300, scanner: undefined };
let http: HttpService;
let files: Record<'PUBLIC' | 'INTERNAL' | 'SECRET', LabelledCustomer>;
beforeAll(async () => {
  http = await HttpService.open({
    clock: () => now,
    access: { accessMinutes: 1_000_000, sessionDays: 1000 },
    attachments: settings,
    sweepMs: 86_400_000,
  });
  files = {
    PUBLIC: await registerLabelled(http.platform, specialist, 'PUBLIC', '公开客户'),
    INTERNAL: await registerLabelled(http.platform, specialist, 'INTERNAL', '内部客户'),
    SECRET: await registerLabelled(http.platform, supervisor, 'SECRET', '机密客户'),
  };
});
afterAll(() => http.close());
beforeEach(() => {
  settings.scanner = undefined;
  now = new Date('2026-03-02T03:00:00.000Z');
});

const words = '谈判底价不得低于三百万元';
const plain = `合同附件：${words}\n`;

const boundary = 'a-boundary-of-the-test';
async function send(who: string, content: string | Buffer, name = '合同.txt'): Promise<string> {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const { body } = await http.request(who, {
    method: 'POST',
    url: '/files',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return body.id;
}

const attachDocument =
  'mutation($input: AttachInput!) { attach(input: $input) { id version name mediaType size checksum label keeper { name } attachedBy { name } } }';
const attach = async (who: string, { id }: LabelledCustomer, content: string | Buffer = plain, name?: string) =>
  http.platform
    .as(who)
    .run(attachDocument, { input: { type: 'Customer', recordId: id, file: await send(who, content, name) } });
const attached = async (who: string, file: LabelledCustomer, content?: string | Buffer, name?: string) => {
  const { data, errors } = await attach(who, file, content, name);
  if (!data?.attach) throw new Error(JSON.stringify(errors));
  return data.attach;
};
const link = (who: string, id: string) =>
  http.platform.as(who).run('mutation($id: ID!) { downloadLink(id: $id) { path expiresAt } }', { id });
const download = async (who: string, id: string, as = 'anyone') => {
  const { data } = await link(who, id);
  return http.request(as, { url: data.downloadLink.path });
};
const remove = (who: string, { id, version }: { id: string; version: number }) =>
  http.platform
    .as(who)
    .run('mutation($id: ID!, $version: Int!) { removeAttachment(id: $id, version: $version) }', { id, version });
const folder = () => join(http.platform.directory, 'attachments');

describe('files that a record holds', () => {
  it('are attached, listed on the record and downloaded as they were', async () => {
    const one = await attached(specialist, files.INTERNAL);
    expect(one).toMatchObject({
      name: '合同.txt',
      mediaType: 'text/plain',
      size: Buffer.byteLength(plain),
      checksum: createHash('sha256').update(plain).digest('hex'),
      label: 'INTERNAL',
      keeper: { name: specialist },
      attachedBy: { name: specialist },
    });
    const { data } = await http.platform
      .as('sales-director')
      .run('query($id: ID!) { customer(id: $id) { attachments { id name } } }', { id: files.INTERNAL.id });
    expect(data.customer.attachments).toContainEqual({ id: one.id, name: '合同.txt' });
    const reply = await download('sales-director', one.id);
    expect([reply.status, reply.body, reply.headers['content-type']]).toEqual([200, plain, 'text/plain']);
    expect(reply.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('合同.txt')}`);
  });

  it.each([
    ['application/pdf', Buffer.from('%PDF-1.7\n')],
    ['image/png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['image/jpeg', Buffer.from('ffd8ffe00010', 'hex')],
    ['image/webp', Buffer.concat([Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ')])],
    ['application/x-ole-storage', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
  ])('are %s by their bytes, whatever they are called', async (mediaType, content) => {
    expect((await attached(specialist, files.INTERNAL, content, 'x.txt')).mediaType).toBe(mediaType);
  });

  it.each([
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['a program for Windows', Buffer.from('4d5a90000300', 'hex')],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0xff])],
    ['text that is no UTF-8', Buffer.from('c4e3bac3', 'hex')],
    ['what begins like an archive and is none', Buffer.from('PK\x03\x04 and nothing')],
  ])('are not %s', async (_what, content) => {
    expect((await attach(specialist, files.INTERNAL, content, 'x.pdf')).outcome).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('are at most as large as is set', async () => {
    expect((await attach(specialist, files.INTERNAL, 'x'.repeat(100_000))).outcome).toBe('ok');
    expect((await attach(specialist, files.INTERNAL, 'x'.repeat(100_001))).outcome).toBe('PAYLOAD_TOO_LARGE');
  });

  it('are attached by whom the module names, from files of their own, to what holds files', async () => {
    expect((await attach('sales-director', files.INTERNAL)).outcome).toBe('FORBIDDEN');
    const theirs = await send(manager, plain);
    const input = { type: 'Customer', recordId: files.INTERNAL.id, file: theirs };
    expect((await http.platform.as(specialist).run(attachDocument, { input })).outcome).toBe('NOT_FOUND');
    const wrong = { ...input, type: 'Person' };
    expect((await http.platform.as(manager).run(attachDocument, { input: wrong })).outcome).toBe('BAD_USER_INPUT');
  });

  it('are made of a sent file once', async () => {
    const input = { type: 'Customer', recordId: files.INTERNAL.id, file: await send(specialist, plain) };
    expect((await http.platform.as(specialist).run(attachDocument, { input })).outcome).toBe('ok');
    expect((await http.platform.as(specialist).run(attachDocument, { input })).outcome).toBe('NOT_FOUND');
  });

  it('are removed, with their content, and not while a backup is being made', async () => {
    const one = await attached(specialist, files.INTERNAL);
    expect((await remove('sales-director', one)).outcome).toBe('FORBIDDEN');
    expect((await remove(specialist, { ...one, version: 7 })).outcome).toBe('CONFLICT');
    expect((await remove(specialist, one)).outcome).toBe('ok');
    const { store } = http.platform.platform.core.attachments;
    const backup = new Client(http.platform.database.owner);
    await backup.connect();
    await backup.query(filesKept);
    await store.sweep();
    expect(readdirSync(folder())).toContain(one.id);
    await backup.end();
    await store.sweep();
    expect(readdirSync(folder())).not.toContain(one.id);
    expect((await link(specialist, one.id)).outcome).toBe('NOT_FOUND');
  });
});

describe('P01.A22 files of a SECRET record', () => {
  it('P01.A22 are seen by whoever sees the record, and exist for nobody else', async () => {
    const one = await attached(supervisor, files.SECRET);
    expect(one).toMatchObject({ label: 'SECRET', keeper: { name: supervisor } });
    const ways = `query($id: ID!, $record: ID!) { attachment(id: $id) { id }
      attachments(filter: { recordId: { eq: $record } }) { totalCount nodes { id } } customer(id: $record) { attachments { id } } }`;
    const variables = { id: one.id, record: files.SECRET.id };
    const mine = await http.platform.as(supervisor).run(ways, variables);
    expect(mine.data.customer.attachments).toEqual([{ id: one.id }]);
    expect(mine.data.attachments.totalCount).toBe(1);
    const never = { id: neverExisted(files.SECRET).id, version: 1 };
    for (const who of [manager, specialist, 'general-manager', 'auditor', 'reader']) {
      const { data } = await http.platform.as(who).run(ways, variables);
      expect(data, who).toEqual({ attachment: null, attachments: { totalCount: 0, nodes: [] }, customer: null });
      expect(JSON.stringify(await link(who, one.id))).toBe(JSON.stringify(await link(who, never.id)));
      expect(JSON.stringify(await remove(who, one))).toBe(JSON.stringify(await remove(who, never)));
    }
    const hidden = await attach(manager, files.SECRET);
    const nothing = await attach(manager, neverExisted(files.SECRET));
    expect(hidden.outcome).toBe('NOT_FOUND');
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(nothing));
  });

  it('P01.A22 are opened by a grant on the record, as long as it lasts', async () => {
    const one = await attached(supervisor, files.SECRET);
    const until = new Date(now.getTime() + 3_600_000);
    await http.platform.owner(
      `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
       values (gen_random_uuid(), $1, $1, $2, 'Customer', $3, 'read', $1, $4)`,
      [now, await http.platform.personId(manager), files.SECRET.id, until],
    );
    expect((await download(manager, one.id)).body).toBe(plain);
    const { data } = await link(manager, one.id);
    now = until;
    expect((await http.request('anyone', { url: data.downloadLink.path })).outcome).toBe('NOT_FOUND');
    expect((await link(manager, one.id)).outcome).toBe('NOT_FOUND');
    await http.platform.owner('delete from access."grant"');
  });

  it('P01.A22 nothing of them stands in the data directory, whatever the label', async () => {
    // What was sent and is of no record yet is plain; it is there for a day, for its sender.
    const uploads = join(http.platform.directory, 'files');
    const before = readdirSync(uploads);
    await attached(supervisor, files.SECRET);
    await attached(specialist, files.PUBLIC);
    expect(readdirSync(uploads)).toEqual(before);
    expect(readdirSync(folder()).length).toBeGreaterThan(1);
    for (const name of readdirSync(folder()))
      expect(readFileSync(join(folder(), name)).includes(words), name).toBe(false);
  });

  it('P01.A22 follow the label of the record when it is raised', async () => {
    const raised = await registerLabelled(http.platform, supervisor, 'INTERNAL', '将升密客户');
    const one = await attached(supervisor, raised);
    expect((await link(specialist, one.id)).outcome).toBe('ok');
    const update = 'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: SECRET }) { label } }';
    expect((await http.platform.as(supervisor).run(update, { id: raised.id })).outcome).toBe('ok');
    const rows = await http.platform.owner('select label, keeper_id from attachments.attachment where id = $1', [
      one.id,
    ]);
    expect(rows).toEqual([{ label: 'SECRET', keeper_id: await http.platform.personId(supervisor) }]);
    expect((await link(specialist, one.id)).outcome).toBe('NOT_FOUND');
    expect((await download(supervisor, one.id)).body).toBe(plain);
  });

  it('P01.A25 whoever destroys the key has destroyed them', async () => {
    const destroyed = await registerLabelled(http.platform, supervisor, 'SECRET', '将销毁客户');
    const one = await attached(supervisor, destroyed);
    await http.platform.owner('delete from secrets.data_key where file_id = $1', [destroyed.id]);
    expect((await download(supervisor, one.id)).outcome).toBe('NOT_FOUND');
    await http.platform.owner('update records.file set destroyed_at = now() where id = $1', [destroyed.id]);
    await http.platform.platform.core.attachments.store.sweep();
    expect(readdirSync(folder())).not.toContain(one.id);
    expect((await link(supervisor, one.id)).outcome).toBe('NOT_FOUND');
  });
});

describe('a link to download', () => {
  it('works once', async () => {
    const { id } = await attached(specialist, files.INTERNAL);
    const { data } = await link(specialist, id);
    const { path } = data.downloadLink;
    expect((await http.request('anyone', { url: path })).status).toBe(200);
    expect((await http.request('anyone', { url: path })).outcome).toBe('NOT_FOUND');
  });

  it('works for one person, and no longer than is set', async () => {
    const { id } = await attached(specialist, files.INTERNAL);
    expect((await download(specialist, id, manager)).outcome).toBe('NOT_FOUND');
    expect((await download(specialist, id, specialist)).status).toBe(200);
    const { data } = await link(specialist, id);
    now = new Date(now.getTime() + 300_000);
    expect((await http.request('anyone', { url: data.downloadLink.path })).outcome).toBe('NOT_FOUND');
  });

  it('stands nowhere as it is, and each download is in the audit', async () => {
    const { id } = await attached(supervisor, files.SECRET);
    const { data } = await link(supervisor, id);
    const token = String(data.downloadLink.path).split('/').at(-1)!;
    const [{ count }] = (await http.platform.owner(
      'select count(*)::integer as count from attachments.link where hash = $1',
      [token],
    )) as [{ count: number }];
    expect(count).toBe(0);
    await http.request('anyone', { url: data.downloadLink.path });
    const entries = await http.platform.owner(
      `select p.name, e.label, e.call from audit.entry e join access.person p on p.id = e.person_id where e.record_id = $1 and e.action = 'export'`,
      [id],
    );
    expect(entries).toEqual([{ name: supervisor, label: 'SECRET', call: 'GET /attachments/:token' }]);
  });

  it('gives nothing of what was changed or lost on the disk', async () => {
    const { id } = await attached(specialist, files.INTERNAL);
    const path = join(folder(), id);
    const sealed = readFileSync(path);
    for (const damage of [
      sealed.subarray(0, -1),
      Buffer.alloc(3),
      Buffer.concat([sealed.subarray(0, 20), Buffer.alloc(1), sealed.subarray(21)]),
    ]) {
      writeFileSync(path, damage);
      expect((await download(specialist, id)).outcome).toBe('INVALID_STATE');
    }
    const other = await attached(specialist, files.INTERNAL, '别的文件');
    writeFileSync(path, readFileSync(join(folder(), other.id)));
    expect((await download(specialist, id)).outcome).toBe('INVALID_STATE');
    writeFileSync(path, sealed);
    expect((await download(specialist, id)).body).toBe(plain);
  });
});

describe('the virus scan', () => {
  const command = (code: string) => {
    const path = join(http.platform.directory, 'scanner');
    writeFileSync(path, `#!/bin/sh\n${code}\n`);
    chmodSync(path, 0o755);
    settings.scanner = { command: path };
  };
  /** A daemon that speaks as clamd does, and what it was given. */
  const daemon = async (verdict: string) => {
    let given = Buffer.alloc(0);
    const server = createServer((socket) => {
      socket.on('data', (chunk) => {
        given = Buffer.concat([given, chunk]);
        if (given.subarray(-4).equals(Buffer.alloc(4))) socket.end(verdict);
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    settings.scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    return { given: () => given, close: () => new Promise((done) => server.close(done)) };
  };

  it.each([
    ['finds nothing', 'exit 0', 'ok'],
    ['finds something', 'exit 1', 'BAD_USER_INPUT'],
    ['fails', 'exit 2', 'SERVICE_UNAVAILABLE'],
    ['reads the file', `grep -q ${words} "$1" && exit 1; exit 0`, 'BAD_USER_INPUT'],
  ])('a command that %s', async (_what, code, outcome) => {
    command(code);
    expect((await attach(specialist, files.INTERNAL)).outcome).toBe(outcome);
  });

  it('a command that is not there refuses everything', async () => {
    settings.scanner = { command: '/nowhere/scanner' };
    expect((await attach(specialist, files.INTERNAL)).outcome).toBe('SERVICE_UNAVAILABLE');
  });

  it.each([
    ['stream: OK\0', 'ok'],
    ['stream: Eicar-Signature FOUND\0', 'BAD_USER_INPUT'],
    ['INSTREAM size limit exceeded. ERROR\0', 'SERVICE_UNAVAILABLE'],
    ['', 'SERVICE_UNAVAILABLE'],
  ])('a daemon that answers %j', async (verdict, outcome) => {
    const clamd = await daemon(verdict);
    expect((await attach(specialist, files.INTERNAL)).outcome).toBe(outcome);
    expect(clamd.given().includes(words)).toBe(true);
    await clamd.close();
    expect((await attach(specialist, files.INTERNAL)).outcome).toBe('SERVICE_UNAVAILABLE');
  });
});

describe('files of records whose module is switched off', () => {
  it('are neither attached, downloaded nor removed, also by a link of before', async () => {
    const one = await attached(specialist, files.INTERNAL);
    const { path } = (await link(specialist, one.id)).data.downloadLink;
    const set = (enabled: boolean) =>
      http.platform
        .as('administrator')
        .run(
          'mutation($enabled: Boolean!) { setModuleEnabled(name: "customers", enabled: $enabled, cascade: true) { removedFields } }',
          {
            enabled,
          },
        );
    expect((await set(false)).outcome).toBe('ok');
    try {
      expect((await http.request('anyone', { url: path })).outcome).toBe('MODULE_DISABLED');
      expect((await attach(specialist, files.INTERNAL)).outcome).toBe('MODULE_DISABLED');
      expect((await link(specialist, one.id)).outcome).toBe('MODULE_DISABLED');
      expect((await remove(specialist, one)).outcome).toBe('MODULE_DISABLED');
    } finally {
      await set(true);
    }
    expect((await download(specialist, one.id)).status).toBe(200);
  });

  it('a link that is void says where to get another', async () => {
    const { body } = await http.request('anyone', { url: '/attachments/unknown' });
    expect(body.errors[0].message).toBe(
      'This link is unknown, was used already or has expired. Ask whoever gave it to you for another.',
    );
  });
});
