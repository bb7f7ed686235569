import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemPaths } from '../../../src/access/access.harness.js';
import { Workshop } from '../quality.harness.js';

const product = '试验泵 T-1';
let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open('2026-03-10T03:00:00Z');
});
afterAll(() => workshop.close());

let numbers = 0;
const form = async (reportedOn: string, more: Record<string, string | null> = {}) => {
  numbers += 1;
  const { label = 'INTERNAL', verdict = 'TRUE', cause = 'PROCESSING', status = 'TRUE', of = product } = more;
  await workshop.platform.owner(
    `insert into quality.feedback_form (id, created_at, updated_at, label, number, informant, product, report, severity, status, reported_on, reported_by_id, verdict, cause, sealed)
     select $1, now(), now(), $2::access.label, $3, case when $2::access.label < 'SECRET' then '用户' end, $4, case when $2::access.label < 'SECRET' then 'x' end, 'MINOR', $5, $6, p.id, $7, $8, case when $2::access.label >= 'SECRET' then 'x' end from access.person p where p.name = 'administrator'`,
    [randomUUID(), label, `T-${numbers}`, of, status, reportedOn, verdict, cause],
  );
};

const ask = async (who: string, query: string, variables: object = {}) =>
  (await workshop.run(who, query, { product, ...variables })).data;
const pareto = async (who = 'quality-inspector') =>
  (
    await ask(
      who,
      'query($product: String) { qualityPareto(from: "2025-01-01", until: "2026-03-31", product: $product) { total unanalysed lines { cause count share cumulativeShare } } }',
    )
  ).qualityPareto;

