import { describe, expect, it } from 'vitest';
import { type CustomerFields, readHeader, readRegisterLine } from './registerLine.js';

const today = '2024-06-30';

/** Reads a line given as heading: cell. */
function read(line: Record<string, string>) {
  const header = readHeader(Object.keys(line));
  if ('problems' in header) throw new Error(JSON.stringify(header.problems));
  return readRegisterLine(header.columns, Object.values(line), today);
}
const named = (line: Record<string, string>) => read({ 企业名称: '恒砺', ...line });
const refused = (...problems: [column: string, words: string][]) => ({
  problems: problems.map(([column, words]) => ({
    column,
    reason: expect.objectContaining({ en: expect.stringContaining(words) }),
  })),
});

describe('P02.A04 a line of the public register', () => {
  const line = {
    企业名称: '深圳市恒砺矿山机械有限公司',
    统一社会信用代码: '91440300708461136T',
    注册日期: '2015-03-02',
    企业类型: '有限责任公司(自然人独资)',
    法人代表: '陈博远',
    注册资金: '300(万)',
    经营范围: '矿山机械销售（不含限制项目）；\n普通货运。',
    所在省份: '广东省',
    地区: '深圳市',
    注册地址: '深圳市科技中一路12号',
  };

  it('becomes fields', () => {
    expect(read(line)).toEqual({
      fields: {
        name: '深圳市恒砺矿山机械有限公司',
        creditCode: '91440300708461136T',
        foundedOn: '2015-03-02',
        enterpriseType: '有限责任公司(自然人独资)',
        legalRepresentative: '陈博远',
        capitalAmount: 3_000_000,
        capitalCurrency: 'CNY',
        businessScope: '矿山机械销售（不含限制项目）；\n普通货运。',
        province: '广东省',
        city: '深圳市',
        address: '深圳市科技中一路12号',
      } satisfies Partial<CustomerFields>,
    });
  });

  it.each([
    '',
    ' ',
    'N/A',
    'n/a',
    '#N/A',
    '-',
    '—',
    '——',
    '－',
    '无',
    '暂无',
    'NULL',
    'Ｎ／Ａ',
    '\u3000',
    ' '.repeat(50),
  ])('%j is not known', (unknown) => {
    const cells = Object.fromEntries(Object.keys(line).map((heading) => [heading, unknown]));
    const result = read({ ...cells, 企业名称: '恒砺' });
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    const { name, ...others } = result.fields;
    expect(name).toBe('恒砺');
    expect(Object.keys(others)).toHaveLength(10);
    expect(Object.values(others).every((value) => value === null)).toBe(true);
  });

  it('a column that the file does not have is no key', () => {
    expect(read({ 名称: '恒砺' })).toEqual({ fields: { name: '恒砺' } });
  });

  it('all problems at once, each with its column', () => {
    const broken = {
      ...line,
      企业名称: '',
      统一社会信用代码: '440301103456789',
      注册日期: '2015-02-30',
      注册资金: '叁佰万',
    };
    expect(read(broken)).toEqual(
      refused(
        ['企业名称', 'name is missing'],
        ['统一社会信用代码', 'registration number'],
        ['注册日期', 'no such day'],
        ['注册资金', 'no amount'],
      ),
    );
  });

  it('the apostrophe before what looked like a formula is taken off', () => {
    expect(named({ 电话: "'+86 755 86013388", 地址: "'-" })).toEqual({
      fields: { name: '恒砺', telephone: '+86 755 86013388', address: null },
    });
  });
});

