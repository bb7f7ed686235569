import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manager, ReportsHarness, specialist, supervisor } from './reports.harness.js';

const province = '试验省';
let house: ReportsHarness;
beforeAll(async () => {
  house = await ReportsHarness.open('2026-03-02T10:00:00+08:00');
  await house.register(specialist, '甲', { province, capitalAmount: 1000.5, capitalCurrency: 'CNY', label: 'PUBLIC' });
  await house.register(specialist, '乙', { province, capitalAmount: 3000, capitalCurrency: 'CNY' });
  await house.register(specialist, '丙', { province, capitalAmount: 7, capitalCurrency: 'USD' });
  await house.register(specialist, '丁', { province, kind: 'SPECIAL', profession: 'BANK', label: 'CONFIDENTIAL' });
  await house.register(supervisor, '戊', { province, kind: 'SPECIAL', profession: 'INSURER', label: 'SECRET' });
  await house.register(manager, '己', { province, kind: 'SPECIAL', profession: 'INSURER', label: 'SECRET' });
});
afterAll(() => house.close());

const ours = { provinces: [province] };
const everything = {
  ...ours,
  groups: ['KIND', 'LABEL'],
  measures: ['FILES', 'CAPITAL_FILES', 'CAPITAL_SUM', 'CAPITAL_MEAN'],
  upTo: 'CONFIDENTIAL',
};
const reproduce = 'query($id: ID!) { reproduceReport(id: $id) { isEqual differences figures { keys files } } }';
const counts = ({ figures }: { figures: { keys: string[]; files: number }[] }) =>
  figures.map(({ keys, files }) => [...keys, files]);

