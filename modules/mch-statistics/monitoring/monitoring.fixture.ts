import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { all, departmentId, one } from '../roots.fixture.js';
import { done, fresh, type Made, type Operation } from '../statistics.fixture.js';

const keeper = 'mch-statistician';
export const owner = 'mch-physician';

export const monitoringDocuments = {
  define:
    'mutation($input: DefineManagementIndicatorInput!) { defineManagementIndicator(input: $input) { id version code } }',
  update:
    'mutation($id: ID!, $version: Int!, $input: UpdateManagementIndicatorInput!) { updateManagementIndicator(id: $id, version: $version, input: $input) { id version } }',
  record:
    'mutation($month: String!, $readings: [IndicatorReadingInput!]!) { recordIndicatorReadings(month: $month, readings: $readings) }',
  draw: 'mutation($month: String!) { drawIndicatorReadings(month: $month) }',
  correct:
    'mutation($id: ID!, $version: Int!, $value: Float!, $reason: String!) { correctIndicatorReading(id: $id, version: $version, value: $value, reason: $reason) { id version state formerValue } }',
  answer:
    'mutation($id: ID!, $version: Int!, $input: AlertAnswerInput!) { answerIndicatorAlert(id: $id, version: $version, input: $input) { id version } }',
};

export const indicatorInput = async (platform: TestPlatform, more: object = {}) => ({
  code: `T-${fresh()}`,
  title: '剖宫产率',
  area: 'CARE',
  unit: '%',
  worse: 'HIGHER',
  warning: 35,
  alarm: 45,
  ownerId: await platform.personId(owner),
  ...more,
});

export const anIndicator = async (platform: TestPlatform, more: object = {}) =>
  done<Made & { code: string }>(platform, keeper, monitoringDocuments.define, {
    input: await indicatorInput(platform, more),
  });

/** Entered by the section; answers how many alerts it gave. */
export const read = async (platform: TestPlatform, code: string, value: number, month = '2026-02', who = keeper) =>
  done<number>(platform, who, monitoringDocuments.record, {
    month,
    readings: [{ code, departmentId: await departmentId(platform), value }],
  });

export const readingOf = async (platform: TestPlatform, indicator: Made): Promise<Made> =>
  (
    await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.indicator_reading where indicator_id = $1 order by month desc limit 1',
      [indicator.id],
    )
  )[0]!;

export const alertOf = async (platform: TestPlatform, indicator: Made): Promise<Made> =>
  (
    await platform.owner<Made & Record<string, unknown>>(
      `select a.id, a.version from mch_statistics.indicator_alert a join mch_statistics.indicator_reading r on r.id = a.reading_id
       where r.indicator_id = $1 and a.withdrawn_at is null order by a.created_at desc limit 1`,
      [indicator.id],
    )
  )[0]!;

async function alarmed(platform: TestPlatform) {
  const indicator = await anIndicator(platform);
  await read(platform, indicator.code, 50);
  return indicator;
}

export const answerInput = { cause: '转诊病例增多', measure: '开展术前讨论', measureDueOn: '2026-12-31' };

export const monitoringOperations: Record<string, Operation> = {
  managementIndicator: one('managementIndicator'),
  managementIndicators: all('managementIndicators'),
  indicatorReading: one('indicatorReading'),
  indicatorReadings: all('indicatorReadings'),
  indicatorAlert: one('indicatorAlert'),
  indicatorAlerts: all('indicatorAlerts'),
  indicatorDashboard: async () => ['{ indicatorDashboard { openAlerts } }'],
  defineManagementIndicator: async (platform) => [
    monitoringDocuments.define,
    { input: await indicatorInput(platform) },
  ],
  updateManagementIndicator: async (platform) => [
    monitoringDocuments.update,
    { ...(await anIndicator(platform)), input: { warning: 40 } },
  ],
  recordIndicatorReadings: async (platform) => [
    monitoringDocuments.record,
    {
      month: '2026-02',
      readings: [{ code: (await anIndicator(platform)).code, departmentId: await departmentId(platform), value: 50 }],
    },
  ],
  drawIndicatorReadings: async () => [monitoringDocuments.draw, { month: '2020-01' }],
  correctIndicatorReading: async (platform) => [
    monitoringDocuments.correct,
    { ...(await readingOf(platform, await alarmed(platform))), value: 30, reason: '分母有误' },
  ],
  answerIndicatorAlert: async (platform) => [
    monitoringDocuments.answer,
    { ...(await alertOf(platform, await alarmed(platform))), input: answerInput },
  ],
};

const nobody = '00000000-0000-4000-8000-000000000000';
const defined = { code: 'x', title: 'x', area: 'CARE', unit: '%', worse: 'HIGHER' };

export const monitoringBadInputs: BadInput[] = [
  [
    'defineManagementIndicator',
    ['input.code', 'input.title', 'input.unit', 'input.warning', 'input.ownerId'],
    { input: { ...defined, code: ' ', title: '', unit: '', warning: 1e12, alarm: 1, ownerId: 'x' } },
  ],
  [
    'defineManagementIndicator',
    ['input.alarm', 'input.ownerId', 'input.elementId'],
    { input: { ...defined, warning: 2, alarm: 1, ownerId: nobody, elementId: nobody } },
  ],
  [
    'updateManagementIndicator',
    ['input.alarm', 'input.retiredOn', 'input.ownerId'],
    { input: { alarm: 1, retiredOn: '2030-01-01', ownerId: nobody } },
  ],
  ['recordIndicatorReadings', ['month', 'readings'], { month: '2026-13', readings: [] }],
  [
    'recordIndicatorReadings',
    ['month', 'readings.0.code', 'readings.0.departmentId'],
    { month: '2030-01', readings: [{ code: 'nothing', departmentId: nobody, value: 1 }] },
  ],
  ['drawIndicatorReadings', ['month'], { month: '2026-03' }],
  ['correctIndicatorReading', ['value', 'reason'], { value: -1e12, reason: '' }],
  [
    'answerIndicatorAlert',
    ['input.cause', 'input.measure', 'input.measureDueOn'],
    { input: { cause: '', measure: '', measureDueOn: 'x' } },
  ],
  ['answerIndicatorAlert', ['input.measureDueOn'], { input: { cause: 'x', measure: 'x', measureDueOn: '2026-03-08' } }],
];
