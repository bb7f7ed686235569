import traditional from 'opencc-js/dict/TSCharacters';

/** What a character counts as that is none: something put between the characters of a word. */
export const noise = 0;
/** What ends a clause or a line. Between two characters of a word it may be there by chance. */
export const sentenceMark = -1;

const simplified = new Map(
  traditional.split('|').map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return [from.codePointAt(0)!, to.codePointAt(0)!] as const;
  }),
);

const lookalikes = new Map(
  [
    ['аеорсухіјѕԁһԛԝ', 'aeopcyxijsdhqw'],
    ['αεικνορτυχ', 'aeikvoptux'],
  ].flatMap(([from = '', to = '']) => [...from].map((sign, i) => [sign, to[i]!] as const)),
);

const sentenceMarks = new Set([...'。！？；：，、…!?;,\n\r\u2028\u2029'].map((sign) => sign.codePointAt(0)!));

/** First of a row of 26 signs, each of which shows a letter and has no decomposition. */
const letterRows = [0x1f150, 0x1f170, 0x1f1e6];

/**
 * What a code point counts as: one character in lower case and simplified writing, in its plain width and form; several
 * where it stands for several; `noise` or `sentenceMark`.
 */
export function foldCodePoint(codePoint: number): number | readonly number[] {
  if (sentenceMarks.has(codePoint)) return sentenceMark;
  const row = letterRows.find((first) => codePoint >= first && codePoint < first + 26);
  if (row !== undefined) return codePoint - row + 97;
  const folded = [...String.fromCodePoint(codePoint).normalize('NFKC').toLowerCase()]
    .flatMap((sign) => [...sign.normalize('NFD')])
    .filter((sign) => isKept(sign))
    .map((sign) => (lookalikes.get(sign) ?? sign).codePointAt(0)!)
    .map((code) => simplified.get(code) ?? code);
  return folded.length === 0 ? noise : folded.length === 1 ? folded[0]! : folded;
}

/** Letters, digits and characters; not the fillers among them, which show nothing, and not modifiers such as ー. */
const isKept = (sign: string): boolean =>
  sign === '々' || (/^[\p{L}\p{N}]$/u.test(sign) && !/^[\p{Lm}\p{Default_Ignorable_Code_Point}]$/u.test(sign));

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code >= 0x20000 || code === 0x3007;
export const isLatin = (code: number): boolean => code >= 97 && code <= 122;
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
