import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { AttachmentService } from '../attachments/attachments.service.js';
import { sealAll } from '../audit/audit.harness.js';
import { Sealer } from '../audit/sealer.js';
import { verifyAudit } from '../audit/verify.js';
import type { SignedInContext } from '../context.js';
import { backUp, bareDatabase, query, readParts, restore, scratch } from './backup.harness.js';
import type { Manifest } from './manifest.js';
import { Snapshot } from './snapshot.js';
import { verifyBackup } from './verifyBackup.js';

const place = scratch();
let original: TestPlatform;
let restored: TestPlatform;
let first: Manifest;
let second: Manifest;
let fileId: string;
let attachmentId: string;
const attached = '合同附件：谈判底价\n';
let chain: unknown[];

const register = 'mutation($name: String!) { registerCustomer(input: { name: $name }) { number } }';
const segments = 'select number, hash, root, ledger, signature from audit.segment order by number';
const sender = 'customer-information-specialist';
const contextOf = async (platform: TestPlatform) =>
  (await platform.platform.core.contextFor(await platform.personId(sender), 'test')) as SignedInContext;

beforeAll(async () => {
  original = await TestPlatform.open();
  const { uploads } = original.platform.core;
  fileId = await uploads.keep(
    await contextOf(original),
    '名册.csv',
    await uploads.receive(Readable.from(['企业名称\n甲厂\n'])),
  );
  const context = await contextOf(original);
  const file = await uploads.keep(context, '合同.txt', await uploads.receive(Readable.from([attached])));
  const [customer] = await original.owner<{ id: string }>(
    `select id from customers.customer where label = 'INTERNAL' order by number limit 1`,
  );
  const given = { type: 'Customer', recordId: customer!.id, file };
  attachmentId = (await new AttachmentService(context).attach(given)).id;
  // What a text format could lose: its own signs, and what is no letter.
  const odd = 'tab\t\\N \\. \r\n"\u2028\u{1F600}';
  await original.owner(
    'update customers.customer set business_scope = $1 where number = (select min(number) from customers.customer)',
    [odd],
  );
  await original
    .as('administrator')
    .run('mutation { setModuleEnabled(name: "quality", enabled: false) { removedFields } }');
  const { pool } = original.platform.database;
  await sealAll(new Sealer(pool, undefined, () => new Date(), original.platform.core.log));
  chain = await original.owner(segments);
  first = (await backUp(original.database, original.directory, place('first.zip'))).manifest!;
  const database = await bareDatabase();
  await restore(place('first.zip'), database, place('data'));
  copyFileSync(join(original.directory, 'master.key'), place('data', 'master.key'));
  second = (await backUp(database, place('data'), place('second.zip'))).manifest!;
  restored = await TestPlatform.open({ database, directory: place('data') });
});
afterAll(async () => {
  await original.close();
  await restored.close();
  await restored.database.drop();
});

const catalog = `
  select format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity, c.relforcerowsecurity,
    array(select pg_get_constraintdef(k.oid) || k.conname from pg_constraint k where k.conrelid = c.oid order by k.conname) as constraints,
    array(select pg_get_triggerdef(t.oid) || t.tgenabled::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname) as triggers,
    array(select concat_ws('/', p.policyname, p.cmd, p.qual, p.with_check, p.roles::text) from pg_policies p
      where p.schemaname = n.nspname and p.tablename = c.relname order by 1) as policies, c.relacl::text as rights
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'S') and n.nspname !~ '^(pg_|information_schema)' order by 1`;

