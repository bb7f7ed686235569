import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { anonymous } from '../src/access/viewer.js';
import { schemaOf } from '../src/module.js';
import { TestPlatform } from './harness.js';
import { type FileName, type LabelledCustomer, registerAllLabels, registerLabelled } from './labelledCustomers.js';
import { type Outcome, RequestRole, viewerOf } from './requestRole.js';

const manager = 'customer-service-manager';
const refused = { code: '42501' };

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
let tables: string[];
beforeAll(async () => {
  platform = await TestPlatform.open();
  files = await registerAllLabels(platform);
  const rows = await platform.owner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    [[...platform.platform.modules.map(schemaOf), 'zhidu']],
  );
  tables = rows.map(({ name }) => name);
});
afterAll(() => platform.close());

let role: RequestRole;
beforeEach(async () => {
  role = await RequestRole.open(platform);
});
afterEach(() => role.close());

const carry = async (who: string, forged?: Record<string, string>) => role.carry(await viewerOf(platform, who), forged);

const isNothing = (outcome: Outcome) =>
  'code' in outcome ? outcome.code === '42501' : outcome.count === 0 || Object.values(outcome.rows[0] ?? {})[0] === '0';

describe('P01.A17 the request role without somebody behind it sees and changes nothing', () => {
  it('knows every table of every module', () => {
    expect(tables).toEqual(
      expect.arrayContaining([
        'access.person',
        'audit.entry',
        'customers.customer',
        'quality.feedback_form',
        'zhidu.policy',
      ]),
    );
  });

  const forThePublic = ['item_version', 'portal_column', 'portal_item'].map(
    (table) => `select count(*) from publishing.${table}`,
  );
  it.each<[string, (() => Promise<void>) | undefined, string[]]>([
    ['no variable at all', undefined, []],
    ['variables that are empty', () => role.carry(anonymous, { 'app.context': '' }), []],
    ['rights, but no context', () => carry(manager, { 'app.context': '' }), []],
    [
      'a request of somebody who has not signed in, but for what is published',
      () => role.carry(anonymous),
      forThePublic,
    ],
  ])('%s', async (_case, before, expected) => {
    await before?.();
    const open: string[] = [];
    for (const table of tables) {
      const [{ column }] = (await platform.owner(
        `select quote_ident(attname) as column from pg_attribute where attrelid = $1::regclass and attnum > 0 and attidentity = '' order by attnum limit 1`,
        [table],
      )) as [{ column: string }];
      const statements = [
        `select count(*) from ${table}`,
        `delete from ${table}`,
        `update ${table} set ${column} = ${column}`,
        `select * from ${table} limit 1 for update`,
      ];
      for (const statement of statements) if (!isNothing(await role.try(statement))) open.push(statement);
      expect(await role.try(`truncate ${table} cascade`)).toMatchObject(refused);
    }
    expect(open).toEqual(expected);
  });
});

describe('P01.A17 a forged session variable fails closed', () => {
  it.each([
    ['app.context', ''],
    ['app.roles', ''],
    ['app.roles', "GENERAL_MANAGER' or true --"],
    ['app.roles', 'general_manager'],
    ['app.clearance', ''],
    ['app.clearance', 'ROYAL'],
    ['app.person', 'nobody'],
    ['app.person', "' or true --"],
    ['app.compartments', 'A'],
  ])('%s = "%s"', async (name, value) => {
    const count = 'select count(*)::integer as n from customers.customer';
    await carry('general-manager');
    expect(await role.try(count)).toMatchObject({ rows: [{ n: expect.any(Number) }] });
    await carry('general-manager', { [name]: value });
    const outcome = await role.try(count);
    if ('code' in outcome) expect(outcome.code).toMatch(/^22/);
    else expect(outcome.rows).toEqual([{ n: 0 }]);
  });
});

