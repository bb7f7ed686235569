import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Label } from '../../src/access/labels.js';
import { TestPlatform } from '../../test/harness.js';
import { Customer } from './customer.entity.js';

const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';
/** Stands in every text that is entered about a customer. */
const secret = '秘密字样';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-03T03:00:00Z') });
});
afterAll(() => platform.close());

const done = async <T>(who: string, document: string, variables: Record<string, unknown> = {}): Promise<T> => {
  const { data, errors } = await platform.as(who).run(document, variables);
  expect(errors).toEqual([]);
  return Object.values(data)[0] as T;
};

/** Everything that hangs on a customer, entered by its keeper; and a violation of which the keeper is accused, whom it is hidden from. */
async function entered(label: string): Promise<{ id: string; version: number }> {
  const register = `mutation($label: Label!) { registerCustomer(input: { name: "${label} 往来公司", label: $label, telephone: "${secret}",
    contacts: [{ name: "${secret}", post: "${secret}" }] }) { id version } }`;
  const file = await done<{ id: string; version: number }>(supervisor, register, { label });
  const { id } = file;
  const me = await platform.personId(supervisor);
  await done(
    supervisor,
    `mutation($id: ID!) { addFileEntry(customerId: $id, input: { kind: TRADE, occurredOn: "2026-03-01", subject: "${secret}", text: "${secret}",
      source: CUSTOMER, sourceDetail: "${secret}", amount: 8123456.75, currency: "CNY" }) { id } }`,
    { id },
  );
  await done(
    supervisor,
    `mutation($id: ID!) { collectAnnualReport(customerId: $id, year: 2025, kind: FINANCIAL, input: { summary: "${secret}", turnover: 8123456.75, source: CUSTOMER }) { id } }`,
    { id },
  );
  await done(
    supervisor,
    `mutation($id: ID!, $me: ID!) { planVisit(customerId: $id, input: { kind: EVENT, occasion: "${secret}", plannedOn: "2026-05-01", responsibleId: $me }) { id } }`,
    { id, me },
  );
  await done(
    label === 'SECRET' ? supervisor : specialist,
    `mutation($id: ID!, $accused: ID) { reportViolation(customerId: $id, input: { kind: OTHER, occurredOn: "2026-03-01", description: "${secret}", accusedId: $accused }) { kind } }`,
    { id, accused: label === 'SECRET' ? null : me },
  );
  await done(
    supervisor,
    `mutation($id: ID!) { receiveComplaint(input: { customerId: $id, kind: SERVICE, complainant: "${secret}", reachedAt: "${secret}", report: "${secret}" }) { id } }`,
    { id },
  );
  return file;
}

const raise =
  'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { label: SECRET }) { id } }';
const versionOf = async (id: string) =>
  (await done<{ version: number }>(supervisor, 'query($id: ID!) { customer(id: $id) { version } }', { id })).version;

const shown = `query($id: ID!) { customer(id: $id) { telephone contacts { nodes { name post } }
  entries { nodes { subject text sourceDetail amount currency } } annualReports { nodes { summary turnover } }
  plannedVisits { nodes { occasion } } complaints { nodes { complainant reachedAt report } } } }`;
const everything = {
  telephone: secret,
  contacts: { nodes: [{ name: secret, post: secret }] },
  entries: {
    nodes: [{ subject: secret, text: secret, sourceDetail: secret, amount: 8123456.75, currency: 'CNY' }],
  },
  annualReports: { nodes: [{ summary: secret, turnover: 8123456.75 }] },
  plannedVisits: { nodes: [{ occasion: secret }] },
  complaints: { nodes: [{ complainant: secret, reachedAt: secret, report: secret }] },
};

/** Tables, other than the audit's, with a row that holds what was entered; and entries of the audit from SECRET up that do. */
async function leaking(): Promise<string[]> {
  await platform.platform.core.audit.log.flush();
  const tables = await platform.owner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  const counted = await Promise.all(
    tables.map(async ({ name }) => {
      const when = name === 'audit.entry' ? `label >= 'SECRET'` : 'true';
      const [row] = await platform.owner<{ n: number }>(
        `select count(*)::int as n from ${name} t where ${when} and (t::text like $1 or t::text like '%8123456%')`,
        [`%${secret}%`],
      );
      return row!.n > 0 ? [name] : [];
    }),
  );
  return counted.flat();
}

