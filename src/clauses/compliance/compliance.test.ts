import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemPaths } from '../../access/access.harness.js';
import { Lending, manager, specialist, supervisor } from '../../duties/duties.harness.js';

let lending: Lending;
/** Loans by what became of them until April. */
const loan: Record<string, string> = {};

beforeAll(async () => {
  lending = await Lending.open('2026-03-02T10:00:00+08:00');
  for (const name of ['done', 'late', 'breached', 'waived', 'hidden'])
    loan[name] = (
      await lending.lend(name === 'hidden' ? supervisor : 'unit-head', {
        ...(name === 'hidden' ? { label: 'SECRET', by: supervisor } : {}),
      })
    ).id;
  lending.at('2026-03-04T10:00:00+08:00');
  await lending.giveBack(loan.done!);
  await lending.sweepAt('2026-03-09T10:00:00+08:00');
  await lending.giveBack(loan.late!);
  const [{ id, version }] = (await lending.platform.owner(
    `select id, version from duties.duty where record_id = '${loan.waived}'`,
  )) as [{ id: string; version: number }];
  lending.at('2026-03-10T10:00:00+08:00');
  const waive =
    'mutation($id: ID!, $version: Int!) { waiveDuty(id: $id, version: $version, reason: "遗失") { state } }';
  expect((await lending.ask(manager, waive, { id, version })).outcome).toBe('ok');
  lending.at('2026-03-30T10:00:00+08:00');
  loan.open = (await lending.lend('unit-head')).id;
  lending.at('2026-03-31T10:00:00+08:00');
});
afterAll(() => lending.platform.close());

const query = `query($period: String!, $policy: ID, $department: ID, $asOf: DateTimeISO) {
  compliance(period: $period, policy: $policy, departmentId: $department, asOf: $asOf) {
    period from until asOf
    clauses { clause policy title due open done late breached waived requested requestsOpen approved rejected withdrawn }
  }
}`;

type Numbers = Record<string, number> & { clause: string };

async function clauseOf(who: string, clause: string, variables: object): Promise<Numbers> {
  const { data, errors } = await lending.ask(who, query, variables);
  expect(errors).toEqual([]);
  return data.compliance.clauses.find((one: Numbers) => one.clause === clause);
}

const loansOf = async (who: string, variables: object = {}) => {
  const { due, open, done, late, breached, waived } = await clauseOf(who, 'P01.A19', { period: '2026', ...variables });
  return { due, open, done, late, breached, waived };
};

describe('compliance counts the duties of a period by clause', () => {
  it('P01.A19 what was due, open, done, late, breached and waived', async () => {
    expect(await loansOf('auditor')).toEqual({ due: 5, open: 1, done: 1, late: 1, breached: 1, waived: 1 });
  });

  it.each([
    ['2026', 5],
    ['2026-H1', 5],
    ['2026-H2', 0],
    ['2026-Q1', 4],
    ['2026-Q2', 1],
    ['2026-03', 4],
    ['2026-04', 1],
    ['2025', 0],
  ])('P01.A19 by the deadline: in %s %s', async (period, due) => {
    expect((await loansOf('auditor', { period })).due).toBe(due);
  });

  it.each([
    ['before they began', '2026-03-01T10:00:00+08:00', { due: 0, open: 0, done: 0, late: 0, breached: 0, waived: 0 }],
    ['on the first day', '2026-03-02T12:00:00+08:00', { due: 4, open: 4, done: 0, late: 0, breached: 0, waived: 0 }],
    ['when one was done', '2026-03-05T12:00:00+08:00', { due: 4, open: 3, done: 1, late: 0, breached: 0, waived: 0 }],
    ['when time was over', '2026-03-06T00:00:00+08:00', { due: 4, open: 0, done: 1, late: 0, breached: 3, waived: 0 }],
    ['when one was late', '2026-03-09T12:00:00+08:00', { due: 4, open: 0, done: 1, late: 1, breached: 2, waived: 0 }],
    ['when one was waived', '2026-03-11T12:00:00+08:00', { due: 4, open: 0, done: 1, late: 1, breached: 1, waived: 1 }],
  ])('P01.A19 as it stood %s', async (_when, asOf, numbers) => {
    expect(await loansOf('auditor', { asOf })).toEqual(numbers);
  });

  it('P01.A19 and tells the same of a past day when it is asked later', async () => {
    const asOf = '2026-03-09T12:00:00+08:00';
    const before = await loansOf('auditor', { asOf });
    lending.at('2026-12-01T10:00:00+08:00');
    expect(await loansOf('auditor', { asOf })).toEqual(before);
    lending.at('2026-03-31T10:00:00+08:00');
  });

  it('P01.A19 for a department and those below it', async () => {
    const [{ id: top }] = (await lending.platform.owner(
      'select id from access.department where parent_id is null',
    )) as [{ id: string }];
    const [{ id: production }] = (await lending.platform.owner(
      `select id from access.department where name = '生产部'`,
    )) as [{ id: string }];
    await lending.platform.owner('update duties.duty set department_id = $1 where record_id = $2', [
      production,
      loan.done,
    ]);
    expect((await loansOf('auditor', { department: production })).due).toBe(1);
    expect((await loansOf('auditor', { department: top })).due).toBe(1);
    const other = await lending.platform.owner(
      `select id from access.department where name not in ('生产部') and parent_id is not null limit 1`,
    );
    expect((await loansOf('auditor', { department: other[0]!.id })).due).toBe(0);
  });

  it('names every clause of the policies that are on, also those without any duty', async () => {
    const { data } = await lending.ask('reader', query, { period: '2026-H1' });
    expect(data.compliance).toMatchObject({
      period: '2026-H1',
      from: '2025-12-31T16:00:00.000Z',
      until: '2026-06-30T16:00:00.000Z',
      asOf: '2026-03-31T02:00:00.000Z',
    });
    const known = await lending.ask('reader', '{ policies { clauses { id } } }');
    const ids = known.data.policies.flatMap(({ clauses }: { clauses: { id: string }[] }) =>
      clauses.map(({ id }) => id),
    );
    expect(data.compliance.clauses.map(({ clause }: Numbers) => clause)).toEqual(ids);
    const one = await lending.ask('reader', query, { period: '2026', policy: 'P02' });
    expect(new Set(one.data.compliance.clauses.map(({ policy }: { policy: string }) => policy))).toEqual(
      new Set(['P02']),
    );
  });
});

