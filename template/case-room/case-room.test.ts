import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../test/harness.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const registerDocument = `mutation($input: RegisterCaseFileInput!) {
  registerCaseFile(input: $input) { id version number title dueOn status label keeper { name } }
}`;
const closeDocument = `mutation($id: ID!, $version: Int!) { closeCaseFile(id: $id, version: $version) { version status } }`;

const input = (label = 'PUBLIC') => ({ title: '年度归档', dueOn: '2026-06-30', label });

const registered = async (label?: string, who = 'case-room-clerk') =>
  (await platform.as(who).run(registerDocument, { input: input(label) })).data.registerCaseFile;

/** Each root field of the module on a PUBLIC record. */
const operations: Record<string, () => Promise<[document: string, variables?: Record<string, unknown>]>> = {
  caseFile: async () => ['query($id: ID!) { caseFile(id: $id) { id } }', { id: (await registered()).id }],
  caseFiles: async () => ['{ caseFiles { totalCount } }'],
  registerCaseFile: async () => [registerDocument, { input: input() }],
  closeCaseFile: async () => {
    const { id, version } = await registered();
    return [closeDocument, { id, version }];
  },
};

describe('CASE-ROOM.A01 who may call what', () => {
  it.each([
    ['anyone', 'caseFile', 'UNAUTHENTICATED'],
    ['reader', 'caseFile', 'ok'],
    ['case-room-clerk', 'caseFile', 'ok'],
    ['anyone', 'caseFiles', 'UNAUTHENTICATED'],
    ['reader', 'caseFiles', 'ok'],
    ['case-room-clerk', 'caseFiles', 'ok'],
    ['anyone', 'registerCaseFile', 'UNAUTHENTICATED'],
    ['reader', 'registerCaseFile', 'FORBIDDEN'],
    ['administrator', 'registerCaseFile', 'FORBIDDEN'],
    ['case-room-clerk', 'registerCaseFile', 'ok'],
    ['anyone', 'closeCaseFile', 'UNAUTHENTICATED'],
    ['reader', 'closeCaseFile', 'FORBIDDEN'],
    ['administrator', 'closeCaseFile', 'FORBIDDEN'],
    ['case-room-clerk', 'closeCaseFile', 'ok'],
    ['case-room-deputy', 'closeCaseFile', 'ok'],
  ])('%s calls %s: %s', async (who, operation, outcome) => {
    const [document, variables] = await operations[operation]!();
    expect((await platform.as(who).run(document, variables)).outcome).toBe(outcome);
  });

  it('is said above for every root field of the module', () => {
    expect(Object.keys(operations).sort()).toEqual(platform.rootFieldsOf('case-room'));
  });

  it('CASE-ROOM.A01 a refusal cites the clause and says which role is missing, and explainAccess says so before', async () => {
    const lacking = { clause: 'CASE-ROOM.A01', missing: [{ kind: 'ROLE', anyOf: ['CASE_ROOM_CLERK'] }] };
    const reader = platform.as('reader');
    const { errors } = await reader.run(registerDocument, { input: input() });
    expect(errors[0]!.extensions).toMatchObject(lacking);
    const { data } = await reader.run(
      'query($id: ID!) { explainAccess(type: "CaseFile", id: $id, action: "closeCaseFile") { allowed clause missing { kind anyOf } } }',
      { id: (await registered()).id },
    );
    expect(data.explainAccess).toEqual({ allowed: false, ...lacking });
  });
});

describe('CASE-ROOM.A01 the register', () => {
  it('CASE-ROOM.A01 a clerk registers: it gets a number, is open, and is kept by that clerk', async () => {
    const made = await registered('INTERNAL');
    expect(made).toMatchObject({ ...input('INTERNAL'), status: 'OPEN', keeper: { name: 'case-room-clerk' } });
    expect(made.number).toMatch(/^CF-I-\d{6}$/);
  });

  it('CASE-ROOM.A01 what is closed stays closed', async () => {
    const { id, version } = await registered();
    const deputy = platform.as('case-room-deputy');
    const closed = (await deputy.run(closeDocument, { id, version })).data.closeCaseFile;
    expect(closed).toEqual({ status: 'CLOSED', version: version + 1 });
    expect((await deputy.run(closeDocument, { id, version: closed.version })).outcome).toBe('INVALID_STATE');
    expect((await deputy.run(closeDocument, { id, version })).outcome).toBe('CONFLICT');
  });

  it('CASE-ROOM.A01 everything that is wrong with an input is said at once, in the language that is asked for', async () => {
    const wrong = { title: 'x'.repeat(201), dueOn: '2026-02-30', label: 'PUBLIC' };
    const clerk = platform.as('case-room-clerk');
    const { errors, outcome } = await clerk.run(registerDocument, { input: wrong });
    expect(outcome).toBe('BAD_USER_INPUT');
    const problems = errors[0]!.extensions!.problems as { path: string }[];
    expect(problems.map(({ path }) => path).sort()).toEqual(['input.dueOn', 'input.title']);
    const inChinese = await clerk.run(registerDocument, { input: wrong }, 'zh');
    expect(inChinese.errors[0]!.message).toMatch(/title: .*200 个字符.*dueOn: .*日期/);
  });

  it('CASE-ROOM.A01 nobody registers above their own clearance', async () => {
    const { errors } = await platform.as('case-room-clerk').run(registerDocument, { input: input('TOP_SECRET') });
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'input.label' }] });
  });
});

describe('CASE-ROOM.A01 what is SECRET exists for its keeper alone', () => {
  const ways: [way: string, document: string][] = [
    ['by id', 'query($id: ID!) { found: caseFile(id: $id) { id } }'],
    ['in the list', 'query($id: ID!) { found: caseFiles(filter: { id: { eq: $id } }) { nodes { id } } }'],
    ['in the count', 'query($id: ID!) { found: caseFiles(filter: { id: { eq: $id } }) { totalCount } }'],
  ];
  const never = '00000000-0000-4000-8000-000000000000';

  it.each(ways)('CASE-ROOM.A01 %s: others get what they get for an id that never existed', async (_way, document) => {
    const { id } = await registered('SECRET');
    const answers = async (who: string) =>
      Promise.all([id, never].map((one) => platform.as(who).run(document, { id: one })));
    const [kept, nothing] = await answers('case-room-clerk');
    expect(kept!.data).not.toEqual(nothing!.data);
    for (const who of ['case-room-deputy', 'general-manager', 'reader']) {
      const [hidden, unknown] = await answers(who);
      expect(hidden, who).toEqual(unknown);
    }
  });

  it('CASE-ROOM.A01 another clerk cannot close it: NOT_FOUND, as for an id that never existed', async () => {
    const { id, version } = await registered('SECRET');
    const deputy = platform.as('case-room-deputy');
    const hidden = await deputy.run(closeDocument, { id, version });
    expect(hidden.outcome).toBe('NOT_FOUND');
    expect(hidden).toEqual(await deputy.run(closeDocument, { id: never, version }));
  });
});