describe('P02.A04 shifted lines', () => {
  const header = readHeader(['企业名称', '法人代表', '地区']);
  const readCells = (cells: string[]) => ('columns' in header ? readRegisterLine(header.columns, cells, today) : null);

  it.each([
    [['恒砺', '陈博远'], '地区', 'has 2 cells and the header 3'],
    [['恒砺'], '法人代表', 'has 1 cells and the header 3'],
    [['恒砺', '陈', '博远', '深圳'], '地区', 'has 4 cells and the header 3'],
  ])('%j is refused for that alone', (cells, column, words) => {
    expect(readCells(cells)).toEqual(refused([column, words]));
  });

  it('empty cells behind the last column do no harm', () => {
    expect(readCells(['恒砺', '陈博远', '深圳', '', ' '])).toHaveProperty('fields');
  });

  it('a line shifted by one shows in what its cells hold', () => {
    const result = read({ 企业名称: '91440300708461136T', 统一社会信用代码: '2015-03-02', 注册日期: '有限责任公司' });
    expect(result).toEqual(refused(['统一社会信用代码', '10 characters'], ['注册日期', 'no date']));
  });
});

describe('P02.A04 single columns', () => {
  it.each([
    ['企业名称', '　深圳市恒砺\n科技（深圳）有限公司 ', 'name', '深圳市恒砺科技（深圳）有限公司'],
    ['企业名称', 'ＡＢＣ１２３\u200b科技', 'name', 'ABC123科技'],
    [
      '经营范围',
      '一般项目：销售（Ａ类）；\r\n\r\n 许可项目：无。',
      'businessScope',
      '一般项目：销售（A类）；\n\n许可项目：无。',
    ],
    ['统一社会信用代码', ' ９１４４０３００７０８４６１１３６ｔ', 'creditCode', '91440300708461136T'],
    ['邮编', '５１８０００', 'postalCode', '518000'],
    ['电话', '０７５５－８６０１３３８８', 'telephone', '0755-86013388'],
    ['电话', '0755—86013388转801；13912345678', 'telephone', '0755-86013388转801;13912345678'],
    ['电话', '+86 (755) 8601-3388 ext. 12', 'telephone', '+86 (755) 8601-3388 ext. 12'],
    ['电话', '95588', 'telephone', '95588'],
    ['传真', '0755-86013399', 'fax', '0755-86013399'],
    ['网址', 'www.example.com', 'webAddress', 'http://www.example.com'],
    ['网址', 'HTTPS://Example.com:8443/a?b=c', 'webAddress', 'HTTPS://Example.com:8443/a?b=c'],
    ['网址', '恒砺矿机.中国', 'webAddress', 'http://恒砺矿机.中国'],
    ['关键词', '矿机，破碎', 'keywords', '矿机，破碎'],
    ['密级', '机密★', 'label', 'SECRET'],
    ['密级', 'top secret', 'label', 'TOP_SECRET'],
    ['客户类别', '一般客户', 'kind', 'GENERAL'],
  ])('%s %j', (heading, cell, field, value) => {
    const result = heading === '企业名称' ? read({ [heading]: cell }) : named({ [heading]: cell });
    expect(result).toMatchObject({ fields: { [field]: value } });
  });

  it.each([
    ['企业名称', '12345', 'no name'],
    ['企业名称', 'x'.repeat(201), '200 characters'],
    ['经营范围', 'x'.repeat(10_001), '10000 characters'],
    ['地址', '址'.repeat(301), '300 characters'],
    ['邮编', '51800', 'dropped the zero'],
    ['邮编', '5180000', '6 digits'],
    ['电话', '1.39E+10', 'rounded'],
    ['电话', '无人接听', 'no telephone number'],
    ['电话', '1234', 'no telephone number'],
    ['电话', `${'1'.repeat(21)}`, 'no telephone number'],
    ['传真', '<script>12345678</script>', 'no telephone number'],
    ['网址', 'javascript:alert(1)', 'no web address'],
    ['网址', 'ftp://example.com', 'no web address'],
    ['网址', 'http://user:secret@example.com', 'no web address'],
    ['网址', 'chen@example.com', 'no web address'],
    ['网址', 'localhost', 'no web address'],
    ['网址', 'example.com:99999', 'no web address'],
    ['网址', `${`${'a'.repeat(60)}.`.repeat(4)}example.com`, 'no web address'],
    ['网址', 'www.exam ple.com', 'no web address'],
    ['币种', '贝壳', 'not known'],
    ['密级', '很机密', 'Write one of: 公开 (PUBLIC)'],
    ['客户类别', '重要', 'Write one of: 一般 (GENERAL), 特殊 (SPECIAL)'],
  ])('%s %j is refused: %s', (heading, cell, words) => {
    const result = heading === '企业名称' ? read({ [heading]: cell }) : named({ [heading]: cell });
    expect(result).toEqual(refused([heading, words]));
  });

  it('a length is counted in characters, not in halves of them', () => {
    expect(read({ 企业名称: '𠀀'.repeat(200) })).toHaveProperty('fields');
  });

  it('an empty label or kind leaves it as it is', () => {
    expect(named({ 密级: '', 客户类别: '-' })).toEqual({ fields: { name: '恒砺' } });
  });
});

