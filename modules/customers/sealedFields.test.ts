import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { makeCreditCode } from './creditCode.js';

const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';
const specialist = 'customer-information-specialist';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const done = async <T>(who: string, document: string, variables: object = {}): Promise<T> => {
  const { data, errors } = await ask(who, document, variables);
  expect(errors).toEqual([]);
  return Object.values(data)[0] as T;
};

let codes = 0;
const freshCode = () => makeCreditCode(`9131000099${String(++codes).padStart(7, '0')}`);

const details = {
  legalRepresentative: '慕容甲',
  address: '静安区密锁路九号',
  postalCode: '200040',
  telephone: '021-55667788',
  fax: '021-55667799',
  webAddress: 'https://sealed.example/',
  businessScope: '密码器材的批发',
  capitalAmount: 7654321.5,
  capitalCurrency: 'CNY',
  foundedOn: '2011-11-11',
  enterpriseType: '有限责任公司（密）',
  province: '密省',
  city: '密市',
  creditStatus: '欠款三笔',
};
const contact = { name: '欧阳乙', post: '采购密员', telephone: '13900001111', email: 'ouyang@sealed.example' };
const fields = ['creditCode', ...Object.keys(details)].join(' ');
const shown = `id version label number name keywords ${fields} contacts { nodes { id version name post telephone email } }`;
const register = `mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { ${shown} } }`;
const update = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: $version, input: $input) { ${shown} } }`;
const read = `query($id: ID!) { customer(id: $id) { ${shown} } }`;

interface Row {
  [column: string]: string | null;
}
const stored = async (id: string) => ({
  customer: (await platform.owner<Row>('select * from customers.customer where id = $1', [id]))[0]!,
  contacts: await platform.owner<Row>('select * from customers.contact where customer_id = $1', [id]),
});
const texts = [...Object.values(details), ...Object.values(contact)].map(String);
/** What is sealed is base64, in which three letters stand by chance now and then. */
const found = (content: unknown) => {
  const plain = JSON.stringify(content).replace(/[A-Za-z0-9+/=]{60,}/g, '');
  return texts.filter((text) => plain.includes(text));
};

type Shown = typeof details & {
  id: string;
  version: number;
  creditCode: string;
  contacts: { nodes: { id: string }[] };
};

const opened = (who: string, input: object) =>
  done<Shown>(who, register, { input: { creditCode: freshCode(), ...details, contacts: [contact], ...input } });
const changed = (who: string, { id, version }: { id: string; version: number }, input: object) =>
  done<Shown>(who, update, { id, version, input });
const grant = async (who: string, id: string) =>
  platform.owner(
    `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from)
     select gen_random_uuid(), now(), now(), p.id, 'Customer', $2, 'read', now() - interval '1 day' from access.person p where p.name = $1`,
    [who, id],
  );
/** Entries of the audit about a file and its contacts, as the owner of the database reads them. */
const audited = async ({ id, contacts }: Shown) => {
  await platform.platform.core.audit.log.flush();
  return platform.owner(
    `select * from audit.entry where record_id = any ($1) or after::text like '%' || $2 || '%' order by id`,
    [[id, ...contacts.nodes.map((one) => one.id)], id],
  );
};

describe('P01.A22 the fields of a SECRET file are sealed', () => {
  it('P01.A22 their keeper reads them as ever, and the database has none of them', async () => {
    const made = await opened(manager, { name: '封存公司', keywords: '检索词', label: 'SECRET' });
    expect(made).toMatchObject({ ...details, name: '封存公司', keywords: '检索词', contacts: { nodes: [contact] } });
    expect(await done(manager, read, { id: made.id })).toEqual(made);
    const { customer, contacts } = await stored(made.id);
    expect([customer.name, customer.keywords]).toEqual(['封存公司', '检索词']);
    expect(customer.sealed).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(found({ customer, contacts, audit: await audited(made) })).toEqual([]);
    expect((await ask(supervisor, read, { id: made.id })).data.customer).toBeNull();
    expect((await ask(manager, update, { id: made.id, version: 1, input: { fax: details.fax } })).outcome).toBe('ok');
    expect(found(await audited(made))).toEqual([]);
  });

  it('P01.A22 raised to SECRET, a file and its contacts lose their plain text at once', async () => {
    const made = await opened(supervisor, { name: '升密公司' });
    const before = await stored(made.id);
    expect(found(before)).toHaveLength(texts.length);
    const raised = await changed(supervisor, made, { label: 'SECRET' });
    expect(raised).toEqual({ ...made, label: 'SECRET', version: made.version + 1 });
    expect(found(await stored(made.id))).toEqual([]);
    expect(await done(supervisor, read, { id: made.id })).toEqual(raised);
    for (const who of [manager, specialist, 'general-manager', 'reader'])
      expect((await ask(who, read, { id: made.id })).data.customer, who).toBeNull();
    const sinceThen = (await audited(made)).filter(({ label }) => label === 'SECRET');
    expect(sinceThen.length).toBeGreaterThan(1);
    expect(found(sinceThen)).toEqual([]);
    expect(sinceThen.find(({ action }) => action === 'update')!.before).toMatchObject({ telephone: '***' });
  });

  it('P01.A22 a contact that is being written while the file is raised is sealed with it', async () => {
    const made = await opened(supervisor, { name: '同时升密' });
    const writer = new Client(platform.database.owner);
    await writer.connect();
    await writer.query('begin');
    await writer.query(
      `insert into customers.contact (id, created_at, updated_at, label, name, customer_id) values (gen_random_uuid(), now(), now(), 'PUBLIC', '同时写入', $1)`,
      [made.id],
    );
    const raising = changed(supervisor, made, { label: 'SECRET' });
    await vi.waitFor(async () => {
      const waiting = await platform.owner(
        `select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
      );
      expect(waiting).not.toEqual([]);
    });
    await writer.query('commit');
    await writer.end();
    const names = (await raising).contacts.nodes.map((one) => (one as unknown as typeof contact).name);
    expect(names.sort()).toEqual(['同时写入', contact.name].sort());
    expect(JSON.stringify(await stored(made.id))).not.toContain('同时写入');
  });

  it('P01.A22 somebody with a grant reads them, without what is closed to them', async () => {
    const made = await opened(manager, { name: '授权公司', label: 'SECRET' });
    const outsider = 'general-manager';
    expect((await ask(outsider, read, { id: made.id })).data.customer).toBeNull();
    await grant(outsider, made.id);
    const whole = await done<Shown>(outsider, read, { id: made.id });
    expect(whole).toMatchObject(details);
    const list = `query($id: ID!) { customers(filter: { id: { eq: $id } }) { nodes { street: address again: address contacts { nodes { who: name post } } } } }`;
    expect((await done<{ nodes: unknown }>(outsider, list, { id: made.id })).nodes).toEqual([
      {
        street: details.address,
        again: details.address,
        contacts: { nodes: [{ who: contact.name, post: contact.post }] },
      },
    ]);
    await platform.owner(`update access.person set clearance = 'SECRET' where name = 'analyst'`);
    await grant('analyst', made.id);
    const { data, errors } = await ask('analyst', read, { id: made.id });
    expect(data.customer.contacts.nodes).toMatchObject([{ name: contact.name, telephone: null, email: null }]);
    expect(errors).toEqual([]);
  });

  it('P01.A22 is edited like any other file: what is left out stays, what is emptied is gone', async () => {
    const made = await opened(manager, { name: '编辑公司', label: 'SECRET' });
    const edited = await changed(manager, made, { telephone: '021-11112222', fax: null });
    expect(edited).toEqual({ ...made, version: 2, telephone: '021-11112222', fax: null });
    expect(await done(manager, read, { id: made.id })).toEqual(edited);
    const same = await changed(manager, edited, { telephone: '021-11112222', address: details.address });
    expect(same.version).toBe(2);
    const rows = await stored(made.id);
    expect([rows.customer.telephone, rows.customer.fax, rows.customer.address]).toEqual([null, null, null]);
    const audit = await audited(made);
    expect(audit.find(({ action }) => action === 'update')).toMatchObject({
      before: { telephone: '***', fax: '***' },
      after: { telephone: '***', fax: null },
    });
    expect(JSON.stringify(audit)).not.toContain('11112222');
    expect(found(audit)).toEqual([]);
  });

  it('P01.A22 contacts are added and removed without a trace of their content', async () => {
    const made = await opened(manager, { name: '联系公司', label: 'SECRET', contacts: [] });
    const added = await done<{ id: string; version: number }>(
      manager,
      'mutation($id: ID!, $input: ContactInput!) { addContact(customerId: $id, input: $input) { id version name post telephone email } }',
      { id: made.id, input: contact },
    );
    expect(added).toMatchObject(contact);
    expect(found(await stored(made.id))).toEqual([]);
    await done(manager, 'mutation($id: ID!) { removeContact(id: $id, version: 1) }', { id: added.id });
    const audit = await platform.owner('select * from audit.entry where record_id = $1 order by id', [added.id]);
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['create', 'delete']));
    expect(found(audit)).toEqual([]);
  });

  it('P01.A22 filters and orders take a sealed field for one without a value', async () => {
    const name = '筛选公司';
    const made = await opened(manager, { name, label: 'SECRET' });
    const plain = await opened(manager, { name });
    const ids = async (filter: object) =>
      (
        await done<{ nodes: { id: string }[] }>(
          manager,
          'query($filter: CustomerFilter!) { customers(filter: $filter, orderBy: [{ city: ASC }]) { nodes { id } } }',
          { filter: { and: [{ name: { eq: name } }, filter] } },
        )
      ).nodes.map(({ id }) => id);
    expect(await ids({})).toEqual([plain.id, made.id]);
    for (const filter of [
      { telephone: { eq: details.telephone } },
      { telephone: { isNull: false } },
      { capitalAmount: { gt: 1 } },
      { contacts: { some: { name: { eq: contact.name } } } },
    ])
      expect(await ids(filter), JSON.stringify(filter)).toEqual([plain.id]);
    expect(await ids({ telephone: { isNull: true } })).toEqual([made.id]);
    const page = `query($after: String) { customers(first: 1, after: $after, filter: { name: { eq: "${name}" } }, orderBy: [{ city: DESC }]) { nodes { id city } pageInfo { endCursor } } }`;
    const first = await done<{ nodes: unknown[]; pageInfo: { endCursor: string } }>(manager, page);
    expect(first.nodes).toEqual([{ id: made.id, city: details.city }]);
    const second = await done<{ nodes: unknown[] }>(manager, page, { after: first.pageInfo.endCursor });
    expect(second.nodes).toEqual([{ id: plain.id, city: details.city }]);
  });

  it('P01.A22 pages by a sealed field that every row has go on behind a row where it is sealed', async () => {
    const made = await opened(manager, { name: '翻页公司', label: 'SECRET', contacts: [contact, contact] });
    const page = `query($id: ID!, $after: String) { customer(id: $id) { contacts(first: 1, after: $after, orderBy: [{ name: ASC }]) { nodes { id } pageInfo { endCursor } } } }`;
    type Paged = { contacts: { nodes: { id: string }[]; pageInfo: { endCursor: string } } };
    const first = await done<Paged>(manager, page, { id: made.id });
    const second = await done<Paged>(manager, page, { id: made.id, after: first.contacts.pageInfo.endCursor });
    const ids = [first, second].flatMap(({ contacts }) => contacts.nodes.map(({ id }) => id));
    expect(ids.sort()).toEqual(made.contacts.nodes.map(({ id }) => id).sort());
  });

  it('P02.A04 P01.A22 a credit code has one file of its keeper, sealed or not', async () => {
    const creditCode = freshCode();
    const made = await opened(manager, { name: '唯一公司', label: 'SECRET', creditCode });
    for (const label of ['SECRET', 'INTERNAL']) {
      const again = await ask(manager, register, { input: { name: '又一公司', label, creditCode } });
      expect([again.outcome, again.errors[0]?.message]).toEqual(['CONFLICT', expect.stringContaining(creditCode)]);
    }
    // Who does not see it is not told of it, and whoever has both sees two.
    const other = await opened(supervisor, { name: '唯一公司', creditCode });
    expect((await ask(supervisor, update, { ...pick(other), input: { label: 'SECRET' } })).outcome).toBe('ok');
    const [one, two] = [await stored(made.id), await stored(other.id)];
    expect(one.customer.credit_code_hash).toBe(two.customer.credit_code_hash);
    expect(one.customer.credit_code_hash).not.toContain(creditCode);
    expect(one.customer.sealed).not.toBe(two.customer.sealed);
    const code = freshCode();
    const third = await changed(manager, made, { creditCode: code });
    expect(third.creditCode).toBe(code);
    expect((await opened(manager, { name: '补位公司', label: 'SECRET', creditCode })).creditCode).toBe(creditCode);
  });

  it('P01.A22 the database itself refuses plain text in a SECRET row', async () => {
    const made = await opened(manager, { name: '拒写公司', label: 'SECRET' });
    const plain = await opened(manager, { name: '拒升公司' });
    await expect(
      platform.owner('update customers.customer set telephone = $2 where id = $1', [made.id, '021']),
    ).rejects.toThrow('sealed_from_secret');
    await expect(
      platform.owner(`update customers.contact set name = '某' where customer_id = $1`, [made.id]),
    ).rejects.toThrow('sealed_from_secret');
    await expect(
      platform.owner(`update customers.customer set label = 'SECRET' where id = $1`, [plain.id]),
    ).rejects.toThrow('sealed_from_secret');
  });

  it('P01.A22 no sealed row opens in the place of another, nor an altered one', async () => {
    const [one, two] = [
      await opened(manager, { name: '调包甲', label: 'SECRET' }),
      await opened(manager, { name: '调包乙', label: 'SECRET' }),
    ];
    await platform.owner(
      'update customers.customer set sealed = (select sealed from customers.customer where id = $1) where id = $2',
      [one.id, two.id],
    );
    const answer = await ask(manager, read, { id: two.id });
    expect(answer.outcome).toBe('INTERNAL_SERVER_ERROR');
    expect(found(answer)).toEqual([]);
    // Under the same key.
    const three = await opened(manager, { name: '调包丙', label: 'SECRET', contacts: [contact, { name: '另一人' }] });
    await platform.owner(
      'update customers.contact c set sealed = o.sealed from customers.contact o where c.customer_id = $1 and o.customer_id = $1 and o.id <> c.id',
      [three.id],
    );
    expect((await ask(manager, read, { id: three.id })).outcome).toBe('INTERNAL_SERVER_ERROR');
  });

  it('P01.A22 without the key there is nothing more to read', async () => {
    const made = await opened(manager, { name: '毁钥公司', label: 'SECRET' });
    await platform.owner('delete from secrets.data_key where file_id = $1', [made.id]);
    const left = await done<Shown>(manager, read, { id: made.id });
    expect(left).toMatchObject({ name: '毁钥公司', telephone: null, capitalAmount: null });
    expect(left.contacts.nodes).toMatchObject([{ name: '（已销毁）', telephone: null }]);
    expect(found(left)).toEqual([]);
  });
});

const pick = ({ id, version }: Shown) => ({ id, version });
