import { Automaton } from './automaton.js';
import { type FoldedText, Gap } from './foldedText.js';
import { isHan, isLatin } from './folding.js';
import { type SoundText, soundText, syllablesOf } from './sounds.js';
import type { ListedWord } from './wordPattern.js';

interface SoundPattern {
  word: ListedWord;
  length: number;
  /** By letter: how long the syllable is that begins with it; 0 where none does. */
  syllables: Uint8Array;
}

/** Words as they sound, so that other characters of the same sound, or letters, do not hide them. */
export class SoundPatterns {
  private readonly patterns: SoundPattern[] = [];
  private readonly automaton: Automaton;

  constructor(words: readonly ListedWord[]) {
    const letters: number[][] = [];
    for (const word of words)
      for (const syllables of syllablesOf(word.text)) {
        if (syllables.some((syllable) => syllable === '')) continue;
        const spelled = syllables.join('');
        const starts = new Uint8Array(spelled.length);
        let at = 0;
        for (const syllable of syllables) {
          starts[at] = syllable.length;
          at += syllable.length;
        }
        this.patterns.push({ word, length: spelled.length, syllables: starts });
        letters.push([...spelled].map((letter) => letter.charCodeAt(0)));
      }
    this.automaton = new Automaton(letters);
  }

  get bytes(): number {
    return this.automaton.bytes;
  }

  /** Calls `found` with the first and the last unit of the folded text, until it answers false. */
  find(text: FoldedText, found: (word: ListedWord, first: number, last: number) => boolean): void {
    const sound = soundText(text);
    this.automaton.scan(sound.codes, sound.length, (index, end) => {
      const pattern = this.patterns[index]!;
      const begin = end - pattern.length + 1;
      const [first, last] = [sound.units[begin]!, sound.units[end]!];
      return !isWhole(text, sound, begin, end) || !isAligned(text, sound, pattern, begin)
        ? true
        : found(pattern.word, first, last);
    });
  }
}

/** Begins and ends with a unit, and with no letters beside it that belong to it; no clause ends inside. */
function isWhole(text: FoldedText, { length, units }: SoundText, begin: number, end: number): boolean {
  const [first, last] = [units[begin]!, units[end]!];
  if (begin > 0 && units[begin - 1] === first) return false;
  if (end + 1 < length && units[end + 1] === last) return false;
  const joined = (unit: number) =>
    unit > 0 &&
    unit < text.length &&
    text.gaps[unit] === Gap.none &&
    isLatin(text.codes[unit]!) &&
    isLatin(text.codes[unit - 1]!);
  if (joined(first) || joined(last + 1)) return false;
  for (let unit = first + 1; unit <= last; unit++) if (text.gaps[unit] === Gap.sentence) return false;
  return true;
}

/** Each character is one syllable of the word: 先 is not 西安. */
function isAligned(
  text: FoldedText,
  { units }: SoundText,
  { length, syllables }: SoundPattern,
  begin: number,
): boolean {
  for (let i = 0; i < length; ) {
    const unit = units[begin + i]!;
    let letters = 1;
    while (i + letters < length && units[begin + i + letters] === unit) letters += 1;
    if (isHan(text.codes[unit]!) && syllables[i] !== letters) return false;
    i += letters;
  }
  return true;
}
