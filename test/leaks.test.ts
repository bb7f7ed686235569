import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from './harness.js';
import { type FileName, type LabelledCustomer, neverExisted, registerAllLabels } from './labelledCustomers.js';
import { lentOnPaper } from './lentOnPaper.js';
import { addEntry, collectReport } from './relationCalls.js';

/** Has the same role and the same clearance as the supervisor, and is not the keeper of what the supervisor keeps. */
const manager = 'customer-service-manager';
const supervisor = 'customer-information-supervisor';

let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
let hidden: LabelledCustomer;
/** As good as the hidden one in every way but that it never existed. */
let never: LabelledCustomer;
beforeAll(async () => {
  // Cost is no part of what may leak.
  platform = await TestPlatform.open({ limits: { cost: 1_000_000 } });
  files = await registerAllLabels(platform);
  hidden = files['SECRET of the supervisor'];
  for (const { id, keeper } of [hidden, files['SECRET of the manager'], files.INTERNAL]) {
    expect((await platform.as(keeper).run(addEntry, { id })).outcome).toBe('ok');
    expect((await platform.as(keeper).run(collectReport, { id, year: 2025 })).outcome).toBe('ok');
    await lentOnPaper(platform, id, keeper);
  }
  never = neverExisted(hidden);
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);

/** Ids that the owner finds; the condition says by itself what the person may see. */
const idsBy = async (sql: string): Promise<string[]> =>
  (await platform.owner<{ id: string }>(sql)).map(({ id }) => id).sort();

const seenByManager = `label < 'SECRET' or keeper_id = (select id from access.person where name = '${manager}')`;

interface Page {
  totalCount: number;
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

type Bearing = (file: LabelledCustomer) => object;

describe('P01.A22 by id a hidden row answers to the byte as one that never existed', () => {
  it.each<[string, string, Bearing]>([
    ['customer', 'query($id: ID!) { customer(id: $id) { id name } }', ({ id }) => ({ id })],
    ['feedbackForm', 'query($id: ID!) { feedbackForm(id: $id) { id number } }', ({ formId: id }) => ({ id })],
    ['archiveFile', 'query($id: ID!) { archiveFile(id: $id) { id title loans { totalCount } } }', ({ id }) => ({ id })],
    [
      'two at once',
      'query($id: ID!) { a: customer(id: $id) { ...f } b: customer(id: $id) { ...f } } fragment f on Customer { contacts { totalCount } }',
      ({ id }) => ({ id }),
    ],
  ])('%s', async (_way, document, bearing) => {
    const found = await ask(supervisor, document, bearing(hidden));
    expect(Object.values(found.data)).not.toContain(null);
    const answer = await ask(manager, document, bearing(hidden));
    expect(answer.outcome).toBe('ok');
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await ask(manager, document, bearing(never))));
  });
});

