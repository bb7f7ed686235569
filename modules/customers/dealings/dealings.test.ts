import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { type FileName, type LabelledCustomer, registerAllLabels } from '../../../test/labelledCustomers.js';

const developer = 'customer-developer';
const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';

const now = new Date('2026-03-02T10:00:00+08:00');
let platform: TestPlatform;
let files: Record<FileName, LabelledCustomer>;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
  files = await registerAllLabels(platform);
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);

const add = `mutation($id: ID!, $input: FileEntryInput!) {
  addFileEntry(customerId: $id, input: $input) {
    id label kind occurredOn subject source sourceDetail amount currency receptionLevel
    reportedBy { name } department { name }
  }
}`;
const correct = `mutation($id: ID!, $input: FileEntryInput!) { correctFileEntry(id: $id, input: $input) { id corrects { id } } }`;
const call = { kind: 'LONG_DISTANCE_CALL', occurredOn: '2026-03-01', subject: '交货期', source: 'CORRESPONDENCE' };
const contact = { kind: 'CONTACT', occurredOn: '2026-03-02', subject: '展会洽谈', source: 'CUSTOMER' };
const problemPaths = ({ errors }: Awaited<ReturnType<typeof ask>>) =>
  (errors[0]!.extensions!.problems as { path: string }[]).map(({ path }) => path);

describe('P02.A04 P02.A08 P04.A03 P04.A04 dealings are entered into the file', () => {
  it.each([
    ['P02.A08 a letter', { ...call, kind: 'LETTER' }],
    ['P02.A08 a fax', { ...call, kind: 'FAX' }],
    ['P02.A08 a long-distance call', call],
    ['P02.A04 a major change', { ...call, kind: 'MAJOR_CHANGE', subject: '法定代表人变更', source: 'PUBLIC_REGISTER' }],
    ['P04.A04 a trade', { ...call, kind: 'TRADE', subject: '离心泵 12 台', amount: 186_000, currency: 'CNY' }],
    [
      'P04.A03 market information with its source',
      { ...call, kind: 'MARKET_INFORMATION', source: 'MARKET_INFORMATION', sourceDetail: '中国机电报 2026-02-27' },
    ],
    [
      'P04.A05 that the file was consulted before a contract',
      { ...call, kind: 'CONSULTATION', subject: '合同 2026-017', source: 'OWN_RECORDS' },
    ],
  ])('%s', async (_what, input) => {
    const { data } = await ask(developer, add, { id: files.INTERNAL.id, input });
    expect(data.addFileEntry).toMatchObject({
      ...input,
      label: 'INTERNAL',
      reportedBy: { name: developer },
      department: { name: '销售部' },
    });
  });

  it('P04.A03 no piece of material is without a source', async () => {
    const { source: _, ...input } = call;
    expect((await ask(developer, add, { id: files.INTERNAL.id, input })).outcome).toBe('BAD_USER_INPUT');
  });

  it('P04.A04 the trading history is read from the file, newest first', async () => {
    const { data } = await ask(
      'analyst',
      'query($id: ID!) { customer(id: $id) { entries(filter: { kind: { eq: TRADE } }, orderBy: [{ occurredOn: DESC }]) { nodes { subject amount currency } } } }',
      { id: files.INTERNAL.id },
    );
    expect(data.customer.entries.nodes).toEqual([{ subject: '离心泵 12 台', amount: 186_000, currency: 'CNY' }]);
  });

  it('P02.A04 an entry is never changed: a correction is an entry of its own, made once', async () => {
    const { data } = await ask(developer, add, { id: files.INTERNAL.id, input: call });
    const { id } = data.addFileEntry;
    const right = { ...call, subject: '交货期与价格' };
    expect((await ask('sales-director', correct, { id, input: right })).outcome).toBe('FORBIDDEN');
    const corrected = await ask(specialist, correct, { id, input: right });
    expect(corrected.data.correctFileEntry.corrects).toEqual({ id });
    expect((await ask(developer, correct, { id, input: right })).outcome).toBe('CONFLICT');
    const [row] = await platform.owner('select subject from customers.file_entry where id = $1', [id]);
    expect(row).toEqual({ subject: '交货期' });
    const [grants] = await platform.owner(
      `select bool_or(has_table_privilege(oid, 'customers.file_entry', 'update, delete')) as may from pg_roles where rolname like '%request%'`,
    );
    expect(grants).toEqual({ may: false });
  });

  it('P04.A04 credit status is part of the file', async () => {
    const document =
      'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { creditStatus: "按期付款" }) { creditStatus } }';
    expect((await ask(specialist, document, { id: files.PUBLIC.id })).data.updateCustomer.creditStatus).toBe(
      '按期付款',
    );
  });

  it.each([
    ['a day to come', { ...call, occurredOn: '2026-03-03' }, ['input.occurredOn']],
    ['a blank subject', { ...call, subject: ' ' }, ['input.subject']],
    ['an amount of something that is no trade', { ...call, amount: 1, currency: 'CNY' }, ['input.kind']],
    ['an amount without a currency', { ...call, kind: 'TRADE', amount: 1 }, ['input.kind']],
    ['a reception without a level', { ...call, kind: 'RECEPTION' }, ['input.kind']],
    ['a day that does not exist', { ...call, occurredOn: '2026-02-30' }, ['input.occurredOn']],
  ])('P02.A04 refuses %s', async (_what, input, paths) => {
    expect(problemPaths(await ask(developer, add, { id: files.INTERNAL.id, input }))).toEqual(paths);
  });
});

