import { describe, expect, it } from 'vitest';
import { readCapital, readCapitalUnit, readCurrency } from './capital.js';

describe('P02.A04 the registered capital', () => {
  it.each([
    ['300(万)', 3_000_000, 'CNY'],
    ['1,800(万)', 18_000_000, 'CNY'],
    ['102(万元人民币)', 1_020_000, 'CNY'],
    ['50万美元', 500_000, 'USD'],
    ['1000万元人民币', 10_000_000, 'CNY'],
    ['5000.000000万人民币', 50_000_000, 'CNY'],
    ['5000.123456万元', 50_001_234.56, 'CNY'],
    ['300 （万）', 3_000_000, 'CNY'],
    ['３００（万）', 3_000_000, 'CNY'],
    ['港币 200 万元', 2_000_000, 'HKD'],
    ['3000000元', 3_000_000, 'CNY'],
    ['3,000,000', 3_000_000, 'CNY'],
    ['RMB 3000000', 3_000_000, 'CNY'],
    ['￥3,000,000.00', 3_000_000, 'CNY'],
    ['1.5亿元', 150_000_000, 'CNY'],
    ['829500000000元', 829_500_000_000, 'CNY'],
    ['300万元整', 3_000_000, 'CNY'],
    ['注册资本：300万元', 3_000_000, 'CNY'],
    ['1200万(港元)', 12_000_000, 'HKD'],
    ['80万欧元', 800_000, 'EUR'],
    ['usd 500,000', 500_000, 'USD'],
    ['US$ 50万', 500_000, 'USD'],
    ['3500万日元', 35_000_000, 'JPY'],
    ['100万新台币', 1_000_000, 'TWD'],
    ['0(万)', 0, 'CNY'],
    ['300元', 300, 'CNY'],
    ['0', 0, 'CNY'],
  ])('%s is %d %s', (text, amount, currency) => {
    expect(readCapital(text, null)).toEqual({ amount, currency });
  });

  it.each([
    ['叁佰万元', 'no amount'],
    ['abc', 'no amount'],
    ['万', 'no amount'],
    ['1,80(万)', 'no amount'],
    ['1.2.3万', 'no amount'],
    ['300万-500万', 'no amount'],
    ['$500000', 'no amount'],
    ['人民币50万美元', 'two currencies'],
    ['300', 'unit is missing'],
    ['300人民币', 'unit is missing'],
    ['-300(万)', 'negative'],
    ['3000000000(万)', 'so large'],
    ['1E+15元', 'no amount'],
    ['3E+06', 'rounded'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readCapital(text, null)).toEqual({
      problem: expect.objectContaining({ en: expect.stringContaining(reason) }),
    });
  });

  it.each([
    ['注册资本(万元)', '万元', '300', 3_000_000, 'CNY'],
    ['注册资本(万美元)', '万美元', '50', 500_000, 'USD'],
    ['注册资本(万元)', '万元', '300万元', 3_000_000, 'CNY'],
    ['注册资本(万元)', '万元', '300元', 300, 'CNY'],
    ['注册资本(元)', '元', '300', 300, 'CNY'],
    ['注册资本(单位：万元)', '单位：万元', '300', 3_000_000, 'CNY'],
    ['注册资本(人民币)', '人民币', '3000000', 3_000_000, 'CNY'],
  ])('below the heading %s', (_heading, note, text, amount, currency) => {
    expect(readCapital(text, readCapitalUnit(note))).toEqual({ amount, currency });
  });

  it('a remark in a heading is no unit', () => {
    expect(readCapitalUnit('选填')).toBeNull();
  });

  it.each([
    ['人民币', 'CNY'],
    ['usd', 'USD'],
    ['港元', 'HKD'],
  ])('the currency %s is %s', (text, code) => {
    expect(readCurrency(text)).toBe(code);
  });

  it('a currency that is not known is refused', () => {
    expect(readCurrency('贝壳')).toEqual({
      problem: expect.objectContaining({ en: expect.stringContaining('not known') }),
    });
  });
});
