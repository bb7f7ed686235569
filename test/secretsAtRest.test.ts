import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '../src/database/embedded.js';
import { TestPlatform } from './harness.js';

const secret = 'WKQZ不可见底价';
const visible = 'WKQZ见得到的名称';

let directory: string;
let embedded: EmbeddedDatabase;
let platform: TestPlatform;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'zhidu-secrets-'));
  embedded = await startEmbedded({ directory: join(directory, 'postgres') });
  const database = { owner: embedded.owner, request: embedded.request, drop: async () => undefined };
  platform = await TestPlatform.open({ database, directory, migrate: true });
  await platform.owner(`with department as (
      insert into access.department (id, created_at, updated_at, name) values (gen_random_uuid(), now(), now(), '客户服务部') returning id
    ), person as (
      insert into access.person (id, created_at, updated_at, name, display_name, clearance)
      values (gen_random_uuid(), now(), now(), 'manager', '周静', 'TOP_SECRET') returning id
    )
    insert into access.role_assignment (id, created_at, updated_at, person_id, role, department_id, valid_from)
    select gen_random_uuid(), now(), now(), person.id, 'CUSTOMER_SERVICE_MANAGER', department.id, '2026-01-01' from person, department`);
});
afterAll(async () => {
  await embedded.stop();
  rmSync(directory, { recursive: true, force: true });
});

it('P01.A22 without the master key nothing of the content and of sealed fields is in a dump, in the audit or anywhere in the data directory', async () => {
  const manager = platform.as('manager');
  const registered = await manager.run(
    `mutation { registerCustomer(input: { name: "${visible}", label: SECRET, address: "${secret}", legalRepresentative: "${secret}",
       contacts: [{ name: "${secret}", telephone: "${secret}" }] }) { id version } }`,
  );
  const { id } = registered.data.registerCustomer;
  const written = await manager.run(
    'mutation($id: ID!, $content: RecordContentInput!) { writeContent(fileId: $id, content: $content) { id title text } }',
    { id, content: { title: `${secret}标题`, text: secret } },
  );
  expect(written.data.writeContent.text).toBe(secret);
  for (const change of [
    `updateCustomer(id: "${id}", version: 1, input: { address: "${secret}改", businessScope: "${secret}" }) { id address }`,
    // Nothing changes: the call alone is recorded.
    `updateCustomer(id: "${id}", version: 2, input: { address: "${secret}改" }) { id address }`,
    `addContact(customerId: "${id}", input: { name: "${secret}", email: "${secret}@a.example" }) { id name }`,
    `addFileEntry(customerId: "${id}", input: { kind: LETTER, occurredOn: "2026-01-05", subject: "${secret}", source: CUSTOMER }) { id subject }`,
    `reportFeedback(input: { customerId: "${id}", product: "离心泵", lot: "${secret}", report: "${secret}", severity: MINOR }) { id report }`,
    `recordUsage(input: { customerId: "${id}", product: "离心泵", source: VISIT, learnedOn: "2026-01-05", condition: GOOD, findings: "${secret}", wishes: "${secret}" }) { id findings }`,
  ])
    expect((await manager.run(`mutation { ${change} }`)).outcome).toBe('ok');
  const read = `{ customers(filter: { address: { contains: "${secret}" } }) { totalCount } customer(id: "${id}") { address contacts { nodes { name } } } }`;
  expect((await manager.run(read)).data).toEqual({
    customers: { totalCount: 0 },
    customer: { address: `${secret}改`, contacts: { nodes: [{ name: secret }, { name: secret }] } },
  });
  await platform.platform.core.audit.log.flush();
  const dumped = await dump();
  const key = readFileSync(join(directory, 'master.key'), 'utf8').trim();
  expect(dumped).toContain(visible);
  for (const hidden of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex'), key])
    expect(dumped).not.toContain(hidden);
  expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
  await platform.close();
  await embedded.stop();
  const files = filesBelow(directory).filter((path) => path !== join(directory, 'master.key'));
  const holding = (text: string) => files.filter((path) => readFileSync(path).includes(text));
  expect(holding(visible).length).toBeGreaterThan(1);
  expect(holding(secret)).toEqual([]);
  expect(holding(key)).toEqual([]);
});

/** Every column of every table as text, as their owner. */
async function dump(): Promise<string> {
  const tables = await platform.owner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    texts.push(
      ...(await platform.owner<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row),
    );
  return texts.join('\n');
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
