import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseProxy } from './databaseProxy.js';
import { createDatabase, type TestDatabase } from './harness.js';
import { HeldTable } from './heldTable.js';
import { HttpService } from './httpService.js';

const specialist = 'customer-information-specialist';
const customers = '{ customers(first: 1) { nodes { name } } }';
const register = 'mutation($name: String!) { registerCustomer(input: { name: $name, kind: GENERAL }) { id } }';

let database: TestDatabase;
let proxy: DatabaseProxy;
let service: HttpService;
let lines: string[];
const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);

beforeAll(async () => {
  database = await createDatabase();
  process.on('unhandledRejection', note).on('uncaughtException', note);
});
afterAll(async () => {
  process.off('unhandledRejection', note).off('uncaughtException', note);
  await database.drop();
});
beforeEach(async () => {
  lines = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  proxy = await DatabaseProxy.open(database.request);
  service = await HttpService.open({ database: { ...database, request: proxy.config }, log, limits: { seconds: 4 } });
});
afterEach(async () => {
  await proxy.restore();
  await service.close();
  expect(unhandled).toEqual([]);
});

const file = {
  method: 'POST',
  url: '/files',
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
  payload: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx\r\n--b--\r\n',
} as const;
const signIn = 'mutation { signIn(name: "reader", password: "demo-only") { accessToken } }';

/** Everything that needs the database. */
const paths: [string, () => Promise<{ status: number; outcome: string }>][] = [
  ['a read', () => service.ask('reader', customers)],
  ['a read of one', () => service.ask('reader', '{ customer(id: "3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b") { name } }')],
  ['a mutation', () => service.ask(specialist, register, { name: '数据库测试有限公司' })],
  ['signing in', () => service.ask('anyone', signIn)],
  ['a file', () => service.request(specialist, file)],
  [
    'refused lines',
    () => service.request(specialist, { url: '/imports/3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b/refused.csv' }),
  ],
];

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await condition()); await sleep(20))
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition}.`);
}
const readiness = () => service.request('anyone', { url: '/health/ready' });

describe.each([
  ['is away', () => proxy.cut()],
  ['says nothing any more', async () => proxy.silence()],
])('while the database %s', (_how, takeAway) => {
  it('every path says so within the time of a request, readiness says so, liveness not, and all recovers', async () => {
    // The specialist's token is looked up before.
    await Promise.all(paths.map(([, ask]) => ask()));
    await takeAway();
    const replies = await Promise.all(paths.map(async ([what, ask]) => [what, (await ask()).outcome]));
    expect(replies).toEqual(paths.map(([what]) => [what, 'SERVICE_UNAVAILABLE']));
    const ready = await readiness();
    expect([ready.status, ready.body.status]).toEqual([503, 'not ready']);
    expect(ready.body.missing).toContain('the database does not answer');
    expect((await service.request('anyone', { url: '/health/live' })).status).toBe(200);
    await proxy.restore();
    await until(async () => (await readiness()).status === 200);
    for (const [what, ask] of paths) expect([what, (await ask()).outcome]).not.toEqual([what, 'SERVICE_UNAVAILABLE']);
    expect((await service.ask('reader', customers)).outcome).toBe('ok');
    expect(lines.filter((line) => line.includes('INTERNAL')).length).toBe(0);
    expect(lines.length).toBeLessThan(60);
  }, 60_000);
});

it('mutations go on after the database was away more often than there are connections', async () => {
  for (let i = 0; i < 10; i += 1) {
    expect((await service.ask(specialist, register, { name: `第${i}次测试有限公司` })).outcome).toBe('ok');
    await proxy.cut();
    expect((await service.ask(specialist, register, { name: '失败测试有限公司' })).outcome).toBe('SERVICE_UNAVAILABLE');
    await proxy.restore();
    await until(async () => (await readiness()).status === 200);
  }
}, 60_000);

it('a database that stays away is told of in few lines', async () => {
  await service.platform.tokenOf('reader');
  await proxy.cut();
  for (let i = 0; i < 20; i += 1) await service.ask('reader', customers);
  await sleep(0);
  const told = lines.filter((line) => JSON.parse(line).level >= 40);
  expect(told.length).toBeLessThan(30);
});

describe('the time of a request', () => {
  it('ends its statement in PostgreSQL, and says so', async () => {
    const held = await HeldTable.hold(database.owner, 'customers.customer');
    const { body, status } = await service.ask('reader', customers);
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COSTLY', measure: 'seconds', limit: 4 } });
    await held.waiting(0);
  });

  it('ends a mutation as well, and nothing of it stays', async () => {
    const held = await HeldTable.hold(database.owner, 'customers.customer');
    const { outcome } = await service.ask(specialist, register, { name: '超时测试有限公司' });
    expect(outcome).toBe('QUERY_TOO_COSTLY');
    await held.waiting(0);
    await held.letGo();
    const rows = await service.platform.owner(`select from customers.customer where name = '超时测试有限公司'`);
    expect(rows).toEqual([]);
  });
});

it('a read ends in PostgreSQL when the client goes away, and its connection is not used again for others', async () => {
  const patient = await HttpService.open({ database, limits: { seconds: 600 } });
  onTestFinished(() => patient.close());
  const base = await patient.listen();
  const held = await HeldTable.hold(database.owner, 'customers.customer');
  const leaving = new AbortController();
  const asked = fetch(`${base}/graphql`, {
    method: 'POST',
    signal: leaving.signal,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await patient.platform.tokenOf('reader')}`,
    },
    body: JSON.stringify({ query: customers }),
  });
  await held.waiting(1);
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await held.waiting(0);
  await held.letGo();
  expect((await patient.ask('reader', customers)).outcome).toBe('ok');
});
