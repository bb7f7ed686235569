import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmbedded } from './embedded.js';
import { EmbeddedHarness, isAlive, kill, query, said, serverProcess } from './embeddedHarness.js';
import { StartError } from './startError.js';

const harness = new EmbeddedHarness();
/** Filled by the first test; for those that need no first start. */
const used = join(harness.root, 'used');

describe('embedded PostgreSQL: a first and a second start', () => {
  it('makes a private directory and two roles, of which that of requests may do nothing by itself', async () => {
    const { owner, request } = await harness.start(used);
    const roles = `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, pg_has_role(rolname, 'zhidu_owner', 'member')
        as owns from pg_roles where rolname = current_user`;
    const powers = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(await query(owner, roles)).toEqual([{ rolname: 'zhidu_owner', ...powers, rolcreatedb: true, owns: true }]);
    expect(await query(request, roles)).toEqual([
      { rolname: 'zhidu_request', ...powers, rolcreatedb: false, owns: false },
    ]);
    expect(
      await query(owner, `select pg_get_userbyid(datdba) as name from pg_database where datname = 'zhidu'`),
    ).toEqual([{ name: 'zhidu_owner' }]);
    expect(
      await query(owner, `select 1 from pg_shdepend where refobjid = 'zhidu_request'::regrole and deptype = 'o'`),
    ).toEqual([]);
    await expect(query(request, 'create table mine (id int)')).rejects.toThrow('permission denied');
    expect(statSync(used).mode & 0o777).toBe(0o700);
    expect(statSync(join(used, 'credentials.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps what was written, and writes durably', async () => {
    const first = await harness.start(used);
    await query(first.owner, 'create table kept as select 42 as answer');
    await first.stop();
    await first.stop();
    const { owner } = await harness.start(used);
    expect(await query(owner, 'select answer from kept')).toEqual([{ answer: 42 }]);
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
      expect(await query(owner, `show ${setting}`)).toEqual([{ [setting]: 'on' }]);
  });

  it('lets nobody in without the password, nor the superuser at all, and listens on no network', async () => {
    const { owner } = await harness.start(used);
    await expect(query({ ...owner, password: 'wrong' }, 'select 1')).rejects.toThrow('password authentication failed');
    await expect(query({ ...owner, user: 'bootstrap' }, 'select 1')).rejects.toThrow('no pg_hba.conf entry');
    expect(await query(owner, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });

  it.each([
    ['whose path is too long for a socket', 'long'.repeat(30)],
    ['whose path has spaces, quotes and Chinese', "a 'b', 制度"],
  ])('works in a directory %s', async (_what, name) => {
    const { owner, stop } = await harness.start(join(harness.root, name));
    expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(Buffer.byteLength(`${owner.host}/.s.PGSQL.${owner.port}`)).toBeLessThan(104);
    await stop();
    expect(existsSync(join(owner.host!, '.s.PGSQL.5432'))).toBe(false);
  });

  it('works in a directory that other users can reach, and when that becomes private', async () => {
    const home = mkdtempSync(join(tmpdir(), 'zhidu-home-'));
    try {
      for (const mode of [0o755, 0o700, 0o755]) {
        chmodSync(home, mode);
        const { request, stop } = await harness.start(join(home, 'data'));
        expect(await query(request, 'select 1 as one')).toEqual([{ one: 1 }]);
        await stop();
      }
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

describe('embedded PostgreSQL: a directory in use', () => {
  const refusal = (pid: number | undefined) =>
    new StartError(
      `The data directory ${used} is in use by another Zhidu (process ${pid}). Stop it, or set DATA_DIR to another directory.`,
    );

  it('is refused to a second start in the same process, and the first goes on', async () => {
    const { owner } = await harness.start(used);
    await expect(startEmbedded({ directory: used })).rejects.toThrow(refusal(process.pid));
    expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is refused to a second start while another process has it, and is free when that has ended', async () => {
    const child = harness.startChild(used);
    await said(child);
    const server = serverProcess(used);
    await expect(startEmbedded({ directory: used })).rejects.toThrow(refusal(child.pid));
    expect(isAlive(server)).toBe(true);
    await kill(child);
    await harness.start(used);
  });

  it('is not taken for in use because a file names a living process', async () => {
    for (const name of ['zhidu.lock', 'server.lock']) writeFileSync(join(used, name), `${process.ppid}\n`);
    writeFileSync(join(used, 'cluster', 'postmaster.pid'), `${process.ppid}\n`);
    await harness.start(used);
  });
});

describe('embedded PostgreSQL: one clear sentence', () => {
  it.each([
    ['a file in the directory’s place', 'a-file', {}, /cannot be a data directory: a file is in its place/],
    [
      'a setting that PostgreSQL does not know',
      'used',
      { nonsense: '1' },
      /did not start: .*unrecognized configuration parameter "nonsense"/,
    ],
    ['a setting that PostgreSQL refuses', 'used', { max_connections: '0' }, /did not start: .*outside the valid range/],
  ])('says what is wrong with %s', async (_what, name, settings, sentence) => {
    writeFileSync(join(harness.root, 'a-file'), '');
    const failure = await startEmbedded({ directory: join(harness.root, name), settings }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StartError);
    expect((failure as StartError).message).toMatch(sentence);
    if (name === 'used') await harness.start(used);
  });
});