describe('P06.A02 what influences product quality', () => {
  beforeAll(async () => {
    for (const day of ['2026-01-05', '2026-01-20', '2026-02-01']) await form(day);
    await form('2026-01-09', { cause: 'MATERIAL', verdict: 'IN_PART' });
    await form('2026-01-31', { cause: null });
    await form('2026-02-11', { verdict: 'UNTRUE', status: 'UNTRUE', cause: null });
    await form('2026-02-12', { verdict: null, status: 'REPORTED', cause: null });
    await form('2026-02-13', { cause: 'MATERIAL', label: 'SECRET' });
    await form('2026-03-02');
  });

  it('P06.A02 Pareto: causes of what was found true, most frequent first, with what has no cause yet', async () => {
    expect(await pareto()).toEqual({
      total: 6,
      unanalysed: 1,
      lines: [
        { cause: 'PROCESSING', count: 4, share: 0.8, cumulativeShare: 0.8 },
        { cause: 'MATERIAL', count: 1, share: 0.2, cumulativeShare: 1 },
      ],
    });
  });

  it('P06.A02 P01.A22 what somebody may not see counts in none of it', async () => {
    await form('2026-02-14', { label: 'CONFIDENTIAL', cause: 'DESIGN' });
    expect((await pareto('unit-head')).lines.map(({ cause }: { cause: string }) => cause)).not.toContain('DESIGN');
    expect((await pareto()).lines.map(({ cause }: { cause: string }) => cause)).toContain('DESIGN');
    const month = async (who: string) =>
      (
        await ask(
          who,
          'query($product: String) { qualityTrend(from: "2026-02-01", until: "2026-02-28", product: $product) { reported } }',
        )
      ).qualityTrend[0].reported;
    expect([await month('unit-head'), await month('quality-inspector'), await month('general-manager')]).toEqual([
      3, 4, 4,
    ]);
    await workshop.platform.owner("delete from quality.feedback_form where label = 'CONFIDENTIAL' and product = $1", [
      product,
    ]);
  });

  it('P06.A02 trend: every month of the period, by what became of the reports', async () => {
    const { qualityTrend } = await ask(
      'sales-director',
      'query($product: String) { qualityTrend(from: "2025-12-15", until: "2026-03-31", product: $product) { month reported foundTrue untrue pending isWhole } }',
    );
    expect(qualityTrend).toEqual([
      { month: '2025-12', reported: 0, foundTrue: 0, untrue: 0, pending: 0, isWhole: true },
      { month: '2026-01', reported: 4, foundTrue: 4, untrue: 0, pending: 0, isWhole: true },
      { month: '2026-02', reported: 3, foundTrue: 1, untrue: 1, pending: 1, isWhole: true },
      { month: '2026-03', reported: 1, foundTrue: 1, untrue: 0, pending: 0, isWhole: false },
    ]);
  });

  it('P06.A02 control chart: of whole months, a u chart once the units are entered; a wrong figure is corrected', async () => {
    const chart = async () =>
      (
        await ask(
          'analyst',
          'query($product: String) { qualityControlChart(from: "2026-01-01", until: "2026-03-31", product: $product) { kind isTrial points { month count units centre } } }',
        )
      ).qualityControlChart;
    expect(await chart()).toMatchObject({
      kind: 'C',
      isTrial: true,
      points: [
        { month: '2026-01', count: 4 },
        { month: '2026-02', count: 2 },
      ],
    });
    const record = (month: string, units: number) =>
      workshop.run(
        'sales-director',
        'mutation($input: RecordOutputInput!) { recordOutput(input: $input) { id version } }',
        { input: { product, month, units } },
      );
    await record('2026-01', 100);
    const { id, version } = (await record('2026-02', 500)).data.recordOutput;
    expect((await record('2026-02', 50)).outcome).toBe('CONFLICT');
    await workshop.run(
      'sales-director',
      'mutation($id: ID!, $version: Int!) { correctOutput(id: $id, version: $version, units: 200) { id } }',
      { id, version },
    );
    expect(await chart()).toMatchObject({ kind: 'U', points: [{ units: 100, centre: 0.02 }, { units: 200 }] });
  });

  it('P06.A02 control chart: begins with the first month on record, and counts the months without a report after it', async () => {
    const other = '试验泵 T-2';
    const chart = async (from: string) =>
      (
        await ask(
          'analyst',
          `query($product: String) { qualityControlChart(from: "${from}", until: "2026-03-31", product: $product) { points { month count centre } } }`,
          { product: other },
        )
      ).qualityControlChart.points;
    expect(await chart('2025-01-01')).toEqual([]);
    for (const day of ['2025-11-05', '2025-11-06', '2026-01-07', '2026-01-08']) await form(day, { of: other });
    expect(await chart('2025-01-01')).toEqual([
      { month: '2025-11', count: 2, centre: 1 },
      { month: '2025-12', count: 0, centre: 1 },
      { month: '2026-01', count: 2, centre: 1 },
      { month: '2026-02', count: 0, centre: 1 },
    ]);
    // A period that begins within the record begins with its own first month, without a report or not.
    expect((await chart('2025-12-01')).map(({ count }: { count: number }) => count)).toEqual([0, 2, 0]);
    await workshop.platform.owner('delete from quality.feedback_form where product = $1', [other]);
  });

  it('P06.A02 forecast: says of the product that there is too little, and of all together its value with the error', async () => {
    const lines = async (more: object) =>
      (
        await ask(
          'general-manager',
          'query($product: String) { qualityForecast(product: $product) { cause title history enough method months value low high meanAbsoluteError naiveError testedMonths } }',
          more,
        )
      ).qualityForecast;
    expect(await lines({})).toMatchObject([
      { cause: null, history: [4, 1], enough: false, months: [], value: null },
      { cause: 'PROCESSING' },
      { cause: 'MATERIAL' },
    ]);
    const [all, main] = await lines({ product: null });
    expect(all).toMatchObject({
      cause: null,
      title: 'All causes',
      enough: true,
      months: ['2026-03', '2026-04', '2026-05'],
      testedMonths: 6,
    });
    expect(all.meanAbsoluteError).toBeLessThanOrEqual(all.naiveError);
    expect([main.cause, all.low <= all.value && all.value <= all.high]).toEqual(['PROCESSING', true]);
  });
});

