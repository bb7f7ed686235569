import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreModules } from '../src/coreModules.js';
import { createHttpServer } from '../src/graphql/httpServer.js';
import { defineModule } from '../src/module.js';
import { closing, createDatabase, type TestDatabase, TestPlatform } from './harness.js';
import { ask } from './http.js';
import { setModuleEnabled, switchUnderReaders } from './switchUnderReaders.js';

const pageDirectory = fileURLToPath(new URL('../src/page', import.meta.url));
const feedback = '{ customers(first: 3) { nodes { qualityFeedback { nodes { id } } } } }';

let database: TestDatabase;
let platform: TestPlatform;
let server: FastifyInstance;
let base: string;

beforeAll(async () => {
  database = await createDatabase();
  platform = await TestPlatform.open({ database, limits: { personPerMinute: 1_000_000, addressPerMinute: 1_000_000 } });
  server = createHttpServer(platform.platform, { uploadLimitBytes: 1000, pageDirectory });
  base = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await server?.close();
  await platform?.close();
  await database?.drop();
});

/** The administrator's switch over HTTP. */
const set = async (name: string, enabled: boolean, more: { dryRun?: boolean; cascade?: boolean } = {}) =>
  ask(base, setModuleEnabled, await platform.tokenOf('administrator'), { name, enabled, ...more });

const off = (answer: Pick<Awaited<ReturnType<typeof ask>>, 'data'>) =>
  answer.data.setModuleEnabled.modules
    .filter((module: { enabled: boolean }) => !module.enabled)
    .map((module: { name: string }) => module.name);

describe('switching a module under readers', () => {
  it('fails no request but those that ask for what is off, over 20 switches and 20 clients', async () => {
    const [reader, administrator] = [await platform.tokenOf('unit-head'), await platform.tokenOf('administrator')];
    const { outcomes, requests } = await switchUnderReaders(base, { reader, administrator });
    expect(Object.keys(outcomes).sort()).toEqual(['customers ok', 'feedback MODULE_DISABLED', 'feedback ok']);
    expect(requests).toBeGreaterThanOrEqual(20 * 40);
  });

  it('lets a request that is under way finish on the schema that it began with', async () => {
    const token = await platform.tokenOf('general-manager');
    const locking = new Client(database.owner);
    await locking.connect();
    try {
      await locking.query('begin; lock table quality.feedback_form in access exclusive mode');
      const underWay = ask(base, feedback, token);
      await waiting(locking, 'feedback_form');
      expect((await set('quality', false)).outcome).toBe('ok');
      expect((await ask(base, feedback, token)).outcome).toBe('MODULE_DISABLED');
      await locking.query('commit');
      const { outcome, data } = await underWay;
      expect([outcome, data.customers.nodes.length]).toEqual(['ok', 3]);
    } finally {
      await locking.end();
      await set('quality', true);
    }
  });
});

describe('the state of the modules', () => {
  it('survives a restart', async () => {
    await set('quality', false);
    const restarted = await TestPlatform.open({ database });
    try {
      expect((await restarted.as('general-manager').run(feedback)).outcome).toBe('MODULE_DISABLED');
    } finally {
      await restarted.close();
      await set('quality', true);
    }
  });

  it('reaches a second instance on the same database within a second', async () => {
    const second = await TestPlatform.open({ database });
    const sees = async (outcome: string) => {
      const deadline = performance.now() + 1000;
      while ((await second.as('general-manager').run(feedback)).outcome !== outcome)
        if (performance.now() > deadline) return `not ${outcome} within a second`;
      return outcome;
    };
    try {
      await set('quality', false);
      expect(await sees('MODULE_DISABLED')).toBe('MODULE_DISABLED');
      await set('quality', true);
      expect(await sees('ok')).toBe('ok');
    } finally {
      await second.close();
    }
  });

  it('is the same on both after each has switched at the same moment', async () => {
    const second = await TestPlatform.open({ database });
    const administrator = second.as('administrator');
    try {
      for (let round = 0; round < 5; round += 1)
        await Promise.all([
          set('quality', round % 2 === 0),
          administrator.run(setModuleEnabled, { name: 'quality', enabled: round % 2 === 1 }),
        ]);
      const [{ off: names }] = (await platform.owner('select switching.disabled_modules() as off')) as [
        { off: string[] },
      ];
      const deadline = performance.now() + 1000;
      const states = () => [platform, second].map((one) => one.platform.core.switching.isEnabled('quality'));
      const wanted = [!names.includes('quality'), !names.includes('quality')];
      while (String(states()) !== String(wanted) && performance.now() < deadline) await sleep(5);
      expect(states()).toEqual(wanted);
    } finally {
      await second.close();
      await set('quality', true);
    }
  });
});