describe('P01.A09 customer service compiles statistical reports from the register', () => {
  it('P01.A09 counts groups and measures, each only where it is asked for', async () => {
    const report = await house.compiled(specialist, (await house.define(specialist, everything)).id);
    expect(report.figures).toEqual([
      {
        keys: ['GENERAL', 'INTERNAL'],
        titles: ['General customer', 'Internal'],
        files: 2,
        capitalFiles: 1,
        capitalSum: '3000.00',
        capitalMean: '3000.00',
      },
      {
        keys: ['GENERAL', 'PUBLIC'],
        titles: ['General customer', 'Public'],
        files: 1,
        capitalFiles: 1,
        capitalSum: '1000.50',
        capitalMean: '1000.50',
      },
      {
        keys: ['SPECIAL', 'CONFIDENTIAL'],
        titles: ['Special customer', 'Confidential'],
        files: 1,
        capitalFiles: 0,
        capitalSum: null,
        capitalMean: null,
      },
      { keys: [], titles: ['Total'], files: 4, capitalFiles: 2, capitalSum: '4000.50', capitalMean: '2000.25' },
    ]);
    const plain = await house.compiled(specialist, (await house.define(specialist, ours)).id);
    expect(plain.figures).toEqual([
      { keys: [], titles: ['Total'], files: 3, capitalFiles: null, capitalSum: null, capitalMean: null },
    ]);
  });

  it.each([
    ['PUBLIC', 'PUBLIC', 1],
    ['INTERNAL', 'INTERNAL', 3],
    ['CONFIDENTIAL', 'CONFIDENTIAL', 4],
  ])('P01.A09 up to %s a report has the label %s, the highest of what it counts', async (upTo, label, files) => {
    const definition = await house.define(specialist, { ...ours, upTo });
    const report = await house.compiled(specialist, definition.id);
    expect([report.label, report.figures[0].files]).toEqual([label, files]);
  });

  it('P01.A09 is counted again to equal figures after the register has changed', async () => {
    const definition = await house.define(specialist, everything);
    const report = await house.compiled(specialist, definition.id);
    const [one] = await house.platform.owner<{ id: string; version: number }>(
      `select id, version from customers.customer where name = '甲' and province = $1`,
      [province],
    );
    house.at('2026-03-03T10:00:00+08:00');
    await house.done(
      specialist,
      'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { province: "他省", capitalAmount: 5, capitalCurrency: "CNY" }) { id } }',
      one!,
    );
    await house.register(specialist, '庚', { province });
    expect(await house.done(specialist, reproduce, { id: report.id })).toMatchObject({
      isEqual: true,
      differences: [],
      figures: report.figures.map(({ keys, files }: { keys: string[]; files: number }) => ({ keys, files })),
    });
    const later = await house.compiled(specialist, definition.id);
    expect(counts(later)).toEqual([['GENERAL', 'INTERNAL', 3], ['SPECIAL', 'CONFIDENTIAL', 1], [4]]);
    const asThen = await house.compiled(specialist, definition.id, { asOf: '2026-03-02T23:00:00+08:00' });
    expect(asThen.figures).toEqual(report.figures);
  });

  it('P01.A09 names each figure that is not what it was', async () => {
    const report = await house.compiled(specialist, (await house.define(specialist, everything)).id);
    await house.platform.owner('alter table customers.register_history disable trigger append_only');
    await house.platform.owner(
      `update customers.register_history set kind = 'GENERAL', profession = null where province = $1 and kind = 'SPECIAL'`,
      [province],
    );
    const again = await house.platform.as(specialist).run(reproduce, { id: report.id }, 'zh');
    await house.platform.owner(
      `update customers.register_history set kind = 'SPECIAL', profession = 'BANK' where province = $1 and label = 'CONFIDENTIAL'`,
      [province],
    );
    await house.platform.owner('alter table customers.register_history enable trigger append_only');
    expect(again.data.reproduceReport.isEqual).toBe(false);
    expect(again.data.reproduceReport.differences).toEqual([
      '客户类别 特殊客户, 密级 秘密：客户数原为 1，现为 —',
      '客户类别 特殊客户, 密级 秘密：有注册资本的客户数原为 0，现为 —',
      '客户类别 一般客户, 密级 秘密：客户数原为 —，现为 1',
      '客户类别 一般客户, 密级 秘密：有注册资本的客户数原为 —，现为 0',
    ]);
  });

  it('P01.A09 the history is only added to, and frozen figures stay', async () => {
    for (const statement of [
      'update customers.register_history set removed = true',
      'delete from customers.register_history',
    ])
      await expect(house.platform.owner(statement)).rejects.toThrow('only added to');
    await expect(house.platform.owner(`update customers.statistical_report set counted = '{}'`)).rejects.toThrow(
      'frozen',
    );
  });

  it('P01.A09 counts by month and department, of what was registered within the period alone', async () => {
    house.at('2026-05-20T10:00:00+08:00');
    await house.register(specialist, '辛', { province });
    house.at('2026-06-20T10:00:00+08:00');
    await house.register(specialist, '壬', { province });
    const definition = await house.define(specialist, {
      ...ours,
      groups: ['MONTH', 'DEPARTMENT'],
      registeredInPeriod: true,
      schedule: 'QUARTERLY',
      dueDays: 10,
    });
    house.at('2026-07-02T10:00:00+08:00');
    const report = await house.compiled(specialist, definition.id, { period: '2026-Q2' });
    expect(report).toMatchObject({ period: '2026-Q2', asOf: '2026-06-30T15:59:59.999Z' });
    expect(report.figures.map(({ titles, files }: { titles: string[]; files: number }) => [titles, files])).toEqual([
      [['2026-05', '客户服务部'], 1],
      [['2026-06', '客户服务部'], 1],
      [['Total'], 2],
    ]);
  });
});

