import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../test/harness.js';
import { installedModules } from '../installedModules.js';
import { altered, backUp, product, query, scratch, sentence, sumUp } from './backup.harness.js';
import { rehearseBackup } from './rehearsal.js';
import { verifyBackup } from './verifyBackup.js';

const place = scratch();
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await backUp(database, place('none'), place('taken.zip'));
});
afterAll(() => database.drop());

const rehearse = async (path: string) =>
  rehearseBackup(path, { modules: await installedModules({ modulePackages: [] }), product });

it('a backup that is restored into a scratch database gives the code that was recorded when it was taken', async () => {
  const { sum } = await verifyBackup(place('taken.zip'));
  const [known] = await query<{ code: string }>(database.owner, `select code from backups.known('${sum}')`);
  const before = await query(database.owner, 'select count(*) from audit.entry');
  const { code } = await rehearse(place('taken.zip'));
  expect(code).toMatch(/^[0-9A-F]{5}(-[0-9A-F]{5}){3}$/);
  expect(code).toBe(known!.code);
  // The live database was neither asked nor touched.
  expect(await query(database.owner, 'select count(*) from audit.entry')).toEqual(before);
});

it('a backup with other rows gives another code, though its sums are right', async () => {
  const path = await altered(place('taken.zip'), place('other.zip'), (opened) => {
    const table = opened.parts.get('rows/access/department.tsv')!.toString();
    opened.parts.set('rows/access/department.tsv', Buffer.from(table.replace('总公司', '分公司')));
    sumUp(opened);
  });
  const { sum } = await verifyBackup(place('taken.zip'));
  const [known] = await query<{ code: string }>(database.owner, `select code from backups.known('${sum}')`);
  expect((await rehearse(path)).code).not.toBe(known!.code);
});

it('a backup that cannot be restored is told by a sentence, and gives no code', async () => {
  const path = await altered(place('taken.zip'), place('broken.zip'), (opened) => {
    const rows = opened.parts.get('rows/mch_statistics/data_value.tsv')!.toString().split('\n');
    opened.parts.set('rows/mch_statistics/data_value.tsv', Buffer.from([...rows.slice(0, -2), ''].join('\n')));
    opened.parts.set(
      'rows/access/person.tsv',
      Buffer.from(`${opened.parts.get('rows/access/person.tsv')!.toString().split('\n')[0]}\n`),
    );
    sumUp(opened);
  });
  expect(await sentence(rehearse(path))).toContain('not consistent');
});
