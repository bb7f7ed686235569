import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import iconv from 'iconv-lite';
import { makeCreditCode } from '../modules/customers/creditCode.js';
import { between, mulberry32, pick, pickSome, type Random } from '../src/random.js';
import { writeXlsx } from './writeXlsx.js';

export interface RegisterOptions {
  /** Without the header. */
  lines: number;
  /** The same seed gives the same file. */
  seed?: number;
  /** Share of lines, 0 to 1, that are written in an odd but correct way: full width, units, date forms, N/A. */
  oddShare?: number;
  /** Share of lines, 0 to 1, that an import must refuse. */
  faultyShare?: number;
}

export interface RegisterRow {
  cells: string[];
  /** What was done to the line on purpose; null when it is to be accepted. */
  fault: string | null;
}

/** The columns of the public company register. */
export const registerHeader = [
  '企业名称',
  '统一社会信用代码',
  '注册日期',
  '企业类型',
  '法人代表',
  '注册资金',
  '经营范围',
  '所在省份',
  '地区',
  '注册地址',
];

const column = { name: 0, code: 1, date: 2, type: 3, person: 4, capital: 5, scope: 6 } as const;

const places: [province: string, city: string, region: string][] = [
  ['广东省', '深圳市', '440305'],
  ['广东省', '广州市', '440106'],
  ['江苏省', '苏州市', '320506'],
  ['浙江省', '杭州市', '330108'],
  ['四川省', '成都市', '510107'],
  ['湖北省', '武汉市', '420106'],
  ['山东省', '青岛市', '370202'],
  ['北京市', '北京市', '110108'],
  ['上海市', '上海市', '310115'],
  ['重庆市', '重庆市', '500103'],
];
const brand = [
  ...'恒宏瑞盛泰华金隆裕永广兴安祥通正同万新信旭益元长志众启聚汇融联乾昊翰泓晟铭昱承德嘉润远砺峥岫砚嵘垣岑铎钊珩琮岱邺湛淼',
];
const trades = [
  '科技',
  '贸易',
  '建筑工程',
  '餐饮管理',
  '信息技术',
  '文化传媒',
  '机械设备',
  '生物医药',
  '物流',
  '环保科技',
  '农业发展',
  '新材料',
];
const types = [
  '有限责任公司(自然人独资)',
  '有限责任公司(自然人投资或控股)',
  '有限责任公司(法人独资)',
  '股份有限公司(非上市)',
  '个人独资企业',
];
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'建国志远海涛文博永胜俊峰晓东春生立新振华宏伟学军玉林树德福长金兴新世耀明庆卫秀英丽静敏婷燕玲'];
const activities = [
  '技术开发、技术咨询、技术服务',
  '计算机软硬件的销售',
  '国内贸易代理',
  '货物及技术进出口（法律、行政法规禁止的项目除外）',
  '企业管理咨询（不含限制项目）',
  '机械设备租赁',
  '普通货运；仓储服务',
  '会议及展览服务',
  '食品销售（凭许可证经营）',
  '建筑材料、五金产品批发兼零售',
  '广告设计、制作、代理、发布',
  '市政工程施工，园林绿化工程',
];
const roads = ['科技中一路', '人民中路', '建设大道', '解放北路', '滨海大道', '工业园三路', '创业街', '新华东路'];
const organisationAlphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/** A register line after line, always the same for the same options. */
export function* registerRows({
  lines,
  seed = 1,
  oddShare = 0,
  faultyShare = 0,
}: RegisterOptions): Generator<RegisterRow> {
  const random = mulberry32(seed);
  for (let number = 0; number < lines; number++) {
    const cells = company(random, number);
    const chance = random();
    if (chance < faultyShare) yield spoilt(random, cells);
    else {
      if (chance < faultyShare + oddShare) pick(random, oddities)(cells, random);
      yield { cells, fault: null };
    }
  }
}

function company(random: Random, number: number): string[] {
  const [province, city, region] = pick(random, places);
  const day = new Date(Date.UTC(between(random, 1985, 2022), between(random, 0, 11), between(random, 1, 28)));
  // The number makes the codes differ from line to line.
  const organisation = Array.from({ length: 5 }, () => pick(random, organisationAlphabet)).join('');
  const serial = number.toString(16).toUpperCase().padStart(5, '0').replace(/F/g, 'W');
  const name = `${city}${pick(random, brand)}${pick(random, brand)}${pick(random, brand)}${pick(random, trades)}有限公司`;
  return [
    name,
    makeCreditCode(`91${region}${organisation.slice(0, 4)}${serial.slice(-5)}`),
    day.toISOString().slice(0, 10),
    pick(random, types),
    pick(random, surnames) + pick(random, given) + (random() < 0.7 ? pick(random, given) : ''),
    `${pick(random, [10, 50, 100, 200, 300, 500, 1000, 2000, 5000])}(万)`,
    `${pickSome(random, activities, between(random, 2, 6)).join('；')}。`,
    province,
    city,
    `${city}${pick(random, roads)}${between(random, 1, 900)}号${between(random, 1, 30)}栋${between(random, 101, 2808)}室`,
  ];
}

