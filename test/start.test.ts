import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { isAlive, until } from '../src/database/embeddedHarness.js';
import { asOwner } from '../src/open.js';
import { ask, signIn } from './http.js';
import { StartedServer } from './startedServer.js';

// Each test starts processes, which takes its time where other tests run on the same two cores.
vi.setConfig({ testTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), 'zhidu-start-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const demo = { DATA_DIR: join(root, 'demo') };
const serverProcess = (directory: string) =>
  Number.parseInt(readFileSync(join(directory, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
const uploads = () => {
  const folder = join(demo.DATA_DIR, 'files');
  return existsSync(folder) ? readdirSync(folder).length : 0;
};
const countCustomers = async (base: string) => {
  const token = await signIn(base, 'customer-service-manager', 'demo-only');
  return (await ask(base, '{ customers { totalCount } }', token)).data.customers.totalCount;
};

/** Runs to its end, which has to be a refusal: one sentence and no stack. */
async function refusal(settings: Record<string, string>, command = 'start'): Promise<string> {
  const server = new StartedServer(settings, command);
  expect(await server.ended).toBe(1);
  expect(server.stderr).not.toMatch(/\n\s+at |Error:/);
  expect(server.stderr.trimEnd().split('\n')).toHaveLength(1);
  return server.stderr.trimEnd();
}

describe('npm start', () => {
  let customers: number;

  it('killed while it fills the demo, begins the demo again at the next start', async () => {
    const killed = new StartedServer(demo);
    await killed.printed('filling the demo: customers');
    await killed.stop('SIGKILL');
    const server = new StartedServer(demo);
    const base = await server.ready();
    expect(server.stdout).toContain('the demo was not filled to its end');
    customers = await countCustomers(base);
    expect(customers).toBeGreaterThan(200);
    expect(await server.stop()).toBe(0);
  });

  it('says in few lines where it listens, where the data lies and how to sign in, and nothing else', async () => {
    const server = new StartedServer(demo);
    const base = await server.ready();
    expect(server.stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    expect(server.stdout).toContain(demo.DATA_DIR);
    expect(server.stdout).toMatch(/Sign in .*customer-service-manager.*demo-only/);
    for (const path of ['/', '/health/live', '/health/ready'])
      expect([path, (await fetch(base + path)).status]).toEqual([path, 200]);
    await server.stop();
    expect(server.stderr).toBe('');
  });

  it('refuses a second start on the same data and on the same port, and goes on serving', async () => {
    const server = new StartedServer(demo);
    const base = await server.ready();
    expect(await refusal(demo)).toMatch(/^The data directory .* is in use by another Zhidu/);
    expect(await refusal({ DATA_DIR: join(root, 'other'), PORT: new URL(base).port })).toMatch(
      /^Port \d+ .* is in use/,
    );
    expect(existsSync(join(root, 'other'))).toBe(false);
    expect(await countCustomers(base)).toBe(customers);
  });

  it('killed, leaves no PostgreSQL behind and has everything at the next start', async () => {
    const server = new StartedServer(demo);
    await server.ready();
    const postgres = serverProcess(demo.DATA_DIR);
    await server.stop('SIGKILL');
    await until(() => !isAlive(postgres));
    expect(await countCustomers(await new StartedServer(demo).ready())).toBe(customers);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'finishes an upload that is under way at %s, also if it comes twice',
    async (signal) => {
      const server = new StartedServer(demo);
      const base = await server.ready();
      const token = await signIn(base, 'administrator', 'demo-only');
      const before = uploads();
      const upload = request(`${base}/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=part' },
      });
      const answered = once(upload, 'response');
      upload.write('--part\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nbegin');
      await until(() => uploads() > before);
      server.child.kill(signal);
      server.child.kill(signal);
      await server.printed('Stopping');
      await expect(fetch(`${base}/health/live`)).rejects.toThrow();
      upload.end(' and end\r\n--part--\r\n');
      const [response] = await answered;
      expect(response.statusCode).toBe(201);
      expect(await server.ended).toBe(0);
      expect(server.stderr).toBe('');
    },
  );

  it('says in one sentence that its database is gone, and ends with code 1', async () => {
    const server = new StartedServer(demo);
    await server.ready();
    process.kill(serverProcess(demo.DATA_DIR), 'SIGKILL');
    expect(await server.ended).toBe(1);
    expect(server.stderr).toMatch(/^The PostgreSQL server is gone: it was ended by SIGKILL[^\n]*\n$/);
  });
});

describe('npm start refuses', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');

  it.each([
    ['several wrong settings, all at once', { PORT: 'x', LOG_LEVEL: 'loud' }, /PORT is "x".*LOG_LEVEL must be/],
    ['a data directory that is a file', { DATA_DIR: file }, /a file is in its place/],
    [
      'a database that cannot be reached',
      { DATA_DIR: join(root, 'own'), DATABASE_URL: 'postgresql://me:my-secret@127.0.0.1:1/zhidu' },
      /^The database zhidu of DATABASE_URL cannot be reached as me on 127.0.0.1:1: connect ECONNREFUSED/,
    ],
  ])('%s', async (_what, settings, sentence) => {
    const said = await refusal(settings as Record<string, string>);
    expect(said).toMatch(sentence);
    expect(said).not.toContain('my-secret');
  });
});

describe('in production', () => {
  const production = {
    NODE_ENV: 'production',
    TOKEN_KEY: 'a key of the tests that nobody else uses',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    LOG_LEVEL: 'warn',
  };

  it('the first start makes one administrator, whose one-time password opens nothing but changePassword', async () => {
    const settings = { ...production, DATA_DIR: join(root, 'production') };
    const first = new StartedServer(settings);
    let base = await first.ready();
    const [, password] = /one-time password (\S+)/.exec(first.stdout)!;
    const token = await signIn(base, 'administrator', password!);
    expect((await ask(base, '{ modules { name } }', token)).outcome).toBe('FORBIDDEN');
    expect((await ask(base, '{ people { totalCount } }', token)).outcome).toBe('FORBIDDEN');
    const change = `mutation { changePassword(currentPassword: "${password}", newPassword: "a long one of my own") { mustChangePassword } }`;
    expect((await ask(base, change, token)).data.changePassword.mustChangePassword).toBe(false);
    expect((await ask(base, '{ people { totalCount } }', token)).data.people.totalCount).toBe(1);
    expect(await first.stop()).toBe(0);

    const second = new StartedServer(settings);
    base = await second.ready();
    expect(second.stdout).not.toContain('one-time');
    expect(await signIn(base, 'administrator', 'a long one of my own')).toBeTypeOf('string');
  });

  it('a database with the demo organisation is refused', async () => {
    const itsKey = { MASTER_KEY: readFileSync(join(demo.DATA_DIR, 'master.key'), 'utf8').trim() };
    expect(await refusal({ ...production, ...demo, ...itsKey })).toMatch(/^This database holds the demo organisation/);
    expect(await refusal({ ...production, ...demo }, 'demo')).toMatch(/^In production there is no demo/);
  });
});

describe('on a PostgreSQL of your own', () => {
  const url = ({ host, port, user, password, database }: PoolConfig) =>
    `postgresql://${user}:${password}@${encodeURIComponent(host!)}:${port}/${database}`;

  it('migrates as the owner, and then starts as the role of the requests alone', async () => {
    const [owner, request] = [inject('owner'), inject('request')].map((role) =>
      url({ ...role, database: 'own_server' }),
    );
    await asOwner(inject('owner'), (client) => client.query('create database own_server'));
    const own = { DATA_DIR: join(root, 'own'), DATABASE_URL: request! };
    expect(await refusal(own)).toMatch(/^The database is not ready: it was never migrated; run: npm run migrate/);
    expect(await refusal(own, 'migrate')).toMatch(/^Set DATABASE_OWNER_URL/);
    expect(await new StartedServer({ ...own, DATABASE_OWNER_URL: owner! }, 'migrate').ended).toBe(0);
    expect(await refusal({ ...own, DATABASE_URL: owner! })).toMatch(/the request role zhidu_owner owns tables/);
    const server = new StartedServer(own);
    expect((await fetch(`${await server.ready()}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});
