import { foldText } from './foldedText.js';
import { isDigit, isHan, isLatin } from './folding.js';

export type Severity = 'FORBID' | 'WARN' | 'ALLOW';

/** A word of a list, with what its category says of it. */
export interface ListedWord {
  id: string;
  text: string;
  /** Name of the list. */
  list: string;
  category: string;
  severity: Severity;
  /** Found also where other characters, or letters, sound like it. */
  bySound: boolean;
}

export interface WordPattern {
  word: ListedWord;
  codes: number[];
  /** How often each character stands in a row in the word itself. */
  runs: number[];
  isTwoHan: boolean;
}

export function patternOf(word: ListedWord): WordPattern {
  const { codes, runs, length } = foldText(word.text);
  const own = [...codes.subarray(0, length)];
  return {
    word,
    codes: own,
    runs: [...runs.subarray(0, length)],
    isTwoHan: length === 2 && own.every(isHan),
  };
}

/** How many characters of a word count when it is compared. */
export function countedCharacters(text: string): number {
  const { runs, length } = foldText(text);
  return runs.subarray(0, length).reduce((sum, run) => sum + run, 0);
}

/** The form of a word in which no list has it twice. */
export function foldedWord(text: string): string {
  const { codes, runs, length } = foldText(text);
  return Array.from({ length }, (_, i) => String.fromCodePoint(codes[i]!).repeat(runs[i]!)).join('');
}

/** Whether a run of a text can stand for that of a word: a number is another one, and English doubles its letters. */
export function runFits(code: number, inText: number, inWord: number): boolean {
  if (isDigit(code)) return inText === inWord;
  if (isLatin(code)) return inText === inWord || inText >= 3;
  return inText >= inWord;
}
