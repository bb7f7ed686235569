import type { Message } from '../../src/languages/message.js';
import { compact, isSpreadsheetNumber } from './registerText.js';

export interface Capital {
  /** In units of the currency. */
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** What a heading says of all numbers below it: 注册资本（万元）, 注册资本(万美元). */
export interface CapitalUnit {
  /** Power of ten. */
  exponent: number | null;
  currency: string | null;
}

const currencies: Record<string, string[]> = {
  CNY: ['人民币', 'RMB', 'CNY', '¥'],
  USD: ['美元', '美金', 'USD', 'US$'],
  HKD: ['港元', '港币', '港幣', 'HKD', 'HK$'],
  EUR: ['欧元', 'EUR', '€'],
  JPY: ['日元', '日圆', 'JPY'],
  GBP: ['英镑', 'GBP', '£'],
  TWD: ['新台币', '台币', 'TWD', 'NT$'],
  MOP: ['澳门元', '澳门币', '葡币', 'MOP'],
  SGD: ['新加坡元', '新加坡币', '新币', 'SGD'],
  KRW: ['韩元', '韩币', '韩圆', 'KRW'],
  AUD: ['澳大利亚元', '澳元', '澳币', 'AUD'],
  CAD: ['加拿大元', '加元', '加币', 'CAD'],
  CHF: ['瑞士法郎', 'CHF'],
  MYR: ['马来西亚林吉特', '林吉特', 'MYR'],
  THB: ['泰铢', 'THB'],
  RUB: ['俄罗斯卢布', '卢布', 'RUB'],
};

const exponents: Record<string, number> = { 千: 3, 万: 4, 萬: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8, 億: 8, 万亿: 12 };

const codeOf = new Map(
  Object.entries(currencies).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
);
const anyOf = (names: Iterable<string>) =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace('$', '\\$'))
    .join('|');
const currencyPattern = anyOf([...codeOf.keys(), '元', '圆']);
const unitPattern = anyOf(Object.keys(exponents));
const form = new RegExp(
  `^(?:注册资[本金])?(${currencyPattern})?(-?[\\d,.]+)(${unitPattern})?(${currencyPattern})?(${currencyPattern})?整?$`,
  'i',
);
const unitForm = new RegExp(`^(?:单位)?(${unitPattern})?(${currencyPattern})?(${currencyPattern})?$`, 'i');

/** More than ten times the largest registered capital in China. */
const largest = 20e12;
/** Nobody registers so little: a bare number below is meant in 万元. */
const smallestBare = 10_000;

/** The registered capital (注册资本) as registers write it: `300(万)`, `102(万元人民币)`, `港币 200 万元`, `3000000元`. */
export function readCapital(text: string, columnUnit: CapitalUnit | null): Capital | { problem: Message } {
  const bare = compact(text).replace(/[()[\]【】\s:]/g, '');
  if (isSpreadsheetNumber(bare))
    return {
      problem: {
        en: 'A spreadsheet has rounded the number. Write it out with its unit: 300(万).',
        zh: '数字已被电子表格舍入。请连同单位完整填写：300(万)。',
      },
    };
  const parts = form.exec(bare);
  const digits = parts && plainNumber(parts[2]!);
  if (!parts || digits === null)
    return {
      problem: {
        en: 'This is no amount. Write a number with its unit: 300(万), 50万美元 or 3000000元.',
        zh: '这不是金额。请填写数字和单位：300(万)、50万美元或 3000000元。',
      },
    };
  const [, prefix, , unit, ...suffixes] = parts;
  const named = currencyOf([prefix, ...suffixes]);
  if (named === 'several')
    return {
      problem: { en: 'The amount names two currencies. Leave one.', zh: '金额写了两种货币，请只留一种。' },
    };
  const exponent = exponentOf(unit, suffixes) ?? columnUnit?.exponent ?? null;
  const amount = inCents(`${digits}e${exponent ?? 0}`);
  if (exponent === null && amount > 0 && amount < smallestBare) {
    return {
      problem: {
        en: 'The unit is missing. Write 300(万) for three million yuan, or 300元 for three hundred.',
        zh: '缺少单位。三百万元请写 300(万)，三百元请写 300元。',
      },
    };
  }
  return withinReason(amount, named ?? columnUnit?.currency ?? 'CNY');
}

/** The unit in the brackets of a heading; null when it is none. */
export function readCapitalUnit(note: string): CapitalUnit | null {
  const parts = unitForm.exec(compact(note).replace(/[\s:]/g, ''));
  if (!parts || !(parts[1] || parts[2])) return null;
  const currency = currencyOf(parts.slice(2));
  return currency === 'several' ? null : { exponent: exponentOf(parts[1], parts.slice(2)), currency };
}

/** 300元 are three hundred; 300人民币 leaves open whether 万 is meant. */
function exponentOf(unit: string | undefined, currencyNames: (string | undefined)[]): number | null {
  if (unit) return exponents[unit]!;
  return currencyNames.some((name) => name && /[元圆]$/.test(name)) ? 0 : null;
}

export function readCurrency(text: string): string | { problem: Message } {
  const name = compact(text)
    .replace(/[()\s]/g, '')
    .toUpperCase();
  return (
    codeOf.get(name) ?? {
      problem: {
        en: 'This currency is not known. Write its code, for example CNY, USD or HKD.',
        zh: '无法识别该货币。请填写代码，例如 CNY、USD 或 HKD。',
      },
    }
  );
}

/** 元 names no currency: it is the unit of yuan and of Hong Kong dollars (港币200万元) alike. */
function currencyOf(names: (string | undefined)[]): string | null | 'several' {
  const codes = new Set(names.flatMap((name) => codeOf.get(name?.toUpperCase() ?? '') ?? []));
  return codes.size > 1 ? 'several' : ([...codes][0] ?? null);
}

function plainNumber(text: string): string | null {
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text);
  return isGrouped || /^-?\d+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : null;
}

/** The exponent is read together with the digits, so that 5000.123456 万 is exactly 50001234.56. */
const inCents = (number: string) => Math.round(Number(number) * 100) / 100;

function withinReason(amount: number, currency: string): Capital | { problem: Message } {
  if (amount < 0)
    return {
      problem: { en: 'The amount is negative. Write what is registered.', zh: '金额为负数，请填写登记的金额。' },
    };
  if (amount > largest)
    return {
      problem: {
        en: 'No company has so large a capital. Look whether the unit is right: 300(万) is three million.',
        zh: '没有这样大的注册资本。请核对单位：300(万) 为三百万。',
      },
    };
  return { amount, currency };
}
