import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDatabase, type TestDatabase, TestPlatform } from '../../test/harness.js';
import { backUp, bareDatabase, query, scratch, sentence } from './backup.harness.js';
import { takeBackup } from './takeBackup.js';

const place = scratch();
const whole = place('whole.zip');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
  await backUp(platform.database, platform.directory, whole);
});
afterAll(() => platform.close());

const fresh = () => place(`${randomUUID()}.zip`);
const until = (database: TestDatabase) => onTestFinished(() => database.drop());

async function empty(): Promise<TestDatabase> {
  const database = await bareDatabase();
  until(database);
  return database;
}

describe('a backup that would lack rows is not made', () => {
  it.each([
    [
      'a policy that hides some from the owner',
      `alter policy "owner" on access.person using (name <> 'auditor')`,
      'access.person',
    ],
    [
      'a restrictive policy',
      `create policy less on customers.customer as restrictive using (label < 'SECRET')`,
      'customers.customer',
    ],
    ['no policy for the owner', 'drop policy "owner" on audit.segment', 'audit.segment'],
  ])('%s', async (_what, statement, table) => {
    const database = await createDatabase();
    until(database);
    await query(database.owner, statement);
    expect(await sentence(backUp(database, platform.directory, place('hidden.zip')))).toContain(
      `Row-level security would hide rows of ${table} from this role`,
    );
    expect(readdirSync(place()).filter((name) => name.startsWith('hidden'))).toEqual([]);
  });

  it('by the role of the requests', async () => {
    const { request, drop } = platform.database;
    await expect(backUp({ owner: request, request, drop }, platform.directory, place('hidden.zip'))).rejects.toThrow(
      'permission denied',
    );
    expect(existsSync(place('hidden.zip'))).toBe(false);
  });

  it('where a table is of a kind that cannot be held', async () => {
    const database = await createDatabase('empty');
    until(database);
    await query(database.owner, 'create materialized view quality.summary as select 1 as one');
    expect(await sentence(backUp(database, place('data'), fresh()))).toBe(
      'A backup cannot hold what is in quality.summary.',
    );
  });

  it('where nothing was ever migrated', async () => {
    expect(await sentence(backUp(await empty(), place('data'), fresh()))).toBe(
      'There is nothing to back up: this database holds no Zhidu.',
    );
  });
});

describe('a backup that cannot be written leaves nothing', () => {
  const attempt = (path: string) => sentence(backUp(platform.database, platform.directory, path));

  it('over a file that is there', async () => {
    expect(await attempt(whole)).toBe(`${whole} is there already and is not overwritten. Choose another name.`);
    expect(await attempt('/dev/full')).toBe('/dev/full is there already and is not overwritten. Choose another name.');
  });

  it('beside another one that is being written', async () => {
    const path = fresh();
    writeFileSync(`${path}.part`, '');
    expect(await attempt(path)).toBe(
      `${path}.part is there already: another backup is writing it, or one was killed. If none is running, remove it.`,
    );
  });

  it('in a folder that is not there', async () => {
    expect(await attempt(place('nowhere', 'x.zip'))).toMatch(/^The backup \S+x\.zip cannot be written: ENOENT/);
  });

  it('over a file that somebody makes meanwhile', async () => {
    const path = fresh();
    const onProgress = (message: string) => message === 'reading the backup again' && writeFileSync(path, 'theirs');
    const options = { owner: platform.database.owner, dataDirectory: platform.directory, path, product: '0.1.0' };
    expect(await sentence(takeBackup({ ...options, onProgress: (message) => void onProgress(message) }))).toBe(
      `${path} was made by somebody else meanwhile. The backup was not kept.`,
    );
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it.each([
    ['is missing', (path: string) => rmSync(path), / is not at \S+\. Run the backup where the uploads lie/],
    ['was changed', (path: string) => writeFileSync(path, 'other'), /is not what was received: its SHA-256 differs/],
  ])('if the content of a stored file %s, unless it is left out', async (_what, damage, said) => {
    const uploads = platform.platform.core.uploads;
    const context = await platform.platform.core.contextFor(await platform.personId('reader'), 'test');
    const id = await uploads.keep(context as never, 'a.csv', await uploads.receive(Readable.from(['x'])));
    damage(`${platform.directory}/files/${id}`);
    const path = fresh();
    const message = await attempt(path);
    expect(message).toContain(id);
    expect(message).toMatch(said);
    expect([existsSync(path), existsSync(`${path}.part`)]).toEqual([false, false]);
    const { owner } = platform.database;
    const options = { owner, dataDirectory: platform.directory, path, product: '0.1.0', withoutFiles: true };
    expect((await takeBackup(options)).manifest!.files).toBe(null);
    await platform.owner('delete from files.stored_file');
  });

  it('if the connection is lost', async () => {
    const path = fresh();
    const { owner } = platform.database;
    const ends = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhidu backup' and datname = current_database()`;
    let ended: Promise<unknown> | undefined;
    const onProgress = () => {
      ended ??= query(owner, ends);
    };
    const options = { owner, dataDirectory: platform.directory, path, product: '0.1.0', onProgress };
    expect(await sentence(takeBackup(options))).toMatch(/^The database went away during the backup: .*\. Repeat it\.$/);
    await ended;
    expect([existsSync(path), existsSync(`${path}.part`)]).toEqual([false, false]);
  });
});
