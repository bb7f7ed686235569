import { describe, expect, it } from 'vitest';
import { readDate } from './registerDate.js';

const today = '2024-06-30';

describe('P02.A04 the day of foundation', () => {
  it.each([
    '2015-03-02',
    '2015/3/2',
    '2015.03.02',
    '20150302',
    '2015年3月2日',
    '2015 年 03 月 02 日',
    '2015-03-02 00:00:00',
    '2015/3/2 0:00',
    '2015-03-02T08:30:00.000',
    '２０１５－０３－０２',
  ])('%s', (text) => {
    expect(readDate(text, today)).toBe('2015-03-02');
  });

  it.each([
    ['2015-02-30', 'no such day'],
    ['2015-13-01', 'no such day'],
    ['20150229', 'no such day'],
    ['2024-07-01', 'future'],
    ['0015-03-02', 'before 1800'],
    ['42065', 'spreadsheet counts'],
    ['15-03-02', 'no date'],
    ['02/03/2015', 'no date'],
    ['2015-03', 'no date'],
    ['2015-03/02', 'no date'],
    ['2015-03-01T16:00:00Z', 'no date'],
    ['昨天', 'no date'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readDate(text, today)).toEqual({
      problem: expect.objectContaining({ en: expect.stringContaining(reason) }),
    });
  });

  it.each(['2024-06-30', '2000-02-29', '1908-03-04'])('%s is a day', (day) => {
    expect(readDate(day, today)).toBe(day);
  });
});
