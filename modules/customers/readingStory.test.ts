import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';
import { type LabelledCustomer, registerLabelled } from '../../test/labelledCustomers.js';

const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const specialist = 'customer-information-specialist';
const general = 'general-manager';
/** Accompanies the reader from outside. */
const companion = 'sales-director';
const opening = new Date('2026-03-02T03:00:00.000Z');
const days = (n: number) => new Date(opening.getTime() + n * 86_400_000);

let now = opening;
let platform: TestPlatform;
let file: LabelledCustomer;
let requestId: string;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => now, access: { accessMinutes: 1_000_000, sessionDays: 1000 } });
  file = await registerLabelled(platform, supervisor, 'SECRET', '机密客户');
  await platform.owner(`update access.person set clearance = 'SECRET' where name = $1`, [companion]);
});
afterAll(() => platform.close());

const run = (who: string, document: string, variables: Record<string, unknown> = {}) =>
  platform.as(who).run(document, variables);

const request = async (who: string, id = file.id, more: object = {}) =>
  run(
    who,
    `mutation($id: ID!, $input: ReadCustomerFileInput!) { requestCustomerReading(customerId: $id, input: $input) { id status label } }`,
    {
      id,
      input: {
        subject: '2025 年合同',
        purpose: '核对账目',
        reason: '年度审计',
        signedBy: '孙国强',
        reader: 'OUTSIDE',
        readerId: await platform.personId(companion),
        outsideName: '林峰',
        outsideUnit: '诚信会计师事务所',
        introduction: '介绍信 2026-017',
        from: days(0).toISOString(),
        until: days(5).toISOString(),
        ...more,
      },
    },
  );

