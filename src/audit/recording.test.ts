import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, TestPlatform } from '../../test/harness.js';
import { csv, ImportClient } from '../../test/importClient.js';
import { registerDocument, registerLabelled } from '../../test/labelledCustomers.js';
import { role } from '../access/rules.js';
import { defineModule } from '../module.js';

/** Closes a field to all but one role. */
const faxes = defineModule({
  name: 'faxes',
  title: { en: 'Faxes', zh: '传真' },
  description: 'Closes fax numbers.',
  requires: ['customers'],
  permissions: { calls: {}, rows: {}, fields: { Customer: { fax: role('GENERAL_MANAGER') } } },
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ modules: [faxes] });
});
afterAll(() => platform.close());

interface Entry {
  id: string;
  action: string;
  call: string | null;
  recordType: string | null;
  recordId: string | null;
  label: string | null;
  roles: string[];
  requestId: string;
  person: { name: string } | null;
  // biome-ignore lint/suspicious/noExplicitAny: what was recorded
  before: any;
  // biome-ignore lint/suspicious/noExplicitAny: what was recorded
  after: any;
}

const lastId = async (): Promise<string> => {
  await platform.platform.core.audit.log.flush();
  return (await platform.owner<{ id: string }>('select coalesce(max(id), 0)::text as id from audit.entry'))[0]!.id;
};

/** What one thing that somebody does leaves behind, as an auditor sees it. */
async function recorded(act: () => Promise<Answer | unknown>): Promise<Entry[]> {
  const before = BigInt(await lastId());
  await act();
  const { data, errors } = await platform.as('auditor').run(`{
    auditEntries(last: 100) {
      nodes { id action call recordType recordId label roles requestId person { name } before after }
    }
  }`);
  expect(errors).toEqual([]);
  return (data.auditEntries.nodes as Entry[]).filter(({ id }) => BigInt(id) > before);
}

const brief = (entries: Entry[]) =>
  entries.map(({ action, call, recordType, label }) => `${action} ${call} ${recordType} ${label}`);

describe('what is recorded', () => {
  it('a change: who, in which roles, by which mutation, before and after', async () => {
    const specialist = platform.as('customer-information-specialist');
    const { data } = await specialist.run(registerDocument, { input: { name: '申江机械', fax: '021-1' } });
    const { id } = data.registerCustomer;
    const entries = await recorded(() =>
      specialist.run(
        'mutation($id: ID!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: 1, input: $input) { id } }',
        { id, input: { fax: '021-2' } },
      ),
    );
    expect(brief(entries)).toEqual(['update updateCustomer Customer INTERNAL']);
    expect(entries[0]).toMatchObject({
      recordId: id,
      person: { name: 'customer-information-specialist' },
      roles: ['CUSTOMER_INFORMATION_SPECIALIST'],
      before: { fax: '021-1' },
      after: { fax: '021-2' },
    });
  });

  it('a raised label: for auditors who are cleared for the higher one', async () => {
    const customer = await registerLabelled(platform, 'customer-service-manager', 'INTERNAL', '升密机械');
    const entries = await recorded(() =>
      platform
        .as('customer-service-manager')
        .run('mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { label: SECRET }) { version } }', {
          id: customer.id,
        }),
    );
    expect(brief(entries)).toContain('update updateCustomer Customer SECRET');
  });

  it.each([
    [
      'changes nothing',
      'customer-service-manager',
      (id: string) => `mutation { updateCustomer(id: "${id}", version: 1, input: {}) { name } }`,
      'call updateCustomer null TOP_SECRET',
    ],
    [
      'is only tried',
      'administrator',
      () => 'mutation { setModuleEnabled(name: "quality", enabled: false, dryRun: true) { removedFields } }',
      'call setModuleEnabled null INTERNAL',
    ],
    [
      'signs in',
      'anyone',
      () => 'mutation { signIn(name: "reader", password: "demo-only") { expiresAt } }',
      'sign-in signIn Person null',
    ],
    [
      'fails to sign in',
      'anyone',
      () => 'mutation { signIn(name: "reader", password: "guessed") { expiresAt } }',
      'sign-in refused signIn Person null',
    ],
  ])('a mutation that %s, once', async (_what, who, document, expected) => {
    const { id } = await registerLabelled(platform, 'customer-service-manager', 'INTERNAL', '一次机械');
    expect(brief(await recorded(() => platform.as(who).run(document(id))))).toEqual([expected]);
  });

  it('two mutations of one document: each under its own name', async () => {
    const entries = await recorded(() =>
      platform.as('customer-information-specialist').run(`mutation {
        first: registerCustomer(input: { name: "第一" }) { version }
        second: registerCustomer(input: { name: "第二", label: TOP_SECRET }) { version }
        third: updateCustomer(id: "no such", version: 1, input: {}) { version }
      }`),
    );
    expect(brief(entries)).toEqual([
      'create registerCustomer Customer INTERNAL',
      'refused updateCustomer Customer CONFIDENTIAL',
    ]);
  });

  it('a switch of a module', async () => {
    const off = (enabled: boolean) => () =>
      platform
        .as('administrator')
        .run('mutation($on: Boolean!) { setModuleEnabled(name: "quality", enabled: $on) { removedFields } }', {
          on: enabled,
        });
    expect(brief(await recorded(off(false)))).toEqual(['module switched off setModuleEnabled Module null']);
    expect(brief(await recorded(off(true)))).toEqual(['module switched on setModuleEnabled Module null']);
  });

  it.each(['anyone', 'reader'])('no password, whatever becomes of the call of %s', async (who) => {
    const entries = await recorded(() =>
      platform.as(who).run(
        `mutation {
          changePassword(currentPassword: "demo-0nly", newPassword: "a new long password") { id }
          signIn(name: "x", password: "demo-0nly") { accessToken }
        }`,
      ),
    );
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toMatch(/demo-0nly|new long/);
  });
});

