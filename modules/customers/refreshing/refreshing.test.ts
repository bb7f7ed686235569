import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const director = 'sales-director';

let now = new Date('2026-03-02T10:00:00+08:00');
let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now });
});
afterAll(() => platform.close());

const ask = async (who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );

const registered = async (name: string): Promise<{ id: string }> =>
  (await ask(specialist, 'mutation($name: String!) { registerCustomer(input: { name: $name }) { id } }', { name })).data
    .registerCustomer;

const review = `mutation($id: ID!, $version: Int!) { reviewCustomerFile(id: $id, version: $version) { version lastReviewedAt staleFrom } }`;
const stale = (on: string) => `{ customers(filter: { staleFrom: { lte: "${on}" } }) { totalCount nodes { id } } }`;
const states = async () => {
  const document =
    '{ duties(filter: { name: { eq: "refreshFiles" } }, orderBy: [{ dueAt: ASC }]) { nodes { period state } } }';
  return (await ask('general-manager', document)).data.duties.nodes;
};

describe('P02.A04 files are refreshed on a schedule', () => {
  it('P02.A04 a new file is stale after a year, and the list of stale files shows it', async () => {
    const { id } = await registered('沧浪机械');
    const [row] = await platform.owner('select stale_from::text from customers.customer where id = $1', [id]);
    expect(row).toEqual({ stale_from: '2027-03-03' });
    const listed = async (on: string) =>
      (await ask(specialist, stale(on))).data.customers.nodes.map((node: { id: string }) => node.id);
    expect(await listed('2027-03-02')).not.toContain(id);
    now = new Date('2027-03-03T09:00:00+08:00');
    expect(await listed('2027-03-03')).toContain(id);
  });

  it('P02.A04 who goes through a file refreshes it, by the version that was looked at', async () => {
    const { id } = await registered('沧海机械');
    now = new Date('2027-06-01T09:00:00+08:00');
    expect((await ask(director, review, { id, version: 1 })).outcome).toBe('FORBIDDEN');
    expect((await ask(specialist, review, { id, version: 7 })).outcome).toBe('CONFLICT');
    expect((await ask(specialist, review, { id, version: 1 })).data.reviewCustomerFile).toEqual({
      version: 2,
      lastReviewedAt: '2027-06-01T01:00:00.000Z',
      staleFrom: '2028-06-02',
    });
  });

  it('P02.A04 another interval holds from the next review on', async () => {
    const set =
      'mutation { setInterpretation(id: "customers.refreshInterval", choice: "HALF_YEAR", reason: "总经理办公会") { choice } }';
    expect((await ask('administrator', set)).outcome).toBe('ok');
    const { id } = await registered('沧浦机械');
    const { data } = await ask(specialist, review, { id, version: 1 });
    expect(data.reviewCustomerFile.staleFrom).toBe('2027-12-02');
  });

  it('P02.A04 the year is confirmed when no file is stale, and a missed one is a breach', async () => {
    now = new Date('2026-03-02T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await states()).toEqual([{ period: '2026', state: 'DUE' }]);
    now = new Date('2027-04-02T10:00:00+08:00');
    await platform.platform.sweeper.sweep();
    expect(await states()).toEqual([
      { period: '2026', state: 'BREACHED' },
      { period: '2027', state: 'DUE' },
    ]);
    const confirm = 'mutation($year: String) { confirmFilesRefreshed(year: $year) }';
    const refused = await ask(supervisor, confirm);
    expect(refused.outcome).toBe('INVALID_STATE');
    expect(refused.errors[0]!.message).toMatch(/^\d+ files are stale/);
    await platform.owner(`update customers.customer set stale_from = '2030-01-01' where label < 'SECRET'`);
    // A SECRET file that is stale is the matter of its keeper: nobody else learns of it.
    await platform.owner(
      `update customers.customer set stale_from = case when keeper_id = (select id from access.person where name = $1) then '2030-01-01'::date else '2027-01-01'::date end where label >= 'SECRET'`,
      [supervisor],
    );
    expect((await ask(supervisor, confirm, { year: '2028' })).outcome).toBe('BAD_USER_INPUT');
    expect((await ask(supervisor, confirm)).data.confirmFilesRefreshed).toBe('2027');
    expect((await ask(supervisor, confirm, { year: '2026' })).data.confirmFilesRefreshed).toBe('2026');
    expect(await states()).toEqual([
      { period: '2026', state: 'LATE' },
      { period: '2027', state: 'DONE' },
    ]);
    expect((await ask('customer-service-manager', confirm)).outcome).toBe('INVALID_STATE');
  });
});

describe('P04.A04 the sales director confirms a file', () => {
  const request =
    'mutation($id: ID!) { requestFileConfirmation(customerId: $id) { id status steps { signers { taskId } } } }';
  const decide =
    'mutation($id: ID!, $verdict: ApprovalVerdict!) { decideApproval(input: { taskId: $id, verdict: $verdict, comment: "已核" }) { status } }';
  const file = 'query($id: ID!) { customer(id: $id) { confirmedAt confirmedBy { name } } }';

  it('P04.A04 it is in use before and confirmed afterwards, by the sales director alone', async () => {
    now = new Date('2027-06-01T09:00:00+08:00');
    const { id } = await registered('镜湖机械');
    expect((await ask(specialist, file, { id })).data.customer).toEqual({ confirmedAt: null, confirmedBy: null });
    const contact = 'mutation($id: ID!) { addContact(customerId: $id, input: { name: "柳青" }) { id } }';
    expect((await ask(specialist, contact, { id })).outcome).toBe('ok');
    const asked = await ask(specialist, request, { id });
    const task = asked.data.requestFileConfirmation.steps[0].signers[0].taskId;
    expect((await ask(specialist, decide, { id: task, verdict: 'APPROVE' })).outcome).not.toBe('ok');
    expect((await ask(director, decide, { id: task, verdict: 'APPROVE' })).data.decideApproval.status).toBe('APPROVED');
    expect((await ask(specialist, file, { id })).data.customer).toEqual({
      confirmedAt: '2027-06-01T01:00:00.000Z',
      confirmedBy: { name: director },
    });
    expect((await ask(specialist, request, { id })).outcome).toBe('INVALID_STATE');
    const { data } = await ask(
      'auditor',
      'query($id: ID!) { auditEntries(filter: { recordId: { eq: $id }, clause: { eq: "P04.A04" } }) { nodes { action after } } }'.replaceAll(
        'ID!',
        'String!',
      ),
      { id },
    );
    expect(data.auditEntries.nodes.some(({ after }: { after: object | null }) => after && 'confirmedAt' in after)).toBe(
      true,
    );
  });

  it('P04.A04 a refusal leaves it unconfirmed; unconfirmed files are a list', async () => {
    const { id } = await registered('镜泊机械');
    const asked = await ask(specialist, request, { id });
    const task = asked.data.requestFileConfirmation.steps[0].signers[0].taskId;
    expect((await ask(director, decide, { id: task, verdict: 'REJECT' })).outcome).toBe('ok');
    const open =
      'query($id: ID!) { customers(filter: { id: { eq: $id }, confirmedAt: { isNull: true } }) { totalCount } }';
    expect((await ask(specialist, open, { id })).data.customers.totalCount).toBe(1);
  });

  it('P04.A04 while one request is open there is no second, also of two at once; afterwards there may be', async () => {
    const { id } = await registered('镜台机械');
    const both = await Promise.all([ask(specialist, request, { id }), ask(supervisor, request, { id })]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['CONFLICT', 'ok']);
    const asked = both.find(({ outcome }) => outcome === 'ok')!;
    expect((await ask(specialist, request, { id })).outcome).toBe('CONFLICT');
    const task = asked.data.requestFileConfirmation.steps[0].signers[0].taskId;
    expect((await ask(director, decide, { id: task, verdict: 'REJECT' })).outcome).toBe('ok');
    expect((await ask(specialist, request, { id })).outcome).toBe('ok');
  });

  it('P04.A04 nobody confirms a file past the approval', async () => {
    const { id } = await registered('镜心机械');
    const asked = await ask(specialist, request, { id });
    await expect(
      platform.owner('select customers.confirm_file($1, now())', [asked.data.requestFileConfirmation.id]),
    ).rejects.toThrow('only the last decision');
  });
});

describe('P02.A03 a list of customers, each with a keeper, in one format', () => {
  it('P02.A03 every file has its keeper from the start', async () => {
    const register =
      'mutation { registerCustomer(input: { name: "有人管" }) { keeper { name } number kind department { name } } }';
    expect((await ask(specialist, register)).data.registerCustomer.keeper).toEqual({ name: specialist });
    const nobody = 'mutation($id: ID!) { updateCustomer(id: $id, version: 1, input: { keeperId: null }) { id } }';
    const { id } = await registered('有人管二');
    expect((await ask(specialist, nobody, { id })).outcome).toBe('BAD_USER_INPUT');
    const { data } = await ask('reader', '{ customers(filter: { keeper: { id: { isNull: true } } }) { totalCount } }');
    expect(data.customers.totalCount).toBe(0);
  });
});
