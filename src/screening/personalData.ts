import { registerTitledEnum } from '../languages/enumTitles.js';
import { decodedText } from './matching/decodedText.js';

/** What tells of a single person. */
export enum PersonalDataKind {
  RESIDENT_ID = 'RESIDENT_ID',
  MOBILE = 'MOBILE',
  LANDLINE = 'LANDLINE',
  BANK_CARD = 'BANK_CARD',
  EMAIL = 'EMAIL',
}

registerTitledEnum(PersonalDataKind, {
  name: 'PersonalDataKind',
  description: 'What tells of a single person (个人信息).',
  values: {
    RESIDENT_ID: { title: { en: 'Resident identity number', zh: '公民身份号码' }, description: 'GB 11643' },
    MOBILE: { title: { en: 'Mobile number', zh: '手机号码' } },
    LANDLINE: { title: { en: 'Landline number', zh: '固定电话号码' }, description: 'with its area code' },
    BANK_CARD: { title: { en: 'Bank card number', zh: '银行卡号' } },
    EMAIL: { title: { en: 'E-mail address', zh: '电子邮箱' } },
  },
});

export interface PersonalData {
  kind: PersonalDataKind;
  /** Offsets in the text as it was given, in UTF-16 code units. */
  start: number;
  end: number;
  /** Its ends, with the middle left out. */
  masked: string;
}

const mostListed = 1000;

/**
 * Numbers and addresses of people in a text, in its order: also in full width, in Chinese numerals, with spaces or hyphens
 * between, and in codes or between tags that a page does not show.
 */
export function personalDataIn(text: string): { found: PersonalData[]; truncated: boolean } {
  const found = [...numbersIn(text), ...addressesIn(text)];
  const decoded = decodedText(text);
  if (decoded) {
    const seen = new Set(found.map(keyOf));
    for (const one of [...numbersIn(decoded.text), ...addressesIn(decoded.text)]) {
      const placed = { ...one, start: decoded.starts[one.start]!, end: decoded.ends[one.end - 1]! };
      if (!seen.has(keyOf(placed))) found.push(placed);
    }
  }
  found.sort((a, b) => a.start - b.start);
  return { found: found.slice(0, mostListed), truncated: found.length > mostListed };
}

const keyOf = ({ kind, start, end }: PersonalData): string => `${kind} ${start} ${end}`;

/** Digits without anything between them, with the offset of each. */
interface Segment {
  digits: string;
  from: number;
  to: number;
}

const digitOf = new Map(
  ['0123456789', '０１２３４５６７８９', '〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '⓪①②③④⑤⑥⑦⑧⑨'].flatMap((row) =>
    [...row].map((sign, digit) => [sign.charCodeAt(0), digit] as const),
  ),
);
digitOf.set('幺'.charCodeAt(0), 1);
/** A resident identity number may end so. */
const checkLetter = /^[ \u3000-]?[XxＸｘ]/;
const separators = new Set([...' \u00a0\u3000-‐‑–—－·()（）'].map((sign) => sign.charCodeAt(0)));
const mostSegments = 18;

function* numbersIn(text: string): Generator<PersonalData> {
  for (const chain of chainsOf(text))
    for (let i = 0; i < chain.length; ) {
      const taken = longestFrom(text, chain, i);
      if (taken) yield taken.data;
      i += taken?.segments ?? 1;
    }
}

/** One segment by itself before several together: two telephone numbers with a space between are two. */
function longestFrom(text: string, chain: readonly Segment[], i: number) {
  const most = Math.min(mostSegments, chain.length - i);
  for (const segments of [1, ...Array.from({ length: most - 1 }, (_, k) => most - k)]) {
    const joined = chain.slice(i, i + segments);
    const digits = joined.map((one) => one.digits).join('');
    const data = numberAt(text, joined[0]!.from, joined.at(-1)!.to, digits);
    if (data) return { segments, data };
  }
  return undefined;
}

function numberAt(text: string, start: number, to: number, digits: string): PersonalData | undefined {
  const [check] = digits.length === 17 ? (checkLetter.exec(text.slice(to, to + 3)) ?? []) : [];
  const end = to + (check?.length ?? 0);
  const value = check ? `${digits}X` : digits;
  const kind = isLetter(text, start - 1) || isLetter(text, end) ? undefined : kindOf(value);
  return kind && { kind, start, end, masked: masked(value, 2) };
}

function* chainsOf(text: string): Generator<Segment[]> {
  let chain: Segment[] = [];
  for (let at = 0; at < text.length; ) {
    if (!digitOf.has(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const segment = segmentAt(text, at);
    const before = chain.at(-1);
    if (before && !isJoined(text, before.to, segment.from)) {
      yield chain;
      chain = [];
    }
    chain.push(segment);
    at = segment.to;
  }
  if (chain.length > 0) yield chain;
}

function segmentAt(text: string, from: number): Segment {
  let to = from;
  let digits = '';
  for (let digit = digitOf.get(text.charCodeAt(to)); digit !== undefined; digit = digitOf.get(text.charCodeAt(++to)))
    digits += digit;
  return { digits, from, to };
}

const isJoined = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (!separators.has(text.charCodeAt(at))) return false;
  return to - from <= 2;
};

const isLetter = (text: string, at: number): boolean => /^[A-Za-z]$/.test(text[at] ?? '');

const mobile = /^(?:86|0086)?1[3-9]\d{9}$/;
const landline = /^(?:86|0086)?0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/;
const card = /^(?:62\d{14,17}|4\d{15}|5[1-5]\d{14}|35\d{14}|9558\d{15})$/;

function kindOf(digits: string): PersonalDataKind | undefined {
  if (digits.length < 10 || digits.length > 19) return undefined;
  if (isResidentId(digits)) return PersonalDataKind.RESIDENT_ID;
  if (mobile.test(digits)) return PersonalDataKind.MOBILE;
  if (landline.test(digits)) return PersonalDataKind.LANDLINE;
  if (card.test(digits) && isLuhn(digits)) return PersonalDataKind.BANK_CARD;
  return undefined;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/;

/** GB 11643-1999: place, day of birth, order and a check digit by ISO 7064 MOD 11-2. */
function isResidentId(digits: string): boolean {
  if (!/^\d{17}[\dX]$/.test(digits) || !provinces.test(digits)) return false;
  const day = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
  const date = new Date(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && /^(18|19|20)/.test(day);
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return isDay && '10X98765432'[sum % 11] === digits[17];
}

/** ISO/IEC 7812-1. */
function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const ofName = /[A-Za-z0-9._%+-]/;
const host = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,20}(?![A-Za-z0-9])/;

function* addressesIn(text: string): Generator<PersonalData> {
  const plain = text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  for (let at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && ofName.test(plain[start - 1]!)) start -= 1;
    const [domain] = host.exec(plain.slice(at + 1, at + 256)) ?? [];
    if (start === at || !domain) continue;
    const address = plain.slice(start, at + 1 + domain.length);
    yield { kind: PersonalDataKind.EMAIL, start, end: at + 1 + domain.length, masked: masked(address, 2) };
  }
}

const masked = (value: string, kept: number): string =>
  `${value.slice(0, kept)}${'*'.repeat(value.length - 2 * kept)}${value.slice(-kept)}`;
