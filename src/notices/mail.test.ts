import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Lending, manager, supervisor } from '../duties/duties.harness.js';
import { readMailSettings } from './mailSettings.js';

interface Mail {
  from: string;
  to: string[];
  source: string;
}

/** A mail server that keeps what it gets, and refuses while it is told to. */
async function startMailServer() {
  const state = { refuses: false };
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => done(state.refuses ? new Error('not now') : null),
    onData: (stream, { envelope }, done) => {
      text(stream).then((source) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
        done();
      }, done);
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const settings = { url, from: 'Zhidu <zhidu@company.example>', publicUrl: 'https://zhidu.company.example' };
  return { state, mails, settings };
}

/** The body, whatever they are encoded in. */
function wholeText({ source }: Mail): string {
  const [head = '', ...rest] = source.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body.replace(/\s/g, ''), 'base64').toString();
  return Buffer.from(
    body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
}

const setAddress = 'mutation($email: String) { setNoticeAddress(email: $email) }';

describe('a notice', () => {
  it('is mailed once to whoever gave an address, with a link', async () => {
    const { mails, settings } = await startMailServer();
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00', { mail: settings });
    await lending.ask('unit-head', setAddress, { email: 'liu.fang@company.example' });
    expect((await lending.ask('unit-head', '{ noticeAddress }')).data.noticeAddress).toBe('liu.fang@company.example');
    await lending.lend('unit-head');
    await lending.sweepAt('2026-03-04T10:00:00+08:00');
    await lending.sweepAt('2026-03-04T12:00:00+08:00');
    expect(mails.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: 'zhidu@company.example', to: ['liu.fang@company.example'] },
    ]);
    expect(wholeText(mails[0]!).replaceAll('\r\n', '\n')).toBe(
      '请于 2026-03-05 前完成：归还借阅的档案（P01.A19）。\nDue by 2026-03-05: Return the file on loan (P01.A19).\n\nhttps://zhidu.company.example\n',
    );
  });

  it('of a record above INTERNAL is mailed without saying what it is about', async () => {
    const { mails, settings } = await startMailServer();
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00', { mail: settings });
    for (const who of ['analyst', 'unit-head', supervisor])
      await lending.ask(who, setAddress, { email: `${who}@company.example` });
    await lending.lend('analyst', { label: 'CONFIDENTIAL', by: supervisor });
    await lending.lend('unit-head');
    const raised = await lending.lend(supervisor, { by: supervisor });
    await lending.platform.owner(`update loans.loan set label = 'SECRET' where id = $1`, [raised.id]);
    await lending.sweepAt('2026-03-04T10:00:00+08:00');
    const about = new Map(mails.map((mail) => [mail.to[0], wholeText(mail)]));
    expect(about.get('unit-head@company.example')).toContain('Return the file on loan');
    for (const to of ['analyst@company.example', `${supervisor}@company.example`]) {
      expect(about.get(to)).toContain('Something waits for you.');
      expect(about.get(to)).not.toContain('Return the file');
      expect(about.get(to)).not.toContain('2026-03');
    }
  });

  it('waits while the mail server refuses, longer each time, and then arrives once', async () => {
    const { state, mails, settings } = await startMailServer();
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00', { mail: settings });
    await lending.ask('unit-head', setAddress, { email: 'liu.fang@company.example' });
    await lending.lend('unit-head');
    state.refuses = true;
    const waits: number[] = [];
    let now = new Date('2026-03-04T10:00:00+08:00');
    for (let i = 0; i < 4; i += 1) {
      await lending.sweepAt(now.toISOString());
      const [mail] = await lending.platform.owner<{ next_try_at: Date; last_error: string }>(
        'select * from notices.mail',
      );
      waits.push((mail!.next_try_at.getTime() - now.getTime()) / 60_000);
      expect(mail!.last_error).not.toContain('@');
      now = mail!.next_try_at;
    }
    expect(waits).toEqual([1, 3, 9, 27]);
    expect(mails).toHaveLength(0);
    state.refuses = false;
    expect((await lending.sweepAt(now.toISOString())).mailed).toBe(1);
    expect((await lending.sweepAt('2026-03-05T10:00:00+08:00')).mailed).toBe(0);
    expect(mails).toHaveLength(1);
  });

  it('that was read, or whose record was hidden meanwhile, is not mailed', async () => {
    const { mails, settings } = await startMailServer();
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00', { mail: settings });
    for (const who of ['unit-head', manager]) await lending.ask(who, setAddress, { email: `${who}@company.example` });
    const { id } = await lending.lend('analyst');
    await lending.platform.owner(
      `insert into notices.mail (notice_id, next_try_at)
       select n, '2026-03-06' from (select notices.tell(json_build_array(json_build_object('kind', 'ESCALATED', 'duty', d.id,
         'role', 'CUSTOMER_SERVICE_MANAGER', 'message', json_build_object('en', 'x', 'zh', 'x'))), '2026-03-06', false) n
       from duties.duty d where d.record_id = $1) told`,
      [id],
    );
    await lending.platform.owner(
      `update loans.loan set label = 'SECRET', keeper_id = (select id from access.person where name = $2) where id = $1`,
      [id, supervisor],
    );
    // What the demo has overdue for the same people is mailed to them.
    await lending.platform.owner(`delete from duties.duty where module <> 'loans'`);
    await lending.sweepAt('2026-03-06T10:00:00+08:00');
    expect(mails).toEqual([]);
    const [mail] = await lending.platform.owner('select sent_at, given_up_at, next_try_at from notices.mail');
    expect(mail).toMatchObject({ sent_at: null, next_try_at: null });
  });

  it('waits for no mail server where there is none', async () => {
    const lending = await Lending.inTest('2026-03-02T10:00:00+08:00');
    await lending.ask('unit-head', setAddress, { email: 'liu.fang@company.example' });
    await lending.lend('unit-head');
    expect(await lending.sweepAt('2026-03-04T10:00:00+08:00')).toMatchObject({ reminded: 1, mailed: 0 });
    expect(await lending.platform.owner('select * from notices.mail')).toEqual([]);
  });
});

let opened: Promise<Lending> | undefined;
const shared = () => {
  opened ??= Lending.open('2026-03-02T10:00:00+08:00');
  return opened;
};

afterAll(async () => (await opened)?.platform.close());

describe('setNoticeAddress', () => {
  it.each(['x', 'a b@c.example', 'a@b.example\r\nBcc: c@d.example', 'a@b.example,c@d.example', '<a@b.example>'])(
    'refuses %j',
    async (email) => {
      const lending = await shared();
      expect((await lending.ask('reader', setAddress, { email })).outcome).toBe('BAD_USER_INPUT');
    },
  );
});

describe('the settings of mail', () => {
  it.each([
    [{}, 0],
    [
      {
        SMTP_URL: 'smtps://user:secret@mail.example:465',
        MAIL_FROM: 'z@company.example',
        PUBLIC_URL: 'https://z.example',
      },
      0,
    ],
    [{ SMTP_URL: 'mail.example' }, 3],
    [{ SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'nobody', PUBLIC_URL: 'ftp://z' }, 2],
  ])('%j have so many problems: %i, and none tells the password', (env, count) => {
    const problems: string[] = [];
    readMailSettings(env as NodeJS.ProcessEnv, problems);
    expect(problems).toHaveLength(count);
    expect(problems.join()).not.toContain('secret');
  });
});
