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

const lendFile = `mutation($input: LendFileInput!) {
  lendFile(input: $input) { id version title copies reason dueAt lentAt returnedAt borrower { name } unit { name } lentBy { name } }
}`;
const returnFile =
  'mutation($id: ID!) { returnFile(id: $id, version: 1, condition: "完好") { returnedAt receivedBy { name } } }';
const lent = (who: string, fileId: string, borrower: string, more: object = {}) =>
  ask(who, lendFile, { input: { fileId, borrowerId: people[borrower], reason: '洽谈续约', ...more } });

describe('P01.A19 the loan register', () => {
  it('P01.A19 two calls at the counter: find the file, lend it', async () => {
    const { number } = await opened(specialist, '柜台借阅');
    const found = await ask(
      specialist,
      'query($number: String!) { archiveFiles(filter: { number: { eq: $number } }) { nodes { id shelfMark } } }',
      { number },
    );
    const { data } = await lent(specialist, found.data.archiveFiles.nodes[0].id, developer, { copies: 2 });
    expect(data.lendFile).toMatchObject({
      title: '柜台借阅',
      copies: 2,
      reason: '洽谈续约',
      borrower: { name: developer },
      unit: { name: '销售部' },
      lentBy: { name: specialist },
      lentAt: now.toISOString(),
      returnedAt: null,
    });
  });

  it.each([
    ['in the morning', '2026-05-11T00:30:00Z', '2026-05-14T15:59:59.999Z'],
    ['a second before midnight in Shanghai', '2026-05-11T15:59:59Z', '2026-05-14T15:59:59.999Z'],
    ['at midnight in Shanghai', '2026-05-11T16:00:00Z', '2026-05-15T15:59:59.999Z'],
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
         overdue: fileLoans(filter: { returnedAt: { isNull: true }, dueAt: { lt: $now } }) { nodes { title } }
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
    const others = await ask('sales-director', '{ fileLoans { totalCount } }');
    expect(others.data.fileLoans.totalCount).toBe(0);
  });

  it.each([
    ['a reader who is not cleared for it', 'INTERNAL', 'reader', 'BAD_USER_INPUT'],
    ['somebody cleared for it', 'INTERNAL', 'unit-head', 'ok'],
    ['somebody cleared for SECRET who is not its keeper', 'SECRET', 'general-manager', 'BAD_USER_INPUT'],
    ['its keeper', 'SECRET', manager, 'ok'],
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
    expect((await lent(manager, id, 'general-manager')).outcome).toBe('BAD_USER_INPUT');
    await grant('2027-01-01');
    expect((await lent(manager, id, 'general-manager')).outcome).toBe('ok');
    const seen = await ask(
      'general-manager',
      'query($id: ID!) { archiveFile(id: $id) { title } fileLoans { totalCount } }',
      { id },
    );
    expect(seen.data).toEqual({ archiveFile: { title: '授权外借' }, fileLoans: { totalCount: 1 } });
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

  it('P01.A20 nobody signs off a loan of their own', async () => {
    const { id } = await opened(manager, '自还');
    const loan = (await lent(manager, id, specialist)).data.lendFile;
    expect((await ask(specialist, returnFile, { id: loan.id })).outcome).toBe('FORBIDDEN');
    expect((await ask(manager, returnFile, { id: loan.id })).outcome).toBe('ok');
  });
});

describe('P01.A23 copies, excerpts and carrying', () => {
  const allowCopy = `mutation($input: AllowCopyInput!) { allowCopy(input: $input) { kind allowedBy { name } receiver { name } } }`;
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
    expect((await lent(specialist, id, specialist)).outcome).toBe('ok');
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
    await lent(manager, id, manager);
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
