import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const director = 'sales-director';
const general = 'general-manager';

const now = new Date('2026-05-11T02:00:00Z');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now, access: { accessMinutes: 1_000_000, sessionDays: 1000 } });
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const opened = async (label: string, who = manager): Promise<string> =>
  (
    await ask(who, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { number } }', {
      input: { name: '查阅登记', label, address: '迎泽大街 1 号', contacts: [{ name: '李明', telephone: '0351-1' }] },
    }).then(({ data }) =>
      platform.owner<{ id: string }>('select id from customers.customer where number = $1', [
        data.registerCustomer.number,
      ]),
    )
  )[0]!.id;
const register = `query($id: ID!) { readingRegister(filter: { file: { id: { eq: $id } } }, orderBy: [{ person: { name: ASC } }]) {
  totalCount nodes { label fields basis grantedFrom grantedUntil readAt person { name } file { title } } } }`;
const entries = async (who: string, id: string) => (await ask(who, register, { id })).data.readingRegister.nodes;
const all = async (who: string, id: string) =>
  (
    await ask(who, '{ readingRegister(first: 1000) { nodes { id person { name } fields basis } } }')
  ).data.readingRegister.nodes.filter(({ id: entry }: { id: string }) => mine.get(id)?.includes(entry));
/** Entries of a file by its id, as the database has them. */
const mine = new Map<string, string[]>();
const noted = async (id: string) => {
  await platform.platform.core.audit.log.flush();
  const rows = await platform.owner<{ id: string }>('select id from records.reading where file_id = $1', [id]);
  mine.set(
    id,
    rows.map((row) => row.id),
  );
};

describe('P01.A17 P01.A21 the reading register', () => {
  it('P01.A21 says who read which classified file, when and by what, once for a request', async () => {
    const id = await opened('CONFIDENTIAL');
    await ask(director, 'query($id: ID!) { customer(id: $id) { address contacts { nodes { telephone } } } }', { id });
    await ask(manager, 'query($id: ID!) { customer(id: $id) { name address } }', { id });
    expect(await entries(supervisor, id)).toEqual([
      {
        label: 'CONFIDENTIAL',
        fields: ['address'],
        basis: 'KEEPER',
        grantedFrom: null,
        grantedUntil: null,
        readAt: now.toISOString(),
        person: { name: manager },
        file: { title: '查阅登记' },
      },
      expect.objectContaining({
        fields: ['Contact.telephone', 'address', 'contacts'],
        basis: 'ROLE',
        person: { name: director },
      }),
    ]);
  });

  it.each([
    [
      'the finding aid',
      'CONFIDENTIAL',
      '{ customer(id: $id) { id number name pinyin kind keywords label keeper { name } } }',
    ],
    ['a file that is not classified', 'INTERNAL', '{ customer(id: $id) { address } }'],
  ])('P01.A21 is no place for %s', async (_what, label, document) => {
    const id = await opened(label);
    await ask(director, `query($id: ID!) ${document}`, { id });
    expect(await entries(supervisor, id)).toEqual([]);
  });

  it('P01.A22 has the content of a file, read under a grant that ends', async () => {
    const id = await opened('SECRET');
    await ask(
      manager,
      'mutation($id: ID!) { writeContent(fileId: $id, content: { title: "题", text: "文" }) { id } }',
      { id },
    );
    await platform.owner(
      `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
       values (gen_random_uuid(), now(), now(), $1, 'Customer', $2, 'read', '2026-05-10', '2026-05-20')`,
      [await platform.personId(general), id],
    );
    await ask(general, 'query($id: ID!) { archiveFile(id: $id) { contents { nodes { title text } } } }', { id });
    expect(await entries(manager, id)).toEqual([
      {
        label: 'SECRET',
        fields: ['RecordContent.text', 'RecordContent.title'],
        basis: 'GRANT',
        grantedFrom: new Date('2026-05-10').toISOString(),
        grantedUntil: new Date('2026-05-20').toISOString(),
        readAt: now.toISOString(),
        person: { name: general },
        file: { title: '查阅登记' },
      },
    ]);
  });
});

describe('P01.A21 P01.A22 who sees the register', () => {
  it.each([
    [specialist, 'CONFIDENTIAL', 1],
    [supervisor, 'CONFIDENTIAL', 1],
    [general, 'CONFIDENTIAL', 1],
    ['auditor', 'CONFIDENTIAL', 1],
    [director, 'CONFIDENTIAL', 1],
    ['analyst', 'CONFIDENTIAL', 0],
    ['customer-developer', 'CONFIDENTIAL', 0],
    ['reader', 'CONFIDENTIAL', 0],
    ['administrator', 'CONFIDENTIAL', 0],
    [manager, 'SECRET', 1],
    ['auditor', 'SECRET', 1],
    [supervisor, 'SECRET', 0],
    [general, 'SECRET', 0],
    [specialist, 'SECRET', 0],
  ])('P01.A22 %s sees the reading of a %s file: %i', async (who, label, seen) => {
    const id = await opened(label);
    const reader = label === 'SECRET' ? manager : director;
    await ask(reader, 'query($id: ID!) { customer(id: $id) { address } }', { id });
    await noted(id);
    expect(await all(who, id)).toHaveLength(seen);
  });

  it('P01.A22 follows the label of the file, and shows an auditor no file', async () => {
    const id = await opened('CONFIDENTIAL');
    await ask(director, 'query($id: ID!) { customer(id: $id) { address } }', { id });
    await noted(id);
    expect(await all(supervisor, id)).toHaveLength(1);
    const raise = 'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: SECRET }) { label } }';
    expect((await ask(manager, raise, { id })).outcome).toBe('ok');
    expect(await all(supervisor, id)).toEqual([]);
    expect(await entries(supervisor, id)).toEqual([]);
    const seen = await ask('auditor', '{ readingRegister(first: 1000) { nodes { id file { title } } } }');
    const [entry] = seen.data.readingRegister.nodes.filter((node: { id: string }) => mine.get(id)!.includes(node.id));
    expect(entry.file).toBeNull();
  });

  it('P01.A21 the database lets nobody write it', async () => {
    const { data } = await ask(manager, '{ viewer { mayCall } }');
    expect(data.viewer.mayCall).toContain('readingRegister');
    const rights = await platform.owner(
      `select privilege_type from information_schema.role_table_grants
       where table_schema = 'records' and table_name = 'reading' and grantee = 'zhidu_request' and privilege_type <> 'SELECT'`,
    );
    expect(rights).toEqual([]);
  });
});
