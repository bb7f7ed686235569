/** How cells of company registers say that something is not known. */
const unknowns = new Set(
  ('n/a #n/a na n.a. null none nil unknown - -- --- — —— – / \\ * ' + '无 暂无 未知 不详 未填 未公示 空')
    .split(' ')
    .concat(''),
);

export const isUnknown = (text: string): boolean =>
  (text.length < 20 || text.trim() === '') && unknowns.has(compact(text).toLowerCase());

const fullWidthLettersAndDigits = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
// Zero width spaces and joiners, the word joiner and the byte order mark.
const invisible = /[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/**
 * Text for people: letters, digits and spaces become half width, full-width punctuation stays, because 销售（不含危险货物）is written
 * with it. Line breaks stay too.
 */
export function prose(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(invisible, '')
    .replace(controls, ' ')
    .replace(fullWidthLettersAndDigits, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** Prose on one line: names, addresses. Between Chinese characters a line break was only a fold. */
export const oneLine = (text: string): string =>
  prose(text)
    .replace(/(?<=\p{Script=Han})\n+(?=\p{Script=Han})/gu, '')
    .replace(/\n+/g, ' ');

/** Codes, numbers and dates: everything half width, no spaces at the ends. */
export const compact = (text: string): string =>
  text.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ').trim();

/** In characters as people count them. */
export const isLongerThan = (text: string, limit: number): boolean => text.length > limit && [...text].length > limit;

/** A number that a spreadsheet has shown as 9.1E+17: its last digits are gone. */
export const isSpreadsheetNumber = (text: string): boolean => /^\d(\.\d+)?e\+?\d+$/i.test(text);
