import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { type LabelledCustomer, registerLabelled } from '../../test/labelledCustomers.js';
import { Label } from '../access/labels.js';

/** INTERNAL files are read by nobody's leave; the others leave traces. */
let platform: TestPlatform;
const files: Record<string, LabelledCustomer> = {};
beforeAll(async () => {
  platform = await TestPlatform.open();
  for (const label of [Label.INTERNAL, Label.CONFIDENTIAL, Label.SECRET])
    files[label] = await registerLabelled(platform, 'customer-service-manager', label, `测读${label}`);
});
afterAll(() => platform.close());

const only = (...labels: Label[]) =>
  `filter: { id: { in: [${labels.map((label) => `"${files[label]!.id}"`).join(', ')}] } }`;

/** What reading leaves in the log: what was asked, then each record that was shown, in no certain order. */
async function trace(who: string, document: string): Promise<string[]> {
  const { log } = platform.platform.core.audit;
  await log.flush();
  const [last] = await platform.owner<{ id: string }>('select coalesce(max(id), 0) as id from audit.entry');
  const { errors } = await platform.as(who).run(document);
  expect(errors).toEqual([]);
  await log.flush();
  const rows = await platform.owner(
    `select action, call, record_type as type, record_id as id, label, after from audit.entry e
     where e.id > $1 and action in ('read', 'query') order by e.id`,
    [last!.id],
  );
  const nameOf = (id: string) =>
    Object.values(files).find((file) => [file.id, file.contactId, file.formId].includes(id))?.label;
  return rows.map(({ action, call, type, id, label, after }) =>
    action === 'read'
      ? `${type} ${nameOf(id)} ${label} ${after.fields.join()}`
      : [
          action,
          call,
          type,
          label,
          after.counted && `counted ${after.counted}`,
          after.probed && `probed ${after.probed}`,
        ]
          .filter(Boolean)
          .join(' '),
  );
}

const manager = 'customer-service-manager';
const { INTERNAL, CONFIDENTIAL, SECRET } = Label;

