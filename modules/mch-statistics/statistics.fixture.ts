import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../test/harness.js';
import { demoElements } from './mch-statistics.demo.js';

export type Operation = (platform: TestPlatform) => Promise<[document: string, variables?: Record<string, unknown>]>;

/** Of what an operation made or changed. */
export interface Made {
  id: string;
  version: number;
}

export const statistician = 'mch-statistician';
export const reporter = 'mch-reporter';

/** Signed in anew: a clock that a test puts forward ends sessions. */
export const ask = async (platform: TestPlatform, who: string, document: string, variables: object = {}) =>
  platform.run(
    await platform.platform.tokenFor(await platform.personId(who)),
    document,
    variables as Record<string, unknown>,
  );

export async function done<T = Made>(
  platform: TestPlatform,
  who: string,
  document: string,
  variables: object = {},
): Promise<T> {
  const { data, errors } = await ask(platform, who, document, variables);
  if (errors.length > 0) throw new Error(`${document}: ${JSON.stringify(errors)}`);
  return Object.values(data)[0] as T;
}

export const fresh = (): string => randomUUID().slice(0, 13);

const departmentOf = async (platform: TestPlatform, name: string): Promise<string> =>
  (await platform.owner<{ id: string }>('select id from access.department where name = $1', [name]))[0]!.id;

export const documents = {
  registerStatisticsUnit:
    'mutation($input: RegisterUnitInput!) { registerStatisticsUnit(input: $input) { id version uid } }',
  updateStatisticsUnit:
    'mutation($id: ID!, $version: Int!, $input: UpdateUnitInput!) { updateStatisticsUnit(id: $id, version: $version, input: $input) { id } }',
  defineCategories:
    'mutation($input: DefineCategoriesInput!) { defineCategories(input: $input) { id version options { nodes { uid name } } } }',
  defineDataElement: 'mutation($input: DefineElementInput!) { defineDataElement(input: $input) { id version uid } }',
  defineDataSet: 'mutation($input: DefineDataSetInput!) { defineDataSet(input: $input) { id version uid } }',
  addValidationRule:
    'mutation($dataSetId: ID!, $input: AddRuleInput!) { addValidationRule(dataSetId: $dataSetId, input: $input) { id version uid } }',
  assignDataSet:
    'mutation($dataSetId: ID!, $input: AssignInput!) { assignDataSet(dataSetId: $dataSetId, input: $input) { id version dueDays } }',
  endDataSetAssignment:
    'mutation($id: ID!, $version: Int!, $until: String!) { endDataSetAssignment(id: $id, version: $version, until: $until) { id until } }',
  openReport:
    'mutation($assignmentId: ID!, $period: String!) { openReport(assignmentId: $assignmentId, period: $period) { id version status } }',
  enterValues:
    'mutation($id: ID!, $version: Int!, $input: EnterValuesInput!) { enterValues(id: $id, version: $version, input: $input) { id version } }',
  submitReport:
    'mutation($id: ID!, $version: Int!, $reasons: [FindingReasonInput!]) { submitReport(id: $id, version: $version, reasons: $reasons) { id version status } }',
  importDataValues: `mutation($dataSetId: ID!, $file: ID!, $dryRun: Boolean, $reason: String) {
    importDataValues(dataSetId: $dataSetId, file: $file, dryRun: $dryRun, reason: $reason) { imported updated unchanged ignored conflicts { place object reason } } }`,
  importDataValueFile:
    'mutation($dataSetId: ID!, $file: ID!, $reason: String) { importDataValueFile(dataSetId: $dataSetId, file: $file, reason: $reason) { id } }',
  withdrawEdition:
    'mutation($id: ID!, $version: Int!, $reason: String!) { withdrawEdition(id: $id, version: $version, reason: $reason) { id version withdrawnAt withdrawReason withdrawnBy { name } } }',
  reviseDataSet:
    'mutation($dataSetId: ID!, $edition: Int!, $input: ReviseDataSetInput!) { reviseDataSet(dataSetId: $dataSetId, edition: $edition, input: $input) { id version number validFrom lines { nodes { place isRequired element { uid } } } } }',
  reviseDataElement:
    'mutation($id: ID!, $version: Int!, $input: ReviseElementInput!) { reviseDataElement(id: $id, version: $version, input: $input) { id version name } }',
  recordRefusal:
    'mutation($assignmentId: ID!, $input: RecordRefusalInput!) { recordRefusal(assignmentId: $assignmentId, input: $input) { id version } }',
  withdrawRefusal:
    'mutation($id: ID!, $version: Int!, $reason: String!) { withdrawRefusal(id: $id, version: $version, reason: $reason) { id version } }',
  requestUnlock:
    'mutation($id: ID!, $version: Int!, $reason: String!) { requestUnlock(id: $id, version: $version, reason: $reason) { id } }',
};

