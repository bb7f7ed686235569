import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, calendarOf, isWorkingDay, workingDaysBetween } from './calendar.js';
import { addDays, addMonths, beginningOf, type Day, dayAt, endOf } from './dates.js';
import { ahead, deadline } from './deadline.js';
import { daysOf } from './decreeData.js';
import { decrees } from './decrees.js';

const decreed: Calendar = calendarOf(
  new Map(decrees.flatMap(daysOf).map(({ date, kind }) => [date, kind])),
  new Set(decrees.map(({ year }) => year)),
);

const from2003 = Date.UTC(2003, 0, 1);
const day = fc
  .integer({ min: 0, max: 28 * 365 })
  .map((n) => new Date(from2003 + n * 86_400_000).toISOString().slice(0, 10));
const moment = fc
  .tuple(day, fc.integer({ min: 0, max: 86_399_999 }))
  .map(([date, ms]) => new Date(beginningOf(date).getTime() + ms));

/** What the words mean, taken literally: by the tables of the notices and by the clock of Shanghai, and one day after the other. */
const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const weekday = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', weekday: 'short' });
const special = new Map(decrees.flatMap(daysOf).map(({ date, kind }) => [date, kind]));
const oneDay = 86_400_000;
const noon = (date: Day) => new Date(`${date}T12:00:00+08:00`);
const isWorked = (date: Day) =>
  special.has(date) ? special.get(date) === 'WORKDAY' : !['Sat', 'Sun'].includes(weekday.format(noon(date)));
const nextDay = (date: Day) => shanghai.format(new Date(noon(date).getTime() + oneDay));

function countedByHand(start: Date, count: number, counts: (date: Day) => boolean): Day {
  let date = shanghai.format(start);
  for (let left = count; left > 0; ) {
    date = nextDay(date);
    if (counts(date)) left -= 1;
  }
  return date;
}

const midnightAfter = (date: Day) => new Date(`${date}T24:00:00+08:00`);

describe('a deadline', () => {
  it('in days is 24:00 in Shanghai of the day that counting on fingers ends at', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 60 }), (start, days) => {
        expect(deadline(decreed, start, { days }).dueAt).toEqual(midnightAfter(countedByHand(start, days, () => true)));
      }),
    );
  });

  it('in working days skips every day that is not worked, by the notices or by its weekday', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 40 }), (start, workingDays) => {
        const { dueAt } = deadline(decreed, start, { workingDays });
        expect(dueAt).toEqual(midnightAfter(countedByHand(start, workingDays, isWorked)));
      }),
    );
  });

  it('in working days is provisional if and only if a day that was looked at is of a year without a notice', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 }), (start, workingDays) => {
        const { dueAt, provisional } = deadline(decreed, start, { workingDays });
        const looked: Day[] = [];
        for (let date = nextDay(shanghai.format(start)); midnightAfter(date) <= dueAt; date = nextDay(date))
          looked.push(date);
        const known = (date: Day) => {
          const year = Number(date.slice(0, 4));
          const has = (of: number) => of >= 2004 && of <= 2026;
          return has(year) && (date.slice(5) < '12-25' || has(year + 1));
        };
        expect(provisional).toBe(!looked.every(known));
      }),
    );
  });

  it('that counts its first day ends one day earlier', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 }), (start, days) => {
        const counted = deadline(decreed, start, { days, countsFirstDay: true });
        expect(counted.dueAt).toEqual(deadline(decreed, start, { days: days - 1 }).dueAt);
      }),
    );
  });

  it('that goes on to a working day ends on one, and on none that would be sooner', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 60 }), (start, days) => {
        const plain = dayAt(new Date(deadline(decreed, start, { days }).dueAt.getTime() - 1));
        const last = dayAt(new Date(deadline(decreed, start, { days, toWorkingDay: true }).dueAt.getTime() - 1));
        expect(isWorked(last)).toBe(true);
        expect(last >= plain).toBe(true);
        if (last > plain) expect(workingDaysBetween(decreed, plain, addDays(last, -1)).count).toBe(0);
      }),
    );
  });

  it('never comes before its beginning, grows with the term, and lies in the future', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 40 }), (start, workingDays) => {
        const one = deadline(decreed, start, { workingDays });
        const more = deadline(decreed, start, { workingDays: workingDays + 1 });
        expect(one.dueAt > start).toBe(true);
        expect(more.dueAt > one.dueAt).toBe(true);
      }),
    );
  });

  it('in hours and minutes is exact to the millisecond', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 500 }), (start, hours) => {
        expect(deadline(decreed, start, { hours }).dueAt.getTime()).toBe(start.getTime() + hours * 3_600_000);
        expect(deadline(decreed, start, { minutes: hours }).dueAt.getTime()).toBe(start.getTime() + hours * 60_000);
      }),
    );
  });

  it.each([
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2028-01-31', { months: 1 }, '2028-02-29'],
    ['2026-08-31', { months: 6 }, '2027-02-28'],
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2026-05-10', { months: 3 }, '2026-08-10'],
    ['2026-03-05', { endOf: 'halfYear' }, '2026-06-30'],
    ['2026-07-01', { endOf: 'halfYear' }, '2026-12-31'],
    ['2026-05-31', { endOf: 'quarter' }, '2026-06-30'],
    ['2028-02-01', { endOf: 'month' }, '2028-02-29'],
    ['2026-02-01', { endOf: 'year' }, '2026-12-31'],
    ['2026-02-01', { endOf: 'day' }, '2026-02-01'],
    ['2026-02-13', { workingDays: 5 }, '2026-02-27'],
    ['2026-02-12', { workingDays: 2 }, '2026-02-14'],
    ['2026-09-30', { days: 3, toWorkingDay: true }, '2026-10-08'],
  ] as const)('from %s %j is the end of %s', (start, term, last) => {
    expect(deadline(decreed, noon(start), term).dueAt).toEqual(midnightAfter(last));
  });

  it('from the last minute of a day in Shanghai counts from that day, whatever it is in London', () => {
    const lateInShanghai = new Date('2026-03-02T15:59:59.999Z');
    expect(deadline(decreed, lateInShanghai, { days: 1 }).dueAt).toEqual(midnightAfter('2026-03-03'));
    const nextInShanghai = new Date('2026-03-02T16:00:00.000Z');
    expect(deadline(decreed, nextInShanghai, { days: 1 }).dueAt).toEqual(midnightAfter('2026-03-04'));
  });
});

