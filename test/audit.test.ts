import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Customer } from '../modules/customers/customer.entity.js';
import { TestPlatform } from './harness.js';
import {
  feedbackOn,
  type LabelledCustomer,
  registerDocument,
  registerLabelled,
  reportDocument,
} from './labelledCustomers.js';

const manager = 'customer-service-manager';

let platform: TestPlatform;
let file: LabelledCustomer;
beforeAll(async () => {
  platform = await TestPlatform.open();
  file = await registerLabelled(platform, manager, 'INTERNAL', '审计');
});
afterAll(() => platform.close());

interface Entry {
  action: string;
  record_type: string;
  record_id: string;
  label: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  person: string;
  transaction: string;
}

/** Runs a request with an id of ours, and finds what the log has under that id. */
async function logged(
  who: string,
  document: string,
  variables: object,
): Promise<{ entries: Entry[]; errors: unknown }> {
  const requestId = randomUUID();
  const contextValue = await platform.platform.context(`Bearer ${await platform.tokenOf(who)}`, requestId);
  const { body } = await platform.platform.apollo.executeOperation(
    { query: document, variables: variables as Record<string, unknown> },
    { contextValue },
  );
  const entries = await platform.owner<Entry & Record<string, unknown>>(
    `select e.action, e.record_type, e.record_id, e.label, e.before, e.after, p.name as person, e.xmin::text as transaction
     from audit.entry e left join access.person p on p.id = e.person_id where e.request_id = $1 and e.action not in ('read', 'query', 'refused') order by e.id`,
    [requestId],
  );
  return { entries, errors: body.kind === 'single' ? body.singleResult.errors : undefined };
}

const transactionOf = async (table: string, id: string): Promise<string> =>
  (
    await platform.owner<{ transaction: string }>(`select xmin::text as transaction from ${table} where id = $1`, [id])
  )[0]!.transaction;

const update = `mutation($id: ID!, $version: Int!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, version: $version, input: $input) { id } }`;
const addContact = `mutation($id: ID!, $input: ContactInput!) { addContact(customerId: $id, input: $input) { id } }`;

describe('P01.A05 each change is in the audit log, with before and after, from the same transaction', () => {
  it('registerCustomer', async () => {
    const input = { name: '入册', label: 'CONFIDENTIAL', contacts: [{ name: '某人', telephone: '13900000001' }] };
    const { entries } = await logged(manager, registerDocument, { input });
    expect(entries).toMatchObject([
      {
        action: 'create',
        record_type: 'Customer',
        label: 'CONFIDENTIAL',
        before: null,
        person: manager,
        after: { name: '入册' },
      },
      { action: 'create', record_type: 'Contact', label: 'CONFIDENTIAL', before: null, after: { name: '某人' } },
    ]);
    expect(entries[0]!.transaction).toBe(await transactionOf('customers.customer', entries[0]!.record_id));
  });

  it('updateCustomer', async () => {
    const { entries } = await logged(manager, update, {
      id: file.id,
      version: 1,
      input: { telephone: '010-88886666' },
    });
    expect(entries).toMatchObject([
      { action: 'update', record_type: 'Customer', record_id: file.id, label: 'INTERNAL', person: manager },
    ]);
    expect(entries[0]!.before).toMatchObject({ telephone: null });
    expect(entries[0]!.after).toMatchObject({ telephone: '010-88886666' });
    expect(entries[0]!.transaction).toBe(await transactionOf('customers.customer', file.id));
  });

  it('addContact and removeContact', async () => {
    const added = await logged(manager, addContact, { id: file.id, input: { name: '来了又走' } });
    expect(added.entries).toMatchObject([{ action: 'create', record_type: 'Contact', after: { name: '来了又走' } }]);
    const id = added.entries[0]!.record_id;
    expect(added.entries[0]!.transaction).toBe(await transactionOf('customers.contact', id));
    const removed = await logged(manager, 'mutation($id: ID!) { removeContact(id: $id, version: 1) }', { id });
    expect(removed.entries).toMatchObject([
      {
        action: 'delete',
        record_type: 'Contact',
        record_id: id,
        before: { name: '来了又走' },
        after: null,
        person: manager,
      },
    ]);
  });

  it('reportFeedback and investigateFeedback', async () => {
    // The clocks of the steps that follow are entered too.
    const ofForms = (all: Entry[]) => all.filter(({ record_type }) => record_type === 'FeedbackForm');
    const { entries } = await logged(manager, reportDocument, feedbackOn(file.id));
    expect(ofForms(entries)).toMatchObject([{ action: 'create', after: { status: 'REPORTED' } }]);
    const id = ofForms(entries)[0]!.record_id;
    const investigate = `mutation($id: ID!) { investigateFeedback(id: $id, version: 1, verdict: UNTRUE, finding: "未复现") { id } }`;
    const found = await logged('quality-inspector', investigate, { id });
    expect(ofForms(found.entries)).toMatchObject([
      {
        action: 'update',
        person: 'quality-inspector',
        before: { status: 'REPORTED', finding: null },
        after: { status: 'UNTRUE', finding: '未复现' },
      },
    ]);
    expect(ofForms(found.entries)[0]!.transaction).toBe(await transactionOf('quality.feedback_form', id));
  });

  it('setModuleEnabled, and of a dry run only that it was called', async () => {
    const set = (enabled: boolean, dryRun: boolean) =>
      logged(
        'administrator',
        'mutation($enabled: Boolean!, $dryRun: Boolean!) { setModuleEnabled(name: "quality", enabled: $enabled, dryRun: $dryRun) { removedFields } }',
        { enabled, dryRun },
      );
    expect((await set(false, true)).entries).toMatchObject([{ action: 'call', record_id: null }]);
    expect((await set(false, false)).entries).toMatchObject([{ action: 'module switched off', record_id: 'quality' }]);
    expect((await set(true, false)).entries).toMatchObject([{ action: 'module switched on', record_id: 'quality' }]);
  });

  it('signIn, also one that is refused, and never a password', async () => {
    const signIn = 'mutation($password: String!) { signIn(name: "reader", password: $password) { expiresAt } }';
    const good = await logged('reader', signIn, { password: 'demo-only' });
    const bad = await logged('reader', signIn, { password: 'a wrong one' });
    expect(good.entries).toMatchObject([{ action: 'sign-in', person: 'reader', after: { name: 'reader' } }]);
    expect(bad.entries).toMatchObject([{ action: 'sign-in refused', person: null, after: { name: 'reader' } }]);
    expect(JSON.stringify([good, bad])).not.toMatch(/demo-only|a wrong one/);
  });
});

