import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

const specialist = 'customer-information-specialist';
const supervisor = 'customer-information-supervisor';
const manager = 'customer-service-manager';
const developer = 'customer-developer';

let now = new Date('2026-05-11T02:00:00Z');
let platform: TestPlatform;
let people: Record<string, string>;
beforeAll(async () => {
  platform = await TestPlatform.open({
    clock: () => now,
    access: { accessMinutes: 60 * 24 * 365, sessionDays: 400 } as never,
  });
  const rows = await platform.owner<{ name: string; id: string }>('select name, id from access.person');
  people = Object.fromEntries(rows.map(({ name, id }) => [name, id]));
});
afterAll(() => platform.close());

const ask = (who: string, document: string, variables: object = {}) =>
  platform.as(who).run(document, variables as Record<string, unknown>);
const opened = async (who: string, name: string, label = 'INTERNAL') =>
  (
    await ask(
      who,
      'mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { id version number } }',
      { input: { name, label } },
    )
  ).data.registerCustomer;

const lendFile = `mutation($input: LoanInput!) {
  lendFile(input: $input) { id version title titles copies purpose reason signedBy dueAt lentAt returnedAt borrower { name } unit { name } lentBy { name } requestId }
}`;
const returnFile =
  'mutation($id: ID!) { returnFile(id: $id, version: 1, condition: "完好") { returnedAt receivedBy { name } } }';
const lent = (who: string, fileId: string, borrower: string, more: object = {}) =>
  ask(who, lendFile, {
    input: { fileId, borrowerId: people[borrower], purpose: '续约', reason: '洽谈续约', signedBy: '孙国强', ...more },
  });

const requestLoan = `mutation($input: LoanInput!) { requestLoan(input: $input) { id version status } }`;
const requested = (who: string, fileId: string, borrower: string, more: object = {}) =>
  ask(who, requestLoan, {
    input: { fileId, borrowerId: people[borrower], purpose: '续约', reason: '洽谈续约', signedBy: '孙国强', ...more },
  });
const onRequest = (who: string, id: string, request: string) =>
  ask(
    who,
    'mutation($id: ID!, $request: ID!) { lendOnRequest(fileId: $id, requestId: $request) { id version dueAt borrower { name } lentBy { name } } }',
    { id, request },
  );
/** Approves what waits for somebody, signing where that is asked. */
const decided = async (who: string, request: string) => {
  const { data } = await ask(who, '{ approvalInbox(first: 100) { nodes { id request { id } } } }');
  const task = data.approvalInbox.nodes.find((one: { request: { id: string } }) => one.request.id === request);
  return ask(
    who,
    'mutation($id: ID!) { decideApproval(input: { taskId: $id, verdict: APPROVE }, password: "demo-only") { status } }',
    { id: task?.id ?? request },
  );
};