describe('P01.A22 compliance tells nothing of what is hidden', () => {
  it.each([
    [supervisor, 6],
    [manager, 5],
    [specialist, 5],
    ['general-manager', 5],
    ['auditor', 5],
    ['unit-head', 5],
    ['reader', 0],
    ['administrator', 0],
  ])('P01.A22 %s counts %s duties, in the numbers and in the evidence, now and as of a past day', async (who, due) => {
    expect((await loansOf(who)).due).toBe(due);
    expect((await loansOf(who, { asOf: '2026-03-30T12:00:00+08:00' })).due).toBe(due);
    const evidence = await duties(who, {});
    expect(evidence.nodes).toHaveLength(due);
    expect(JSON.stringify(evidence).includes(loan.hidden!)).toBe(due === 6);
    const { data } = await lending.ask(
      who,
      '{ dutiesAsOf(at: "2026-03-03T00:00:00Z", clause: "P01.A19", first: 100) { nodes { duty { recordId } } } }',
    );
    expect(JSON.stringify(data).includes(loan.hidden!)).toBe(due === 6);
  });
});

async function duties(who: string, args: { first?: number; after?: string; state?: string; asOf?: string }) {
  const { data, errors } = await lending.ask(
    who,
    `query($first: Int!, $after: String, $state: DutyState, $asOf: DateTimeISO) {
      compliance(period: "2026", policy: "P01", asOf: $asOf) { clauses { clause
        duties(first: $first, after: $after, state: $state) {
          nodes { state dueAt duty { recordId state person { name } } } hasNextPage endCursor } } } }`,
    { first: 100, ...args },
  );
  expect(errors).toEqual([]);
  return data.compliance.clauses.find(({ clause }: { clause: string }) => clause === 'P01.A19').duties;
}

type Found = { state: string; duty: { recordId: string } };
const records = (nodes: Found[]) => nodes.map(({ duty }) => duty.recordId);

