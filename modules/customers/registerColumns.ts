import type { LineProblem } from '../../src/importing/importKind.js';
import { plainCell } from '../../src/importing/table.js';
import { type CapitalUnit, readCapitalUnit } from './capital.js';
import type { CustomerFields } from './registerLine.js';
import { compact } from './registerText.js';

export type RegisterField = keyof CustomerFields;

export interface RegisterColumn {
  index: number;
  /** As written in the file. */
  heading: string;
  field: RegisterField;
}

export interface RegisterColumns {
  columns: RegisterColumn[];
  /** Every heading up to the last that is not empty, as written in the file. */
  headings: string[];
  /** What the heading of the capital says in brackets. */
  capitalUnit: CapitalUnit | null;
  /** Headings that mean nothing here: their cells are not read. */
  ignored: string[];
}

/**
 * Every heading that is understood, besides the fields' own names. Compared without case, width, spaces and the signs * _ - : . /
 * and without what stands in brackets. The first of each row is the one that we write ourselves.
 */
export const registerHeadings: Record<RegisterField, readonly string[]> = {
  name: [
    '企业名称',
    '公司名称',
    '单位名称',
    '客户名称',
    '机构名称',
    '企业名',
    '公司名',
    '名称',
    'Company',
    'Company name',
    'Enterprise name',
    'Customer',
    'Customer name',
  ],
  creditCode: [
    '统一社会信用代码',
    '社会信用代码',
    '统一信用代码',
    '信用代码',
    '统一代码',
    'Unified social credit code',
    'Social credit code',
    'USCC',
    'USCI',
  ],
  legalRepresentative: [
    '法人代表',
    '法定代表人',
    '法人',
    '法人姓名',
    '法定代表',
    '法定代表人/负责人',
    '负责人',
    'Legal rep',
    'Legal person',
  ],
  address: [
    '注册地址',
    '地址',
    '住所',
    '企业地址',
    '公司地址',
    '详细地址',
    '通讯地址',
    '联系地址',
    'Registered address',
  ],
  postalCode: ['邮政编码', '邮编', 'Postcode', 'Post code', 'Zip', 'Zip code'],
  telephone: ['电话', '联系电话', '电话号码', '固定电话', '企业电话', '联系方式', 'Phone', 'Phone number', 'Tel'],
  fax: ['传真', '传真号码', '传真号', 'Fax number'],
  webAddress: ['网址', '网站', '官网', '官方网站', '企业网址', '主页', 'Website', 'Web site', 'Web', 'Homepage', 'URL'],
  businessScope: ['经营范围', '业务范围', '主营业务', 'Scope', 'Scope of business'],
  capitalAmount: ['注册资金', '注册资本', '注册资本金', 'Registered capital', 'Capital'],
  capitalCurrency: ['币种', '注册资本币种', '注册资金币种', '货币', 'Currency'],
  foundedOn: [
    '注册日期',
    '成立日期',
    '注册时间',
    '成立时间',
    '设立日期',
    'Founded',
    'Established',
    'Registration date',
    'Date of registration',
    'Date of establishment',
    'Incorporation date',
  ],
  enterpriseType: ['企业类型', '公司类型', '企业性质', '单位类型', '类型', 'Type', 'Company type'],
  province: ['所在省份', '省份', '所属省份', '所在省', '省', '省/直辖市', '省市自治区'],
  city: ['地区', '城市', '所在城市', '所属城市', '所在地区', '所属地区', '市', '地市', 'Region', 'Prefecture'],
  keywords: ['关键词', '关键字', '标签', 'Keyword', 'Tags'],
  kind: ['客户类别', '客户类型', '客户种类', '类别', 'Customer kind', 'Customer type', 'Category'],
  profession: ['专业', '专业类别', '职业', '服务类别'],
  label: ['密级', '保密级别', '秘密等级', 'Confidentiality', 'Classification', 'Secrecy level'],
};

/** Our own name for the column promises units of the currency; the registers' headings promise nothing. */
const capitalInUnits: CapitalUnit = { exponent: 0, currency: null };

const fieldByHeading = new Map(
  (Object.entries(registerHeadings) as [RegisterField, readonly string[]][]).flatMap(([field, headings]) =>
    [field, ...headings].map((heading) => [keyOf(heading), field] as const),
  ),
);

/** Finds out what the columns of a file are. */
export function readHeader(cells: string[]): { columns: RegisterColumns } | { problems: LineProblem[] } {
  const headings = cells.map((cell) => plainCell(cell).trim());
  while (headings.at(-1) === '') headings.pop();
  const found = headings.map((heading, index) => ({ index, heading, field: fieldOf(heading) }));
  const columns = found.filter((column): column is RegisterColumn => column.field !== undefined);
  const problems = [...missingName(columns), ...doubled(columns)];
  if (problems.length > 0) return { problems };
  const capital = columns.find(({ field }) => field === 'capitalAmount');
  const ignored = found.filter(({ field, heading }) => !field && heading).map(({ heading }) => heading);
  return { columns: { columns, headings, capitalUnit: capital ? unitOf(capital.heading) : null, ignored } };
}

const fieldOf = (heading: string) =>
  fieldByHeading.get(keyOf(heading)) ?? fieldByHeading.get(keyOf(withoutNote(heading)));

const withoutNote = (heading: string) => compact(heading).replace(/[([【].*$/, '');

function unitOf(heading: string): CapitalUnit | null {
  if (keyOf(heading) === keyOf('capitalAmount')) return capitalInUnits;
  const note = /[([【](.*)[)\]】]/.exec(compact(heading))?.[1];
  return note ? readCapitalUnit(note) : null;
}

function missingName(columns: RegisterColumn[]): LineProblem[] {
  if (columns.some(({ field }) => field === 'name')) return [];
  const reason = {
    en: 'No column holds the names of the customers. Write the headings into the first line, one of them 企业名称 (Name).',
    zh: '没有客户名称列。请在第一行填写表头，其中一列为 企业名称 (Name)。',
  };
  return [{ column: registerHeadings.name[0]!, reason }];
}

function doubled(columns: RegisterColumn[]): LineProblem[] {
  return columns.flatMap(({ index, heading, field }) => {
    const first = columns.find((column) => column.field === field)!;
    if (first.index === index) return [];
    return [
      {
        column: heading,
        reason: {
          en: `This column and "${first.heading}" mean the same. Leave one of them.`,
          zh: `此列与 "${first.heading}" 含义相同，请只留一列。`,
        },
      },
    ];
  });
}

function keyOf(heading: string): string {
  return compact(heading)
    .toLowerCase()
    .replace(/[\s*_\-:./]/g, '');
}
