import { describe, expect, it } from 'vitest';
import { type RegisterColumns, readHeader, registerHeadings } from './registerColumns.js';

const columnsOf = (cells: string[]): RegisterColumns => {
  const header = readHeader(cells);
  if ('problems' in header) throw new Error(JSON.stringify(header.problems));
  return header.columns;
};
const fieldsOf = (cells: string[]) => columnsOf(cells).columns.map(({ field }) => field);

describe('P02.A04 the headings of a register', () => {
  it('the public register as it is', () => {
    const header =
      '企业名称 统一社会信用代码 注册日期 企业类型 法人代表 注册资金 经营范围 所在省份 地区 注册地址'.split(' ');
    expect(fieldsOf(header)).toEqual([
      'name',
      'creditCode',
      'foundedOn',
      'enterpriseType',
      'legalRepresentative',
      'capitalAmount',
      'businessScope',
      'province',
      'city',
      'address',
    ]);
  });

  it.each([
    ['Company Name', 'name'],
    ['ENTERPRISE_NAME', 'name'],
    [' 企 业 名 称 ', 'name'],
    ['企业名称*', 'name'],
    ['公司名称（必填）', 'name'],
  ])('%j is the name', (heading, field) => {
    expect(fieldsOf([heading])).toEqual([field]);
  });

  it.each([
    ['credit code', 'creditCode'],
    ['creditCode', 'creditCode'],
    ['ＵＳＣＣ', 'creditCode'],
    ['Post-Code', 'postalCode'],
    ['法定代表人/负责人', 'legalRepresentative'],
    ['注册资本（万元）', 'capitalAmount'],
    ['capitalAmount', 'capitalAmount'],
    ['密级', 'label'],
    ['客户类别', 'kind'],
    ['专业', 'profession'],
  ])('%j is %s', (heading, field) => {
    expect(fieldsOf(['名称', heading])).toEqual(['name', field]);
  });

  it.each(Object.entries(registerHeadings))('every heading of %s leads to it alone', (field, headings) => {
    for (const heading of [field, ...headings]) {
      expect(fieldsOf(field === 'name' ? [heading] : ['企业名称', heading]).at(-1)).toBe(field);
    }
  });

  it('headings that mean nothing here are told of, and empty ones at the end dropped', () => {
    const columns = columnsOf(['企业名称', '经营状态', '', '电话', '', ' ']);
    expect(columns.ignored).toEqual(['经营状态']);
    expect(columns.headings).toEqual(['企业名称', '经营状态', '', '电话']);
    expect(columns.columns.map(({ index }) => index)).toEqual([0, 3]);
  });

  it('a file without names is refused', () => {
    expect(readHeader(['电话', 'x'])).toEqual({
      problems: [
        {
          column: '企业名称',
          reason: expect.objectContaining({ en: expect.stringContaining('No column holds the names') }),
        },
      ],
    });
  });

  it('two columns for one field are refused, all at once', () => {
    expect(readHeader(['企业名称', '公司名称', '地址', '住所', '注册地址'])).toEqual({
      problems: [
        {
          column: '公司名称',
          reason: expect.objectContaining({ en: expect.stringContaining('"企业名称" mean the same') }),
        },
        { column: '住所', reason: expect.objectContaining({ en: expect.stringContaining('"地址" mean the same') }) },
        {
          column: '注册地址',
          reason: expect.objectContaining({ en: expect.stringContaining('"地址" mean the same') }),
        },
      ],
    });
  });
});