describe('the evidence', () => {
  it('P01.A19 is a list in pages, each duty once', async () => {
    const all = records((await duties('auditor', {})).nodes);
    expect(new Set(all)).toEqual(new Set([loan.done, loan.late, loan.breached, loan.waived, loan.open]));
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await duties('auditor', { first: 2, ...(after ? { after } : {}) });
      paged.push(...records(page.nodes));
      after = page.hasNextPage ? page.endCursor : undefined;
    } while (after);
    expect(paged).toEqual(all);
  });

  it('P01.A19 shows the duties of a state, as they stood then', async () => {
    expect(records((await duties('auditor', { state: 'BREACHED' })).nodes)).toEqual([loan.breached]);
    const then = await duties('auditor', { state: 'BREACHED', asOf: '2026-03-09T01:00:00Z' });
    expect(new Set(records(then.nodes))).toEqual(new Set([loan.late, loan.breached, loan.waived]));
    expect(then.nodes.find(({ duty }: Found) => duty.recordId === loan.late)).toMatchObject({
      state: 'BREACHED',
      duty: { state: 'LATE' },
    });
  });

  it('P01.A19 and dutiesAsOf lists what was open on a day, of all periods', async () => {
    const openAt = async (at: string) => {
      const { data, errors } = await lending.ask(
        'auditor',
        'query($at: DateTimeISO!) { dutiesAsOf(at: $at, clause: "P01.A19") { nodes { state duty { recordId } } hasNextPage endCursor } }',
        { at },
      );
      expect(errors).toEqual([]);
      return Object.fromEntries(data.dutiesAsOf.nodes.map(({ state, duty }: Found) => [duty.recordId, state]));
    };
    expect(await openAt('2026-03-01T00:00:00Z')).toEqual({});
    expect(await openAt('2026-03-05T10:00:00Z')).toEqual({
      [loan.late!]: 'DUE',
      [loan.breached!]: 'DUE',
      [loan.waived!]: 'DUE',
    });
    expect(await openAt('2026-03-30T10:00:00Z')).toEqual({ [loan.breached!]: 'BREACHED', [loan.open!]: 'DUE' });
  });

  it('P01.A19 counts by the deadline of then, and with a breach that was withdrawn later', async () => {
    const [{ id }] = (await lending.platform.owner(
      `select id from duties.duty where record_id = '${loan.breached}'`,
    )) as [{ id: string }];
    const moved = `insert into duties.rescheduling (duty_id, at, reason, due_before, due_after, provisional_before, breached_before)
      values ($1, '2026-03-20T00:00:00Z', 'DECREE', '2026-03-05T16:00:00Z', '2026-05-05T16:00:00Z', true, '2026-03-05T16:00:00Z')`;
    await lending.platform.owner(moved, [id]);
    await lending.platform.owner(
      `update duties.duty set due_at = '2026-05-05T16:00:00Z', breached_at = null, breach_noted_at = null where id = $1`,
      [id],
    );
    const march = { period: '2026-03' };
    const [before, after] = ['2026-03-19T00:00:00Z', '2026-03-21T00:00:00Z'];
    expect(await loansOf('auditor', { ...march, asOf: before })).toMatchObject({ due: 4, breached: 1 });
    expect(await loansOf('auditor', { ...march, asOf: after })).toMatchObject({ due: 3, breached: 0 });
    expect(await loansOf('auditor', { period: '2026-05', asOf: after })).toMatchObject({ due: 1, open: 1 });
    expect(await loansOf('auditor', { period: '2026-05', asOf: before })).toMatchObject({ due: 0 });
  });
});