describe('P01.A22 what hangs on a SECRET file is sealed with it', () => {
  it('P01.A22 whoever keeps it reads it all, and no table, request, duty, notice or audit entry has any of it', async () => {
    const { id } = await entered('SECRET');
    expect(await done(supervisor, shown, { id })).toEqual(everything);
    expect(await leaking()).toEqual([]);
  });

  it('P01.A22 raising the file seals it all, also what is hidden from whoever raises it', async () => {
    const { id, version } = await entered('INTERNAL');
    expect(await leaking()).toEqual(
      expect.arrayContaining(['customers.contact', 'customers.file_entry', 'customers.file_violation']),
    );
    const hidden = 'query($id: ID!) { fileViolations(filter: { customer: { id: { eq: $id } } }) { totalCount } }';
    expect(await done(supervisor, hidden, { id })).toEqual({ totalCount: 0 });
    await done(supervisor, raise, { id, version });
    expect(await leaking()).toEqual([]);
    expect(await done(supervisor, shown, { id })).toEqual(everything);
    for (const table of ['contact', 'file_entry', 'annual_report', 'planned_visit', 'file_violation', 'complaint']) {
      const [row] = await platform.owner(
        `select label::text, sealed is not null as sealed from customers.${table} where customer_id = $1`,
        [id],
      );
      expect(row, table).toEqual({ label: 'SECRET', sealed: true });
    }
  });

  it('P01.A22 lowered, a file and what hangs on it stand open again', async () => {
    const { id } = await entered('SECRET');
    const { core, database } = platform.platform;
    const context = await core.contextFor(await platform.personId(supervisor), 'lowering');
    await database.write(context, async ({ em }) => {
      (await em.findOneOrFail(Customer, { id })).label = Label.INTERNAL;
    });
    expect(await done(supervisor, shown, { id })).toEqual(everything);
    expect(await done(specialist, shown, { id })).toEqual(everything);
    const open = await platform.owner(
      'select c.telephone, c.sealed, e.subject, e.amount::float8, e.sealed as more from customers.customer c join customers.file_entry e on e.customer_id = c.id where c.id = $1',
      [id],
    );
    expect(open).toEqual([{ telephone: secret, sealed: null, subject: secret, amount: 8123456.75, more: null }]);
    const found = await done<object>(
      specialist,
      'query($id: ID!) { fileEntries(filter: { subject: { eq: "' +
        secret +
        '" }, customer: { id: { eq: $id } } }) { totalCount } }',
      { id },
    );
    expect(found).toEqual({ totalCount: 1 });
    await done(supervisor, raise, { id, version: await versionOf(id) });
    expect(await leaking()).toEqual([]);
  });

  it('P01.A22 rows of before stand sealed after the next start as owner, and so does the constraint', async () => {
    const { id } = await entered('SECRET');
    await platform.owner(`alter table customers.customer drop constraint sealed_from_secret`);
    await platform.owner(`alter table customers.contact drop constraint sealed_from_secret`);
    await platform.owner('update customers.customer set sealed = null, telephone = $2 where id = $1', [id, secret]);
    await platform.owner('update customers.contact set sealed = null, name = $2, post = $2 where customer_id = $1', [
      id,
      secret,
    ]);
    const { database, directory } = platform;
    await (await TestPlatform.open({ database, directory, migrate: true })).close();
    expect(await leaking()).toEqual([]);
    expect(await done(supervisor, shown, { id })).toEqual(everything);
    await expect(
      platform.owner('update customers.customer set telephone = $2 where id = $1', [id, secret]),
    ).rejects.toThrow('sealed_from_secret');
  });

  it('P01.A22 P01.A04 a first contact becomes as secret as the file that comes of it', async () => {
    const report = `mutation { reportFirstContact(input: { companyName: "${secret}", contactedOn: "2026-03-02", note: "${secret}" }) { id } }`;
    const { id: firstContactId } = await done<{ id: string }>(supervisor, report);
    const register =
      'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id firstContacts { nodes { companyName note } } } }';
    const file = await done(supervisor, register, { input: { name: '初识公司', label: 'SECRET', firstContactId } });
    expect(file).toMatchObject({ firstContacts: { nodes: [{ companyName: secret, note: secret }] } });
    expect(await leaking()).toEqual([]);
  });
});
