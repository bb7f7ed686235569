import { pinyin } from 'pinyin-pro';
import type { FoldedText } from './foldedText.js';
import { foldCodePoint, isHan, isLatin } from './folding.js';

const letters = (syllable: string): string =>
  [...syllable]
    .map((sign) => foldCodePoint(sign.codePointAt(0)!))
    .map((code) => String.fromCodePoint(Number(code)))
    .join('');

/** Syllables that were met, by number; which of them a character has, plus one; 0 for a character not met yet. */
const syllables: string[] = [''];
const numbers = new Map([['', 0]]);
const basic = new Uint16Array(0x10000);

/** The commonest syllable of a character, without tone and marks; empty where it has none. */
function syllableOf(code: number): string {
  if (code < 0x10000 && basic[code]! > 0) return syllables[basic[code]! - 1]!;
  const [syllable = ''] = pinyin(String.fromCodePoint(code), { toneType: 'none', type: 'array', nonZh: 'removed' });
  const made = letters(syllable);
  const number = numbers.get(made) ?? syllables.push(made) - 1;
  numbers.set(made, number);
  if (code < 0x10000) basic[code] = number + 1;
  return made;
}

/** The ways to say a word, as the lists of its syllables: character by character, and as it is read as a word. */
export function syllablesOf(word: string): string[][] {
  const codes = [...word].map((sign) => sign.codePointAt(0)!);
  const one = codes.map(syllableOf);
  const read = pinyin(word, { toneType: 'none', type: 'array' }).map(letters);
  return read.length !== one.length || read.join() === one.join() ? [one] : [one, read];
}

/** A text by its sound: the letters of it, and of which unit of the folded text each is. */
export interface SoundText {
  length: number;
  codes: Uint32Array;
  units: Uint32Array;
}

export function soundText(text: FoldedText): SoundText {
  // Most syllables have two or three letters, and none more than six.
  let codes = new Uint32Array(text.length * 3 + 16);
  let units = new Uint32Array(text.length * 3 + 16);
  let n = 0;
  const add = (code: number, unit: number): void => {
    if (n === codes.length) [codes, units] = [wider(codes), wider(units)];
    codes[n] = code;
    units[n] = unit;
    n += 1;
  };
  for (let unit = 0; unit < text.length; unit++) {
    const code = text.codes[unit]!;
    if (isLatin(code)) for (let i = Math.min(2, text.runs[unit]!); i > 0; i--) add(code, unit);
    else {
      const syllable = isHan(code) ? syllableOf(code) : '';
      for (let i = 0; i < syllable.length; i++) add(syllable.charCodeAt(i), unit);
      // What has no sound parts what stands before it from what stands behind it.
      if (syllable === '') add(1, unit);
    }
  }
  return { length: n, codes, units };
}

function wider(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