describe('P06.A02 how users use the product, and where peers stand', () => {
  const usage = (input: object, who = 'customer-service-manager') =>
    workshop.run(
      who,
      'mutation($input: RecordUsageInput!) { recordUsage(input: $input) { id label customer { id } } }',
      {
        input: {
          product,
          source: 'VISIT',
          learnedOn: '2026-03-02',
          condition: 'GOOD',
          findings: '连续运行正常',
          ...input,
        },
      },
    );
  const summary = async (who: string) =>
    (
      await ask(
        who,
        '{ usageSummary(from: "2026-03-01", until: "2026-03-31") { product reports good withDefects rating rated hours } }',
      )
    ).usageSummary.find((line: { product: string }) => line.product === product);

  it('P06.A02 what is learned of a user is entered and summed up by product, by those reports that one sees', async () => {
    const [secret] = await workshop.platform.owner<{ id: string }>(
      "select id from customers.customer where label = 'SECRET' and keeper_id = (select id from access.person where name = 'customer-service-manager') limit 1",
    );
    await usage({ user: '太原钢厂', hours: 1000, rating: 5 });
    await usage({ user: '大同矿', hours: 3000, condition: 'WITH_DEFECTS' });
    expect(await summary('analyst')).toEqual({
      product,
      reports: 2,
      good: 1,
      withDefects: 1,
      rating: 5,
      rated: 1,
      hours: 2000,
    });
    const hidden = await usage({ customerId: secret!.id, rating: 1 });
    expect(hidden.data.recordUsage).toEqual({
      id: hidden.data.recordUsage.id,
      label: 'SECRET',
      customer: { id: secret!.id },
    });
    expect((await summary('analyst')).reports).toBe(2);
    expect((await summary('customer-service-manager')).reports).toBe(3);
  });

  it('P06.A02 a report of use names a user and a day that is over: all is said at once', async () => {
    expect(problemPaths(await usage({ learnedOn: '2027-01-01' }))).toEqual(['input.user', 'input.learnedOn']);
  });

  it('P06.A02 levels of peers are series beside our own, with their change in a year and how far they are ahead', async () => {
    const level = (peer: string | null, observedOn: string, value: number, unit = 'h') =>
      workshop.run(
        'sales-director',
        'mutation($input: RecordPeerLevelInput!) { recordPeerLevel(input: $input) { id } }',
        {
          input: { peer, product: '颚式破碎机', indicator: '颚板寿命', unit, value, observedOn, source: '用户走访' },
        },
      );
    for (const [day, value] of [
      ['2023-03-01', 600],
      ['2024-02-29', 700],
      ['2025-02-28', 800],
    ] as const)
      await level('某重机厂', day, value);
    await level(null, '2025-03-01', 750);
    expect(problemPaths(await level('某重机厂', '2027-03-01', 9, 'd'))).toEqual(['input.unit', 'input.observedOn']);
    const { qualityPeerSeries } = await ask(
      'general-manager',
      '{ qualityPeerSeries(product: "颚式破碎机", indicator: "颚板寿命") { peer unit changePerYear aheadOfUs points { observedOn value } } }',
    );
    expect(qualityPeerSeries[0]).toMatchObject({
      peer: null,
      changePerYear: null,
      aheadOfUs: 0,
      points: [{ observedOn: '2025-03-01', value: 750 }],
    });
    expect(qualityPeerSeries[1]).toMatchObject({ peer: '某重机厂', unit: 'h', aheadOfUs: 50 });
    expect(qualityPeerSeries[1].changePerYear).toBeCloseTo(100, 0);
    expect(qualityPeerSeries[1].points).toHaveLength(3);
  });
});

describe('P06.A02 without customers, or while this module was off', () => {
  const set = (name: string, enabled: boolean) =>
    workshop.run(
      'administrator',
      'mutation($name: String!, $enabled: Boolean!) { setModuleEnabled(name: $name, enabled: $enabled) { removedFields } }',
      { name, enabled },
    );

  it('P06.A02 cases and analysis go on without customers, whose fields vanish and return', async () => {
    const before = await pareto();
    expect((await set('customers', false)).outcome).toBe('ok');
    const id = await workshop.report();
    expect((await workshop.investigate(id)).outcome).toBe('ok');
    expect(await pareto()).toEqual(before);
    const refused = await workshop.run(
      'sales-director',
      'mutation($input: ReportFeedbackInput!) { reportFeedback(input: $input) { id } }',
      {
        input: { customerId: randomUUID(), product: 'x', report: 'x', severity: 'MINOR' },
      },
    );
    expect(refused.outcome).toBe('MODULE_DISABLED');
    expect(
      (await workshop.run('quality-inspector', '{ feedbackForms(first: 1) { nodes { customer { id } } } }')).outcome,
    ).toBe('MODULE_DISABLED');
    await set('customers', true);
    expect(
      (await workshop.run('quality-inspector', '{ feedbackForms(first: 1) { nodes { customer { id } } } }')).outcome,
    ).toBe('ok');
  });

  it('P06.A02 a quality complaint that came while this module was off gets its case afterwards, once', async () => {
    const collect = async () =>
      (await workshop.run('customer-information-specialist', 'mutation { collectComplaints }')).data.collectComplaints;
    await collect();
    await set('quality', false);
    const [customer] = await workshop.platform.owner<{ id: string }>(
      "select id from customers.customer where label = 'INTERNAL' limit 1",
    );
    const received = await workshop.run(
      'customer-information-specialist',
      'mutation($input: ReceiveComplaintInput!) { receiveComplaint(input: $input) { id } }',
      {
        input: {
          customerId: customer!.id,
          kind: 'QUALITY',
          complainant: '赵工',
          report: '渗漏',
          product,
          assistingDepartmentId: await workshop.department(),
        },
      },
    );
    expect(received.outcome).toBe('ok');
    await set('quality', true);
    expect([await collect(), await collect()]).toEqual([1, 0]);
    const { data } = await workshop.run(
      'customer-service-manager',
      'query($id: ID!) { complaint(id: $id) { qualityCases { nodes { form { product severity status } } } } }',
      { id: received.data.receiveComplaint.id },
    );
    expect(data.complaint.qualityCases.nodes).toEqual([{ form: { product, severity: 'MAJOR', status: 'REPORTED' } }]);
  });
});
