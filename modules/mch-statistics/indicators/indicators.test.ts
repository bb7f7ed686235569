import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPlatform } from '../../../test/harness.js';
import { demoElements } from '../mch-statistics.demo.js';
import {
  aForm,
  anAssignment,
  approve,
  aReport,
  ask,
  aUnit,
  codesOf,
  documents,
  done,
  enter,
  type Figures,
  figures,
  fresh,
  type Made,
  monthlyForm,
  reporter,
  statistician,
  submit,
} from '../statistics.fixture.js';
import {
  anIndicator,
  aTerm,
  indicatorDocuments,
  indicatorNamed,
  reasonsFor,
  report,
  termNamed,
} from './indicators.fixture.js';

let platform: TestPlatform;
let infant: string;
let county: Made;
let townships: Made[];
let assignments: Made[];

const base: Figures = {
  ...figures,
  earlyNeonatal: 0,
  neonatal: 0,
  infant: 2,
  underFive: 2,
  liveBirths: 100,
  mothers: 99,
  tested: 98,
};

interface Value extends Record<string, unknown> {
  unitId: string;
  low: number;
  notes: string[];
}

type Counted = Record<'numerator' | 'denominator' | 'expected', number> & { notes: string[] };

const values = async (more: object, who = statistician) =>
  done<Value[]>(platform, who, indicatorDocuments.indicatorValues, { indicatorId: infant, ...more });

beforeAll(async () => {
  platform = await TestPlatform.open({ clock: () => new Date('2026-06-09T10:00:00+08:00') });
  infant = await indicatorNamed(platform, 'infant-mortality-rate', 'live births');
  county = await aUnit(platform, { level: 'COUNTY' });
  townships = [await aUnit(platform, { parentId: county.id }), await aUnit(platform, { parentId: county.id })];
  assignments = [];
  for (const { id } of townships) assignments.push(await anAssignment(platform, { unitId: id, since: '2026-01-01' }));
  await report(platform, assignments[0]!, '202601', base);
  await report(platform, assignments[1]!, '202601', {
    ...base,
    infant: 3,
    underFive: 3,
    liveBirths: 150,
    mothers: 150,
  });
  await report(platform, assignments[0]!, '202602', { ...base, infant: 1, underFive: 1, liveBirths: 50, mothers: 98 });
  await report(
    platform,
    assignments[1]!,
    '202602',
    { ...base, infant: 9, underFive: 9, liveBirths: 60, mothers: 98 },
    'submitted',
  );
});
afterAll(() => platform.close());

