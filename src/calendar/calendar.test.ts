import { afterAll, describe, expect, it } from 'vitest';
import { Lending, specialist } from '../duties/duties.harness.js';

const workingDays =
  'query($from: String!, $to: String!) { workingDays(from: $from, to: $to) { count provisional provisionalYears } }';
const importDecree = `mutation($input: HolidayDecreeInput!, $dryRun: Boolean!) {
  importHolidayDecree(input: $input, dryRun: $dryRun) { added { date kind } changed { date kind } removed { date kind } }
}`;

const day = (date: string, kind = 'HOLIDAY', name = '春节') => ({ date, kind, name });

/** Invented: nothing is decreed of 2027 yet. */
const decree2027 = {
  year: 2027,
  number: '国办发明电〔2026〕99号',
  publishedOn: '2026-11-10',
  url: 'https://www.gov.cn/zhengce/2027.htm',
  days: [
    day('2026-12-31', 'HOLIDAY', '元旦'),
    day('2027-01-01', 'HOLIDAY', '元旦'),
    day('2027-01-02', 'HOLIDAY', '元旦'),
    day('2027-01-03', 'WORKDAY', '元旦'),
    ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'].map((date) =>
      day(date),
    ),
    day('2027-02-13', 'WORKDAY'),
  ],
};

let opened: Promise<Lending> | undefined;
/** For questions that change nothing. */
function shared(): Promise<Lending> {
  opened ??= Lending.open('2026-11-01T10:00:00+08:00');
  return opened;
}

afterAll(async () => (await opened)?.platform.close());

describe('workingDays', () => {
  it.each([
    ['2026-02-09', '2026-02-28', 11, false, []],
    ['2026-02-14', '2026-02-14', 1, false, []],
    ['2020-01-30', '2020-02-03', 1, false, []],
    ['2003-10-01', '2003-10-07', 5, true, [2003]],
    ['2026-12-20', '2026-12-24', 4, false, []],
    ['2026-12-20', '2026-12-31', 9, true, [2027]],
    ['2026-12-31', '2027-01-04', 3, true, [2027]],
  ])('from %s to %s are %i, provisional: %s', async (from, to, count, provisional, provisionalYears) => {
    const lending = await shared();
    const { data } = await lending.ask('reader', workingDays, { from, to });
    expect(data.workingDays).toEqual({ count, provisional, provisionalYears });
  });

  it.each([
    ['2026-02-02', '2026-02-01'],
    ['2026-02-30', '2026-03-01'],
    ['2026-01-01', '2096-01-01'],
    ['1900-01-01', '1900-01-02'],
  ])('from %s to %s are refused', async (from, to) => {
    const lending = await shared();
    expect((await lending.ask('reader', workingDays, { from, to })).outcome).toBe('BAD_USER_INPUT');
  });
});

describe('calendarYears', () => {
  it('cite their notices, and are provisional without one', async () => {
    const lending = await shared();
    const { data } = await lending.ask(
      'reader',
      '{ calendarYears(from: 2019) { year provisional decrees { number publishedOn url days { date kind name } } } }',
    );
    const years: { year: number; provisional: boolean; decrees: { number: string; days: object[] }[] }[] =
      data.calendarYears;
    expect(years.map(({ year, provisional }) => [year, provisional])).toEqual([
      ...[2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => [year, false]),
      [2027, true],
    ]);
    const in2020 = years.find(({ year }) => year === 2020)!;
    expect(in2020.decrees.map(({ number }) => number)).toEqual(['国办发明电〔2019〕16号', '国办发明电〔2020〕1号']);
    expect(in2020.decrees[1]!.days).toEqual(
      ['2020-01-31', '2020-02-01', '2020-02-02'].map((date) => ({ date, kind: 'HOLIDAY', name: '春节' })),
    );
    const { data: old } = await lending.ask('reader', '{ calendarYears(from: 2003, to: 2004) { year provisional } }');
    expect(old.calendarYears).toEqual([
      { year: 2003, provisional: true },
      { year: 2004, provisional: false },
    ]);
  });
});