describe('P01.A19 the loan register', () => {
  it('P01.A19 two calls at the counter: find the file, lend it', async () => {
    const { number } = await opened(specialist, '柜台借阅');
    const found = await ask(
      specialist,
      'query($number: String!) { archiveFiles(filter: { number: { eq: $number } }) { nodes { id shelfMark } } }',
      { number },
    );
    const { data } = await lent(specialist, found.data.archiveFiles.nodes[0].id, developer, {
      copies: 2,
      titles: '2025 年合同',
    });
    expect(data.lendFile).toMatchObject({
      title: '柜台借阅',
      titles: '2025 年合同',
      copies: 2,
      purpose: '续约',
      reason: '洽谈续约',
      signedBy: '孙国强',
      borrower: { name: developer },
      unit: { name: '销售部' },
      lentBy: { name: specialist },
      lentAt: now.toISOString(),
      returnedAt: null,
    });
    const request = await ask(
      developer,
      'query($id: ID!) { approvalRequest(id: $id) { status usedAt applicant { name } enteredBy { name } events { nodes { kind } } } }',
      { id: data.lendFile.requestId },
    );
    const told = await platform.owner(
      'select n.kind, p.name from notices.notice n join access.person p on p.id = n.person_id where n.request_id = $1',
      [data.lendFile.requestId],
    );
    expect(told).toEqual([{ kind: 'DECIDED', name: developer }]);
    const { events, ...asked } = request.data.approvalRequest;
    expect(events.nodes.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['APPROVED', 'SUBMITTED', 'USED']);
    expect(asked).toEqual({
      status: 'APPROVED',
      usedAt: now.toISOString(),
      applicant: { name: developer },
      enteredBy: { name: specialist },
    });
  });

  it.each([
    ['in the morning', '2026-05-11T00:30:00Z', '2026-05-14T16:00:00.000Z'],
    ['a second before midnight in Shanghai', '2026-05-11T15:59:59Z', '2026-05-14T16:00:00.000Z'],
    ['at midnight in Shanghai', '2026-05-11T16:00:00Z', '2026-05-15T16:00:00.000Z'],
  ])('P01.A19 a file lent %s is due at the end of the third day after', async (_when, moment, due) => {
    const { id } = await opened(specialist, '三天');
    now = new Date(moment);
    expect((await lent(specialist, id, developer)).data.lendFile.dueAt).toBe(due);
  });

  it('P01.A19 overdue and open loans are seen by person and unit', async () => {
    now = new Date('2026-06-01T02:00:00Z');
    const files = await Promise.all(['逾期', '在借', '已还'].map((name) => opened(specialist, name)));
    const [late, , back] = files;
    await lent(specialist, late.id, 'unit-head');
    const { id } = (await lent(specialist, back.id, 'unit-head')).data.lendFile;
    await ask(specialist, returnFile, { id });
    now = new Date('2026-06-05T02:00:00Z');
    await lent(specialist, files[1].id, 'unit-head');
    const overdue = await ask(
      specialist,
      `query($now: DateTimeISO!) { people(filter: { name: { eq: "unit-head" } }) { nodes {
         overdue: fileLoans(filter: { returnedAt: { isNull: true }, dueAt: { lte: $now } }) { nodes { title } }
         open: fileLoans(filter: { returnedAt: { isNull: true } }) { totalCount } } }
       departments(filter: { name: { eq: "生产部" } }) { nodes { fileLoans(filter: { returnedAt: { isNull: true } }) { totalCount } } } }`,
      { now: now.toISOString() },
    );
    expect(overdue.data).toEqual({
      people: { nodes: [{ overdue: { nodes: [{ title: '逾期' }] }, open: { totalCount: 2 } }] },
      departments: { nodes: [{ fileLoans: { totalCount: 2 } }] },
    });
    const own = await ask('unit-head', '{ fileLoans(filter: { returnedAt: { isNull: true } }) { totalCount } }');
    expect(own.data.fileLoans.totalCount).toBe(2);
    const unit = `{ departments(filter: { name: { eq: "生产部" } }) { nodes { fileLoans(filter: { returnedAt: { isNull: true } }) { totalCount } } } }`;
    for (const [who, count] of [
      ['unit-head', 2],
      ['general-manager', 2],
      ['sales-director', 0],
    ] as const)
      expect((await ask(who, unit)).data.departments.nodes[0].fileLoans.totalCount, who).toBe(count);
    const others = await ask('sales-director', '{ fileLoans { totalCount } }');
    expect(others.data.fileLoans.totalCount).toBe(0);
  });

  it.each([
    ['a reader who is not cleared for it', 'INTERNAL', 'reader', 'BAD_USER_INPUT'],
    ['somebody cleared for it', 'INTERNAL', 'unit-head', 'ok'],
    ['somebody cleared for SECRET who is not its keeper', 'SECRET', 'general-manager', 'BAD_USER_INPUT'],
    ['its keeper, who has it already', 'SECRET', manager, 'BAD_USER_INPUT'],
    [
      'somebody cleared for it, without the signature for classified files',
      'CONFIDENTIAL',
      'sales-director',
      'INVALID_STATE',
    ],
  ])('P01.A17 a file is not lent past the labels: to %s', async (_who, label, borrower, outcome) => {
    const { id } = await opened(manager, '密级外借', label);
    expect((await lent(manager, id, borrower)).outcome).toBe(outcome);
  });

  it('P01.A18 a SECRET file is lent to somebody with a grant, while it lasts', async () => {
    const { id } = await opened(manager, '授权外借', 'SECRET');
    const grant = (until: string) =>
      platform.owner(
        `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
         values (gen_random_uuid(), now(), now(), $1, 'Customer', $2, 'read', '2026-01-01', $3)`,
        [people['general-manager'], id, until],
      );
    await grant('2026-02-01');
    expect((await requested('general-manager', id, 'general-manager')).outcome).toBe('NOT_FOUND');
    await grant('2027-01-01');
    const { id: request } = (await requested('general-manager', id, 'general-manager')).data.requestLoan;
    expect((await decided(supervisor, request)).data.decideApproval.status).toBe('RUNNING');
    expect((await onRequest(manager, id, request)).outcome).toBe('INVALID_STATE');
    expect((await decided(manager, request)).data.decideApproval.status).toBe('APPROVED');
    expect((await onRequest(manager, id, request)).outcome).toBe('ok');
    const seen = await ask(
      'general-manager',
      'query($id: ID!) { archiveFile(id: $id) { title } fileLoans(filter: { file: { id: { eq: $id } } }) { totalCount } myDuties { name } }',
      { id },
    );
    expect(seen.data).toEqual({
      archiveFile: { title: '授权外借' },
      fileLoans: { totalCount: 1 },
      myDuties: [{ name: 'returnCustomerFile' }],
    });
  });
});