describe('P02.A08 an important customer is received as a guest of honour', () => {
  it('P02.A08 at VIP level and not below', async () => {
    const { id } = files.CONFIDENTIAL;
    const raise =
      'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { standing: IMPORTANT }) { standing } }';
    expect((await ask(specialist, raise, { id })).data.updateCustomer.standing).toBe('IMPORTANT');
    const reception = { ...call, kind: 'RECEPTION', subject: '总经理来访' };
    const ordinary = await ask(specialist, add, { id, input: { ...reception, receptionLevel: 'ORDINARY' } });
    expect(problemPaths(ordinary)).toEqual(['input.receptionLevel']);
    const vip = await ask(specialist, add, { id, input: { ...reception, receptionLevel: 'VIP' } });
    expect(vip.data.addFileEntry.receptionLevel).toBe('VIP');
    const other = { id: files.INTERNAL.id, input: { ...reception, receptionLevel: 'ORDINARY' } };
    expect((await ask(specialist, add, other)).outcome).toBe('ok');
  });
});

describe('P02.A05 a contact with a customer is reported to the department', () => {
  const told = async (who: string) =>
    (await ask(who, '{ notices(filter: { kind: { eq: OTHER } }) { totalCount } }')).data.notices.totalCount;

  it('P02.A05 its head is told, and finds it in the department', async () => {
    const before = await told('unit-head');
    expect((await ask('unit-head', add, { id: files.INTERNAL.id, input: contact })).outcome).toBe('ok');
    expect(await told('unit-head')).toBe(before + 1);
    const { data } = await ask(
      'unit-head',
      '{ departments { nodes { fileEntries(filter: { kind: { eq: CONTACT } }) { nodes { subject reportedBy { name } } } } } }',
    );
    expect(JSON.stringify(data)).toContain('{"subject":"展会洽谈","reportedBy":{"name":"unit-head"}}');
  });

  it('P02.A05 except where the business is secret', async () => {
    const before = await told('unit-head');
    const { id } = files['SECRET of the supervisor'];
    expect((await ask(supervisor, add, { id, input: contact })).outcome).toBe('ok');
    expect(await told('unit-head')).toBe(before);
  });

  it('P01.A22 entries of a hidden customer are on no path', async () => {
    const { id } = files['SECRET of the supervisor'];
    const made = await ask(supervisor, add, { id, input: { ...contact, subject: '绝不外泄' } });
    const entry = made.data.addFileEntry.id;
    for (const who of [manager, specialist, 'general-manager', 'auditor']) {
      expect(
        (await ask(who, 'query($id: ID!) { fileEntry(id: $id) { id } }', { id: entry })).data.fileEntry,
      ).toBeNull();
      const { data } = await ask(
        who,
        '{ fileEntries(filter: { subject: { eq: "绝不外泄" } }) { totalCount nodes { id } } people { nodes { fileEntries { nodes { subject } } } } customers(filter: { entries: { some: { subject: { eq: "绝不外泄" } } } }) { totalCount } }',
      );
      expect(data.fileEntries).toEqual({ totalCount: 0, nodes: [] });
      expect(data.customers.totalCount).toBe(0);
      expect(JSON.stringify(data.people)).not.toContain('绝不外泄');
    }
    expect((await ask(manager, add, { id, input: contact })).outcome).toBe('NOT_FOUND');
    expect((await ask(manager, correct, { id: entry, input: contact })).outcome).toBe('NOT_FOUND');
  });

  it('P01.A22 entries follow the label of their customer', async () => {
    const { id, keeper } = files['TOP_SECRET of the manager'];
    const { data } = await ask(keeper, add, { id, input: contact });
    expect(data.addFileEntry.label).toBe('TOP_SECRET');
  });
});