const approve = async (who: string) => {
  const { data } = await run(who, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
  const mine = data.approvalInbox.nodes.find((task: { request: { id: string } }) => task.request.id === requestId);
  return run(
    who,
    'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: "demo-only") { status } }',
    { id: mine?.id ?? randomUUID() },
  );
};

const read = (who: string, id = file.id) =>
  run(who, 'query($id: ID!) { customer(id: $id) { name legalRepresentative contacts { nodes { name } } } }', { id });

const explain = async (who: string, type: string, id: string, action: string) => {
  const { data, errors } = await run(
    who,
    `query($type: String!, $id: ID!, $action: String!) { explainAccess(type: $type, id: $id, action: $action) { allowed clause missing { kind message anyOf action } remedy } }`,
    { type, id, action },
  );
  expect(errors).toEqual([]);
  return data.explainAccess;
};

/** To the byte as of an id that never existed. */
const answeredAsNothing = async (ask: (id: string) => Promise<unknown>) => {
  const text = async (id: string) => JSON.stringify(await ask(id)).replaceAll(id, 'id');
  expect(await text(file.id)).toBe(await text(randomUUID()));
};

const ofClause = async (clause: string, at: Date) => {
  const { data, errors } = await run(
    general,
    `query($at: DateTimeISO!) { compliance(period: "2026-Q1", policy: "${clause.slice(0, 3)}", asOf: $at) {
      clauses { clause requested requestsOpen approved requests { nodes { state request { id } } } } } }`,
    { at: at.toISOString() },
  );
  expect(errors.map(({ message }) => message)).toEqual([]);
  return data.compliance.clauses.find((one: { clause: string }) => one.clause === clause);
};

describe('P01.A18 P01.A22 an outsider reads a SECRET file, from the letter of introduction to the figures of the quarter', () => {
  it('P01.A22 before anything is permitted, nothing tells the companion that the file exists', async () => {
    expect((await read(companion)).data.customer).toBeNull();
    await answeredAsNothing((id) => read(companion, id));
    await answeredAsNothing((id) => request(companion, id));
    for (const action of ['read', 'update', 'requestCustomerReading'])
      await answeredAsNothing((id) => explain(companion, 'Customer', id, action));
  });

  it('P01.A18 without the letter nothing is asked of anybody', async () => {
    const answer = await request(supervisor, file.id, { introduction: null });
    expect([answer.outcome, answer.errors[0]!.extensions!.problems]).toEqual([
      'BAD_USER_INPUT',
      [expect.objectContaining({ path: 'input.reader' })],
    ]);
  });

  it('P01.A18 whoever applies, whoever reads and whoever is not asked do not decide; each is told why and by whom', async () => {
    const asked = await request(supervisor);
    expect(asked.data.requestCustomerReading).toMatchObject({ status: 'RUNNING', label: 'SECRET' });
    requestId = asked.data.requestCustomerReading.id;
    for (const who of [supervisor, companion, specialist, general])
      expect((await approve(who)).outcome).toBe('NOT_FOUND');
    expect(await explain(supervisor, 'ApprovalRequest', requestId, 'withdrawApproval')).toMatchObject({
      allowed: true,
    });
    expect(await explain(manager, 'ApprovalRequest', requestId, 'withdrawApproval')).toMatchObject({
      allowed: false,
      missing: [expect.objectContaining({ kind: 'OWNER' })],
      remedy: expect.stringMatching(/\S/),
    });
  });

  it('P01.A18 P04.A05 the review, the manager and the general manager, each in turn; only then it is open', async () => {
    expect((await approve(manager)).data.decideApproval).toEqual({ status: 'RUNNING' });
    expect((await approve(general)).outcome).toBe('NOT_FOUND');
    expect((await approve(manager)).data.decideApproval).toEqual({ status: 'RUNNING' });
    expect((await read(companion)).data.customer).toBeNull();
    expect(await ofClause('P01.A18', now)).toMatchObject({ requested: 1, requestsOpen: 1, approved: 0 });
    now = days(1);
    expect((await approve(general)).data.decideApproval).toEqual({ status: 'APPROVED' });
  });

  it('P01.A17 the companion reads, and may do no more than read: what is missing is said', async () => {
    expect((await read(companion)).data.customer.name).toBe(file.name);
    expect(await explain(companion, 'Customer', file.id, 'read')).toMatchObject({ allowed: true, missing: [] });
    expect(await explain(companion, 'Customer', file.id, 'updateCustomer')).toMatchObject({
      allowed: false,
      clause: 'P01.A05',
      missing: [
        expect.objectContaining({ kind: 'ROLE', anyOf: expect.arrayContaining(['CUSTOMER_INFORMATION_SPECIALIST']) }),
      ],
      remedy: expect.stringMatching(/\S/),
    });
    const refused = await run(
      companion,
      'mutation($id: ID!) { addContact(customerId: $id, input: { name: "某人" }) { id } }',
      { id: file.id },
    );
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', clause: 'P01.A05' });
    // The general manager permitted it and holds no grant.
    await answeredAsNothing((id) => read(general, id));
  });

  it('P01.A17 when the time is over it is as though the file had never been', async () => {
    now = days(5);
    await answeredAsNothing((id) => read(companion, id));
    for (const action of ['read', 'updateCustomer'])
      await answeredAsNothing((id) => explain(companion, 'Customer', id, action));
  });

  it('P01.A21 the reading register and the audit show who read what, when and by which permission', async () => {
    const register = `query($file: ID!) { readingRegister(filter: { person: { name: { eq: "${companion}" } }, file: { id: { eq: $file } } }) {
      totalCount nodes { person { name } readAt fields basis grantedFrom grantedUntil requestId } } }`;
    const { data } = await run(supervisor, register, { file: file.id });
    expect(data.readingRegister).toEqual({
      totalCount: 1,
      nodes: [
        {
          person: { name: companion },
          readAt: days(1).toISOString(),
          fields: expect.arrayContaining(['legalRepresentative', 'Contact.name']),
          basis: 'GRANT',
          grantedFrom: days(1).toISOString(),
          grantedUntil: days(5).toISOString(),
          requestId: expect.any(String),
        },
      ],
    });
    for (const who of [general, specialist, 'reader'])
      expect((await run(who, register, { file: file.id })).data.readingRegister).toEqual({ totalCount: 0, nodes: [] });
    const audit = await run(
      'auditor',
      `query($id: String!) { auditEntries(filter: { recordId: { eq: $id }, action: { eq: "read" } }, orderBy: [{ id: ASC }]) { nodes { person { name } requestId label } } }`,
      { id: file.id },
    );
    expect(audit.data.auditEntries.nodes).toContainEqual({
      person: { name: companion },
      requestId: data.readingRegister.nodes[0].requestId,
      label: 'SECRET',
    });
    expect((await run('auditor', '{ verifyAudit { ok } }')).data.verifyAudit).toEqual({ ok: true });
  });

  it('P01.A18 P04.A05 the quarter counts it, with the request as evidence, and still knows how it stood before', async () => {
    for (const clause of ['P01.A18', 'P04.A05'])
      expect(await ofClause(clause, now), clause).toMatchObject({
        requested: 1,
        requestsOpen: 0,
        approved: 1,
        requests: { nodes: [{ state: 'APPROVED', request: { id: requestId } }] },
      });
    expect(await ofClause('P01.A18', days(0.5))).toMatchObject({ requestsOpen: 1, approved: 0 });
  });
});
