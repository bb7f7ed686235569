import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDatabase, type TestDatabase, TestPlatform } from '../../test/harness.js';
import { pretendModule } from './backup.fixture.js';
import {
  altered,
  backUp,
  bareDatabase,
  type Opened,
  query,
  restore,
  scratch,
  sentence,
  sumUp,
} from './backup.harness.js';
import { rowsPath } from './manifest.js';

vi.setConfig({ testTimeout: 120_000 });

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

const schemas = async ({ owner }: TestDatabase) =>
  (
    await query(
      owner,
      `select nspname from pg_namespace where nspname !~ '^(pg_|information_schema|public)' order by 1`,
    )
  ).map(({ nspname }) => nspname);

const people = ({ manifest }: Opened) => manifest.tables.find(({ table }) => table === 'person')!;
const inRows = (opened: Opened, schema: string, table: string, change: (text: string) => string) => {
  const path = rowsPath({ schema, table });
  opened.parts.set(path, Buffer.from(change(opened.parts.get(path)!.toString())));
  sumUp(opened);
};

describe('what does not fit is refused before anything is changed', () => {
  it.each<[string, (opened: Opened) => void, string]>([
    [
      'a newer product',
      ({ manifest }) => (manifest.product = '0.10.0'),
      'The backup was made by Zhidu 0.10.0, which is newer than this one (0.1.0). Restore it with that version.',
    ],
    [
      'a module that is not installed',
      ({ manifest }) => manifest.migrations.push({ module: 'safety', name: '0001', checksum: '0'.repeat(64) }),
      'The backup has rows of modules that are not installed here: safety.',
    ],
    [
      'an unknown migration',
      ({ manifest }) => manifest.migrations.push({ module: 'access', name: '9999-later', checksum: '0'.repeat(64) }),
      'access 9999-later is unknown here',
    ],
    [
      'a migration that was changed',
      ({ manifest }) => (manifest.migrations[0]!.checksum = '0'.repeat(64)),
      'access 0001-people is not the same here',
    ],
    [
      'a part that is missing',
      ({ parts }) => parts.delete('rows/access/person.tsv'),
      'is not whole, and nothing was restored:\n  The part rows/access/person.tsv is missing.',
    ],
  ])('%s', async (_what, change, said) => {
    const database = await empty();
    const path = await altered(whole, fresh(), change);
    expect(await sentence(restore(path, database, place('data')))).toContain(said);
    expect(await schemas(database)).toEqual([]);
  });

  it('into a database that holds something', async () => {
    const database = await createDatabase('empty');
    until(database);
    const before = await query(database.owner, 'select * from access.person');
    expect(await sentence(restore(whole, database, place('data')))).toMatch(
      /^There is something in the database test_\w+ already \(the schemas access, .*audit, .*\)\. Nothing was changed\. Restore into an empty database\.$/,
    );
    expect(await query(database.owner, 'select * from access.person')).toEqual(before);
  });

  it('into a database with a schema of the same name that is not ours', async () => {
    const database = await empty();
    await query(database.owner, 'create schema quality');
    expect(await sentence(restore(whole, database, place('data')))).toContain('(the schemas quality)');
    expect(await schemas(database)).toEqual(['quality']);
  });

  it('while another restore is at work', async () => {
    const database = await empty();
    const other = new Client(database.owner);
    await other.connect();
    await other.query('select pg_advisory_lock(7126305)');
    expect(await sentence(restore(whole, database, place('data')))).toContain('Another restore into');
    await other.end();
  });

  it('without the role that owns the tables', async () => {
    const database = { ...(await empty()), owner: undefined as never };
    expect(await sentence(restore(whole, database, place('data')))).toContain('Set DATABASE_OWNER_URL');
  });

  it('from a file that is not there', async () => {
    expect(await sentence(restore(place('none.zip'), await empty(), place('data')))).toContain(
      'cannot be read: ENOENT',
    );
  });
});