describe('P01.A19 a loan follows an approved request', () => {
  it('P01.A19 made beforehand, approved by customer information, used once', async () => {
    const { id } = await opened(specialist, '先申请');
    const { id: request } = (await requested(developer, id, developer)).data.requestLoan;
    expect((await onRequest(specialist, id, request)).outcome).toBe('INVALID_STATE');
    expect((await decided(specialist, request)).data.decideApproval.status).toBe('APPROVED');
    expect((await onRequest(developer, id, request)).outcome).toBe('FORBIDDEN');
    const other = (await opened(specialist, '别的')).id;
    expect((await onRequest(specialist, other, request)).outcome).toBe('NOT_FOUND');
    const answers = await Promise.all([onRequest(specialist, id, request), onRequest(supervisor, id, request)]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['CONFLICT', 'ok']);
    const loan = answers.find(({ outcome }) => outcome === 'ok')!.data.lendOnRequest;
    expect(loan.borrower).toEqual({ name: developer });
    await ask(specialist, returnFile, { id: loan.id });
    expect((await onRequest(specialist, id, request)).outcome).toBe('INVALID_STATE');
  });

  it('P01.A18 P01.A19 an approval does not outlast the label: what is raised takes the manager as well', async () => {
    const { id, version } = await opened(specialist, '升密之前');
    const { id: request } = (await requested(developer, id, specialist)).data.requestLoan;
    await decided(supervisor, request);
    const raise =
      'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { label: CONFIDENTIAL }) { label } }';
    expect((await ask(specialist, raise, { id, version })).outcome).toBe('ok');
    const { outcome, errors } = await onRequest(supervisor, id, request);
    expect(outcome).toBe('INVALID_STATE');
    expect(errors[0]!.message).toContain('Make a new request');
    const anew = (await requested(specialist, id, specialist)).data.requestLoan.id;
    await decided(supervisor, anew);
    await decided(manager, anew);
    expect((await onRequest(supervisor, id, anew)).outcome).toBe('ok');
  });

  it('P01.A19 an approval that nobody used for thirty days has lapsed', async () => {
    const before = now;
    const { id } = await opened(specialist, '过时');
    const { id: request } = (await requested(developer, id, developer)).data.requestLoan;
    await decided(specialist, request);
    now = new Date(before.getTime() + 30 * 86_400_000);
    const { outcome, errors } = await onRequest(specialist, id, request);
    expect([outcome, errors[0]!.message]).toEqual(['INVALID_STATE', expect.stringContaining('lapsed')]);
    now = new Date(now.getTime() - 1);
    expect((await onRequest(specialist, id, request)).outcome).toBe('ok');
    now = before;
  });

  it('P01.A19 the database keeps who entered a request, and lets nobody mark it used or unused', async () => {
    const { id } = await opened(specialist, '守库');
    await lent(specialist, id, developer);
    for (const change of [`used_at = null`, `entered_by_id = null`])
      await expect(
        platform.owner(`update approvals.request set ${change} where record_id = $1`, [id]),
        change,
      ).rejects.toThrow('keeps who entered it');
  });

  it.each([
    ['without what it is for', { purpose: '' }, 'input.purpose'],
    ['without a reason', { reason: '' }, 'input.reason'],
    ['without the signature of the unit', { signedBy: '' }, 'input.signedBy'],
    ['of no copies', { copies: 0 }, 'input.copies'],
  ])('P01.A19 a request %s is not complete', async (_what, more, path) => {
    const { id } = await opened(specialist, '不全');
    for (const attempt of [lent(specialist, id, developer, more), requested(developer, id, developer, more)]) {
      const { outcome, errors } = await attempt;
      expect(outcome).toBe('BAD_USER_INPUT');
      expect((errors[0]!.extensions!.problems as { path: string }[]).map((problem) => problem.path)).toEqual([path]);
    }
  });
});