describe('P01.A22 lists and counts leave the hidden out', () => {
  it.each([
    ['customers', 'customers.customer'],
    ['feedbackForms', 'quality.feedback_form'],
    ['archiveFiles', "(select * from records.file where subject_type <> 'MaterialVolume') of_others"],
    ['fileLoans', 'records.loan'],
    ['fileEntries', 'customers.file_entry'],
    ['annualReports', 'customers.annual_report'],
  ])('%s, page by page, and totalCount', async (list, table) => {
    const expected = await idsBy(`select id from ${table} where ${seenByManager}`);
    const document = `query($after: String) { page: ${list}(first: 100, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { page }: { page: Page } = (await ask(manager, document, { after })).data;
      expect(page.totalCount).toBe(expected.length);
      ids.push(...page.nodes.map((node) => node.id));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    expect(ids.sort()).toEqual(expected);
    expect(ids).not.toContain(list === 'feedbackForms' ? hidden.formId : hidden.id);
  });

  it.each([manager, 'customer-information-specialist', 'customer-developer', 'reader', 'auditor'])(
    'nested in departments, for %s',
    async (who) => {
      const [{ clearance }] = (await platform.owner('select clearance from access.person where name = $1', [who])) as [
        { clearance: string },
      ];
      const [{ n }] = (await platform.owner(
        `select count(*)::integer as n from customers.customer c join access.person p on p.name = $1
         where p.name <> 'auditor' and c.label <= $2 and (c.label < 'SECRET' or c.keeper_id = p.id)`,
        [who, clearance],
      )) as [{ n: number }];
      const { data } = await ask(
        who,
        '{ departments { nodes { customers(first: 100) { totalCount nodes { id contacts { totalCount } qualityFeedback { totalCount } } } } } }',
      );
      const lists = data.departments.nodes.map((node: { customers: { totalCount: number } }) => node.customers);
      expect(lists.reduce((sum: number, { totalCount }: { totalCount: number }) => sum + totalCount, 0)).toBe(n);
      expect(JSON.stringify(data)).not.toContain(hidden.id);
    },
  );
});

describe('P01.A22 no filter finds the hidden', () => {
  it.each<[string, (file: LabelledCustomer) => object]>([
    ['id eq', ({ id }) => ({ id: { eq: id } })],
    ['id in', ({ id }) => ({ id: { in: [id] } })],
    ['number eq', ({ number }) => ({ number: { eq: number } })],
    ['number startsWith', ({ number }) => ({ number: { startsWith: number } })],
    ['name contains', ({ name }) => ({ name: { contains: name.slice(1) } })],
    ['index contains a keyword', ({ keyword }) => ({ index: { contains: keyword } })],
    ['qualityFeedback some', ({ formNumber }) => ({ qualityFeedback: { some: { number: { eq: formNumber } } } })],
    ['not none', ({ contactId }) => ({ not: { contacts: { none: { id: { eq: contactId } } } } })],
    ['not every', ({ contactId }) => ({ not: { contacts: { every: { id: { ne: contactId } } } } })],
    ['not not', ({ id }) => ({ not: { not: { id: { eq: id } } } })],
    ['or with nothing', ({ id }) => ({ or: [{ id: { eq: id } }, { and: [{ id: { in: [] } }] }] })],
    [
      'keeper and label',
      ({ keeper, label, id }) => ({ keeper: { name: { eq: keeper } }, label: { gte: label }, id: { eq: id } }),
    ],
    ['department', ({ id }) => ({ department: { customers: { some: { id: { eq: id } } } }, id: { eq: id } })],
    // Not even for whoever may read what is sealed.
    ['sealed: creditCode eq', ({ creditCode }) => ({ creditCode: { eq: creditCode } })],
    ['sealed: creditCode gte and lte', ({ creditCode }) => ({ creditCode: { gte: creditCode, lte: creditCode } })],
    ['sealed: contacts some', ({ contactName }) => ({ contacts: { some: { name: { eq: contactName } } } })],
    ['sealed: not none', ({ contactName }) => ({ not: { contacts: { none: { name: { eq: contactName } } } } })],
    ['sealed: not every', ({ contactName }) => ({ not: { contacts: { every: { name: { ne: contactName } } } } })],
  ])('customers: %s', async (name, filter) => {
    const document =
      'query($filter: CustomerFilter) { customers(filter: $filter) { totalCount nodes { id } edges { cursor } pageInfo { startCursor } } }';
    const found = await ask(supervisor, document, { filter: filter(hidden) });
    expect(found.data.customers.nodes).toEqual(name.startsWith('sealed') ? [] : [{ id: hidden.id }]);
    const answer = await ask(manager, document, { filter: filter(hidden) });
    expect(answer.data.customers).toMatchObject({ totalCount: 0, nodes: [], edges: [] });
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await ask(manager, document, { filter: filter(never) })));
  });

  it.each<[string, string, (file: LabelledCustomer) => object]>([
    ['departments', 'customers some', ({ id }) => ({ customers: { some: { id: { eq: id } } } })],
    ['departments', 'customers none', ({ id }) => ({ customers: { none: { id: { eq: id } } } })],
    ['departments', 'customers every', ({ id }) => ({ customers: { every: { id: { ne: id } } } })],
    ['customers', 'not', ({ id }) => ({ not: { id: { eq: id } } })],
    ['customers', 'ne', ({ number }) => ({ number: { ne: number } })],
    ['customers', 'notIn', ({ id }) => ({ id: { notIn: [id] } })],
    ['customers', 'contacts none', ({ contactName }) => ({ contacts: { none: { name: { eq: contactName } } } })],
    ['customers', 'contacts every', ({ contactName }) => ({ contacts: { every: { name: { ne: contactName } } } })],
    [
      'customers',
      'two relations away',
      ({ id }) => ({
        department: { customers: { none: { qualityFeedback: { some: { customer: { id: { eq: id } } } } } } },
      }),
    ],
    ['feedbackForms', 'customer is', ({ id }) => ({ customer: { id: { eq: id } } })],
    ['feedbackForms', 'customer is not', ({ id }) => ({ not: { customer: { id: { eq: id } } } })],
    ['feedbackForms', 'customerIsNull', () => ({ customerIsNull: true })],
    ['feedbackForms', 'number eq', ({ formNumber }) => ({ number: { eq: formNumber } })],
    ['archiveFiles', 'number eq', ({ number }) => ({ number: { eq: number } })],
    ['archiveFiles', 'index contains', ({ keyword }) => ({ index: { contains: keyword } })],
    ['archiveFiles', 'not title', ({ name }) => ({ not: { title: { eq: name } } })],
    ['archiveFiles', 'loans some', ({ id }) => ({ loans: { some: { file: { id: { eq: id } } } } })],
    ['archiveFiles', 'contents none', ({ id }) => ({ contents: { none: { file: { id: { eq: id } } } } })],
    ['archiveFiles', 'cabinetIsNull', ({ id }) => ({ cabinetIsNull: true, not: { id: { eq: id } } })],
    ['fileLoans', 'file is', ({ id }) => ({ file: { id: { eq: id } } })],
    ['fileLoans', 'file is not', ({ id }) => ({ not: { file: { id: { eq: id } } } })],
    ['departments', 'fileLoans none', ({ id }) => ({ fileLoans: { none: { file: { id: { eq: id } } } } })],
  ])('%s: %s counts the same for the hidden as for one that never existed', async (list, _filter, filter) => {
    const type = {
      departments: 'Department',
      customers: 'Customer',
      feedbackForms: 'FeedbackForm',
      archiveFiles: 'ArchiveFile',
      fileLoans: 'FileLoan',
    }[list];
    const document = `query($filter: ${type}Filter) { ${list}(filter: $filter, first: 100) { totalCount nodes { id } } }`;
    const answer = await ask(manager, document, { filter: filter(hidden) });
    expect(answer.outcome).toBe('ok');
    expect(JSON.stringify(answer)).toBe(JSON.stringify(await ask(manager, document, { filter: filter(never) })));
    expect(JSON.stringify(answer)).not.toContain(hidden.id);
  });

  it('a closed field cannot be guessed by filter or order', async () => {
    const guess = 'query($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';
    const filter = { id: { eq: files.PUBLIC.id }, contacts: { some: { telephone: { eq: '13900000000' } } } };
    expect((await ask(manager, guess, { filter })).data.customers.totalCount).toBe(1);
    expect((await ask('reader', guess, { filter })).data.customers.totalCount).toBe(0);
    const clearances =
      '{ people(orderBy: [{ clearance: DESC }], first: 100) { edges { cursor node { name clearance } } } }';
    const { edges } = (await ask('reader', clearances)).data.people;
    const shown = edges.filter(({ node }: { node: { clearance: string | null } }) => node.clearance !== null);
    expect(shown.map(({ node }: { node: object }) => node)).toEqual([{ name: 'reader', clearance: 'PUBLIC' }]);
    const cursors = edges.map(({ cursor }: { cursor: string }) => Buffer.from(cursor, 'base64url').toString());
    expect(cursors.join()).not.toMatch(/SECRET|CONFIDENTIAL|INTERNAL/);
  });
});

describe('P01.A22 neither order nor cursor gives the hidden away', () => {
  const ordered =
    'query($orderBy: [CustomerOrder!], $after: String, $before: String, $first: Int, $last: Int) { customers(orderBy: $orderBy, after: $after, before: $before, first: $first, last: $last) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }';

  it.each([
    ['number', [{ number: 'ASC' }]],
    ['label', [{ label: 'DESC' }]],
    ['keeper and creation', [{ keeper: { name: 'ASC' } }, { createdAt: 'DESC' }]],
    ['id', [{ id: 'ASC' }]],
  ])('ordered by %s', async (_order, orderBy) => {
    const expected = await idsBy(`select id from customers.customer where ${seenByManager}`);
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { edges, pageInfo } = (await ask(manager, ordered, { orderBy, after, first: 100 })).data.customers;
      for (const { cursor, node } of edges as { cursor: string; node: { id: string } }[]) {
        seen.push(node.id);
        expect(Buffer.from(cursor, 'base64url').toString()).not.toContain(hidden.number);
      }
      after = edges.at(-1)?.cursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen.sort()).toEqual(expected);
  });

  it('a forged cursor that stands on the hidden shows only what is visible, before and behind it', async () => {
    const orderBy = [{ id: 'ASC' }];
    const visible = await idsBy(`select id from customers.customer where ${seenByManager}`);
    const [first] = (await ask(manager, ordered, { orderBy, first: 1 })).data.customers.edges;
    const [signature] = JSON.parse(Buffer.from(first.cursor, 'base64url').toString());
    const forge = (id: string) => Buffer.from(JSON.stringify([signature, id])).toString('base64url');
    const after = await ask(manager, ordered, { orderBy, after: forge(hidden.id), first: 100 });
    const before = await ask(manager, ordered, { orderBy, before: forge(hidden.id), last: 100 });
    const ids = ({ data }: typeof after) => data.customers.edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(ids(after)).toEqual(visible.filter((id) => id > hidden.id).slice(0, 100));
    expect(ids(before)).toEqual(visible.filter((id) => id < hidden.id).slice(-100));
  });

  it('a cursor taken by somebody who sees the row serves nobody else to see it', async () => {
    const orderBy = [{ number: 'ASC' }];
    const filter = `{ number: { startsWith: "${hidden.number.slice(0, 5)}" } }`;
    const document = `query($orderBy: [CustomerOrder!], $after: String) { customers(filter: ${filter}, orderBy: $orderBy, after: $after, first: 100) { edges { cursor node { id number } } } }`;
    const theirs = (await ask(supervisor, document, { orderBy })).data.customers.edges;
    for (const { cursor } of theirs) {
      const { edges } = (await ask(manager, document, { orderBy, after: cursor })).data.customers;
      const seen = edges.map(({ node }: { node: { id: string } }) => node.id);
      for (const { node } of theirs) expect(seen).not.toContain(node.id);
    }
  });
});

describe('P01.A17 with the quality module switched off nothing leads to its forms', () => {
  const switched = (enabled: boolean) =>
    ask('administrator', `mutation { setModuleEnabled(name: "quality", enabled: ${enabled}) { removedFields } }`);
  beforeAll(async () => void expect((await switched(false)).outcome).toBe('ok'));
  afterAll(async () => void expect((await switched(true)).outcome).toBe('ok'));

  it.each([
    ['root list', '{ feedbackForms { totalCount } }'],
    ['root by id', 'query($form: ID!) { feedbackForm(id: $form) { id } }'],
    ['nested list', 'query($id: ID!) { customer(id: $id) { qualityFeedback { totalCount } } }'],
    ['filter', '{ customers(filter: { qualityFeedback: { some: {} } }) { totalCount } }'],
    ['filter in a variable', 'query($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }'],
    [
      'mutation',
      'mutation($form: ID!) { investigateFeedback(id: $form, version: 1, verdict: TRUE, finding: "属实") { id } }',
    ],
  ])('%s', async (_way, document) => {
    const declared = ['form', 'id', 'filter'].filter((name) => document.includes(`$${name}:`));
    const all = { form: files.PUBLIC.formId, id: files.PUBLIC.id, filter: { qualityFeedback: { some: {} } } };
    const variables = Object.fromEntries(Object.entries(all).filter(([name]) => declared.includes(name)));
    const answer = await ask('quality-inspector', document, variables);
    expect(answer.outcome).toBe('MODULE_DISABLED');
    expect(answer.data ?? null).toBeNull();
  });
});