/** A township of its own, with the department of one of the reporters. */
export const aUnit = async (platform: TestPlatform, more: object = {}) =>
  done(platform, statistician, documents.registerStatisticsUnit, {
    input: {
      name: `测试镇 ${fresh()}`,
      level: 'TOWNSHIP',
      departmentId: await departmentOf(platform, '城关镇卫生院'),
      openedOn: '2020-01-01',
      ...more,
    },
  });

export const monthlyForm = async (platform: TestPlatform): Promise<string> =>
  (await platform.owner<{ id: string }>(`select id from mch_statistics.data_set where uid = 'MchMonthly1'`))[0]!.id;

const assignInput = async (platform: TestPlatform, unitId: string) => ({
  unitId,
  since: '2024-01-01',
  keeperId: await platform.personId(statistician),
});

export const anAssignment = async (platform: TestPlatform, more: object = {}, dataSetId?: string) =>
  done(platform, statistician, documents.assignDataSet, {
    dataSetId: dataSetId ?? (await monthlyForm(platform)),
    input: { ...(await assignInput(platform, (await aUnit(platform)).id)), ...more },
  });

/** A monthly form of its own with two lines. */
export async function aForm(
  platform: TestPlatform,
): Promise<{ dataSetId: string; elementIds: string[]; uids: string[] }> {
  const elements = [];
  for (const name of ['建卡数', '产检数'])
    elements.push(
      (await done(platform, statistician, documents.defineDataElement, { input: { name } })) as Made & { uid: string },
    );
  const { id } = await done(platform, statistician, documents.defineDataSet, {
    input: {
      name: `月报 ${fresh()}`,
      periodType: 'MONTH',
      dueDays: 10,
      items: elements.map((element) => ({ elementId: element.id, section: '一' })),
    },
  });
  return { dataSetId: id, elementIds: elements.map((one) => one.id), uids: elements.map(({ uid }) => uid) };
}

export const aRefusal = async (platform: TestPlatform, assignmentId?: string, period = '202601') =>
  done(platform, statistician, documents.recordRefusal, {
    assignmentId: assignmentId ?? (await anAssignment(platform)).id,
    input: { period, reason: '三次催报，院长答复不予上报' },
  });

/** A form of a unit of its own, to be filled in by `mch-reporter`. */
export const aReport = async (platform: TestPlatform, period = '202601', assignmentId?: string) =>
  done(platform, reporter, documents.openReport, {
    assignmentId: assignmentId ?? (await anAssignment(platform)).id,
    period,
  });

export type Figures = Partial<Record<keyof typeof demoElements, number | string>>;

/** Right in every way. */
export const figures: Required<Figures> = {
  liveBirths: 42,
  mothers: 41,
  tested: 40,
  positive: 1,
  earlyNeonatal: 0,
  neonatal: 0,
  infant: 1,
  underFive: 1,
};

export const valuesOf = (given: Figures) =>
  Object.entries(given).map(([key, value]) => ({
    element: demoElements[key as keyof typeof demoElements],
    value: String(value),
  }));

