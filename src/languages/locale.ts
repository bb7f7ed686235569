import { AsyncLocalStorage } from 'node:async_hooks';
import { type Locale, locales } from './message.js';

/**
 * The language of the request under way. Apollo formats errors without telling of which request they are, and a part of
 * them arises before there is a context; so the language travels beside the work. It decides words and nothing else.
 */
const speaking = new AsyncLocalStorage<Locale>();

export const inLocale = <T>(locale: Locale, work: () => T): T => speaking.run(locale, work);

export const currentLocale = (): Locale => speaking.getStore() ?? 'en';

const longestHeader = 1000;

/** The language that an Accept-Language header (RFC 9110) likes best; English where it likes none of ours, or all alike. */
export function preferredLocale(header: string | undefined): Locale {
  const ranges = (header ?? '').slice(0, longestHeader).split(',').flatMap(rangeOf);
  const liking = (locale: Locale): number => best(ranges, locale) ?? best(ranges, '*') ?? 0;
  const place = (locale: Locale): number => ranges.findIndex(({ language }) => language === locale) >>> 0;
  const [liked] = locales.toSorted((a, b) => liking(b) - liking(a) || place(a) - place(b));
  return liking(liked!) > 0 ? liked! : 'en';
}

interface Range {
  language: string;
  quality: number;
}

function best(ranges: Range[], language: string): number | undefined {
  const qualities = ranges.filter((range) => range.language === language).map(({ quality }) => quality);
  return qualities.length > 0 ? Math.max(...qualities) : undefined;
}

/** zh-CN and zh-Hant are Chinese, en-GB is English; what cannot be read is left out. */
function rangeOf(text: string): Range[] {
  const found = /^\s*([a-z]{1,8}|\*)(?:-[a-z0-9]{1,8})*\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i.exec(text);
  return found ? [{ language: found[1]!.toLowerCase(), quality: Number(found[2] ?? 1) }] : [];
}