describe('what a switch changes', () => {
  it('is told by dryRun and not done', async () => {
    const answer = await set('quality', false, { dryRun: true });
    expect(off(answer)).toEqual(['quality']);
    expect(answer.data.setModuleEnabled.removedFields).toEqual(
      expect.arrayContaining(['Customer.qualityFeedback', 'Query.feedbackForms']),
    );
    expect(answer.data.setModuleEnabled.removedFields).not.toContain('Query.customers');
    expect((await ask(base, feedback, await platform.tokenOf('general-manager'))).outcome).toBe('ok');
  });

  it('of a module that another one requires needs cascade, in both directions', async () => {
    const plain = (name: string, requires: string[]) =>
      defineModule({
        name,
        title: { en: name, zh: name },
        description: name,
        requires,
        permissions: { calls: {}, rows: {} },
      });
    const two = await TestPlatform.open({ modules: [plain('base', []), plain('upper', ['base'])], migrate: true });
    closing(two);
    const setHere = (name: string, enabled: boolean, cascade = false) =>
      two.as('administrator').run(setModuleEnabled, { name, enabled, cascade });
    expect((await setHere('base', false)).outcome).toBe('INVALID_STATE');
    expect(off(await setHere('base', false, true))).toEqual(['base', 'upper']);
    expect((await setHere('upper', true)).outcome).toBe('INVALID_STATE');
    expect(off(await setHere('upper', true, true))).toEqual([]);
  });

  it('of a module that another one only links to leaves that whole, without what it shows of it', async () => {
    const token = await platform.tokenOf('general-manager');
    const forms = async (fields: string) =>
      ask(base, `{ feedbackForms(first: 3) { totalCount nodes { ${fields} } } }`, token);
    const before = await forms('number');
    expect(off(await set('customers', false))).toEqual(['customers']);
    expect((await forms('number')).data).toEqual(before.data);
    expect((await forms('customer { id }')).outcome).toBe('MODULE_DISABLED');
    await set('customers', true);
    expect((await forms('customer { id }')).outcome).toBe('ok');
  });

  it('leaves the data: what was there is there when the module is on again', async () => {
    const token = await platform.tokenOf('general-manager');
    const count = async () =>
      (await ask(base, '{ feedbackForms { totalCount } }', token)).data?.feedbackForms.totalCount;
    const before = await count();
    await set('quality', false);
    expect(await count()).toBeUndefined();
    await set('quality', true);
    expect(await count()).toBe(before);
  });

  it.each(coreModules.map(({ name }) => name))('cannot concern %s, which belongs to the core', async (name) => {
    expect((await set(name, false, { cascade: true })).outcome).toBe('INVALID_STATE');
    expect((await set(name, true)).outcome).toBe('ok');
  });

  it('cannot concern a module that is not installed', async () => {
    expect((await set('nothing', false)).outcome).toBe('BAD_USER_INPUT');
  });
});

describe('setModuleEnabled: who may', () => {
  it.each([
    ['anyone', 'UNAUTHENTICATED'],
    ['reader', 'FORBIDDEN'],
    ['general-manager', 'FORBIDDEN'],
    ['auditor', 'FORBIDDEN'],
    ['customer-service-manager', 'FORBIDDEN'],
    ['quality-inspector', 'FORBIDDEN'],
    ['administrator', 'ok'],
  ])('%s: %s', async (person, outcome) => {
    const dryRun = { name: 'quality', enabled: false, dryRun: true };
    expect((await platform.as(person).run(setModuleEnabled, dryRun)).outcome).toBe(outcome);
  });
});

/** Until another connection waits for a lock on the table. */
async function waiting(client: Client, table: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const { rows } = await client.query(
      `select 1 from pg_locks l join pg_class c on c.oid = l.relation where c.relname = $1 and not l.granted`,
      [table],
    );
    if (rows.length > 0) return;
    await sleep(5);
  }
  throw new Error(`Nobody waits for ${table}.`);
}
