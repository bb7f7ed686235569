import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from './harness.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await TestPlatform.open();
});
afterAll(() => platform.close());

const policies = '{ policies { id title owner clauses { id title summary } } }';

interface Listed {
  id: string;
  title: string;
  owner: string;
  clauses: { id: string; title: string; summary: string }[];
}

const listed = async (locale?: 'en' | 'zh'): Promise<Listed[]> =>
  (await platform.as('reader').run(policies, {}, locale)).data.policies;

describe('policies as data', () => {
  it.each([
    ['P01', 'Customer information', '客户信息管理制度', 29],
    ['P02', 'Customer management', '客户管理办法', 9],
    ['P04', 'Customer files and satisfaction', '客户档案与满意度管理制度', 9],
    ['P06', 'Quality information management', '质量信息管理制度', 5],
  ])('%s is there with all its clauses, numbered from 1, in both languages', async (id, en, zh, count) => {
    const english = (await listed('en')).find((policy) => policy.id === id)!;
    const chinese = (await listed('zh')).find((policy) => policy.id === id)!;
    expect([english.title, chinese.title]).toEqual([en, zh]);
    const ids = Array.from({ length: count }, (_, i) => `${id}.A${String(i + 1).padStart(2, '0')}`);
    expect(english.clauses.map((clause) => clause.id)).toEqual(ids);
    expect(chinese.clauses.map((clause) => clause.id)).toEqual(ids);
    for (const [i, clause] of english.clauses.entries()) {
      for (const text of [clause.title, clause.summary]) expect(text).toMatch(/^[\x20-\x7e]{4,400}$/);
      for (const text of [chinese.clauses[i]!.title, chinese.clauses[i]!.summary])
        expect(text).toMatch(/^[^a-z]{2,200}$/);
    }
  });

  it('goes with its module', async () => {
    const administrator = platform.as('administrator');
    const set = (enabled: boolean) =>
      administrator.run(`mutation { setModuleEnabled(name: "quality", enabled: ${enabled}) { removedFields } }`);
    const ids = async () => (await listed()).map(({ id }) => id);
    const all = await ids();
    expect(all).toEqual(expect.arrayContaining(['P01', 'P02', 'P04', 'P06']));
    await set(false);
    expect(await ids()).toEqual(all.filter((id) => id !== 'P06'));
    expect((await platform.as('reader').run('{ clause(id: "P06.A03") { id } }')).data).toEqual({ clause: null });
    await set(true);
    expect(await ids()).toEqual(all);
  });
});

describe('a clause says what enforces it', () => {
  it.each<[string, string[]]>([
    [
      'P01.A05',
      [
        'AnnualReport (write)',
        'Attachment (delete)',
        'Attachment (insert)',
        'Contact (delete)',
        'Contact (write)',
        'Customer (write)',
        'Mutation.addContact',
        'Mutation.attach',
        'Mutation.collectAnnualReport',
        'Mutation.importCustomers',
        'Mutation.registerCustomer',
        'Mutation.removeAttachment',
        'Mutation.removeContact',
        'Mutation.updateAnnualReport',
        'Mutation.updateCustomer',
      ],
    ],
    [
      'P01.A17',
      [
        'AnnualReport (read)',
        'ArchiveFile (read)',
        'Contact (read)',
        'Contact.email',
        'Contact.telephone',
        'Customer (read)',
        'FileEntry (read)',
        'FileFinding (read)',
        'LegalHold (read)',
        'Liaison (read)',
        'PlannedVisit (read)',
        'RecordContent (read)',
      ],
    ],
    ['P01.A20', ['Mutation.returnFile']],
    [
      'P01.A22',
      [
        'AnnualReport (label)',
        'ArchiveFile (label)',
        'Cabinet (label)',
        'Carriage (label)',
        'CaseFile (label)',
        'Complaint (label)',
        'ComplaintCase (label)',
        'Contact (label)',
        'CorrectiveAction (label)',
        'Customer (label)',
        'CustomerDisclosure (label)',
        'Destruction (label)',
        'DispositionReview (label)',
        'FeedbackForm (label)',
        'FileCopy (label)',
        'FileEntry (label)',
        'FileFinding (label)',
        'FileLoan (label)',
        'FileReading (label)',
        'FileViolation (label)',
        'FirstContact (label)',
        'HandlingRecord (label)',
        'LeakIncident (label)',
        'LeakMeasure (label)',
        'LeakedFile (label)',
        'LegalHold (label)',
        'Liaison (label)',
        'Mutation.reviseContent',
        'Mutation.writeContent',
        'PlannedVisit (label)',
        'RecordContent (insert)',
        'RecordContent (label)',
        'RecordContent (update)',
        'ReportCopy (label)',
        'StatisticalReport (label)',
        'Survey (label)',
        'SurveyInvitation (label)',
        'SurveyQuestion (label)',
        'SurveyReply (label)',
        'SurveyReport (label)',
        'UsageReport (label)',
      ],
    ],
    [
      'P06.A03',
      [
        'FeedbackForm (update)',
        'Mutation.investigateFeedback',
        'Mutation.regradeFeedback',
        'Mutation.requestCaseAccess',
        'Mutation.takeFeedback',
        'approval openSecretCase',
        'approval openSecretCase (permission)',
      ],
    ],
    [
      'P01.A25',
      [
        'ArchiveFile (update)',
        'Destruction (insert)',
        'Destruction (read)',
        'Destruction (update)',
        'DispositionReview (insert)',
        'DispositionReview (read)',
        'LegalHold (insert)',
        'LegalHold (update)',
        'Mutation.cancelDestruction',
        'Mutation.liftHold',
        'Mutation.orderDestruction',
        'Mutation.placeHold',
        'Mutation.requestDestruction',
        'Mutation.reviewFile',
        'Mutation.witnessDestruction',
        'approval destroyCustomerFile',
        'approval destroyCustomerFile (approval)',
      ],
    ],
    ['P01.A01', []],
  ])('%s', async (id, enforcedBy) => {
    const { data } = await platform
      .as('reader')
      .run('query($id: ID!) { clause(id: $id) { id policy { id } enforcedBy } }', { id });
    expect(data.clause).toEqual({ id, policy: { id: id.slice(0, 3) }, enforcedBy });
  });

  it('and there is none of an unknown id', async () => {
    expect((await platform.as('reader').run('{ clause(id: "P99.A01") { id } }')).data).toEqual({ clause: null });
  });
});
