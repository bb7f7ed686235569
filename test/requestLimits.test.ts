import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDatabase, type TestDatabase } from './harness.js';
import { HeldTable } from './heldTable.js';
import { HttpService, type Reply } from './httpService.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

/** A clock that stands until it is set forward. */
class Clock {
  now = Date.parse('2026-03-02T08:00:00Z');
  readonly read = () => new Date(this.now);
  forward(seconds: number): void {
    this.now += seconds * 1000;
  }
}

async function open(options: Parameters<typeof HttpService.open>[0] = {}) {
  const clock = new Clock();
  const service = await HttpService.open({ database, clock: clock.read, ...options });
  onTestFinished(() => service.close());
  return { service, clock };
}

const name = '{ viewer { name } }';
const outcomes = async (count: number, ask: (i: number) => Promise<Reply>) => {
  const replies: Reply[] = [];
  for (let i = 0; i < count; i += 1) replies.push(await ask(i));
  return replies.map(({ outcome }) => outcome).join(' ');
};
const from = (remoteAddress: string) => ({ remoteAddress });

describe('requests in a minute', () => {
  it('a person has a number of them, wherever they come from, and it fills evenly', async () => {
    const { service, clock } = await open({ limits: { personPerMinute: 3 } });
    const ask = (i: number) => service.ask('reader', name, undefined, from(`192.0.2.${i}`));
    expect(await outcomes(4, ask)).toBe('ok ok ok RATE_LIMITED');
    expect((await service.ask('analyst', name)).outcome).toBe('ok');
    clock.forward(19);
    expect((await ask(0)).outcome).toBe('RATE_LIMITED');
    clock.forward(1);
    expect(await outcomes(2, ask)).toBe('ok RATE_LIMITED');
    clock.forward(1800);
    expect(await outcomes(4, ask)).toBe('ok ok ok RATE_LIMITED');
  });

  it('says when to try again, in the answer and in a header, and that it holds then', async () => {
    const { service, clock } = await open({ limits: { personPerMinute: 2 } });
    const ask = () => service.ask('reader', name);
    await outcomes(2, ask);
    const { status, headers, body } = await ask();
    expect([status, headers['retry-after']]).toEqual([429, '30']);
    expect(body.errors).toEqual([
      {
        message: 'At most 2 requests a minute are allowed for one person. Try again in 30 seconds.',
        extensions: { code: 'RATE_LIMITED', retryAfter: 30, limit: 2 },
      },
    ]);
    clock.forward(body.errors[0].extensions.retryAfter);
    expect((await ask()).outcome).toBe('ok');
  });

  it.each([
    ['the same', '192.0.2.1', '192.0.2.1', true],
    ['another', '192.0.2.1', '192.0.2.2', false],
    ['the same, written as IPv6', '192.0.2.1', '::ffff:192.0.2.1', true],
    ['another of the same customer', '2001:db8:1:2::1', '2001:DB8:1:2:ffff::9', true],
    ['the same network, written out', '2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0002', true],
    ['another network', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ])('an address has a number of them: %s', async (_what, first, second, isSame) => {
    const { service } = await open({ limits: { addressPerMinute: 2 } });
    expect(await outcomes(2, () => service.ask('anyone', name, undefined, from(first)))).toBe('ok ok');
    expect((await service.ask('reader', name, undefined, from(second))).outcome).toBe(isSame ? 'RATE_LIMITED' : 'ok');
    expect((await service.request('anyone', { url: '/', ...from(second) })).status).toBe(isSame ? 429 : 200);
    expect((await service.request('anyone', { url: '/health/live', ...from(second) })).status).toBe(200);
  });

  it.each([
    ['nobody is believed', [], '127.0.0.1', 'RATE_LIMITED'],
    ['the proxy is believed', ['127.0.0.0/8'], '127.0.0.1', 'ok'],
    ['somebody else is not believed', ['127.0.0.0/8'], '192.0.2.9', 'RATE_LIMITED'],
  ])('X-Forwarded-For: %s', async (_who, trustedProxies, remoteAddress, outcome) => {
    const { service } = await open({ limits: { addressPerMinute: 1 }, http: { trustedProxies } });
    const ask = (i: number) =>
      service.ask('anyone', name, undefined, { remoteAddress, headers: { 'x-forwarded-for': `198.51.100.${i}` } });
    await ask(1);
    expect((await ask(2)).outcome).toBe(outcome);
  });

  it('a client cannot choose its address before a proxy that adds the true one', async () => {
    const { service } = await open({ limits: { addressPerMinute: 1 }, http: { trustedProxies: ['127.0.0.1'] } });
    const ask = (i: number) =>
      service.ask('anyone', name, undefined, { headers: { 'x-forwarded-for': `198.51.100.${i}, 203.0.113.5` } });
    expect(await outcomes(2, ask)).toBe('ok RATE_LIMITED');
  });
});

describe('passwords in a minute', () => {
  const signIn = (alias: string) => `${alias}: signIn(name: "reader", password: "wrong") { accessToken }`;
  it.each([
    ['one at a time', (i: number) => `mutation { ${signIn(`a${i}`)} }`, 3],
    ['several under other names', () => `mutation { ${['a', 'b', 'c'].map(signIn).join(' ')} }`, 1],
    [
      'several in fragments',
      () => `mutation { ...F ... { ${signIn('c')} } } fragment F on Mutation { ${signIn('a')} ${signIn('b')} }`,
      1,
    ],
  ])('%s', async (_how, write, allowed) => {
    const { service, clock } = await open({ limits: { signInsPerMinute: 3 } });
    const ask = (i: number) => service.ask('anyone', write(i), undefined, from('192.0.2.1'));
    expect(await outcomes(allowed + 1, ask)).toBe(`${'UNAUTHENTICATED '.repeat(allowed)}RATE_LIMITED`);
    const { status, headers } = await ask(0);
    expect([status, Number(headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await service.ask('anyone', name, undefined, from('192.0.2.1'))).outcome).toBe('ok');
    expect((await service.ask('anyone', write(0), undefined, from('192.0.2.2'))).outcome).toBe('UNAUTHENTICATED');
    clock.forward(60);
    expect((await ask(0)).outcome).toBe('UNAUTHENTICATED');
  });
});

describe('requests at the same time', () => {
  it('a person has a number of them, and each that ends makes room', async () => {
    const { service } = await open({ limits: { concurrent: 2 } });
    const held = await HeldTable.hold(database.owner, 'customers.customer');
    const ask = () => service.ask('reader', '{ customers { totalCount } }');
    const underWay = [ask(), ask()];
    await held.waiting(2);
    expect(await outcomes(2, ask)).toBe('RATE_LIMITED RATE_LIMITED');
    expect((await service.ask('analyst', name)).outcome).toBe('ok');
    await held.letGo();
    expect((await Promise.all(underWay)).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(await outcomes(5, ask)).toBe('ok ok ok ok ok');
  });
});

describe('files in a day', () => {
  const specialist = 'customer-information-specialist';
  const send = (service: HttpService, bytes: number, who = specialist) => {
    const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    return service.request(who, {
      method: 'POST',
      url: '/files',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: `${part}${'x'.repeat(bytes)}\r\n--b--\r\n`,
    });
  };

  it('are limited in number, until the first is a day old', async () => {
    const { service, clock } = await open({ limits: { uploadsPerDay: 2 } });
    await send(service, 10);
    await service.platform.owner(`update files.stored_file set created_at = created_at - interval '23 hours'`);
    expect(await outcomes(2, () => send(service, 10))).toBe('ok RATE_LIMITED');
    expect((await send(service, 10, 'administrator')).outcome).toBe('ok');
    expect((await send(service, 10)).headers['retry-after']).toBe('3600');
    clock.forward(1800);
    expect((await send(service, 10)).headers['retry-after']).toBe('1800');
    await service.platform.owner(`update files.stored_file set created_at = created_at - interval '30 minutes'`);
    expect((await send(service, 10)).outcome).toBe('ok');
  });

  it('are limited in size, also when they come at the same time', async () => {
    const { service } = await open({ limits: { uploadMibPerDay: 1 } });
    const who = 'customer-information-supervisor';
    const replies = await Promise.all([1, 2, 3].map(() => send(service, 600 * 1024, who)));
    expect(replies.map(({ outcome }) => outcome).sort()).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'ok']);
  });
});

it('everything beyond is let through and reported where LIMITS says so', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  const limits = { mode: 'report', personPerMinute: 1, addressPerMinute: 1, signInsPerMinute: 1 } as const;
  const { service } = await open({ limits, log });
  expect(await outcomes(2, () => service.ask('reader', name))).toBe('ok ok');
  const signIn =
    'mutation { a: signIn(name: "x", password: "y") { expiresAt } b: signIn(name: "x", password: "y") { expiresAt } }';
  expect((await service.ask('anyone', signIn)).outcome).toBe('UNAUTHENTICATED');
  const person = await service.platform.personId('reader');
  const reports = lines.map((line) => JSON.parse(line));
  for (const [measure, who] of Object.entries({
    personPerMinute: { person },
    addressPerMinute: {},
    signInsPerMinute: {},
  }))
    expect(reports).toContainEqual(
      expect.objectContaining({
        measure,
        limit: 1,
        value: expect.any(Number),
        requestId: expect.any(String),
        address: '127.0.0.1',
        ...who,
      }),
    );
});