describe('P11.A09 an indicator is reckoned', () => {
  it('P11.A09 for a unit and all below it, with limits, their method, and the counts behind them', async () => {
    const [value] = await values({ unitIds: [county.id], periods: ['202601'] });
    expect(value).toMatchObject({
      indicator: 'infant-mortality-rate (live births)',
      numerator: 5,
      denominator: 250,
      value: 20,
      method: 'POISSON',
      expected: 2,
      received: 2,
      counted: 2,
      isProvisional: false,
      label: 'INTERNAL',
    });
    // Garwood's limits of 5 events are 1.6235 and 11.6683.
    expect(value!.low).toBeCloseTo((1.6235 / 250) * 1000, 2);
    expect(value!.high).toBeCloseTo((11.6683 / 250) * 1000, 2);
    expect(value!.notes.join()).toContain('Fewer than 8 cases');
  });

  it('P11.A09 from approved reports alone, and says how many are missing', async () => {
    const [value] = await values({ unitIds: [county.id], periods: ['202602'] });
    expect(value).toMatchObject({ numerator: 1, denominator: 50, expected: 2, received: 1, unapproved: 0 });
    expect(value!.notes.join()).toContain('1 of 2 reports are in');
  });

  it('P11.A09 with what is not approved only where that is asked for, and then it says that it is provisional', async () => {
    const [value] = await values({ unitIds: [county.id], periods: ['202602'], includeUnapproved: true });
    expect(value).toMatchObject({ numerator: 10, denominator: 110, received: 2, unapproved: 1, isProvisional: true });
    expect(value!.notes.join()).toContain('Provisional: 1 of 2');
  });

  it('P11.A09 never from a form that nobody handed in', async () => {
    await report(platform, assignments[0]!, '202604', base, 'open');
    const [value] = await values({ unitIds: [county.id], periods: ['202604'], includeUnapproved: true });
    expect(value).toMatchObject({ numerator: 0, denominator: 0, value: null, expected: 2, received: 0 });
  });

  it('P11.A09 for each unit below one, for several periods, in one answer', async () => {
    const rows = await values({ below: county.id, level: 'TOWNSHIP', periods: ['202601', '2026Q1'] });
    expect(
      rows
        .map(({ unitId, period, numerator, denominator, expected }) => [
          townships.findIndex(({ id }) => id === unitId),
          period,
          numerator,
          denominator,
          expected,
        ])
        .sort(),
    ).toEqual([
      [0, '202601', 2, 100, 1],
      [0, '2026Q1', 3, 150, 3],
      [1, '202601', 3, 150, 1],
      [1, '2026Q1', 3, 150, 3],
    ]);
  });

  it('P11.A09 of half years, years that are not over, and the reporting year', async () => {
    for (const [period, expected] of [
      ['2026S1', 10],
      ['2026', 10],
      ['2025Oct', 10],
    ] as const) {
      const [value] = await values({ unitIds: [county.id], periods: [period] });
      expect(value).toMatchObject({ numerator: 6, denominator: 300, expected });
      expect(value!.notes.join()).toContain('not over');
    }
  });

  it('P11.A09 without missing codes: a count that is not there leaves out the other side too', async () => {
    await report(platform, assignments[0]!, '202603', { ...base, infant: -1, underFive: -1 });
    await report(platform, assignments[1]!, '202603', { ...base, infant: -2 });
    const [value] = await values({ unitIds: [county.id], periods: ['202603'] });
    expect(value).toMatchObject({
      numerator: 0,
      denominator: 0,
      value: null,
      counted: 0,
      notCollected: 1,
      notCarriedOut: 1,
    });
    const [quarter] = await values({ unitIds: [county.id], periods: ['2026Q1'] });
    expect(quarter).toMatchObject({ numerator: 6, denominator: 300, counted: 3 });
  });

  it('P11.A09 by the corrected value alone, once it is approved', async () => {
    const own = await anAssignment(platform, { since: '2026-01-01' });
    const unitId = (
      await platform.owner<{ unit_id: string }>(
        'select unit_id from mch_statistics.data_set_assignment where id = $1',
        [own.id],
      )
    )[0]!.unit_id;
    const filled = await enter(platform, await aReport(platform, '202601', own.id), base);
    const corrected = await enter(platform, filled, { liveBirths: 200 }, '漏记一个村');
    await submit(platform, corrected, await reasonsFor(platform, corrected.id));
    await approve(platform, corrected.id);
    expect((await values({ unitIds: [unitId], periods: ['202601'] }))[0]).toMatchObject({
      numerator: 2,
      denominator: 200,
    });
  });

  it('P11.A09 without the compilation of an upper unit, unless the interpretation says that its figures are its own', async () => {
    const upper = await anAssignment(platform, { unitId: county.id, since: '2026-01-01' });
    await report(platform, upper, '202601', { ...base, infant: 5, underFive: 5, liveBirths: 250, mothers: 249 });
    const sums = async () => (await values({ unitIds: [county.id], periods: ['202601'] }))[0];
    expect(await sums()).toMatchObject({ numerator: 5, denominator: 250, expected: 2 });
    const set =
      'mutation($choice: String!) { setInterpretation(id: "mch-statistics.upperReports", choice: $choice, reason: "本县另有住院数据") { id } }';
    await done(platform, 'administrator', set, { choice: 'OWN' });
    expect(await sums()).toMatchObject({ numerator: 10, denominator: 500, expected: 3 });
    await done(platform, 'administrator', set, { choice: 'COMPILED' });
  });
});