const wide = (text: string) => text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

type Change = (cells: string[], random: Random) => void;

const oddities: Change[] = [
  (cells) => (cells[column.code] = wide(cells[column.code]!)),
  (cells) => (cells[column.code] = ` ${cells[column.code]!.toLowerCase()} `),
  (cells) => (cells[column.code] = 'N/A'),
  (cells, random) => (cells[column.capital] = pick(random, ['N/A', '-', '无', '—', ''])),
  (cells, random) =>
    (cells[column.capital] = pick(random, [
      '1,800(万)',
      '102(万元人民币)',
      '50万美元',
      '300 （万）',
      '港币 200 万元',
      '3000000元',
      '5000.000000万人民币',
    ])),
  (cells) => (cells[column.date] = cells[column.date]!.replaceAll('-', '/')),
  (cells) => (cells[column.date] = cells[column.date]!.replaceAll('-', '')),
  (cells) => (cells[column.date] = cells[column.date]!.replace(/(\d+)-0?(\d+)-0?(\d+)/, '$1年$2月$3日')),
  (cells) => (cells[column.date] += ' 00:00:00'),
  (cells) => (cells[column.scope] = `一般项目："${cells[column.scope]}",\n许可项目：无`),
  (cells) => (cells[column.person] = `${cells[column.person]}\u3000`),
];

const faults: Record<string, Change> = {
  'no name': (cells) => (cells[column.name] = ''),
  'mistyped code': (cells) => (cells[column.code] = mistyped(cells[column.code]!)),
  'registration number': (cells) => (cells[column.code] = '440301103456789'),
  'no such day': (cells) => (cells[column.date] = '2015-02-30'),
  'future day': (cells) => (cells[column.date] = '2999-01-01'),
  'capital in words': (cells) => (cells[column.capital] = '叁佰万元'),
  'cell too many': (cells) => cells.splice(column.scope, 0, '餐饮'),
  'cell too few': (cells) => cells.splice(column.type, 1),
};

function spoilt(random: Random, cells: string[]): RegisterRow {
  const fault = pick(random, Object.keys(faults));
  faults[fault]!(cells, random);
  return { cells, fault };
}

/** One character changed at a place where every character of the alphabet may stand. */
function mistyped(code: string): string {
  const other = organisationAlphabet[(organisationAlphabet.indexOf(code[9]!) + 1) % organisationAlphabet.length]!;
  return code.slice(0, 9) + other + code.slice(10);
}

export interface Written {
  lines: number;
  /** Those that an import must refuse. */
  faulty: number;
}

export interface CsvOptions extends RegisterOptions {
  encoding?: 'utf-8' | 'gb18030';
  byteOrderMark?: boolean;
}

/** Writes the register as CSV, quoting only where it must be; answers how many lines have a fault. */
export async function writeRegisterCsv(path: string, options: CsvOptions): Promise<Written> {
  const file = createWriteStream(path);
  let faulty = 0;
  let text = `${options.byteOrderMark ? '\ufeff' : ''}${csvLine(registerHeader)}`;
  const flush = async () => {
    const isFull = !file.write(options.encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : text);
    text = '';
    if (isFull) await once(file, 'drain');
  };
  for (const { cells, fault } of registerRows(options)) {
    if (fault) faulty++;
    text += csvLine(cells);
    if (text.length > 128 * 1024) await flush();
  }
  await flush();
  file.end();
  await once(file, 'finish');
  return { lines: options.lines, faulty };
}

const csvLine = (cells: string[]) =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;

/** The same register as XLSX, every cell a shared text. */
export async function writeRegisterXlsx(path: string, options: RegisterOptions): Promise<Written> {
  let faulty = 0;
  function* rows() {
    yield registerHeader;
    for (const { cells, fault } of registerRows(options)) {
      if (fault) faulty++;
      yield cells;
    }
  }
  await writeXlsx(path, rows());
  return { lines: options.lines, faulty };
}