describe('what proves wrong on the way leaves a database that does not start, and is repeated', () => {
  it.each<[string, (opened: Opened) => void, string]>([
    [
      'rows that point to nothing',
      (opened) => inRows(opened, 'access', 'person', (text) => `${text.split('\n')[0]}\n`),
      'The backup is not consistent: insert or update on table',
    ],
    [
      'rows that are there twice',
      (opened) => inRows(opened, 'access', 'person', (text) => `${text}${text.split('\n')[1]}\n`),
      'The backup has rows that access.person cannot hold: duplicate key',
    ],
    [
      'rows that break a check',
      (opened) => inRows(opened, 'customers', 'customer', (text) => text.replaceAll('\tGENERAL\t', '\tOTHER\t')),
      'The backup has rows that customers.customer cannot hold: new row',
    ],
    [
      'an early end of the data',
      (opened) =>
        inRows(
          opened,
          'customers',
          'contact',
          (text) => `${text.split('\n')[0]}\n\\.\n${text.split('\n').slice(1).join('\n')}`,
        ),
      'The backup contradicts itself: rows/customers/contact.tsv ends after 0 of ',
    ],
    [
      'a table that no migration makes',
      ({ manifest, parts }) => {
        manifest.tables.push({ ...people({ manifest, parts }), table: 'x"; drop schema access; --' });
        parts.set('rows/access/x"; drop schema access; --.tsv', parts.get('rows/access/person.tsv')!);
      },
      'The backup has rows of access.x"; drop schema access; --, which none of its migrations makes.',
    ],
    [
      'a table that is missing',
      ({ manifest, parts }) => {
        manifest.tables = manifest.tables.filter(({ table }) => table !== 'entry');
        parts.delete('rows/audit/entry.tsv');
      },
      'The backup lacks the table audit.entry, which its migrations make.',
    ],
    [
      'other columns',
      (opened) => people(opened).columns.pop(),
      'The backup has other columns of access.person than its migrations make.',
    ],
    ['a sequence that is missing', ({ manifest }) => manifest.sequences.pop(), 'The backup lacks the sequence'],
    [
      'a sequence that no migration makes',
      ({ manifest }) => manifest.sequences.push({ schema: 'access', name: 'x', value: '1', isCalled: true }),
      'The backup has the sequence access.x',
    ],
    [
      'a sequence beyond its bounds',
      ({ manifest }) => (manifest.sequences[0]!.value = '0'),
      'The backup is not consistent: setval',
    ],
    [
      'rows that name other migrations',
      (opened) => inRows(opened, 'zhidu', 'migration', (text) => text.replace('0001-people', '0001-persons')),
      'its rows name other migrations',
    ],
  ])('%s', async (_what, change, said) => {
    const database = await empty();
    const path = await altered(whole, fresh(), change);
    expect(await sentence(restore(path, database, place('data')))).toContain(said);
    expect(await sentence(TestPlatform.open({ database, migrate: true }))).toMatch(
      /^A restore into this database has not finished/,
    );
    expect(await sentence(backUp(database, place('data'), fresh()))).toMatch(
      /^A restore into this database has not finished|^There is nothing/,
    );
  });

  it('and then passes', async () => {
    const database = await empty();
    const path = await altered(whole, fresh(), ({ manifest }) => manifest.sequences.pop());
    await sentence(restore(path, database, place('data')));
    await restore(whole, database, place('data'));
    const opened = await TestPlatform.open({ database });
    expect((await opened.as('reader').run('{ customers(first: 1) { totalCount } }')).outcome).toBe('ok');
    await opened.close();
  });
});

describe('a backup of an older Zhidu', () => {
  it('is restored at its own migrations, and then brought up to date', async () => {
    const older = await TestPlatform.open({ kind: 'empty', modules: [pretendModule(1)], migrate: true });
    await older.owner(`insert into pretend.thing (name) values ('early')`);
    const path = fresh();
    await backUp(older.database, older.directory, path);
    await older.close();
    const database = await empty();
    await restore(path, database, place('data'), { modules: [pretendModule(2)], version: '0.2.0' });
    expect(await query(database.owner, 'select name, size, doubled from pretend.thing')).toEqual([
      { name: 'early', size: 7, doubled: 14 },
    ]);
    expect(
      await query(database.owner, `select name from zhidu.migration where module = 'pretend' order by 1`),
    ).toHaveLength(2);

    const newer = fresh();
    mkdirSync(place('newer'));
    await backUp(database, place('newer'), newer);
    expect(await sentence(restore(newer, await empty(), place('data'), { modules: [pretendModule(1)] }))).toContain(
      'pretend 0002-size is unknown here',
    );
    const again = await empty();
    await restore(newer, again, place('newer'), { modules: [pretendModule(2)] });
    expect(await query(again.owner, 'select size, doubled from pretend.thing')).toEqual([{ size: 7, doubled: 14 }]);
  });
});