describe('importHolidayDecree', () => {
  it('names everything that is wrong with it at once', async () => {
    const lending = await shared();
    const input = {
      ...decree2027,
      days: [day('2027-01-04', 'WORKDAY'), day('2028-01-01'), day('2027-05-01'), day('2027-05-01'), day('2026-12-24')],
    };
    const answer = await lending.ask('administrator', importDecree, { input, dryRun: true });
    const problems = answer.errors[0]!.extensions!.problems as { path: string }[];
    expect(answer.outcome).toBe('BAD_USER_INPUT');
    expect(problems.map(({ path }) => path)).toEqual([
      'input.days.0.date',
      'input.days.1.date',
      'input.days.3.date',
      'input.days.4.date',
    ]);
  });

  it('tells in a dry run what would change, and changes nothing', async () => {
    const lending = await shared();
    const { data } = await lending.ask('administrator', importDecree, { input: decree2027, dryRun: true });
    expect(data.importHolidayDecree.added).toHaveLength(decree2027.days.length);
    const { data: years } = await lending.ask('reader', '{ calendarYears(from: 2027) { provisional } }');
    expect(years.calendarYears).toEqual([{ provisional: true }]);
  });

  it('is for administrators, in the database too', async () => {
    const lending = await shared();
    expect((await lending.ask('general-manager', importDecree, { input: decree2027, dryRun: true })).outcome).toBe(
      'FORBIDDEN',
    );
  });

  it('computes deadlines anew that were provisional, and tells whoever is responsible', async () => {
    const lending = await Lending.inTest('2026-11-01T10:00:00+08:00');
    await lending.ask(
      'administrator',
      'mutation { setInterpretation(id: "loans.days", choice: "WORKING", reason: "x") { id } }',
    );
    lending.at('2027-02-03T10:00:00+08:00');
    const moved = await lending.lend('unit-head');
    lending.at('2027-03-01T10:00:00+08:00');
    const same = await lending.lend('analyst');
    lending.at('2026-11-12T10:00:00+08:00');
    const decreed = await lending.lend('analyst');
    const before = await lending.duties(`name = 'returnLoan'`);
    expect(before.map(({ record_id, provisional }) => [record_id, provisional])).toEqual([
      [decreed.id, false],
      [moved.id, true],
      [same.id, true],
    ]);
    // 4, 5 and 8 February by weekdays; 4, 12 and Saturday 13 February as decreed.
    expect(before[1]!.due_at).toEqual(new Date('2027-02-09T00:00:00+08:00'));
    lending.at('2026-11-20T10:00:00+08:00');
    const answer = await lending.ask('administrator', importDecree, { input: decree2027, dryRun: false });
    expect(answer.outcome).toBe('ok');
    const after = await lending.duties(`name = 'returnLoan'`);
    expect(after.map(({ record_id, provisional, due_at }) => [record_id, provisional, due_at])).toEqual([
      [decreed.id, false, before[0]!.due_at],
      [moved.id, false, new Date('2027-02-14T00:00:00+08:00')],
      [same.id, false, before[2]!.due_at],
    ]);
    const { data } = await lending.ask('unit-head', '{ notices { nodes { kind text } } }');
    expect(data.notices.nodes).toEqual([
      {
        kind: 'RESCHEDULED',
        text: 'Due by 2027-02-13 and no longer by 2027-02-08, after the calendar was decreed: Return the file on loan (P01.A19).',
      },
    ]);
    expect(await lending.notices('analyst')).toEqual([]);
    const entries = await lending.platform.owner(
      `select action, call from audit.entry where action in ('holidays imported', 'duty rescheduled') order by id`,
    );
    expect(entries).toEqual([
      { action: 'holidays imported', call: 'importHolidayDecree' },
      { action: 'duty rescheduled', call: 'importHolidayDecree' },
    ]);
    lending.at('2027-02-20T10:00:00+08:00');
    const { data: told } = await lending.ask(
      specialist,
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { then: asOf(at: "2027-02-03T04:00:00Z") { dueAt } } } }',
      { id: moved.id },
    );
    expect(told.duties.nodes[0].then.dueAt).toBe('2027-02-13T16:00:00.000Z');
  });

  it('withdraws a breach for which there was time after all, and takes nobody time away', async () => {
    const lending = await Lending.inTest('2027-02-03T10:00:00+08:00');
    await lending.ask(
      'administrator',
      'mutation { setInterpretation(id: "loans.days", choice: "WORKING", reason: "x") { id } }',
    );
    const overdue = await lending.lend('unit-head');
    await lending.sweepAt('2027-02-09T10:00:00+08:00');
    expect((await lending.duties(`record_id = '${overdue.id}'`))[0]).toMatchObject({ state: 'BREACHED' });
    expect((await lending.ask('administrator', importDecree, { input: decree2027, dryRun: false })).outcome).toBe('ok');
    expect((await lending.duties(`record_id = '${overdue.id}'`))[0]).toMatchObject({ state: 'DUE', breached_at: null });
    const { data } = await lending.ask(
      specialist,
      'query($id: ID!) { duties(filter: { recordId: { eq: $id } }) { nodes { asOf(at: "2027-02-09T01:59:59Z") { state } } } }',
      { id: overdue.id },
    );
    expect(data.duties.nodes).toEqual([{ asOf: { state: 'BREACHED' } }]);
    const shorter = {
      ...decree2027,
      number: '国办发明电〔2027〕1号',
      days: [day('2027-01-01', 'HOLIDAY', '元旦')],
    };
    lending.at('2027-02-12T10:00:00+08:00');
    expect((await lending.ask('administrator', importDecree, { input: shorter, dryRun: false })).outcome).toBe('ok');
    expect((await lending.duties(`record_id = '${overdue.id}'`))[0]).toMatchObject({
      state: 'DUE',
      due_at: new Date('2027-02-13T00:00:00+08:00'),
    });
  });

  it('is refused with CONFLICT for a notice that is there', async () => {
    const lending = await Lending.inTest('2026-11-20T10:00:00+08:00');
    expect((await lending.ask('administrator', importDecree, { input: decree2027, dryRun: false })).outcome).toBe('ok');
    expect((await lending.ask('administrator', importDecree, { input: decree2027, dryRun: false })).outcome).toBe(
      'CONFLICT',
    );
  });
});