describe('P01.A17 the request role cannot widen what it may', () => {
  it.each([
    'create policy everybody on customers.customer using (true)',
    'alter policy read on customers.customer using (true)',
    'drop policy label_select on customers.customer',
    'alter table customers.customer disable row level security',
    'alter table customers.customer no force row level security',
    'alter table customers.customer disable trigger user',
    'drop trigger pass_label_customers_contact on customers.customer',
    'create or replace function access.pass_label_customers_contact() returns trigger language plpgsql as $$begin return null; end$$',
    'create table customers.mine (id integer)',
    'create function access.mine() returns integer language sql as $$select 1$$',
    'create schema mine',
    'grant select on audit.entry to public',
    "set session_replication_role = 'replica'",
    'alter role current_user superuser',
    'alter role current_user bypassrls',
    'set role zhidu_owner',
    'set session authorization zhidu_owner',
    "insert into zhidu.policy values ('a', 'b', 'c', 'd')",
    'select * from access.credential',
    `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from)
     select gen_random_uuid(), now(), now(), id, 'Customer', gen_random_uuid(), 'read', now() from access.person limit 1`,
    "update access.person set clearance = 'TOP_SECRET' returning id",
    `insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
     select gen_random_uuid(), now(), now(), p.id, 'ADMINISTRATOR', d.id, now() from access.person p, access.department d limit 1`,
    `select access.set_password((select id from access.person where name = 'reader'), 'a hash', false)`,
    `select switching.set_disabled('{quality}')`,
  ])('%s', async (statement) => {
    await carry(manager);
    const outcome = await role.try(statement);
    if ('rows' in outcome) expect(outcome.count).toBe(0);
    else expect(outcome.code).toBe('42501');
  });

  it('set row_security = off makes a query fail and shows nothing', async () => {
    await carry(manager);
    await role.try('set local row_security = off');
    expect(await role.try('select id from customers.customer')).toMatchObject(refused);
  });
});

describe('P01.A17 the audit log is read by auditors alone and changed by nobody', () => {
  const statements = [
    'select * from audit.segment',
    "insert into audit.entry (at, request_id, action, record_type) values (now(), 'x', 'create', 'Customer')",
    "update audit.entry set action = 'nothing'",
    'delete from audit.entry',
    'truncate audit.entry',
  ];
  it.each(statements)('by the request role in the name of an administrator: %s', async (statement) => {
    await carry('administrator');
    expect(await role.try(statement)).toMatchObject(refused);
  });

  it.each(['administrator', manager])('%s sees no entry', async (who) => {
    await carry(who);
    expect(await role.try('select * from audit.entry')).toMatchObject({ count: 0 });
  });

  it.each(statements.slice(2))('even by the owner of the tables: %s', async (statement) => {
    await expect(platform.owner(statement)).rejects.toThrow('the audit log is append-only');
  });

  it('an entry bears the person of the request, whatever it says itself', async () => {
    await carry(manager);
    const forged = JSON.stringify([
      { action: 'test', type: 'Customer', id: 'x', person: randomUUID(), request: 'forged' },
    ]);
    const client = new Client(platform.database.request);
    await client.connect();
    const id = await platform.personId(manager);
    await client.query('begin');
    await client.query(`select set_config('app.person', $1, true), set_config('app.request', 'the real one', true)`, [
      id,
    ]);
    await client.query('select audit.append($1::json)', [forged]);
    await client.query('commit');
    await client.end();
    expect(await platform.owner(`select person_id, request_id from audit.entry where action = 'test'`)).toEqual([
      { person_id: id, request_id: 'the real one' },
    ]);
  });
});