export const enter = (platform: TestPlatform, report: Made, given: Figures, reason?: string, who = reporter) =>
  done(platform, who, documents.enterValues, { ...report, input: { values: valuesOf(given), reason } });

export const aFilledReport = async (platform: TestPlatform, given: Figures = figures, period = '202601') =>
  enter(platform, await aReport(platform, period), given);

export const submit = (platform: TestPlatform, report: Made, reasons: object[] = [], who = reporter) =>
  done(platform, who, documents.submitReport, { ...report, reasons });

/** What waits for somebody about a report. */
export async function taskOf(platform: TestPlatform, who: string, recordId: string): Promise<string> {
  const { data } = await ask(platform, who, '{ approvalInbox(first: 500) { nodes { id request { recordId } } } }');
  const found = data.approvalInbox.nodes.find(
    ({ request }: { request: { recordId: string } }) => request.recordId === recordId,
  );
  return found?.id;
}

const decide =
  'mutation($task: ID!) { decideApproval(input: { taskId: $task, verdict: APPROVE }, password: "demo-only") { id } }';

/** Both reviews, or those of the people given. */
export async function approve(
  platform: TestPlatform,
  recordId: string,
  people = ['mch-section-head', 'mch-director'],
): Promise<void> {
  for (const who of people) await done(platform, who, decide, { task: await taskOf(platform, who, recordId) });
}

export const aLockedReport = async (platform: TestPlatform, given: Figures = figures) => {
  const report = await submit(platform, await aFilledReport(platform, given));
  await approve(platform, report.id);
  return versionOf(platform, report.id);
};

export const versionOf = async (platform: TestPlatform, id: string): Promise<Made> =>
  (
    await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.data_set_report where id = $1',
      [id],
    )
  )[0]!;

export const codesOf = async (platform: TestPlatform, document: string, variables: object, who = statistician) => {
  const { outcome, errors } = await ask(platform, who, document, variables);
  const problems = (errors[0]?.extensions?.problems ?? []) as { path: string; message: string }[];
  return { outcome, errors, paths: problems.map(({ path }) => path), messages: problems.map(({ message }) => message) };
};

const find = (field: string, selection = 'id') =>
  ({
    [field]: async () => [`query($id: ID!) { ${field}(id: $id) { ${selection} } }`, { id: randomUUID() }],
    [field.endsWith('y') ? `${field.slice(0, -1)}ies` : `${field}s`]: async () => [
      `{ ${field.endsWith('y') ? `${field.slice(0, -1)}ies` : `${field}s`} { totalCount } }`,
    ],
  }) as Record<string, Operation>;

