import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../modules/it-operations/operations.fixture.js';
import { TestPlatform } from './harness.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-03-09T10:00:00+08:00') });
});
afterAll(() => platform.close());

const nobody = randomUUID();
const tomorrow = '2026-03-10';
const toCome = '2026-03-10T10:00:00+08:00';

type Problems = { path: string; message: string }[];
const problemsOf = ({ errors }: { errors: readonly { extensions?: object }[] }): Problems =>
  (errors[0]!.extensions as { problems: Problems }).problems;
const pathsOf = (answer: Parameters<typeof problemsOf>[0]): string[] =>
  problemsOf(answer)
    .map(({ path }) => path)
    .sort();

const rowsIn = async (table: string): Promise<number> =>
  Number((await platform.owner<{ count: string }>(`select count(*) from ${table}`))[0]!.count);

const given = (mutation: string, type: string) => `mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`;
const aFault = { severity: 'MAJOR', description: '交换机不通' };
const feedback = { product: '渣浆泵', report: '漏水', severity: 'MAJOR' };
const item = { title: '停水通知', category: 'EMERGENCIES', form: 'EMERGENCY' };

/** Document, who, table, and the paths of what is wrong in itself (first) and by the data (then). */
const forms: [document: string, who: string, table: string, input: object, inItself: string[], byData: string[]][] = [
  [
    given('reportFault', 'ReportFaultInput'),
    'reader',
    'it_operations.it_fault',
    { ...aFault, assetId: nobody, description: ' ', occurredAt: toCome },
    ['input.description'],
    ['input.assetId', 'input.occurredAt'],
  ],
  [
    given('registerAsset', 'RegisterAssetInput'),
    'it-head',
    'it_operations.it_asset',
    { number: 'T-1', name: ' ', kind: 'LICENCE', responsibleId: 'x', inUseSince: '2029-01-01' },
    ['input.name', 'input.responsibleId'],
    ['input.endsOn', 'input.inUseSince'],
  ],
  [
    given('reportFeedback', 'ReportFeedbackInput'),
    'quality-inspector',
    'quality.feedback_form',
    { ...feedback, report: '', reportedOn: tomorrow },
    ['input.report'],
    ['input.informant', 'input.reportedOn'],
  ],
  [
    given('draftItem', 'DraftItemInput'),
    'portal-office',
    'publishing.portal_item',
    { ...item, title: '', form: 'OTHER', columnId: nobody, occurredAt: toCome },
    ['input.form', 'input.title'],
    ['input.columnId', 'input.occurredAt'],
  ],
];

describe('an input that is wrong in itself and by the data is answered once, and nothing of it stays', () => {
  it.each(forms)('%s by %s', async (document, who, table, input, inItself, byData) => {
    const before = await rowsIn(table);
    for (const locale of ['en', 'zh'] as const) {
      const answer = await platform.as(who).run(document, { input }, locale);
      expect([answer.outcome, pathsOf(answer)]).toEqual(['BAD_USER_INPUT', [...inItself, ...byData].sort()]);
      for (const { message } of problemsOf(answer)) expect(/\p{Script=Han}/u.test(message)).toBe(locale === 'zh');
    }
    expect(await rowsIn(table)).toBe(before);
  });

  it.each([
    [
      'restoreFault',
      'it-operator',
      { input: { remedy: '', removal: '更换', restoredAt: toCome } },
      ['input.remedy', 'input.restoredAt'],
    ],
    [
      'recordMaintenance',
      'it-head',
      { input: { doneOn: tomorrow, period: '2027-01', checks: [{ passed: true }], notes: 'x'.repeat(6000) } },
      ['input.checks', 'input.doneOn', 'input.notes', 'input.period'],
    ],
  ])('%s', async (operation, who, input, paths) => {
    const [document, variables] = await operations[operation]!(platform);
    expect(pathsOf(await platform.as(who).run(document, { ...variables, ...input }))).toEqual(paths);
  });

  it('what is said of a place twice is said once, and what is optional and wrong counts as left out', async () => {
    const [document, variables] = await operations.recordMaintenance!(platform);
    const input = { doneOn: '2026-02-30', checks: [{ passed: true }] };
    const answer = await platform.as('it-head').run(document, { ...variables, input });
    expect(pathsOf(answer)).toEqual(['input.checks', 'input.doneOn']);
    expect(problemsOf(answer).find(({ path }) => path === 'input.doneOn')!.message).toContain(
      'Give a date that exists',
    );
  });
});

describe('an input that is wrong in itself alone', () => {
  it('is refused though the data would have taken it, and nothing of it stays', async () => {
    const before = await rowsIn('it_operations.it_fault');
    const audited = await rowsIn('audit.entry');
    const document = given('reportFault', 'ReportFaultInput');
    const answer = await platform.as('reader').run(document, { input: { ...aFault, description: ' ' } });
    expect([answer.outcome, pathsOf(answer)]).toEqual(['BAD_USER_INPUT', ['input.description']]);
    expect([await rowsIn('it_operations.it_fault'), await rowsIn('audit.entry')]).toEqual([before, audited]);
  });

  it('tells nothing of rights and rows: they are told when it is right', async () => {
    const [document, variables] = await operations.restoreFault!(platform);
    const input = { remedy: '', removal: '更换' };
    for (const [who, id] of [
      ['it-head', variables!.id],
      ['it-operator', nobody],
    ] as const) {
      const answer = await platform.as(who).run(document, { ...variables, id, input });
      expect([answer.outcome, pathsOf(answer)]).toEqual(['BAD_USER_INPUT', ['input.remedy']]);
    }
  });

  it('is not carried on where a day is none that it takes, which would be counted with', async () => {
    const input = { number: 'T-2', name: '', kind: 'LICENCE', responsibleId: nobody, inUseSince: '9999-99-99' };
    const answer = await platform.as('it-head').run(given('registerAsset', 'RegisterAssetInput'), { input });
    expect(pathsOf(answer)).toEqual(['input.inUseSince', 'input.name']);
  });

  it('has no effect beside its transaction: a person with a wrong name is not created', async () => {
    const before = await rowsIn('access.person');
    const document = 'mutation($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }';
    const input = { name: 'somebody', displayName: ' ' };
    const answer = await platform.as('administrator').run(document, { input });
    expect([answer.outcome, pathsOf(answer)]).toEqual(['BAD_USER_INPUT', ['input.displayName']]);
    expect(await rowsIn('access.person')).toBe(before);
  });

  it('of several arguments is told of all of them', async () => {
    const [document, variables] = await operations.correctWorkLog!(platform);
    const wrong = { input: { text: '', keptProcedures: true }, reason: '' };
    const answer = await platform.as('it-head').run(document, { ...variables, ...wrong });
    expect(pathsOf(answer)).toEqual(['input.text', 'reason']);
  });
});