describe('a backup that was restored', () => {
  it('has every row of every table and every sequence, bit for bit', () => {
    const names = first.tables.map(({ schema, table }) => `${schema}.${table}`);
    expect(names).toEqual(expect.arrayContaining(['quality.feedback_form', 'zhidu.migration', 'access.credential']));
    const butEntries = ({ tables }: Manifest) => tables.filter(({ table }) => table !== 'entry');
    expect(butEntries(second)).toEqual(butEntries(first));
    const butIds = ({ sequences }: Manifest) => sequences.filter(({ name }) => name !== 'entry_id_seq');
    expect(butIds(second)).toEqual(butIds(first));
    expect(second.files).toEqual(first.files);
    expect(second.migrations).toEqual(first.migrations);
  });

  it('has every entry of the audit, bit for bit, and one behind them that says what was restored', async () => {
    const [before, after] = await Promise.all(
      ['first.zip', 'second.zip'].map(async (name) =>
        (await readParts(place(name))).parts
          .get('rows/audit/entry.tsv')!
          .toString()
          .split('\n')
          .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
      ),
    );
    expect(after!.filter((line) => before!.includes(line))).toEqual(before);
    expect(after!.length).toBe(before!.length + 1);
    const question =
      '{ auditEntries(first: 3, orderBy: [{ at: DESC }], filter: { recordType: { eq: "Backup" } }) { nodes { action after } } }';
    const { data, errors } = await restored.as('auditor').run(question);
    expect(errors).toEqual([]);
    expect(data.auditEntries.nodes.map(({ action }: { action: string }) => action)).toEqual(['backup', 'restore']);
    expect(data.auditEntries.nodes[1].after).toMatchObject({ moment: first.moment, product: first.product });
  });

  it('has the same tables, constraints, triggers, policies and rights', async () => {
    expect(await restored.owner(catalog)).toEqual(await original.owner(catalog));
  });

  it('still says that it is the demo, whose passwords everybody knows', () => {
    expect([first.demo, second.demo]).toEqual(['filled', 'filled']);
  });

  it.each(['reader', sender, 'general-manager', 'administrator', 'auditor', 'anyone'])(
    'answers %s as the original does',
    async (who) => {
      const questions = [
        '{ customers(first: 100, orderBy: [{ number: ASC }]) { totalCount nodes { id number name label businessScope keeper { name } contacts { nodes { name post } } } } }',
        '{ people(first: 100, orderBy: [{ name: ASC }]) { totalCount nodes { name clearance } } }',
        '{ modules { name enabled } }',
        '{ feedbackForms(first: 1) { totalCount } }',
      ];
      for (const question of questions)
        expect(await restored.as(who).run(question)).toEqual(await original.as(who).run(question));
    },
  );

  it('has the files that records hold, sealed in the backup and opened with the master key', async () => {
    expect(first.files).toContainEqual(expect.objectContaining({ id: attachmentId, folder: 'attachments' }));
    expect((await readParts(place('first.zip'))).parts.get(`files/${attachmentId}`)!.includes('谈判底价')).toBe(false);
    const { vault, attachments } = restored.platform.core;
    const [row] = await restored.owner<{ record_id: string; checksum: string }>(
      'select record_id, checksum from attachments.attachment where id = $1',
      [attachmentId],
    );
    const key = await vault.keyOf(row!.record_id);
    const content = await attachments.store.read(key!, attachmentId, row!.record_id, row!.checksum);
    expect(await text(content!)).toBe(attached);
  });

  it('keeps modules switched off, with what they hold', async () => {
    expect((await restored.as('unit-head').run('{ feedbackForms { totalCount } }')).outcome).toBe('MODULE_DISABLED');
    await restored
      .as('administrator')
      .run('mutation { setModuleEnabled(name: "quality", enabled: true) { removedFields } }');
    const { data } = await restored.as('general-manager').run('{ feedbackForms(first: 1) { totalCount } }');
    expect(data.feedbackForms.totalCount).toBeGreaterThan(0);
  });

  it('has an audit that verifies, with the chain as it was, and goes on', async () => {
    expect(await restored.owner(segments)).toEqual(chain);
    const { pool } = restored.platform.database;
    expect(await verifyAudit(pool)).toMatchObject({ ok: true, segments: chain.length, findings: [] });
    await restored.as(sender).run(register, { name: '恢复之后' });
    await sealAll(new Sealer(pool, undefined, () => new Date(), restored.platform.core.log));
    expect(await verifyAudit(pool)).toMatchObject({ ok: true, findings: [] });
    expect((await restored.owner(segments)).length).toBeGreaterThan(chain.length);
  });

  it('gives numbers that go on behind those that were given', async () => {
    const [given] = await original.owner(
      `select max(number) as number from customers.customer where number like 'KH-I-%'`,
    );
    const answer = await restored.as(sender).run(register, { name: '下一家' });
    expect(answer.data.registerCustomer.number > given!.number).toBe(true);
  });

  it('has the content of files, for those who sent them', async () => {
    const { path, name } = await restored.platform.core.uploads.open(await contextOf(restored), fileId);
    expect([readFileSync(path, 'utf8'), name]).toEqual(['企业名称\n甲厂\n', '名册.csv']);
    expect(path.startsWith(place('data'))).toBe(true);
  });
});

describe('a backup', () => {
  it('is a file for its owner alone, whose sum stands at its end, and no other is left', async () => {
    expect((statSync(place('first.zip')).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(place()).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await verifyBackup(place('first.zip'))).toMatchObject({ findings: [], manifest: first });
  });

  it('that is taken while five people write has one moment of them all', async () => {
    const names = [
      sender,
      'customer-service-manager',
      'customer-information-supervisor',
      sender,
      'customer-service-manager',
    ];
    let writing = true;
    let written = 0;
    const writers = names.map(async (name, i) => {
      while (writing) {
        const { outcome } = await original
          .as(name)
          .run('mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { number } }', {
            input: { name: `同时${i}-${written}`, contacts: [{ name: '联系人' }] },
          });
        expect(outcome).toBe('ok');
        written += 1;
      }
    });
    try {
      const rows: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        const before = written;
        const { manifest } = await backUp(original.database, original.directory, place(`busy-${round}.zip`));
        expect(written).toBeGreaterThan(before);
        rows.push(manifest!.tables.find(({ table }) => table === 'customer')!.rows);
      }
      expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    } finally {
      writing = false;
      await Promise.all(writers);
    }
    const database = await bareDatabase();
    onTestFinished(() => database.drop());
    await restore(place('busy-1.zip'), database, place('busy'));
    // Each registration writes a customer, a contact and two entries in one transaction.
    const [counts] = await query(
      database.owner,
      `select (select count(*) from customers.customer where name like '同时%') as customers,
         (select count(*) from customers.contact k join customers.customer c on c.id = k.customer_id where c.name like '同时%') as contacts,
         (select count(*) from audit.entry e where action = 'create' and record_type = 'Customer' and after->>'name' like '同时%') as entries`,
    );
    expect(Number(counts!.customers)).toBeGreaterThan(0);
    expect([counts!.contacts, counts!.entries]).toEqual([counts!.customers, counts!.customers]);
  }, 120_000);

  it('keeps files from expiring until it has read them', async () => {
    let now = new Date();
    const platform = await TestPlatform.open({ clock: () => now });
    const { uploads } = platform.platform.core;
    try {
      await uploads.keep(await contextOf(platform), 'a.csv', await uploads.receive(Readable.from(['x'])));
      now = new Date(Date.now() + 25 * 60 * 60 * 1000);
      const files = () => readdirSync(`${platform.directory}/files`).length;
      const snapshot = await Snapshot.open(platform.database.owner);
      await uploads.sweep();
      expect(files()).toBe(1);
      await snapshot.close();
      await expect
        .poll(
          async () => {
            await uploads.sweep();
            return files();
          },
          { timeout: 10_000 },
        )
        .toBe(0);
    } finally {
      await platform.close();
    }
  });
});