describe('P01.A09 P01.A22 what is hidden from whoever compiles enters no report', () => {
  it('P01.A22 nobody defines or compiles what counts above their clearance', async () => {
    const input = { title: '密', measures: ['FILES'], upTo: 'SECRET', ...ours };
    const refused = await house.run(
      specialist,
      'mutation($input: ReportInput!) { defineReport(input: $input) { id } }',
      { input },
    );
    expect(refused.outcome).toBe('BAD_USER_INPUT');
    const { id } = await house.define(supervisor, input);
    const answer = await house.compile(specialist, id);
    expect([answer.outcome, answer.errors[0]!.extensions!.clause]).toEqual(['FORBIDDEN', 'P01.A17']);
  });

  it('P01.A22 from SECRET up only what the compiler keeps is counted, and the report is as secret', async () => {
    const { id } = await house.define(supervisor, { professions: ['INSURER'], upTo: 'TOP_SECRET', groups: ['LABEL'] });
    const [mine, theirs] = [await house.compiled(supervisor, id), await house.compiled(manager, id)];
    for (const report of [mine, theirs]) {
      expect(report.label).toBe('SECRET');
      expect(counts(report)).toContainEqual(['SECRET', 1]);
    }
    const ways = `query($id: ID!) { statisticalReport(id: $id) { id } statisticalReports(filter: { id: { eq: $id } }) { totalCount nodes { id } }
      reportDefinitions { nodes { reports { nodes { id } totalCount } } } }`;
    for (const who of [manager, specialist, 'general-manager', 'auditor']) {
      const { data } = await house.run(who, ways, { id: mine.id });
      expect(data.statisticalReport, who).toBeNull();
      expect(data.statisticalReports, who).toEqual({ totalCount: 0, nodes: [] });
      expect(JSON.stringify(data), who).not.toContain(mine.id);
    }
    const never = '00000000-0000-4000-8000-000000000000';
    for (const document of [reproduce, 'mutation($id: ID!) { issueReport(id: $id, version: 1) { id } }'])
      expect(JSON.stringify(await house.run(manager, document, { id: mine.id }))).toBe(
        JSON.stringify(await house.run(manager, document, { id: never })),
      );
    expect((await house.done(supervisor, reproduce, { id: mine.id })).isEqual).toBe(true);
  });

  it('P01.A22 the province of a SECRET file is sealed: the file is counted under none', async () => {
    const { id } = await house.define(supervisor, {
      professions: ['INSURER'],
      upTo: 'TOP_SECRET',
      groups: ['LABEL', 'PROVINCE'],
    });
    const { figures } = await house.compiled(supervisor, id);
    const secret = figures.filter(({ keys }: { keys: string[] }) => keys.includes('SECRET'));
    expect(secret.map(({ keys, files }: { keys: string[]; files: number }) => [keys, files])).toEqual([
      [['SECRET', null], 1],
    ]);
  });

  it('P01.A22 what has become secret meanwhile is not counted as of before', async () => {
    const raised = await house.register(supervisor, '癸', { province });
    const { id } = await house.define(supervisor, ours);
    const before = await house.compiled(supervisor, id);
    house.at('2026-07-05T10:00:00+08:00');
    await house.done(
      supervisor,
      'mutation($id: ID!, $version: Int!) { updateCustomer(id: $id, version: $version, input: { label: SECRET }) { id } }',
      { id: raised.id, version: raised.version },
    );
    const after = await house.compiled(supervisor, id, { asOf: before.asOf });
    expect(after.figures[0].files).toBe(before.figures[0].files - 1);
    expect((await house.done(supervisor, reproduce, { id: before.id })).isEqual).toBe(true);
  });

  it('P01.A22 a customer in a compartment is counted by nobody', async () => {
    const { id } = await house.define(supervisor, ours);
    const before = await house.compiled(supervisor, id);
    await house.platform.owner(
      `update customers.customer set compartments = '{并购}' where name = '壬' and province = $1`,
      [province],
    );
    expect((await house.compiled(supervisor, id)).figures[0].files).toBe(before.figures[0].files - 1);
  });
});

it.each([
  ['what has not ended', { period: '2026-Q4' }],
  ['a period of another schedule', { period: '2026-01' }],
  ['a moment beside a period', { period: '2026-Q2', asOf: '2026-07-01T00:00:00Z' }],
  ['no period', {}],
])('P01.A09 a report on a schedule is not compiled for %s', async (_what, more) => {
  const { id } = await house.define(specialist, { ...ours, schedule: 'QUARTERLY', dueDays: 5 });
  expect((await house.compile(specialist, id, more)).outcome).toBe('BAD_USER_INPUT');
});
