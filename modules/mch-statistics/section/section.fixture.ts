import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { all, departmentId, one } from '../roots.fixture.js';
import { done, fresh, type Made, type Operation } from '../statistics.fixture.js';

const keeper = 'mch-statistician';

export const sectionTaskDocuments = {
  name: 'mutation($input: InChargeInput!) { nameVicePresident(input: $input) { id version } }',
  assign: 'mutation($input: SectionTaskInput!) { assignSectionTask(input: $input) { id version } }',
  end: 'mutation($id: ID!, $version: Int!, $until: String!) { endSectionTask(id: $id, version: $version, until: $until) { id until } }',
  undertake: 'mutation { undertakeSecrecy { id year text } }',
};

/** Somebody who works here and holds no role. */
export async function aMember(platform: TestPlatform): Promise<string> {
  const id = randomUUID();
  await platform.owner(
    `insert into access.person (id, created_at, updated_at, name, display_name, clearance)
     values ($1, now(), now(), $2, $2, 'INTERNAL')`,
    [id, `m-${fresh()}`],
  );
  return id;
}

export const aTask = async (platform: TestPlatform, personId?: string): Promise<Made> =>
  done(platform, 'mch-section-head', sectionTaskDocuments.assign, {
    input: { personId: personId ?? (await aMember(platform)), work: 'COLLECTION', since: '2026-03-01' },
  });

/** Ends whoever is in charge, so that another can be named. */
export const nobodyInCharge = (platform: TestPlatform) =>
  platform.owner(`update mch_statistics.section_task set until = since where work = 'IN_CHARGE' and until is null`);

export const libraryDocuments = {
  add: 'mutation($input: AddLibraryItemInput!) { addLibraryItem(input: $input) { id version number } }',
  expect:
    'mutation($journalId: ID!, $issues: [ExpectedIssueInput!]!) { expectJournalIssues(journalId: $journalId, issues: $issues) }',
  receive:
    'mutation($id: ID!, $version: Int!, $receivedOn: String!) { receiveJournalIssue(id: $id, version: $version, receivedOn: $receivedOn) { id } }',
  claim: 'mutation($id: ID!, $version: Int!) { claimJournalIssue(id: $id, version: $version) { id claimedOn } }',
  announce:
    'mutation($items: [ID!]!, $departments: [ID!]!) { announceLibraryItems(items: $items, departments: $departments) }',
};

export const anItem = async (platform: TestPlatform, more: object = {}): Promise<Made> =>
  done(platform, keeper, libraryDocuments.add, {
    input: {
      kind: 'JOURNAL',
      title: `中华妇产科杂志 ${fresh()}`,
      publisher: '中华医学会',
      acquiredOn: '2026-03-01',
      ...more,
    },
  });

export async function anIssue(platform: TestPlatform, expectedOn = '2026-03-01'): Promise<Made> {
  const journal = await anItem(platform);
  await done(platform, keeper, libraryDocuments.expect, {
    journalId: journal.id,
    issues: [{ issue: '2026-03', expectedOn }],
  });
  const [row] = await platform.owner<Made & Record<string, unknown>>(
    'select id, version from mch_statistics.journal_issue where journal_id = $1',
    [journal.id],
  );
  return row!;
}

export const sectionTaskOperations: Record<string, Operation> = {
  sectionTask: one('sectionTask'),
  sectionTasks: all('sectionTasks'),
  secrecyUndertaking: one('secrecyUndertaking'),
  secrecyUndertakings: all('secrecyUndertakings'),
  informationSection: async () => ['{ informationSection { work isMissing } }'],
  nameVicePresident: async (platform) => {
    await nobodyInCharge(platform);
    return [sectionTaskDocuments.name, { input: { personId: await aMember(platform), since: '2026-03-01' } }];
  },
  assignSectionTask: async (platform) => [
    sectionTaskDocuments.assign,
    { input: { personId: await aMember(platform), work: 'USE', since: '2026-03-01' } },
  ],
  endSectionTask: async (platform) => [sectionTaskDocuments.end, { ...(await aTask(platform)), until: '2026-03-09' }],
  undertakeSecrecy: async () => [sectionTaskDocuments.undertake],
  libraryItem: one('libraryItem'),
  libraryItems: all('libraryItems'),
  journalIssue: one('journalIssue'),
  journalIssues: all('journalIssues'),
  addLibraryItem: async () => [
    libraryDocuments.add,
    { input: { kind: 'BOOK', title: '妇产科学', publisher: '人民卫生出版社', acquiredOn: '2026-03-01' } },
  ],
  expectJournalIssues: async (platform) => [
    libraryDocuments.expect,
    { journalId: (await anItem(platform)).id, issues: [{ issue: '2026-04', expectedOn: '2026-04-01' }] },
  ],
  receiveJournalIssue: async (platform) => [
    libraryDocuments.receive,
    { ...(await anIssue(platform)), receivedOn: '2026-03-09' },
  ],
  claimJournalIssue: async (platform) => [libraryDocuments.claim, { ...(await anIssue(platform)) }],
  announceLibraryItems: async (platform) => [
    libraryDocuments.announce,
    { items: [(await anItem(platform)).id], departments: [await departmentId(platform)] },
  ],
};

const nobody = '00000000-0000-4000-8000-000000000000';
const book = { kind: 'BOOK', title: 'x', publisher: 'x', acquiredOn: '2026-03-01' };

export const sectionTaskBadInputs: BadInput[] = [
  ['nameVicePresident', ['input.personId', 'input.since'], { input: { personId: 'x', since: 'x' } }, 'mch-director'],
  [
    'nameVicePresident',
    ['input.personId', 'input.since'],
    { input: { personId: nobody, since: '2026-03-10' } },
    'mch-director',
  ],
  [
    'assignSectionTask',
    ['input.personId', 'input.work'],
    { input: { personId: nobody, work: 'IN_CHARGE', since: '2026-03-01' } },
  ],
  [
    'assignSectionTask',
    ['input.personId', 'input.since'],
    { input: { personId: nobody, work: 'USE', since: '2026-03-10' } },
  ],
  ['endSectionTask', ['until'], { until: 'x' }],
  ['endSectionTask', ['until'], { until: '2026-02-28' }],
  [
    'addLibraryItem',
    ['input.title', 'input.number', 'input.publisher', 'input.acquiredOn'],
    { input: { kind: 'BOOK', title: '', number: '978-7-117-00000-1', publisher: '', acquiredOn: 'x' } },
  ],
  ['addLibraryItem', ['input.acquiredOn'], { input: { ...book, acquiredOn: '2026-03-10' } }],
  ['expectJournalIssues', ['issues.0.issue', 'issues.0.expectedOn'], { issues: [{ issue: '', expectedOn: 'x' }] }],
  [
    'expectJournalIssues',
    ['issues.1.issue'],
    {
      issues: [
        { issue: '1', expectedOn: '2026-04-01' },
        { issue: '1', expectedOn: '2026-04-01' },
      ],
    },
  ],
  ['receiveJournalIssue', ['receivedOn'], { receivedOn: 'x' }],
  ['receiveJournalIssue', ['receivedOn'], { receivedOn: '2026-03-10' }],
  ['announceLibraryItems', ['items', 'departments'], { items: ['x'], departments: [] }],
  ['announceLibraryItems', ['departments'], { departments: [nobody] }],
];
