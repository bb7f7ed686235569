import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { createDatabase, type TestDatabase } from './harness.js';
import { HeldTable } from './heldTable.js';
import { ask, signIn } from './http.js';
import { HttpService } from './httpService.js';
import { StartedServer, urlOf } from './startedServer.js';

const directory = mkdtempSync(join(tmpdir(), 'zhidu-drain-'));
const customers = '{ customers(first: 1) { totalCount } }';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await database.drop();
});

describe('told to stop', () => {
  it('refuses what is new, finishes what is under way, and lives meanwhile', async () => {
    const service = await HttpService.open({ database });
    onTestFinished(() => service.close());
    const held = await HeldTable.hold(database.owner, 'customers.customer');
    const underWay = service.ask('reader', customers);
    await held.waiting(1);
    service.platform.platform.beginToStop();
    const refused = await service.ask('reader', '{ viewer { name } }');
    expect([refused.status, refused.outcome, refused.headers.connection]).toEqual([
      503,
      'SERVICE_UNAVAILABLE',
      'close',
    ]);
    const ready = await service.request('anyone', { url: '/health/ready' });
    expect([ready.status, ready.body]).toEqual([503, { status: 'not ready', missing: ['the server is stopping'] }]);
    expect((await service.request('anyone', { url: '/health/live' })).status).toBe(200);
    await held.letGo();
    expect((await underWay).body.data.customers.totalCount).toBeGreaterThan(0);
  });

  it.each([
    ['lets a request finish that is under way, and ends with code 0', '60', true],
    ['cuts off a request that takes longer than DRAIN_SECONDS, and ends with code 1', '1', false],
  ])('%s', async (_what, DRAIN_SECONDS, isFinished) => {
    const server = new StartedServer({
      DATA_DIR: directory,
      DATABASE_URL: urlOf(database.request),
      MASTER_KEY: inject('masterKey').trim(),
      DRAIN_SECONDS,
    });
    const base = await server.ready();
    const token = await signIn(base, 'reader', 'demo-only');
    const held = await HeldTable.hold(database.owner, 'customers.customer');
    const underWay = ask(base, customers, token).then(
      ({ outcome }) => outcome,
      () => 'cut off',
    );
    await held.waiting(1);
    server.child.kill('SIGTERM');
    await server.printed('Stopping');
    if (isFinished) await held.letGo();
    expect(await underWay).toBe(isFinished ? 'ok' : 'cut off');
    expect(await server.ended).toBe(isFinished ? 0 : 1);
    expect(server.stderr).toBe(isFinished ? '' : 'Requests that took longer than 1 s were cut off.\n');
  });
});