describe('P01.A05 what fails leaves neither change nor entry of one', () => {
  const count = async () =>
    platform.owner(
      `select (select count(*) from audit.entry where action not in ('read', 'query', 'refused')) entries, (select count(*) from customers.customer) customers, (select max(version) from customers.customer) version,
         (select count(*) from customers.contact) contacts, (select count(*) from quality.feedback_form) forms`,
    );

  it.each<[string, string, string, () => object]>([
    ['a stale version', manager, update, () => ({ id: file.id, version: 99, input: { fax: '1' } })],
    [
      'a department that does not exist, found by the database',
      manager,
      registerDocument,
      () => ({ input: { name: '失败', departmentId: randomUUID(), contacts: [{ name: '某人' }] } }),
    ],
    [
      'a character that cannot be stored, in the last of the contacts',
      manager,
      registerDocument,
      () => ({ input: { name: '失败', contacts: [{ name: '某人' }, { name: 'a\0b' }] } }),
    ],
    ['a call that the role does not allow', 'reader', reportDocument, () => feedbackOn(file.id)],
  ])('%s', async (_why, who, document, variables) => {
    const before = await count();
    const { entries, errors } = await logged(who, document, variables());
    expect(errors).toHaveLength(1);
    expect(entries).toEqual([]);
    expect(await count()).toEqual(before);
  });

  it('a failure after the change was written', async () => {
    const before = await count();
    const context = await platform.platform.core.contextFor(await platform.personId(manager), randomUUID());
    const failing = context.database.write(context, async ({ em }) => {
      (await em.findOneOrFail(Customer, { id: file.id })).describe({ fax: '失败' });
      await em.flush();
      throw new Error('after the change');
    });
    await expect(failing).rejects.toThrow('after the change');
    expect(await count()).toEqual(before);
  });

  it('a change whose call rule only the row can answer and was never asked about it', async () => {
    const before = await count();
    const context = await platform.platform.core.contextFor(await platform.personId(manager), randomUUID());
    context.unasked.add('Mutation.investigateFeedback');
    const unasked = context.database.write(context, async ({ em }) => {
      (await em.findOneOrFail(Customer, { id: file.id })).describe({ fax: '未问' });
    });
    await expect(unasked).rejects.toThrow('Mutation.investigateFeedback never asked its call rule about the row');
    expect(await count()).toEqual(before);
  });

  it('one mutation of a document is nothing to those behind it, even where it never came to its row', async () => {
    const { data, errors } = await platform
      .as(manager)
      .run(
        'mutation { a: witnessDestruction(id: "x", version: 1) { id } b: registerCustomer(input: { name: "其后" }) { id } }',
      );
    expect(errors.map(({ path, extensions }) => [path, extensions!.code])).toEqual([
      [['a'], expect.not.stringContaining('INTERNAL')],
    ]);
    expect(data.b.id).toEqual(expect.any(String));
  });
});