describe('P11.A09 whoever may not see a report does not get it through a sum', () => {
  it('P11.A09 a reporter gets what the units of the department reported, others nothing, whatever they ask for', async () => {
    const of = async (who: string) => (await values({ unitIds: [county.id], periods: ['202601'] }, who))[0];
    expect(await of(reporter)).toMatchObject({ numerator: 5, denominator: 250, expected: 2, received: 2 });
    // What they may not see is not missing either.
    expect(await of('mch-reporter-b')).toMatchObject({
      numerator: 0,
      denominator: 0,
      value: null,
      expected: 0,
      received: 0,
      label: null,
    });
  });

  it('P11.A09 a report above the clearance is in no sum and no number, and in one that includes it is in the audit', async () => {
    const unitId = (await aUnit(platform)).id;
    const hidden = await done(platform, 'mch-section-head', documents.assignDataSet, {
      dataSetId: await monthlyForm(platform),
      input: {
        unitId,
        label: 'CONFIDENTIAL',
        since: '2026-01-01',
        keeperId: await platform.personId('mch-section-head'),
      },
    });
    const director = 'mch-director';
    const open = await done(platform, 'mch-section-head', documents.openReport, {
      assignmentId: hidden.id,
      period: '202601',
    });
    const filled = await enter(platform, open, base, undefined, 'mch-section-head');
    await submit(platform, filled, [], 'mch-section-head');
    const asked = { unitIds: [unitId], periods: ['202601'], includeUnapproved: true };
    expect((await values(asked))[0]).toMatchObject({
      numerator: 0,
      denominator: 0,
      expected: 0,
      received: 0,
      label: null,
    });
    // Nobody takes the one figure for the other: each says of which reports it is, in words that tell nothing of what is hidden.
    const last = async (unit: string, who?: string) =>
      (await values({ ...asked, unitIds: [unit] }, who))[0]!.notes.at(-1)!;
    expect(await last(unitId)).toContain('up to INTERNAL');
    expect(await last(unitId)).toBe(await last((await aUnit(platform)).id));
    expect(await last(unitId, director)).toContain('up to SECRET');
    expect((await values(asked, director))[0]).toMatchObject({ numerator: 2, denominator: 100, label: 'CONFIDENTIAL' });
    const entries = await platform.owner<{ label: string }>(
      `select label from audit.entry where call = 'indicatorValues' and record_id = $1 and action = 'read' and label > 'INTERNAL'`,
      [infant],
    );
    expect(entries).toEqual([{ label: 'CONFIDENTIAL' }, { label: 'CONFIDENTIAL' }]);
  });
});

describe('P11.A09 figures of two definitions are not compared', () => {
  const compare = (figures: object[]) =>
    ask(platform, statistician, indicatorDocuments.compareIndicatorValues, { figures });

  it('P11.A09 of one version they are, with the change and whether it may be chance', async () => {
    const { data } = await compare(
      ['202601', '202602'].map((period) => ({ indicatorId: infant, unitId: county.id, period })),
    );
    expect(data.compareIndicatorValues).toMatchObject([
      { change: null, limitsOverlap: null, figure: { value: 20 } },
      { change: 0, limitsOverlap: true, figure: { value: 20 } },
    ]);
  });

  it('P11.A09 of two they are refused, with what to do', async () => {
    const one = await indicatorNamed(platform, 'postnatal-visit-rate', 'live births');
    const other = await indicatorNamed(platform, 'postnatal-visit-rate', 'mothers');
    const { outcome, errors } = await compare(
      [one, other].map((indicatorId) => ({ indicatorId, unitId: county.id, period: '202601' })),
    );
    expect(outcome).toBe('INVALID_STATE');
    expect(errors[0]!.message).toContain('not of one definition');
    expect(errors[0]!.message).toContain('by one version');
  });

  it('P11.A09 nor does a version reach back before it holds', async () => {
    const { id } = await anIndicator(platform, { validFrom: '2026-02-01' });
    const of = (period: string) =>
      ask(platform, statistician, indicatorDocuments.indicatorValues, {
        indicatorId: id,
        unitIds: [county.id],
        periods: [period],
      });
    expect((await of('202602')).outcome).toBe('ok');
    const early = await of('202601');
    expect(early.outcome).toBe('INVALID_STATE');
    expect(early.errors[0]!.message).toContain('holds from 2026-02-01');
  });

  it('P11.A09 a version stays as it was defined', async () => {
    await expect(
      platform.owner(`update mch_statistics.indicator set multiplier = 100 where id = '${infant}'`),
    ).rejects.toThrow('define another version');
    const { outcome } = await ask(platform, statistician, indicatorDocuments.defineIndicator, {
      input: {
        code: 'infant-mortality-rate',
        variant: 'live births',
        title: 'x',
        numerator: ['liveBirths'],
        denominator: ['liveBirths'],
        multiplier: 100,
        interval: 'WILSON',
        source: '某省统计文件',
        validFrom: '2026-01-01',
      },
    });
    expect(outcome).toBe('CONFLICT');
  });
});