describe('P01.A20 return', () => {
  it('P01.A20 a file on loan is not lent again until it is signed off, at once', async () => {
    const { id, number } = await opened(specialist, '再借');
    const first = (await lent(specialist, id, developer)).data.lendFile;
    const again = await lent(supervisor, id, 'unit-head');
    expect(again.outcome).toBe('CONFLICT');
    expect(again.errors[0]!.message).toContain(number);
    const { data } = await ask(supervisor, returnFile, { id: first.id });
    expect(data.returnFile).toEqual({ returnedAt: now.toISOString(), receivedBy: { name: supervisor } });
    expect(
      (await ask(specialist, 'mutation($id: ID!) { returnFile(id: $id, version: 2) { id } }', { id: first.id }))
        .outcome,
    ).toBe('INVALID_STATE');
    expect((await lent(supervisor, id, 'unit-head')).outcome).toBe('ok');
  });

  it('P01.A20 of two who lend a file at once one is refused', async () => {
    const { id } = await opened(specialist, '同借');
    const answers = await Promise.all([lent(specialist, id, developer), lent(supervisor, id, 'unit-head')]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['CONFLICT', 'ok']);
  });

  it('P01.A20 signing it off fulfils the duty to return it, late where it was overdue', async () => {
    now = new Date('2026-07-06T02:00:00Z');
    const { id } = await opened(specialist, '义务');
    const loan = (await lent(specialist, id, developer)).data.lendFile;
    const duty = async (who: string) =>
      (
        await ask(
          who,
          'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { name state clause dueAt interpretation person { name } } } }',
          { id },
        )
      ).data.duties.nodes;
    const begun = {
      name: 'returnCustomerFile',
      state: 'DUE',
      clause: 'P01.A19',
      dueAt: loan.dueAt,
      interpretation: 'customers.loanDays: CALENDAR',
      person: { name: developer },
    };
    for (const who of [developer, specialist, manager]) expect(await duty(who)).toEqual([begun]);
    now = new Date('2026-07-08T16:00:00Z');
    await platform.platform.sweeper.sweep();
    const told = async (who: string) =>
      (
        await ask(
          who,
          '{ notices(filter: { readAt: { isNull: true } }, orderBy: [{ createdAt: ASC }]) { nodes { kind text duty { recordId } } } }',
        )
      ).data.notices.nodes
        .filter((notice: { duty: { recordId: string } | null }) => notice.duty?.recordId === id)
        .map((notice: { kind: string }) => notice.kind);
    expect(await told(developer)).toEqual(['REMINDER']);
    now = new Date('2026-07-09T16:00:00Z');
    await platform.platform.sweeper.sweep();
    expect(await told(developer)).toEqual(['REMINDER', 'BREACHED']);
    expect(await told(supervisor)).toEqual(['ESCALATED']);
    expect((await duty(developer))[0].state).toBe('BREACHED');
    expect((await ask(specialist, returnFile, { id: loan.id })).outcome).toBe('ok');
    expect((await duty(developer))[0].state).toBe('LATE');
  });

  it.each([
    ['CALENDAR_WITH_FIRST', '2026-07-12T16:00:00.000Z'],
    ['WORKING', '2026-07-15T16:00:00.000Z'],
    ['WORKING_WITH_FIRST', '2026-07-14T16:00:00.000Z'],
    ['CALENDAR', '2026-07-13T16:00:00.000Z'],
  ])('P01.A19 three days are read as an administrator sets it: %s', async (choice, due) => {
    now = new Date('2026-07-10T02:00:00Z');
    const set = await ask(
      'administrator',
      'mutation($choice: String!) { setInterpretation(id: "customers.loanDays", choice: $choice, reason: "总经理确定") { choice } }',
      { choice },
    );
    expect(set.outcome).toBe('ok');
    const { id } = await opened(specialist, '三天');
    expect((await lent(specialist, id, developer)).data.lendFile.dueAt).toBe(due);
  });

  it('P01.A19 a new calendar moves the day in the register with that of the duty', async () => {
    const { id } = await opened(specialist, '改期');
    const loan = (await lent(specialist, id, developer)).data.lendFile;
    await platform.owner(`update duties.duty set due_at = due_at + interval '1 day' where record_id = $1`, [id]);
    const [row] = await platform.owner<{ due_at: Date }>('select due_at from records.loan where id = $1', [loan.id]);
    expect(row!.due_at.getTime()).toBe(new Date(loan.dueAt).getTime() + 86_400_000);
  });

  it('P01.A20 nobody signs off a loan of their own', async () => {
    const { id } = await opened(manager, '自还');
    expect((await lent(specialist, id, specialist)).outcome).toBe('INVALID_STATE');
    const loan = (await lent(manager, id, specialist)).data.lendFile;
    expect((await ask(specialist, returnFile, { id: loan.id })).outcome).toBe('FORBIDDEN');
    expect((await ask(manager, returnFile, { id: loan.id })).outcome).toBe('ok');
  });
});

