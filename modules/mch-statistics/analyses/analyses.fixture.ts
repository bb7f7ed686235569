import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { indicatorNamed } from '../indicators/indicators.fixture.js';
import { aUnit, done, type Made, type Operation, statistician } from '../statistics.fixture.js';

export const head = 'mch-section-head';

export const analysisDocuments = {
  planAnalysis: 'mutation($input: PlanAnalysisInput!) { planAnalysis(input: $input) { id version } }',
  endAnalysisPlan: 'mutation($id: ID!, $version: Int!) { endAnalysisPlan(id: $id, version: $version) { id endedAt } }',
  submitAnalysis: `mutation($planId: ID!, $input: SubmitAnalysisInput!) { submitAnalysis(planId: $planId, input: $input) {
    id version edition figures digest label } }`,
  acknowledgeAnalysis: `mutation($id: ID!, $version: Int!, $remark: String) { acknowledgeAnalysis(id: $id, version: $version, remark: $remark) {
    id acknowledgedBy { name } remark } }`,
};

const planInput = async (platform: TestPlatform, unitId: string, more: object = {}) => ({
  title: '季度分析',
  unitId,
  indicatorIds: [await indicatorNamed(platform, 'infant-mortality-rate', 'live births')],
  rhythm: 'QUARTER',
  days: 15,
  authorId: await platform.personId(statistician),
  ...more,
});

export const aPlan = async (platform: TestPlatform, unitId?: string, more: object = {}) =>
  done(platform, head, analysisDocuments.planAnalysis, {
    input: await planInput(platform, unitId ?? (await aUnit(platform)).id, more),
  });

export const text = '本期婴儿死亡率与上期持平，个别乡镇报表迟报，建议加强新生儿访视。';

export const anAnalysis = async (platform: TestPlatform, planId?: string, period = '2025-Q4', who = statistician) =>
  done<Made & { edition: number; figures: Record<string, unknown>[]; digest: string; label: string }>(
    platform,
    who,
    analysisDocuments.submitAnalysis,
    { planId: planId ?? (await aPlan(platform)).id, input: { period, title: '婴儿死亡分析', text } },
  );

/** Each root field of the capability as it is called with input that is right. */
export const analysisOperations: Record<string, Operation> = {
  analysisPlan: async () => ['query($id: ID!) { analysisPlan(id: $id) { id } }', { id: randomUUID() }],
  analysisPlans: async () => ['{ analysisPlans { totalCount } }'],
  analysisReport: async () => ['query($id: ID!) { analysisReport(id: $id) { id } }', { id: randomUUID() }],
  analysisReports: async () => ['{ analysisReports { totalCount } }'],
  planAnalysis: async (platform) => [
    analysisDocuments.planAnalysis,
    { input: await planInput(platform, (await aUnit(platform)).id) },
  ],
  endAnalysisPlan: async (platform) => [analysisDocuments.endAnalysisPlan, { ...(await aPlan(platform)) }],
  submitAnalysis: async (platform) => [
    analysisDocuments.submitAnalysis,
    { planId: (await aPlan(platform)).id, input: { period: '2025-Q4', title: '分析', text } },
  ],
  acknowledgeAnalysis: async (platform) => {
    const { id, version } = await anAnalysis(platform);
    return [analysisDocuments.acknowledgeAnalysis, { id, version, remark: '已阅' }];
  },
};

const nobody = randomUUID();

export const analysisBadInputs: BadInput[] = [
  [
    'planAnalysis',
    ['input.title', 'input.unitId', 'input.indicatorIds', 'input.days', 'input.authorId'],
    { input: { title: '', unitId: 'x', indicatorIds: [], rhythm: 'YEAR', days: 91, authorId: 'x' } },
    head,
  ],
  [
    'planAnalysis',
    ['input.unitId', 'input.authorId'],
    { input: { title: 'x', unitId: nobody, indicatorIds: [nobody], rhythm: 'YEAR', days: 9, authorId: nobody } },
    head,
  ],
  ['submitAnalysis', ['input.period', 'input.title', 'input.text'], { input: { period: 'Q4', title: '', text: 'x' } }],
  ['submitAnalysis', ['input.period'], { input: { period: '2025-H2', title: 'x', text } }],
  ['submitAnalysis', ['input.period'], { input: { period: '2026-Q1', title: 'x', text } }],
  ['acknowledgeAnalysis', ['remark'], { remark: 'x'.repeat(2001) }, 'mch-director'],
];