/** Each root field of the module as it is called with input that is right. */
export const operations: Record<string, Operation> = {
  ...find('statisticsUnit'),
  ...find('categoryCombination'),
  ...find('dataElement'),
  ...find('dataSet'),
  ...find('dataSetAssignment'),
  ...find('dataSetReport'),
  ...find('refusedReport'),
  statisticsForm: async () => ['query($id: ID!) { statisticsForm(reportId: $id) { id } }', { id: randomUUID() }],
  verifyStatisticsDocument: async () => ['{ verifyStatisticsDocument(hash: "x") { isGenuine } }'],
  reportingRates: async (platform) => [
    'query($id: ID!) { reportingRates(dataSetId: $id, from: "2026-01-01", to: "2026-02-28") { name } }',
    { id: await monthlyForm(platform) },
  ],
  exportDataValues: async (platform) => [
    'query($id: ID!) { exportDataValues(dataSetId: $id, from: "2026-01-01", to: "2026-02-28") { count } }',
    { id: await monthlyForm(platform) },
  ],
  importDataValues: async (platform) => [
    documents.importDataValues,
    { dataSetId: await monthlyForm(platform), file: randomUUID() },
  ],
  importDataValueFile: async (platform) => [
    documents.importDataValueFile,
    { dataSetId: await monthlyForm(platform), file: randomUUID() },
  ],
  dataValueImport: async () => ['query($id: ID!) { dataValueImport(id: $id) { status } }', { id: randomUUID() }],
  registerStatisticsUnit: async (platform) => [
    documents.registerStatisticsUnit,
    {
      input: {
        name: '镇',
        level: 'TOWNSHIP',
        departmentId: await departmentOf(platform, '城关镇卫生院'),
        openedOn: '2020-01-01',
      },
    },
  ],
  updateStatisticsUnit: async (platform) => [
    documents.updateStatisticsUnit,
    { ...(await aUnit(platform)), input: { name: '新名' } },
  ],
  defineCategories: async () => [
    documents.defineCategories,
    { input: { name: `性别 ${fresh()}`, categories: [{ name: '性别', options: ['男', '女'] }] } },
  ],
  defineDataElement: async () => [documents.defineDataElement, { input: { name: '建卡数' } }],
  defineDataSet: async (platform) => [
    documents.defineDataSet,
    {
      input: {
        name: `季报 ${fresh()}`,
        periodType: 'QUARTER',
        dueDays: 10,
        items: [
          {
            elementId: (await done(platform, statistician, documents.defineDataElement, { input: { name: 'x' } })).id,
            section: '一',
          },
        ],
      },
    },
  ],
  addValidationRule: async (platform) => [
    documents.addValidationRule,
    {
      dataSetId: await monthlyForm(platform),
      input: { name: `规则 ${fresh()}`, left: '0', operator: 'AT_MOST', right: `#{${demoElements.mothers}}` },
    },
  ],
  assignDataSet: async (platform) => [
    documents.assignDataSet,
    { dataSetId: await monthlyForm(platform), input: await assignInput(platform, (await aUnit(platform)).id) },
  ],
  endDataSetAssignment: async (platform) => [
    documents.endDataSetAssignment,
    { ...(await anAssignment(platform)), until: '2026-12-31' },
  ],
  openReport: async (platform) => [
    documents.openReport,
    { assignmentId: (await anAssignment(platform)).id, period: '202601' },
  ],
  enterValues: async (platform) => [
    documents.enterValues,
    { ...(await aReport(platform)), input: { values: valuesOf({ liveBirths: 5 }) } },
  ],
  submitReport: async (platform) => [documents.submitReport, { ...(await aFilledReport(platform)), reasons: [] }],
  reviseDataSet: async (platform) => {
    const { dataSetId, elementIds } = await aForm(platform);
    return [
      documents.reviseDataSet,
      {
        dataSetId,
        edition: 1,
        input: { validFrom: '2026-04-01', reason: '上级修订', items: [{ elementId: elementIds[1], section: '一' }] },
      },
    ];
  },
  withdrawEdition: async (platform) => {
    const { dataSetId, elementIds } = await aForm(platform);
    const { id, version } = await done(platform, statistician, documents.reviseDataSet, {
      dataSetId,
      edition: 1,
      input: { validFrom: '2026-04-01', reason: '上级修订', items: [{ elementId: elementIds[1], section: '一' }] },
    });
    return [documents.withdrawEdition, { id, version, reason: '上级暂缓' }];
  },
  reviseDataElement: async (platform) => [
    documents.reviseDataElement,
    {
      ...(await done(platform, statistician, documents.defineDataElement, { input: { name: '建卡数', maximum: 9 } })),
      input: { validFrom: '2026-04-01', name: '早孕建册数', reason: '上级修订' },
    },
  ],
  recordRefusal: async (platform) => [
    documents.recordRefusal,
    { assignmentId: (await anAssignment(platform)).id, input: { period: '202601', reason: '三次催报均拒绝' } },
  ],
  withdrawRefusal: async (platform) => [
    documents.withdrawRefusal,
    { ...(await aRefusal(platform)), reason: '登记有误' },
  ],
  requestUnlock: async (platform) => [
    documents.requestUnlock,
    { ...(await aLockedReport(platform)), reason: '核实有误' },
  ],
};
