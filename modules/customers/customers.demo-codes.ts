import { pinyin } from 'pinyin-pro';
import { between, pick, type Random } from '../../src/random.js';
import { makeCreditCode } from './creditCode.js';
import { type District, eightDigitAreaCodes, type Place } from './customers.demo-places.js';

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const characters = (random: Random, count: number, alphabet: string): string =>
  Array.from({ length: count }, () => pick(random, [...alphabet])).join('');

/** The nine characters of an organisation (主体标识码) with its own check digit by GB 11714. */
function organisationCode(random: Random, foundedIn: number): string {
  // Since the unified codes came in late in 2015 they begin with MA.
  const body =
    foundedIn > 2015
      ? `MA${characters(random, 6, creditAlphabet)}`
      : `${between(random, 1, 7)}${characters(random, 7, '0123456789')}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * organisationAlphabet.indexOf(body[index]!), 0);
  return body + '0X987654321'[sum % 11];
}

const isMunicipality = (place: Place): boolean => place.province === place.city;

/** A unified social credit code (统一社会信用代码). */
export function creditCode(random: Random, place: Place, district: District, foundedIn: number, isLawFirm: boolean) {
  // The province's justice department registers law firms (31); the city or the district registers enterprises (91).
  const province = `${district.regionCode.slice(0, 2)}0000`;
  const city = isMunicipality(place) ? province : `${district.regionCode.slice(0, 4)}00`;
  const region = isLawFirm ? province : pick(random, [city, district.regionCode]);
  return makeCreditCode(`${isLawFirm ? '31' : '91'}${region}${organisationCode(random, foundedIn)}`);
}

const digits = (random: Random, count: number): string => characters(random, count, '0123456789');

/** A telephone and a fax in the same place: area code, then seven or eight digits. */
export function landlines(random: Random, place: Place): [telephone: string, fax: string] {
  const rest = eightDigitAreaCodes.has(place.areaCode) ? 4 : 3;
  const exchange = `${place.areaCode}-${between(random, 2, 8)}${digits(random, rest - 1)}`;
  const last = between(random, 0, 9998);
  return [last, last + 1].map((number) => `${exchange}${String(number).padStart(4, '0')}`) as [string, string];
}

/** Well-formed, yet with a prefix that no operator has been given: it is nobody's number. */
export const mobile = (random: Random): string =>
  pick(random, ['154', '161', '163', '164', '168', '169']) + digits(random, 8);

export const latin = (chinese: string): string =>
  pinyin(chinese, { toneType: 'none', type: 'array', v: true }).join('');

/** `zhangguodong` for 张国栋; a surname has its own reading. */
export const latinName = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).join('');

/** `bt` for 包头. */
export const initials = (chinese: string): string =>
  pinyin(chinese, { toneType: 'none', type: 'array', pattern: 'first' }).join('');

export const shortCity = (place: Place): string => place.city.replace(/市$/, '');

export const shortProvince = (place: Place): string => place.province.replace(/(壮族|回族|维吾尔)?自治区$|省$|市$/, '');