describe('the moment ahead of a deadline', () => {
  it('in working days leaves just so many of them from its day to the last one', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 20 }), (last, workingDays) => {
        const moment = ahead(decreed, endOf(last), { workingDays });
        const first = dayAt(moment);
        expect(moment).toEqual(beginningOf(first));
        expect(workingDaysBetween(decreed, first, addDays(last, -1)).count).toBe(workingDays);
      }),
    );
  });

  it.each([
    [{ days: 3 }, '2026-03-28T00:00:00+08:00'],
    [{ hours: 12 }, '2026-03-31T12:00:00+08:00'],
    [{ months: 1 }, '2026-02-28T00:00:00+08:00'],
  ] as const)('%j before 31 March ends', (before, expected) => {
    expect(ahead(decreed, midnightAfter('2026-03-31'), before)).toEqual(new Date(expected));
  });
});

describe('dates', () => {
  it('agree with the clock of Shanghai at every moment from 2003 to 2030', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(dayAt(at)).toBe(shanghai.format(at));
      }),
    );
  });

  it('keep the number of the day in another month, or take its last', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (date, months) => {
        const moved = addMonths(date, months);
        const sameNumber = moved.slice(8) === date.slice(8);
        expect(sameNumber || addDays(moved, 1).endsWith('-01')).toBe(true);
      }),
    );
  });

  it('know a working day as the notices do', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(isWorkingDay(decreed, date)).toBe(isWorked(date));
      }),
    );
  });
});

describe('the notices', () => {
  const days = (year: number) => decrees.filter((decree) => decree.year === year).flatMap(daysOf);
  const count = (year: number, kind: string) => days(year).filter((one) => one.kind === kind).length;

  // As the notices themselves name them, with what was changed afterwards.
  it.each([
    [2008, 6],
    [2009, 6],
    [2010, 8],
    [2011, 5],
    [2012, 7],
    [2013, 12],
    [2014, 5],
    [2015, 5],
    [2016, 6],
    [2017, 5],
    [2018, 6],
    [2019, 7],
    [2020, 6],
    [2021, 7],
    [2022, 7],
    [2023, 7],
    [2024, 8],
    [2025, 5],
    [2026, 6],
  ])('of %i make %i weekend days working days', (year, workdays) => {
    expect(count(year, 'WORKDAY')).toBe(workdays);
  });

  it.each([
    ['2026', '2026-02-15', '2026-02-23', 9],
    ['2025', '2025-01-28', '2025-02-04', 8],
    ['2020, which was extended', '2020-01-24', '2020-02-02', 10],
    ['2008', '2008-02-06', '2008-02-12', 7],
  ])('give the Spring Festival of %s from %s to %s', (_year, from, to, length) => {
    const off = [...decrees]
      .flatMap(daysOf)
      .filter(({ date, kind }) => kind === 'HOLIDAY' && date >= from && date <= to);
    expect(off).toHaveLength(length);
    expect(special.get(addDays(from, -1))).not.toBe('HOLIDAY');
    expect(special.get(addDays(to, 1))).not.toBe('HOLIDAY');
  });

  it('name no working day that is no weekend, and no day twice', () => {
    const all = decrees.flatMap(daysOf);
    expect(new Set(all.map(({ date }) => date)).size).toBe(all.length);
    const strange = all.filter(
      ({ date, kind }) => kind === 'WORKDAY' && !['Sat', 'Sun'].includes(weekday.format(noon(date))),
    );
    expect(strange).toEqual([]);
  });

  it('of China give a year 247 to 252 working days', () => {
    for (let year = 2008; year <= 2026; year += 1) {
      const { count: worked } = workingDaysBetween(decreed, `${year}-01-01`, `${year}-12-31`);
      expect(worked, String(year)).toBeGreaterThanOrEqual(247);
      expect(worked, String(year)).toBeLessThanOrEqual(252);
    }
  });
});