describe('requests are counted by the clauses by which somebody was asked', () => {
  const customers: Record<string, string> = {};

  beforeAll(async () => {
    for (const label of ['INTERNAL', 'SECRET']) {
      const register = 'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id } }';
      const { data } = await lending.ask(supervisor, register, { input: { name: `${label}客户`, label } });
      customers[label] = data.registerCustomer.id;
    }
  });

  async function askToRead(label: string): Promise<string> {
    const input = {
      subject: '合同',
      purpose: '核对账目',
      reason: '审计',
      signedBy: '孙国强',
      reader: 'OUTSIDE',
      readerId: await lending.platform.personId('auditor'),
      outsideName: '林峰',
      outsideUnit: '诚信会计师事务所',
      introduction: '介绍信 2026-017',
      from: '2026-04-01T00:00:00Z',
      until: '2026-04-05T00:00:00Z',
    };
    const { data } = await lending.ask(
      supervisor,
      'mutation($id: ID!, $input: ReadCustomerFileInput!) { requestCustomerReading(customerId: $id, input: $input) { id } }',
      { id: customers[label], input },
    );
    return data.requestCustomerReading.id;
  }

  async function decide(who: string, request: string, verdict: string) {
    const { data } = await lending.ask(who, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
    const task = data.approvalInbox.nodes.find((one: { request: { id: string } }) => one.request.id === request);
    const answer = await lending.ask(
      who,
      `mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: ${verdict}, comment: "已核" }, password: "demo-only") { status } }`,
      { id: task.id },
    );
    expect(answer.outcome).toBe('ok');
  }

  const requests = async (who: string, clause: string, asOf?: string) => {
    const { requested, requestsOpen, approved, rejected, withdrawn } = await clauseOf(who, clause, {
      period: '2026-04',
      ...(asOf ? { asOf } : {}),
    });
    return [requested, requestsOpen, approved, rejected, withdrawn];
  };

  it('P01.A18 P04.A05 from the outsider who asks to the permission of the general manager', async () => {
    lending.at('2026-04-01T10:00:00+08:00');
    const secret = await askToRead('SECRET');
    expect(await requests(manager, 'P01.A18')).toEqual([1, 1, 0, 0, 0]);
    expect(await requests(manager, 'P04.A05')).toEqual([0, 0, 0, 0, 0]);
    lending.at('2026-04-02T10:00:00+08:00');
    await decide(manager, secret, 'APPROVE');
    await decide(manager, secret, 'APPROVE');
    await decide('general-manager', secret, 'APPROVE');
    for (const who of [manager, 'general-manager', supervisor])
      for (const clause of ['P01.A18', 'P04.A05'])
        expect([who, clause, ...(await requests(who, clause))]).toEqual([who, clause, 1, 0, 1, 0, 0]);
    expect(await requests('general-manager', 'P01.A18', '2026-04-01T12:00:00+08:00')).toEqual([1, 1, 0, 0, 0]);
    expect(await requests('general-manager', 'P01.A18', '2026-04-01T09:00:00+08:00')).toEqual([0, 0, 0, 0, 0]);
    expect(await requests('auditor', 'P01.A18')).toEqual([1, 0, 1, 0, 0]);
    for (const who of ['reader', 'sales-director', 'administrator'])
      expect([who, ...(await requests(who, 'P01.A18'))]).toEqual([who, 0, 0, 0, 0, 0]);
  });

  it('P01.A18 a refused one, which names nobody by the clause of a step that was left out', async () => {
    const refused = await askToRead('INTERNAL');
    await decide(specialist, refused, 'REJECT');
    expect(await requests('auditor', 'P01.A18')).toEqual([2, 0, 1, 1, 0]);
    expect(await requests('general-manager', 'P04.A05')).toEqual([1, 0, 1, 0, 0]);
    const { data } = await lending.ask(
      'general-manager',
      '{ compliance(period: "2026-04", policy: "P01") { clauses { clause requests(first: 1) { nodes { state madeAt request { id status } } hasNextPage endCursor } } } }',
    );
    const [first] = data.compliance.clauses.flatMap(
      ({ clause, requests: found }: { clause: string; requests: object }) => (clause === 'P01.A18' ? [found] : []),
    );
    expect(first).toMatchObject({ nodes: [{ state: 'APPROVED', request: { status: 'APPROVED' } }], hasNextPage: true });
  });

  it('P01.A22 an auditor hears of no request about a SECRET file that is not for them', async () => {
    await lending.platform.owner('update approvals.request set beneficiary_id = null where label = $1', ['SECRET']);
    expect(await requests('auditor', 'P01.A18')).toEqual([1, 0, 0, 1, 0]);
  });
});

describe('a clause', () => {
  it('P01.A19 tells the tests that prove it, and what is open and breached now', async () => {
    lending.at('2026-03-31T10:00:00+08:00');
    const { data } = await lending.ask(
      'auditor',
      '{ clause(id: "P01.A19") { tests { file name } openDuties breaches openRequests enforcedBy } }',
    );
    expect(data.clause).toMatchObject({ openDuties: 2, breaches: 0, openRequests: 0 });
    expect(data.clause.enforcedBy).toContain('returnLoan (duty)');
    expect(data.clause.tests).toContainEqual({
      file: 'src/clauses/compliance/compliance.test.ts',
      name: 'P01.A19 tells the tests that prove it, and what is open and breached now',
    });
    const hidden = await lending.ask('reader', '{ clause(id: "P01.A19") { openDuties breaches } }');
    expect(hidden.data.clause).toEqual({ openDuties: 0, breaches: 0 });
  });

  it('goes out of compliance with its module', async () => {
    const set = (enabled: boolean) =>
      lending.ask(
        'administrator',
        `mutation { setModuleEnabled(name: "quality", enabled: ${enabled}) { removedFields } }`,
      );
    await set(false);
    const { data } = await lending.ask('auditor', query, { period: '2026' });
    expect(data.compliance.clauses.some(({ policy }: { policy: string }) => policy === 'P06')).toBe(false);
    const off = await lending.ask('auditor', query, { period: '2026', policy: 'P06' });
    expect(off.errors).toMatchObject([{ extensions: { code: 'MODULE_DISABLED', module: 'quality' } }]);
    const wrong = await lending.ask('auditor', query, { period: '2026-13', policy: 'P06' });
    expect(problemPaths(wrong)).toEqual(['period']);
    await set(true);
  });
});

it('names all that is wrong at once, in both languages', async () => {
  const wrong = { period: '2026-13', policy: 'P99', department: 'nowhere', asOf: '2027-01-01T00:00:00Z' };
  const { outcome, errors } = await lending.ask('reader', query, wrong);
  expect(outcome).toBe('BAD_USER_INPUT');
  const problems = errors[0]!.extensions!.problems as { path: string; message: string }[];
  expect(problems.map(({ path }) => path).sort()).toEqual(['asOf', 'departmentId', 'period', 'policy']);
  const token = await lending.platform.platform.tokenFor(await lending.platform.personId('reader'));
  const cursor = await lending.platform.run(
    token,
    '{ dutiesAsOf(at: "2026-03-02T00:00:00Z", after: "bm9uc2Vuc2U") { hasNextPage } }',
  );
  expect(cursor.outcome).toBe('BAD_USER_INPUT');
});