describe('P11.A09 terms are bound to lines of forms', () => {
  it('P11.A09 an indicator whose term is bound to nothing says so', async () => {
    const { outcome, errors } = await ask(platform, statistician, indicatorDocuments.indicatorValues, {
      indicatorId: await indicatorNamed(platform, 'caesarean-rate', 'mothers'),
      unitIds: [county.id],
      periods: ['202601'],
    });
    expect(outcome).toBe('INVALID_STATE');
    expect(errors[0]!.message).toContain('mothersDeliveredByCaesarean');
    expect(errors[0]!.message).toContain('bindIndicatorTerm');
  });

  it('P11.A09 to several lines, which are added up, and to one cell of a break-down', async () => {
    const dataSetId = await monthlyForm(platform);
    const { code, ...term } = await aTerm(platform);
    await done(platform, statistician, indicatorDocuments.bindIndicatorTerm, {
      ...term,
      lines: [
        { dataSetId, element: demoElements.tested },
        { dataSetId, element: demoElements.positive },
      ],
    });
    const { id } = await anIndicator(platform, { code: `own-${fresh()}`, numerator: [code] });
    const [value] = await values({ indicatorId: id, unitIds: [townships[0]!.id], periods: ['202601'] });
    expect(value).toMatchObject({ numerator: 99, denominator: 100 });
  });

  it('P11.A09 not twice to the same line, nor to what is no count', async () => {
    const dataSetId = await monthlyForm(platform);
    const { id, version } = await aTerm(platform);
    const line = { dataSetId, element: demoElements.tested };
    const again = await codesOf(platform, indicatorDocuments.bindIndicatorTerm, { id, version, lines: [line, line] });
    expect(again).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['lines.1'] });
    const element = await done<Made & { uid: string }>(platform, statistician, documents.defineDataElement, {
      input: { name: '备注', valueType: 'TEXT' },
    });
    const form = await done(platform, statistician, documents.defineDataSet, {
      input: {
        name: `文本 ${fresh()}`,
        periodType: 'MONTH',
        dueDays: 3,
        items: [{ elementId: element.id, section: '一' }],
      },
    });
    const text = await codesOf(platform, indicatorDocuments.bindIndicatorTerm, {
      id,
      version,
      lines: [{ dataSetId: form.id, element: element.uid }],
    });
    expect(text).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['lines.0.element'] });
  });

  it('P11.A09 somebody who read an older version of the binding does not overwrite it', async () => {
    const dataSetId = await monthlyForm(platform);
    const term = await termNamed(platform, 'mothersHivPositive');
    const lines = [{ dataSetId, element: demoElements.positive }];
    const given = { ...term, lines, validFrom: '2099-01-01', reason: '新表' };
    await done(platform, statistician, indicatorDocuments.bindIndicatorTerm, given);
    expect((await ask(platform, statistician, indicatorDocuments.bindIndicatorTerm, given)).outcome).toBe('CONFLICT');
  });

  it('P11.A09 otherwise from a period on: earlier figures stay, and a figure over both says so', async () => {
    const dataSetId = await monthlyForm(platform);
    const { code, ...term } = await aTerm(platform);
    const bind = (version: number, element: string, more: object = {}) =>
      done<Made>(platform, statistician, indicatorDocuments.bindIndicatorTerm, {
        id: term.id,
        version,
        lines: [{ dataSetId, element }],
        ...more,
      });
    const first = await bind(term.version, demoElements.tested);
    const { id } = await anIndicator(platform, { code: `own-${fresh()}`, numerator: [code] });
    const asked = { indicatorId: id, unitIds: [townships[0]!.id], periods: ['202601', '202602', '202603', '2026Q1'] };
    const figuresNow = async () => (await values(asked)) as unknown as Counted[];
    const before = await figuresNow();
    expect(before[3]!.numerator).toBe(before[0]!.numerator + before[1]!.numerator + before[2]!.numerator);
    const bare = await codesOf(platform, indicatorDocuments.bindIndicatorTerm, {
      ...first,
      lines: [{ dataSetId, element: demoElements.positive }],
    });
    expect(bare).toMatchObject({ outcome: 'BAD_USER_INPUT', paths: ['validFrom', 'reason'] });
    const change = { validFrom: '2026-02-01', reason: '改填新表' };
    const second = await bind(first.version, demoElements.positive, change);
    const after = await figuresNow();
    expect(after[0]!.numerator).toBe(before[0]!.numerator);
    expect(after[1]!.numerator).not.toBe(before[1]!.numerator);
    expect(after[3]).toMatchObject({
      numerator: after[0]!.numerator + after[1]!.numerator + after[2]!.numerator,
      denominator: before[3]!.denominator,
      expected: before[3]!.expected,
    });
    expect(after[0]!.notes.join()).not.toContain('改填新表');
    for (const figure of [after[1]!, after[3]!]) expect(figure.notes.join()).toContain(`From 2026-02-01 on ${code}`);
    // Put right for all of the past: said by the figures of it, and the former lines stay on record.
    await bind(second.version, demoElements.positive, { validFrom: '1990-01-01', reason: '原设定有误' });
    const corrected = await figuresNow();
    expect(corrected[0]!.numerator).not.toBe(before[0]!.numerator);
    expect(corrected[0]!.notes.join()).toContain('原设定有误');
    const { data } = await ask(
      platform,
      'reader',
      'query($id: ID!) { indicatorTerm(id: $id) { bindings(orderBy: [{ number: ASC }]) { nodes { number validFrom reason lines { nodes { element { uid } } } } } } }',
      { id: term.id },
    );
    expect(data.indicatorTerm.bindings.nodes).toMatchObject([
      { number: 1, reason: null, lines: { nodes: [{ element: { uid: demoElements.tested } }] } },
      { number: 2, validFrom: '2026-02-01' },
      { number: 3, validFrom: '1990-01-01', reason: '原设定有误' },
    ]);
    for (const table of ['indicator_term_line', 'indicator_term_binding'])
      await expect(platform.owner(`delete from mch_statistics.${table}`)).rejects.toMatchObject({ code: '42501' });
  });

  it('P11.A09 not to a line that is gone from the form by then', async () => {
    const { dataSetId, uids, elementIds } = await aForm(platform);
    await done(platform, statistician, documents.reviseDataSet, {
      dataSetId,
      edition: 1,
      input: { validFrom: '2026-04-01', reason: '上级修订', items: [{ elementId: elementIds[0], section: '一' }] },
    });
    const { id, version } = await aTerm(platform);
    const bind = (given: Made, more: object = {}) =>
      codesOf(platform, indicatorDocuments.bindIndicatorTerm, {
        ...given,
        lines: [{ dataSetId, element: uids[1] }],
        ...more,
      });
    const again = await done<Made>(platform, statistician, indicatorDocuments.bindIndicatorTerm, {
      id,
      version,
      lines: [{ dataSetId, element: uids[1] }],
    });
    expect(await bind(again, { validFrom: '2026-05-01', reason: 'x' })).toMatchObject({
      outcome: 'BAD_USER_INPUT',
      paths: ['lines.0.element'],
    });
  });

  it('P11.A09 all indicators that come with the platform are listed with formula and source', async () => {
    const { data } = await ask(
      platform,
      'reader',
      '{ indicators(first: 100) { totalCount nodes { code variant title numerator denominator multiplier source } } }',
    );
    expect(data.indicators.totalCount).toBeGreaterThan(35);
    for (const code of [
      'maternal-mortality-ratio',
      'perinatal-mortality-rate',
      'birth-defect-rate',
      'premarital-examination-rate',
    ])
      expect(data.indicators.nodes.map((one: { code: string }) => one.code)).toContain(code);
  });
});