describe('P02.A05 contact with a customer does not stay with one person', () => {
  const since = '2025-03-02';
  const withOne = `{ customers(filter: { name: { startsWith: "独" }, lastDealingOn: { gte: "${since}" }, or: [{ otherDealingOn: { isNull: true } }, { otherDealingOn: { lt: "${since}" } }] }, orderBy: [{ name: ASC }]) { totalCount nodes { name lastDealingOn otherDealingOn version } } }`;
  const listed = async (who: string) =>
    (await ask(who, withOne)).data.customers.nodes.map(({ name }: { name: string }) => name);
  const registered = async (name: string, label = 'INTERNAL'): Promise<string> =>
    (
      await ask(supervisor, 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }', {
        input: { name, label },
      })
    ).data.registerCustomer.id;
  const dealt = async (who: string, id: string, more: object = {}) =>
    (await ask(who, add, { id, input: { ...call, ...more } })).data.addFileEntry.id as string;

  it('P02.A05 whose dealings since a day are all by one person are listed, until a second has to do with them', async () => {
    const id = await registered('独一甲');
    await registered('独一乙');
    expect(await listed(specialist)).toEqual([]);
    await dealt(developer, id, { occurredOn: '2026-02-01' });
    await dealt(developer, id, { occurredOn: '2025-09-01' });
    const { data } = await ask(specialist, withOne);
    expect(data.customers.nodes).toEqual([
      { name: '独一甲', lastDealingOn: '2026-02-01', otherDealingOn: null, version: 1 },
    ]);
    await dealt(specialist, id, { occurredOn: '2025-03-01' });
    expect(await listed(specialist)).toEqual(['独一甲']);
    await dealt(specialist, id, { occurredOn: '2025-03-02' });
    expect(await listed(specialist)).toEqual([]);
  });

  it('P02.A05 a correction, and what is entered about the file alone, is no contact of a second person', async () => {
    const id = await registered('独二甲');
    const entry = await dealt(developer, id);
    await ask(specialist, correct, { id: entry, input: call });
    await dealt(specialist, id, { kind: 'MARKET_INFORMATION', source: 'MARKET_INFORMATION' });
    expect(await listed(specialist)).toEqual(['独二甲']);
  });

  it('P02.A05 dealings of long ago alone are no gap', async () => {
    await dealt(developer, await registered('独三甲'), { occurredOn: '2025-03-01' });
    expect(await listed(specialist)).not.toContain('独三甲');
  });

  it('P02.A05 P01.A22 a hidden customer is listed to its keeper alone', async () => {
    await dealt(supervisor, await registered('独四甲', 'SECRET'));
    expect(await listed(supervisor)).toContain('独四甲');
    for (const who of [manager, specialist, 'general-manager', developer])
      expect(await listed(who), who).not.toContain('独四甲');
  });
});

describe('P02.A04 yearly performance and financial reports are collected', () => {
  const collect = `mutation($id: ID!, $year: Int!, $kind: AnnualReportKind!) {
    collectAnnualReport(customerId: $id, year: $year, kind: $kind, input: { summary: "增长 8%", turnover: 5e7, profit: -1e6, source: CUSTOMER }) { id version label year kind turnover profit }
  }`;
  const missing = `{ customers(filter: { annualReports: { none: { year: { eq: 2025 }, kind: { eq: FINANCIAL } } } }) { totalCount } }`;

  it('P02.A04 by year and kind, once each; whose is missing shows', async () => {
    const before = (await ask(specialist, missing)).data.customers.totalCount;
    const given = { id: files.INTERNAL.id, year: 2025, kind: 'FINANCIAL' };
    const { data } = await ask(specialist, collect, given);
    expect(data.collectAnnualReport).toMatchObject({
      year: 2025,
      kind: 'FINANCIAL',
      turnover: 5e7,
      profit: -1e6,
      label: 'INTERNAL',
    });
    expect((await ask(specialist, missing)).data.customers.totalCount).toBe(before - 1);
    expect((await ask(specialist, collect, given)).outcome).toBe('CONFLICT');
    expect((await ask(specialist, collect, { ...given, kind: 'PERFORMANCE' })).outcome).toBe('ok');
    expect((await ask(developer, collect, { ...given, year: 2024 })).outcome).toBe('FORBIDDEN');
    expect((await ask(specialist, collect, { ...given, year: 2027 })).outcome).toBe('BAD_USER_INPUT');
  });

  it('P02.A04 a report is corrected by its version', async () => {
    const { data } = await ask(specialist, collect, { id: files.PUBLIC.id, year: 2024, kind: 'FINANCIAL' });
    const { id, version } = data.collectAnnualReport;
    const update =
      'mutation($id: ID!, $version: Int!) { updateAnnualReport(id: $id, version: $version, input: { summary: "更正", source: CUSTOMER }) { summary turnover } }';
    expect((await ask(specialist, update, { id, version })).data.updateAnnualReport).toEqual({
      summary: '更正',
      turnover: null,
    });
    expect((await ask(specialist, update, { id, version })).outcome).toBe('CONFLICT');
  });
});

describe('P01.A07 a customer leads to its file in the archive', () => {
  it('P01.A07 with place and loans', async () => {
    const { id, number } = files.INTERNAL;
    const document =
      'query($id: ID!) { customer(id: $id) { archiveFile { id number shelfMark loans { totalCount } } } }';
    const { data } = await ask('reader', document, { id: files.PUBLIC.id });
    expect(data.customer.archiveFile).toMatchObject({ id: files.PUBLIC.id, shelfMark: '' });
    expect((await ask(specialist, document, { id })).data.customer.archiveFile.number).toBe(number);
    expect((await ask('reader', document, { id })).data.customer).toBeNull();
  });
});