describe('P01.A23 copies, excerpts and carrying', () => {
  const allowCopy = `mutation($input: CopyInput!) { allowCopy(input: $input) { kind allowedBy { name } receiver { name } } }`;
  const copyOf = (fileId: string) => ({
    input: { fileId, kind: 'EXCERPT', part: '第 3 页', purpose: '投标', receiverId: people[developer] },
  });

  it.each([
    ['general-manager', 'ok'],
    [supervisor, 'ok'],
    [manager, 'FORBIDDEN'],
    [specialist, 'FORBIDDEN'],
    [developer, 'FORBIDDEN'],
  ])('P01.A23 %s allows a copy: %s', async (who, outcome) => {
    const { id } = await opened(specialist, '复制');
    expect((await ask(who, allowCopy, copyOf(id))).outcome).toBe(outcome);
  });

  it('P01.A23 a loan gives no right to a copy, and the refusal cites the clause', async () => {
    const { id } = await opened(specialist, '借而不抄');
    expect((await lent(supervisor, id, specialist)).outcome).toBe('ok');
    const { outcome, errors } = await ask(specialist, allowCopy, copyOf(id));
    expect([outcome, errors[0]!.extensions!['clause']]).toEqual(['FORBIDDEN', 'P01.A23']);
  });

  it('P01.A23 who carries a file is named, with the safety measures', async () => {
    const { id } = await opened(specialist, '外带');
    const carry = (more: object) =>
      ask(
        specialist,
        'mutation($input: RecordCarriageInput!) { recordCarriage(input: $input) { kind carriedBy { name } measures } }',
        {
          input: {
            fileId: id,
            kind: 'CARRY_OUT',
            carriedById: people[developer],
            place: '太原分公司',
            measures: '密封，专车',
            ...more,
          },
        },
      );
    expect((await carry({ measures: '' })).outcome).toBe('BAD_USER_INPUT');
    expect((await carry({})).data.recordCarriage).toEqual({
      kind: 'CARRY_OUT',
      carriedBy: { name: developer },
      measures: '密封，专车',
    });
    const register = await ask(
      specialist,
      'query($id: ID!) { archiveFile(id: $id) { carriages { totalCount } copies { totalCount } } }',
      { id },
    );
    expect(register.data.archiveFile).toEqual({ carriages: { totalCount: 1 }, copies: { totalCount: 0 } });
  });
});

describe('P01.A22 the registers tell nothing of a hidden file', () => {
  it('P01.A22 neither its loans nor what borrowing it would answer', async () => {
    const { id } = await opened(manager, '密借', 'SECRET');
    await platform.owner(
      `insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from)
       values (gen_random_uuid(), now(), now(), $1, 'Customer', $2, 'read', '2026-01-01')`,
      [people['general-manager'], id],
    );
    const { id: request } = (await requested('general-manager', id, 'general-manager')).data.requestLoan;
    for (const who of [manager, manager]) await decided(who, request);
    expect((await onRequest(manager, id, request)).outcome).toBe('ok');
    const never = '3b1f8a52-5d0f-4a8e-9f0c-1c2d3e4f5a6b';
    for (const [document, variables] of [
      ['query($file: ID!) { fileLoans(filter: { file: { id: { eq: $file } } }) { totalCount nodes { id } } }', {}],
      ['query($file: ID!) { archiveFile(id: $file) { loans { totalCount } } }', {}],
      [
        'query($file: ID!) { people(filter: { fileLoans: { some: { file: { id: { eq: $file } } } } }) { totalCount } }',
        {},
      ],
      [
        'query($file: ID!) { people(filter: { fileLoans: { none: { file: { id: { eq: $file } } } } }) { totalCount } }',
        {},
      ],
    ] as const)
      expect(JSON.stringify(await ask(supervisor, document, { ...variables, file: id })), document).toBe(
        JSON.stringify(await ask(supervisor, document, { ...variables, file: never })),
      );
    for (const borrower of [developer, supervisor])
      expect(JSON.stringify(await lent(supervisor, id, borrower))).toBe(
        JSON.stringify(await lent(supervisor, never, borrower)),
      );
  });
});
