import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { aDepartment, all, one } from '../roots.fixture.js';
import { done, type Made, type Operation } from '../statistics.fixture.js';

const keeper = 'mch-statistician';

const changes = (name: string, type: string, argument: string) =>
  `mutation($id: ID!, $version: Int!, $${argument}: ${type}!) { ${name}(id: $id, version: $version, ${argument}: $${argument}) { id version state } }`;

export const guidanceDocuments = {
  add: 'mutation($departmentId: ID!) { addGuidedDepartment(departmentId: $departmentId) { id version period } }',
  end: 'mutation($id: ID!, $version: Int!) { endGuidedDepartment(id: $id, version: $version) { id endedOn } }',
  plan: 'mutation($guidedId: ID!, $input: PlanGuidanceInput!) { planGuidanceVisit(guidedId: $guidedId, input: $input) { id version } }',
  record: changes('recordGuidanceVisit', 'RecordGuidanceInput', 'input'),
  answer: changes('answerGuidanceAdvice', 'String', 'response'),
  close: changes('closeGuidanceVisit', 'String', 'conclusion'),
  cancel: changes('cancelGuidanceVisit', 'String', 'reason'),
};

export const aGuided = async (platform: TestPlatform, departmentId?: string): Promise<Made> =>
  done(platform, keeper, guidanceDocuments.add, { departmentId: departmentId ?? (await aDepartment(platform)) });

export const aVisit = async (platform: TestPlatform, guided?: Made): Promise<Made> =>
  done(platform, keeper, guidanceDocuments.plan, {
    guidedId: (guided ?? (await aGuided(platform))).id,
    input: { topic: '病案首页填写', plannedOn: '2026-12-31' },
  });

export const visitInput = { visitedOn: '2026-03-09', findings: '首页漏项', advice: '出院前由质控员核对' };

export const advised = async (platform: TestPlatform, guided?: Made): Promise<Made> =>
  done(platform, keeper, guidanceDocuments.record, { ...(await aVisit(platform, guided)), input: visitInput });

export const answered = async (platform: TestPlatform): Promise<Made> =>
  done(platform, 'mch-ward-head', guidanceDocuments.answer, { ...(await advised(platform)), response: '已设质控员' });

export const guidanceOperations: Record<string, Operation> = {
  guidedDepartment: one('guidedDepartment'),
  guidedDepartments: all('guidedDepartments'),
  guidanceVisit: one('guidanceVisit'),
  guidanceVisits: all('guidanceVisits'),
  addGuidedDepartment: async (platform) => [guidanceDocuments.add, { departmentId: await aDepartment(platform) }],
  endGuidedDepartment: async (platform) => [guidanceDocuments.end, { ...(await aGuided(platform)) }],
  planGuidanceVisit: async (platform) => [
    guidanceDocuments.plan,
    { guidedId: (await aGuided(platform)).id, input: { topic: '统计口径', plannedOn: '2026-12-31' } },
  ],
  recordGuidanceVisit: async (platform) => [
    guidanceDocuments.record,
    { ...(await aVisit(platform)), input: visitInput },
  ],
  answerGuidanceAdvice: async (platform) => [
    guidanceDocuments.answer,
    { ...(await advised(platform)), response: '已设质控员' },
  ],
  closeGuidanceVisit: async (platform) => [
    guidanceDocuments.close,
    { ...(await answered(platform)), conclusion: '已落实' },
  ],
  cancelGuidanceVisit: async (platform) => [
    guidanceDocuments.cancel,
    { ...(await aVisit(platform)), reason: '科室搬迁' },
  ],
};

const nobody = '00000000-0000-4000-8000-000000000000';

export const guidanceBadInputs: BadInput[] = [
  ['planGuidanceVisit', ['input.topic', 'input.plannedOn'], { input: { topic: '', plannedOn: 'x' } }],
  [
    'planGuidanceVisit',
    ['input.plannedOn', 'input.visitorId'],
    { input: { topic: 'x', plannedOn: '2026-01-01', visitorId: nobody } },
  ],
  [
    'recordGuidanceVisit',
    ['input.visitedOn', 'input.findings', 'input.advice'],
    { input: { visitedOn: 'x', findings: '', advice: '' } },
  ],
  ['recordGuidanceVisit', ['input.visitedOn'], { input: { ...visitInput, visitedOn: '2026-03-01' } }],
  ['answerGuidanceAdvice', ['response'], { response: '' }, 'mch-ward-head'],
  ['closeGuidanceVisit', ['conclusion'], { conclusion: '' }],
  ['cancelGuidanceVisit', ['reason'], { reason: '' }],
];
