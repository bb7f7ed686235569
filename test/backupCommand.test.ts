import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { backUp, bareDatabase, query } from '../src/backup/backup.harness.js';
import { createDatabase, type TestDatabase } from './harness.js';
import { ask, signIn } from './http.js';
import { StartedServer, urlOf } from './startedServer.js';

vi.setConfig({ testTimeout: 240_000 });

const root = mkdtempSync(join(tmpdir(), 'zhidu-backups-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const place = (...names: string[]) => join(root, ...names);

const customers = '{ customers(first: 100, orderBy: [{ number: ASC }]) { totalCount nodes { id number name } } }';
const register = 'mutation($name: String!) { registerCustomer(input: { name: $name }) { number } }';
const password = 'demo-only';

/** One run of a command to its end. */
async function run(settings: Record<string, string>, ...words: string[]): Promise<{ code: unknown; said: string }> {
  const [command, ...rest] = words;
  const process = new StartedServer(settings, command, ...rest);
  const code = await process.ended;
  return { code, said: process.stdout + process.stderr };
}

/** A run that is killed when it has said something. */
async function killedAt(text: string, settings: Record<string, string>, ...words: string[]): Promise<void> {
  const [command, ...rest] = words;
  const process = new StartedServer(settings, command, ...rest);
  await process.printed(text);
  expect(await process.stop('SIGKILL')).toBe('SIGKILL');
}

async function send(base: string, token: string, text: string): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([text]), 'register.csv');
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${base}/files`, { method: 'POST', headers, body: form });
  return ((await response.json()) as { id: string }).id;
}

const patience = { timeout: 30_000 };

const onServer = ({ owner, request }: TestDatabase, dataDirectory: string) => ({
  DATABASE_URL: urlOf(request),
  DATABASE_OWNER_URL: urlOf(owner),
  DATA_DIR: dataDirectory,
  MASTER_KEY: inject('masterKey').trim(),
});

describe('on the embedded database', () => {
  const data = { DATA_DIR: place('data') };
  const live = place('live.zip');
  const made = place('made.zip');

  beforeAll(async () => {
    const database = await createDatabase();
    await backUp(database, place('none'), made);
    await database.drop();
  });

  it('a backup of the running platform is whole, and starts from another directory with all that was acknowledged', async () => {
    const running = new StartedServer(data);
    const first = await running.ready();
    const specialist = await signIn(first, 'customer-information-specialist', password);
    await ask(first, register, specialist, { name: '备份之前' });
    const file = await send(first, specialist, '企业名称\n甲厂\n');
    const before = (await ask(first, customers, specialist)).data;
    const taken = await run(data, 'backup', live);
    expect(taken.said).toMatch(
      /live\.zip is a backup of\n {2}Moment .*the demo organisation\n(.*\n)+ {2}Files {5}1, 0\.0 MB/,
    );
    expect(taken.code).toBe(0);
    expect((await ask(first, customers, specialist)).outcome).toBe('ok');
    expect(await running.stop()).toBe(0);

    const verified = await run({}, 'backup', 'verify', live);
    expect(verified).toMatchObject({ code: 0, said: expect.stringContaining('live.zip is whole:') });
    const other = {
      DATA_DIR: place('other', 'data'),
      MASTER_KEY: readFileSync(join(data.DATA_DIR, 'master.key'), 'utf8').trim(),
    };
    const restored = await run(other, 'restore', live);
    expect(restored.said).toMatch(/Restored in \d+\.\d s, and the database is as the modules want it:/);
    expect(restored.code).toBe(0);
    expect((await run(other, 'audit', 'verify')).said).toMatch(/The audit is whole: \d+ entries/);
    const server = new StartedServer(other);
    const base = await server.ready();
    const token = await signIn(base, 'customer-information-specialist', password);
    expect((await ask(base, customers, token)).data).toEqual(before);
    const imported = await ask(
      base,
      'mutation($file: ID!) { importCustomers(file: $file, dryRun: true) { status lines } }',
      token,
      { file },
    );
    expect(imported.data.importCustomers).toMatchObject({ status: 'FINISHED', lines: 1 });
    expect((await ask(base, register, token, { name: '恢复之后' })).outcome).toBe('ok');
    expect(await server.stop()).toBe(0);
  });

  it('a backup of the stopped platform starts the database for itself', async () => {
    expect(await run(data, 'backup', place('stopped.zip'))).toMatchObject({ code: 0 });
    expect((await run({}, 'backup', 'verify', place('stopped.zip'))).code).toBe(0);
  });

  it('a restore into a directory that is not empty changes nothing', async () => {
    const full = place('full');
    mkdirSync(full);
    writeFileSync(join(full, 'token.keys'), '[]');
    expect(await run({ DATA_DIR: full }, 'restore', made)).toEqual({
      code: 1,
      said: expect.stringContaining(`The data directory ${full} is not empty (token.keys). Nothing was changed.`),
    });
    expect(readdirSync(full)).toEqual(['token.keys']);
  });

  it.each(['creating the database', 'inspecting the database'])(
    'a restore that is killed at "%s" leaves a directory that does not start, and is repeated',
    async (moment) => {
      const killed = { DATA_DIR: place(moment.replaceAll(' ', '-')), MASTER_KEY: inject('masterKey').trim() };
      await killedAt(moment, killed, 'restore', made);
      const sentence = `A restore into ${killed.DATA_DIR} has not finished, and what is there is not whole.`;
      for (const words of [['start'], ['migrate'], ['backup', place('no.zip')]])
        expect(await run(killed, ...words)).toEqual({ code: 1, said: expect.stringContaining(sentence) });
      expect(existsSync(place('no.zip'))).toBe(false);
      expect(await run(killed, 'restore', made)).toMatchObject({ code: 0 });
      expect((await run(killed, 'migrate')).code).toBe(0);
    },
  );

  it('there is nothing to back up where there is no database, and none is made', async () => {
    const { code, said } = await run({ DATA_DIR: place('nothing') }, 'backup', place('no.zip'));
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('There is nothing to back up') });
    expect(existsSync(place('nothing', 'postgres'))).toBe(false);
  });
});

describe('on a server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());
  const backup = place('server.zip');

  it('backs up, and restores behind a kill -9 what was there', async () => {
    const settings = onServer(database, place('server'));
    expect(await run(settings, 'backup', backup)).toMatchObject({ code: 0 });
    const target = await bareDatabase();
    onTestFinished(() => target.drop());
    const into = onServer(target, place('target'));
    await killedAt('writing customers', into, 'restore', backup);
    // The server ends the connection of the killed process when it notices.
    const left = `select from pg_stat_activity where application_name = 'zhidu restore' and datname = current_database()`;
    await expect.poll(async () => (await query(target.owner, left)).length, patience).toBe(0);
    for (const words of [['start'], ['migrate']])
      expect(await run(into, ...words)).toEqual({
        code: 1,
        said: expect.stringContaining('A restore into this database has not finished'),
      });
    expect(await run(into, 'restore', backup)).toMatchObject({ code: 0 });
    const count = 'select count(*) from customers.customer';
    expect(await query(target.owner, count)).toEqual(await query(database.owner, count));
    expect((await run(into, 'restore', backup)).said).toContain('There is something in the database');
    expect((await run(into, 'migrate')).code).toBe(0);
  });

  it('needs the role that owns the tables', async () => {
    const { DATABASE_OWNER_URL: _, ...settings } = onServer(database, place('server'));
    expect(await run(settings, 'backup', place('no.zip'))).toEqual({
      code: 1,
      said: expect.stringContaining('Set DATABASE_OWNER_URL'),
    });
  });

  it('says in one sentence that there is no room, and leaves nothing', async () => {
    const main = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));
    const path = place('large.zip');
    // A limit of 16 blocks for each file stands for a full disk.
    const child = spawn('/bin/sh', ['-c', 'ulimit -f 16; exec "$0" "$@"', process.execPath, main, 'backup', path], {
      env: { PATH: process.env.PATH, ...onServer(database, place('server')) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    const [code] = await once(child, 'close');
    expect({ code, said }).toEqual({
      code: 1,
      said: `There is not enough room for the backup in ${root}. Nothing was kept; free some space.\n`,
    });
    expect(readdirSync(root).filter((name) => name.startsWith('large'))).toEqual([]);
  });

  it('stops on demand and leaves nothing, also while it waits for a migration', async () => {
    const other = new Client(database.owner);
    await other.connect();
    await other.query('begin; lock table customers.customer');
    const child = new StartedServer(onServer(database, place('server')), 'backup', place('ended.zip'));
    const waiting = `select from pg_locks where not granted and relation = 'customers.customer'::regclass`;
    await expect.poll(async () => (await query(database.owner, waiting)).length, patience).toBe(1);
    expect(existsSync(place('ended.zip.part'))).toBe(true);
    expect(await child.stop('SIGTERM')).toBe(1);
    expect(child.stderr).toBe('The backup was stopped. Nothing was kept.\n');
    expect(existsSync(place('ended.zip.part'))).toBe(false);
    await other.end();
  });
});