/** Beside a field with a resolver of its own no operation is answered as the text of one statement. */
const resolved = (document: string) => document.replace(/^{/, '{ asked: __schema { queryType { name } }');

describe.each([
  ['as the text of one statement', (document: string) => document, 1],
  ['through resolvers', resolved, 0],
])('%s reading leaves a trace of each row from CONFIDENTIAL up', (_way, on, texts) => {
  it.each([
    [
      'no such row',
      manager,
      () => `{ customers(${only(INTERNAL)}) { totalCount nodes { name } pageInfo { hasNextPage } } }`,
      [],
    ],
    [
      'two such rows among three',
      manager,
      () =>
        `{ customers(${only(INTERNAL, CONFIDENTIAL, SECRET)} orderBy: [{ number: ASC }]) { nodes { name fax name } } }`,
      [
        'query customers Customer TOP_SECRET',
        'Customer CONFIDENTIAL CONFIDENTIAL fax,name',
        'Customer SECRET SECRET fax,name',
      ],
    ],
    [
      'rows that the reader may not see',
      'reader',
      () => `{ customers(${only(CONFIDENTIAL, SECRET)}) { totalCount nodes { name } } }`,
      [],
    ],
    [
      'one row',
      manager,
      () => `{ customer(id: "${files[CONFIDENTIAL]!.id}") { id } }`,
      ['query customer Customer TOP_SECRET', 'Customer CONFIDENTIAL CONFIDENTIAL id'],
    ],
    [
      'one row without a field',
      manager,
      () => `{ customer(id: "${files[CONFIDENTIAL]!.id}") { __typename } }`,
      ['query customer Customer TOP_SECRET', 'Customer CONFIDENTIAL CONFIDENTIAL '],
    ],
    [
      'rows below rows',
      manager,
      () =>
        `{ a: customers(${only(CONFIDENTIAL)}) { edges { node { contacts { nodes { name } } qualityFeedback { nodes { customer { number } } } } } } }`,
      [
        'query customers Customer TOP_SECRET',
        'Customer CONFIDENTIAL CONFIDENTIAL contacts,qualityFeedback',
        'Contact CONFIDENTIAL CONFIDENTIAL name',
        'FeedbackForm CONFIDENTIAL CONFIDENTIAL customer',
        'Customer CONFIDENTIAL CONFIDENTIAL number',
      ],
    ],
    [
      'rows through a fragment',
      manager,
      () =>
        `{ ...f } fragment f on Query { a: customers(${only(CONFIDENTIAL)}) { nodes { ...g } } } fragment g on Customer { fax }`,
      ['query customers Customer TOP_SECRET', 'Customer CONFIDENTIAL CONFIDENTIAL fax'],
    ],
    [
      'rows of several root fields, each under its own',
      manager,
      () =>
        `{ a: customers(${only(CONFIDENTIAL)}) { nodes { ...g } } customer(id: "${files[SECRET]!.id}") { ...g number }
           b: feedbackForms(filter: { id: { eq: "${files[CONFIDENTIAL]!.formId}" } }) { totalCount } departments(first: 1) { nodes { name } } }
         fragment g on Customer { fax }`,
      [
        'query customers Customer TOP_SECRET',
        'Customer CONFIDENTIAL CONFIDENTIAL fax',
        'query customer Customer TOP_SECRET',
        'Customer SECRET SECRET fax,number',
        'query feedbackForms FeedbackForm TOP_SECRET counted CONFIDENTIAL',
      ],
    ],
    [
      'a count over such rows',
      manager,
      () => `{ customers(${only(INTERNAL, SECRET)}) { a: totalCount b: totalCount } }`,
      ['query customers Customer TOP_SECRET counted SECRET'],
    ],
    ['a count over other rows', manager, () => `{ customers(${only(INTERNAL)}) { totalCount } }`, []],
    [
      'a page that shows only cursors',
      manager,
      () => `{ customers(${only(CONFIDENTIAL)}) { edges { cursor } pageInfo { endCursor } } }`,
      ['query customers Customer TOP_SECRET counted CONFIDENTIAL'],
    ],
    [
      'a filter on another list that asks about such rows',
      manager,
      () => '{ departments(filter: { customers: { some: { label: { eq: SECRET } } } }) { nodes { name } } }',
      ['query departments Department TOP_SECRET probed Customer'],
    ],
    [
      'such a filter of somebody who sees none',
      'reader',
      () => '{ departments(filter: { customers: { some: { label: { eq: SECRET } } } }) { nodes { name } } }',
      [],
    ],
    [
      'an order by such rows',
      manager,
      () =>
        `{ feedbackForms(first: 1 filter: { id: { eq: "${files[INTERNAL]!.formId}" } } orderBy: [{ customer: { name: ASC } }]) { nodes { number } } }`,
      ['query feedbackForms FeedbackForm TOP_SECRET probed Customer'],
    ],
  ])('%s', async (_what, who, document, expected) => {
    const readText = vi.spyOn(platform.platform.database, 'readText');
    expect((await trace(who, on(document()))).toSorted()).toEqual(expected.toSorted());
    expect(readText).toHaveBeenCalledTimes(texts);
    readText.mockRestore();
  });

  it('answers counts as numbers and nulls as nulls, and shows no trace of its marks', async () => {
    const document = `{ customers(${only(INTERNAL, SECRET)} orderBy: [{ number: ASC }]) { some: totalCount nodes { label fax keeper { name } } totalCount } }`;
    const { customers } = (await platform.as(manager).run(on(document))).data;
    const rest = { fax: null, keeper: { name: manager } };
    expect(customers).toEqual({
      some: 2,
      nodes: [
        { label: INTERNAL, ...rest },
        { label: SECRET, ...rest },
      ],
      totalCount: 2,
    });
  });

  it.each([
    ['in the document', 'query { customer(id: "a\\u0000") { id } }', {}],
    ['in a variable', 'query($id: ID!) { customer(id: $id) { id } }', { id: 'a\0' }],
    ['in a list', 'query($ids: [ID!]) { customers(filter: { id: { in: $ids } }) { nodes { id } } }', { ids: ['a\0'] }],
  ])('a text that PostgreSQL cannot hold is refused %s', async (_where, document, variables) => {
    const asked = document.replace('{ customer', `${on('{')} customer`);
    expect((await platform.as(manager).run(asked, variables)).outcome).toBe('BAD_USER_INPUT');
  });

  it('the arguments are recorded as they were given', async () => {
    const document = `query find($id: ID!, $f: CustomerFilter) { customer(id: $id) { name } customers(filter: $f, first: 3) { nodes { name } } }`;
    const id = files[CONFIDENTIAL]!.id;
    const { log } = platform.platform.core.audit;
    await log.flush();
    const variables = { id, f: { id: { in: [id] }, createdAt: { gt: '2020-01-01T00:00:00.000Z' } } };
    const { errors } = await platform
      .as(manager)
      .run(document.replace('{ customer(', `${on('{')} customer(`), variables);
    expect(errors).toEqual([]);
    await log.flush();
    const asked = await platform.owner(
      `select after from audit.entry where action = 'query' and after ->> 'operation' = 'find' order by id desc limit 2`,
    );
    const byCall = asked
      .map(({ after }) => after.arguments)
      .toSorted((a, b) => Object.keys(a).length - Object.keys(b).length);
    expect(byCall).toEqual([{ id }, { filter: variables.f, first: 3 }]);
  });
});

describe('reading leaves a trace', () => {
  it('the answer of a mutation', async () => {
    const document = `mutation { updateCustomer(id: "${files[CONFIDENTIAL]!.id}", version: 1, input: { fax: "1" }) { fax } }`;
    expect((await trace(manager, document)).toSorted()).toEqual(
      ['query updateCustomer Customer TOP_SECRET', 'Customer CONFIDENTIAL CONFIDENTIAL fax'].toSorted(),
    );
  });

  it('the auditor finds who read a record, and reading the audit is recorded too', async () => {
    await platform.as(manager).run(`{ customer(id: "${files[SECRET]!.id}") { name } }`);
    const find = `{ auditEntries(last: 1, filter: { recordId: { eq: "${files[SECRET]!.id}" }, action: { eq: "read" } }) { nodes { id person { name } after } } }`;
    const { data } = await platform.as('auditor').run(find);
    expect(data.auditEntries.nodes).toMatchObject([{ person: { name: manager }, after: { fields: ['name'] } }]);
    const again = await platform
      .as('auditor')
      .run(
        '{ auditEntries(last: 2, filter: { call: { eq: "auditEntries" } }) { nodes { person { name } recordType after } } }',
      );
    expect(again.data.auditEntries.nodes.at(-1)).toMatchObject({
      person: { name: 'auditor' },
      recordType: 'AuditEntry',
    });
    expect(JSON.stringify(again.data.auditEntries.nodes)).toContain(files[SECRET]!.id);
  });

  it('an auditor sees no entries above the own clearance or of other compartments', async () => {
    const auditor = await platform.personId('auditor');
    await platform.as(manager).run(`{ customer(id: "${files[SECRET]!.id}") { name } }`);
    await platform.platform.core.audit.log.flush();
    const count = async () =>
      (
        await platform
          .as('auditor')
          .run(`{ auditEntries(filter: { recordId: { eq: "${files[SECRET]!.id}" } }) { totalCount } }`)
      ).data.auditEntries.totalCount;
    expect(await count()).toBeGreaterThan(0);
    await platform.platform.database.call('select audit.append($1::json)', [
      JSON.stringify([{ action: 'test', id: files[SECRET]!.id, compartments: ['麒麟'] }]),
    ]);
    const before = await count();
    await platform.owner(`update access.person set clearance = 'CONFIDENTIAL' where id = $1`, [auditor]);
    await expect.poll(count).toBe(0);
    await platform.owner(`update access.person set clearance = 'TOP_SECRET', compartments = '{麒麟}' where id = $1`, [
      auditor,
    ]);
    await expect.poll(count).toBe(before + 1);
  });
});

describe('while the audit cannot be written', () => {
  /** Somebody holds the table; answers what lets it go. */
  async function hold(): Promise<() => Promise<void>> {
    const client = new Client(platform.database.owner);
    await client.connect();
    await client.query('begin; lock table audit.entry in exclusive mode');
    return () => client.end();
  }

  const waiting = async (): Promise<number> =>
    (
      await platform.owner<{ waiting: number }>(
        `select count(*)::int as waiting from pg_locks where relation = 'audit.entry'::regclass and not granted`,
      )
    )[0]!.waiting;

  it('a SECRET record does not leave', async () => {
    const release = await hold();
    let answered = false;
    const answer = platform.as(manager).run(`{ customer(id: "${files[SECRET]!.id}") { name } }`);
    answer.then(() => {
      answered = true;
    });
    await expect.poll(waiting).toBeGreaterThan(0);
    expect(answered).toBe(false);
    await release();
    expect((await answer).data.customer.name).toBe(files[SECRET]!.name);
  });

  it('a CONFIDENTIAL record leaves, and its trace follows', async () => {
    const release = await hold();
    const count = async () =>
      (
        await platform.owner<{ count: number }>(
          `select count(*)::int as count from audit.entry where action = 'read' and record_id = $1`,
          [files[CONFIDENTIAL]!.id],
        )
      )[0]!.count;
    const before = await count();
    const { outcome } = await platform.as(manager).run(`{ customer(id: "${files[CONFIDENTIAL]!.id}") { name } }`);
    expect(outcome).toBe('ok');
    expect(await count()).toBe(before);
    await release();
    await expect.poll(count).toBe(before + 1);
  });

  it('a graceful stop writes what waits', async () => {
    const other = await TestPlatform.open({ database: platform.database });
    await other.as(manager).run(`{ customer(id: "${files[CONFIDENTIAL]!.id}") { keywords } }`);
    await other.close();
    const rows = await platform.owner(
      `select 1 from audit.entry where action = 'read' and record_id = $1 and after->'fields' = '["keywords"]'`,
      [files[CONFIDENTIAL]!.id],
    );
    expect(rows).toHaveLength(1);
  });
});