describe('P02.A04 capital and currency in two columns', () => {
  it.each([
    ['300(万)', '港元', 3_000_000, 'HKD'],
    ['300万元', '美元', 3_000_000, 'USD'],
    ['300万美元', 'USD', 3_000_000, 'USD'],
    ['300(万)', '', 3_000_000, 'CNY'],
    ['N/A', '美元', null, null],
  ])('%s and %s', (capital, currency, capitalAmount, capitalCurrency) => {
    for (const line of [
      { 注册资金: capital, 币种: currency },
      { 币种: currency, 注册资金: capital },
    ]) {
      expect(named(line)).toEqual({ fields: { name: '恒砺', capitalAmount, capitalCurrency } });
    }
  });

  it('that contradict each other are refused', () => {
    expect(named({ 注册资金: '300万美元', 币种: '港元' })).toEqual(
      refused(['注册资金', 'says USD and its column HKD']),
    );
  });

  it('bare numbers are units of the currency where the heading says so, otherwise small ones need their unit', () => {
    expect(named({ capitalAmount: '300' })).toMatchObject({ fields: { capitalAmount: 300 } });
    expect(named({ '注册资本（万元）': '300' })).toMatchObject({ fields: { capitalAmount: 3_000_000 } });
    expect(named({ 注册资本: '300' })).toEqual(refused(['注册资本', 'unit is missing']));
  });
});

describe('P01.A03 P02.A02 a special customer names its profession, and no other has one', () => {
  it.each([
    ['律师', 'LAWYER'],
    ['财务顾问', 'FINANCIAL_ADVISER'],
    ['广告', 'ADVERTISING'],
    ['公关', 'PUBLIC_RELATIONS'],
    ['银行', 'BANK'],
    ['保险', 'INSURER'],
    ['融资协助', 'FINANCING'],
    ['Financial adviser', 'FINANCIAL_ADVISER'],
  ])('%s is %s', (cell, profession) => {
    expect(named({ 客户类别: '特殊', 专业: cell })).toMatchObject({ fields: { kind: 'SPECIAL', profession } });
  });

  it.each([
    ['special without a profession', { 客户类别: '特殊', 专业: '' }, '专业', 'needs a profession'],
    ['special, no column for it', { 客户类别: 'SPECIAL' }, '客户类别', 'needs a profession'],
    ['general with a profession', { 客户类别: '一般', 专业: '律师' }, '专业', 'has no profession'],
    ['a profession, the kind left out', { 客户类别: '', 专业: '律师' }, '客户类别', 'Only special customers'],
    ['a profession, no column for the kind', { 专业: '律师' }, '专业', 'Only special customers'],
    ['a profession that is not known', { 客户类别: '特殊', 专业: '厨师' }, '专业', 'Write one of: 律师 (LAWYER)'],
    ['a kind that is not known', { 客户类别: '重要', 专业: '律师' }, '客户类别', 'Write one of: 一般'],
  ])('%s is refused', (_what, line, column, words) => {
    expect(named(line)).toEqual(refused([column, words]));
  });

  it('a general customer without one is right', () => {
    expect(named({ 客户类别: '一般', 专业: '-' })).toEqual({
      fields: { name: '恒砺', kind: 'GENERAL', profession: null },
    });
  });
});