describe('an auditor', () => {
  const verify = `query($checkpoint: AuditCheckpointInput) {
    verifyAudit(checkpoint: $checkpoint) { ok entries segments unsealed retired findings { kind segment entry message } }
  }`;

  it('takes a checkpoint and compares with it later', async () => {
    const auditor = platform.as('auditor');
    const { data } = await auditor.run('{ auditCheckpoint { number hash count sealedAt key signature } }');
    const checkpoint = data.auditCheckpoint;
    expect(checkpoint).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), key: null, signature: null });
    await platform.as('customer-information-specialist').run(registerDocument, { input: { name: '后来' } });
    const verified = await auditor.run(verify, { checkpoint });
    expect(verified.data.verifyAudit).toMatchObject({ ok: true, findings: [], retired: 0 });
    expect(verified.data.verifyAudit.entries).toBeGreaterThanOrEqual(checkpoint.count);
    const other = await auditor.run(verify, { checkpoint: { ...checkpoint, hash: '0'.repeat(64) } });
    expect(other.data.verifyAudit).toMatchObject({
      ok: false,
      findings: [{ kind: 'REPLACED', segment: checkpoint.number }],
    });
  });

  it('waits with the next verification until the one before is done', async () => {
    const outcomes = await Promise.all([1, 2].map(async () => (await platform.as('auditor').run(verify)).outcome));
    expect(outcomes.sort()).toEqual(['INVALID_STATE', 'ok']);
  });
});

describe('what comes and goes as a file is recorded', () => {
  it('the file that is read, each created record, and the refused lines that leave', async () => {
    const client = await ImportClient.open();
    onTestFinished(() => client.close());
    const who = 'customer-information-specialist';
    const last = await client.platform.owner('select max(id) as id from audit.entry');
    const content = csv('企业名称,统一社会信用代码', '录入甲机械,', '录入乙机械,', '录入丙机械,not a code');
    const job = await client.import(who, content);
    await client.refusedCsv(who, job.id);
    await client.request('anyone', `/imports/${job.id}/refused.csv`);
    await client.platform.platform.core.audit.log.flush();
    const rows = await client.platform.owner(
      `select action, call, record_type as type, count(*)::int as count from audit.entry e where e.id > $1
       group by 1, 2, 3 order by min(e.id)`,
      [last[0]!.id],
    );
    expect(rows.map(({ action, call, type, count }) => `${count} ${action} ${call} ${type}`)).toEqual([
      '1 create null StoredFile',
      '1 file read importCustomers StoredFile',
      '1 create importCustomers ImportJob',
      '2 create importCustomers Customer',
      '1 export GET /imports/:id/refused.csv ImportJob',
      '1 refused GET /imports/:id/refused.csv null',
    ]);
  });
});

describe('what was refused is recorded', () => {
  it.each([
    [
      'a call',
      'reader',
      'mutation { registerCustomer(input: { name: "甲" }) { id } }',
      'refused registerCustomer Customer PUBLIC',
      'FORBIDDEN',
    ],
    [
      'a query',
      'customer-service-manager',
      '{ auditEntries { nodes { id } } }',
      'refused auditEntries AuditEntryConnection TOP_SECRET',
      'FORBIDDEN',
    ],
    [
      'a call without signing in',
      'anyone',
      '{ alias: customers { totalCount } }',
      'refused customers CustomerConnection PUBLIC',
      'UNAUTHENTICATED',
    ],
    [
      'a closed field in a list, once',
      'reader',
      '{ customers(first: 50) { nodes { fax } } }',
      'refused customers CustomerConnection PUBLIC',
      'FORBIDDEN',
    ],
    [
      'a closed field in a filter',
      'reader',
      '{ customers(filter: { fax: { isNull: true } }) { totalCount } }',
      'refused customers CustomerConnection PUBLIC',
      'FORBIDDEN',
    ],
    [
      'what a mutation did not find',
      'customer-service-manager',
      'mutation { removeContact(id: "6f1ed002-ab5c-4d0d-8ba3-1c1c1c1c1c1c", version: 1) }',
      'refused removeContact Boolean TOP_SECRET',
      'NOT_FOUND',
    ],
    [
      'through a fragment',
      'reader',
      'mutation { ...f } fragment f on Mutation { registerCustomer(input: { name: "甲" }) { id } }',
      'refused registerCustomer Customer PUBLIC',
      'FORBIDDEN',
    ],
  ])('%s', async (_what, who, document, expected, code) => {
    const entries = await recorded(() => platform.as(who).run(document));
    expect(brief(entries)).toEqual([expected]);
    expect(entries[0]!.after.code).toBe(code);
  });

  it('with what was asked', async () => {
    const input = { name: '超'.repeat(150), label: 'INTERNAL', fax: '\0' };
    const entries = await recorded(() => platform.as('reader').run(registerDocument, { input }));
    expect(entries[0]!.after.arguments.input).toMatchObject({ name: input.name, label: 'INTERNAL', fax: '\uFFFD' });
  });

  it('a forged token', async () => {
    const entries = await recorded(() => platform.platform.context('Bearer forged').catch(() => undefined));
    expect(brief(entries)).toEqual(['refused null null null']);
  });
});