describe('P01.A22 a hidden record is refused as a target in the words in which one is that never existed', () => {
  const contact = `insert into customers.contact (id, created_at, updated_at, label, name, customer_id) values (gen_random_uuid(), now(), now(), 'PUBLIC', '某人', $1)`;
  const form = `insert into quality.feedback_form (id, created_at, updated_at, label, number, customer_id, product, report, severity, status, reported_on, reported_by_id)
    values (gen_random_uuid(), now(), now(), 'PUBLIC', 'ZL-P-999999', $1, '泵', '漏', 'MINOR', 'REPORTED', now(), (select id from access.person where name = 'quality-inspector'))`;
  it.each([
    ['a contact', manager, contact],
    ['a contact moved', manager, `update customers.contact set customer_id = $1 where label = 'PUBLIC'`],
    ['a feedback form', 'quality-inspector', form],
    [
      'a feedback form moved',
      'quality-inspector',
      `update quality.feedback_form set customer_id = $1 where label = 'PUBLIC'`,
    ],
  ])('%s', async (_what, who, statement) => {
    await carry(who);
    const visible = await role.try(statement, [files.PUBLIC.id]);
    expect(visible).toMatchObject({ count: expect.any(Number) });
    const hidden = await role.try(statement, [files['SECRET of the supervisor'].id]);
    expect(hidden).toMatchObject(refused);
    expect(hidden).toEqual(await role.try(statement, [randomUUID()]));
  });

  it('a refused line of the import of somebody else', async () => {
    const job = randomUUID();
    await platform.owner(
      `insert into importing.import_job (id, created_at, updated_at, kind, file_name, dry_run, status, lines, created, updated, unchanged, refused, header, person_id)
       select $1, now(), now(), 'customers', 'a.csv', false, 'FINISHED', 0, 0, 0, 0, 0, '{}', id from access.person where name = 'sales-director'`,
      [job],
    );
    const line = `insert into importing.refused_line (id, created_at, updated_at, job_id, line, "column", reason, cells, person_id)
      values (gen_random_uuid(), now(), now(), $1, 1, '', '', '{}', (select id from access.person where name = $2))`;
    await carry('sales-director');
    expect(await role.try(line, [job, 'sales-director'])).toMatchObject({ count: 1 });
    await carry(manager);
    const hidden = await role.try(line, [job, manager]);
    expect(hidden).toMatchObject(refused);
    expect(hidden).toEqual(await role.try(line, [randomUUID(), manager]));
  });
});

describe('P01.A17 a row that points to one of its own table', () => {
  const below = `insert into access.department (id, created_at, updated_at, name, parent_id) values (gen_random_uuid(), now(), now(), '新部门', $1)`;
  it('is written by whoever may, below one that is visible and below none that is not', async () => {
    const [{ id }] = (await platform.owner(`select id from access.department where name = '销售部'`)) as [
      { id: string },
    ];
    await carry('administrator');
    expect(await role.try(below, [id])).toMatchObject({ count: 1 });
    expect(await role.try(below, [randomUUID()])).toMatchObject(refused);
    await carry(manager);
    expect(await role.try(below, [id])).toMatchObject(refused);
  });
});

describe('P01.A22 contacts and feedback have the label, the compartments and the keeper of their customer', () => {
  it('whatever they are written with', async () => {
    const { id } = files['SECRET of the manager'];
    const keeper = await platform.personId(manager);
    const inherited = { label: 'SECRET', compartments: [], keeper_id: keeper };
    await carry(manager);
    const inserted = await role.try(
      `insert into customers.contact (id, created_at, updated_at, label, compartments, sealed, customer_id)
       values (gen_random_uuid(), now(), now(), 'PUBLIC', '{A}', '…', $1) returning label, compartments, keeper_id`,
      [id],
    );
    expect(inserted).toMatchObject({ rows: [inherited] });
    const updated = await role.try(
      `update customers.contact set label = 'PUBLIC', compartments = '{A}', keeper_id = null where customer_id = $1 returning label, compartments, keeper_id`,
      [id],
    );
    expect(updated).toMatchObject({ rows: [inherited, inherited] });
  });

  it('even those that are being written while the customer is raised', async () => {
    const { id } = await registerLabelled(platform, manager, 'INTERNAL', '同时升密');
    const [writer, raiser] = [new Client(platform.database.owner), new Client(platform.database.owner)];
    await writer.connect();
    await raiser.connect();
    const [{ pid }] = (await raiser.query('select pg_backend_pid() as pid')).rows;
    await writer.query('begin');
    await writer.query(
      `insert into customers.contact (id, created_at, updated_at, label, name, customer_id) values (gen_random_uuid(), now(), now(), 'PUBLIC', '同时写入', $1)`,
      [id],
    );
    let raised = false;
    const raising = raiser
      .query(`update customers.customer set label = 'CONFIDENTIAL' where id = $1`, [id])
      .then(() => (raised = true));
    await vi.waitFor(async () => {
      const [{ waits }] = (await platform.owner<{ waits: boolean }>(
        'select cardinality(pg_blocking_pids($1)) > 0 as waits',
        [pid],
      )) as [{ waits: boolean }];
      expect(waits || raised).toBe(true);
    });
    await writer.query('commit');
    await raising;
    await writer.end();
    await raiser.end();
    expect(await platform.owner('select distinct label from customers.contact where customer_id = $1', [id])).toEqual([
      { label: 'CONFIDENTIAL' },
    ]);
  });
});
