import { Automaton } from './automaton.js';
import { isAcrossWords } from './crossWord.js';
import { type FoldedText, foldText, Gap } from './foldedText.js';
import { isDigit, isHan, isLatin } from './folding.js';
import { SoundPatterns } from './soundPatterns.js';
import { type ListedWord, patternOf, runFits, type WordPattern } from './wordPattern.js';

/** As it stands in the list; in another form or with something between; with the end of a clause between; by sound. */
export type FoundHow = 'EXACT' | 'DISGUISED' | 'ACROSS' | 'SOUND';

export interface FoundWord {
  word: ListedWord;
  /** Offsets in the text as it was given, in UTF-16 code units. */
  start: number;
  end: number;
  how: FoundHow;
}

export interface FoundWords {
  words: FoundWord[];
  /** There are more than are listed. */
  truncated: boolean;
}

const mostListed = 1000;
const mostRaw = 100_000;
const mostSegmented = 1000;

/** Finds the words of lists in texts. Made once for a version of them. */
export class WordMatcher {
  private readonly patterns: WordPattern[];
  private readonly automaton: Automaton;
  private readonly sounds: SoundPatterns | undefined;

  constructor(words: readonly ListedWord[]) {
    this.patterns = words.map(patternOf).filter(({ codes }) => codes.length > 0);
    this.automaton = new Automaton(this.patterns.map(({ codes }) => codes));
    const sounding = words.filter(({ bySound, severity }) => bySound && severity !== 'ALLOW');
    this.sounds = sounding.length > 0 ? new SoundPatterns(sounding) : undefined;
  }

  /** Bytes of the tables; the words themselves come on top. */
  get bytes(): number {
    return this.automaton.bytes + (this.sounds?.bytes ?? 0);
  }

  find(text: string): FoundWords {
    const folded = foldText(text);
    const found: (FoundWord & { isTwoHan: boolean })[] = [];
    const allowed: { start: number; end: number }[] = [];
    const begun = new Set<string>();
    let raw = 0;
    this.automaton.scan(folded.codes, folded.length, (index, last) => {
      const pattern = this.patterns[index]!;
      const hit = occurrence(folded, pattern, last);
      if (!hit) return true;
      if (pattern.word.severity === 'ALLOW') {
        if (hit.isUnbroken) allowed.push(hit);
        return true;
      }
      raw += 1;
      begun.add(`${pattern.word.id} ${last - pattern.codes.length + 1}`);
      found.push({ word: pattern.word, start: hit.start, end: hit.end, how: hit.how, isTwoHan: hit.mayStraddle });
      return raw < mostRaw;
    });
    this.sounds?.find(folded, (word, first, last) => {
      if (begun.has(`${word.id} ${first}`)) return true;
      raw += 1;
      const [wholeFirst, wholeLast] = [first, last].map((unit) => !isHan(folded.codes[unit]!)) as [boolean, boolean];
      const span = spanOf(folded, first, last, wholeFirst, wholeLast);
      found.push({ word, ...span, how: 'SOUND', isTwoHan: last === first + 1 });
      return raw < mostRaw;
    });
    return chosen(text, found, covering(allowed), raw >= mostRaw);
  }
}

interface Occurrence {
  start: number;
  end: number;
  how: FoundHow;
  isUnbroken: boolean;
  /** Could be the end of one word and the beginning of another. */
  mayStraddle: boolean;
}

function occurrence(text: FoldedText, { codes, runs, isTwoHan }: WordPattern, last: number): Occurrence | undefined {
  const first = last - codes.length + 1;
  let gap: number = Gap.none;
  let isChanged = false;
  let isUnbroken = true;
  for (let i = 0; i < codes.length; i++) {
    const unit = first + i;
    if (!runFits(codes[i]!, text.runs[unit]!, runs[i]!)) return undefined;
    const isInside = i > 0 && i < codes.length - 1;
    isChanged ||= text.changed[unit] === 1 || (isInside && text.runs[unit] !== runs[i]);
    if (i > 0 && !isWordSpace(text, unit)) gap = Math.max(gap, text.gaps[unit]!);
    if (isInside) gap = Math.max(gap, text.runGaps[unit]!);
    isUnbroken &&= gap === Gap.none && text.runGaps[unit] === Gap.none;
  }
  if (isInsideToken(text, first, last)) return undefined;
  const how = gap === Gap.sentence ? 'ACROSS' : gap !== Gap.none || isChanged ? 'DISGUISED' : 'EXACT';
  const keepsRun = (i: number) => runs[i]! > 1 || !isHan(codes[i]!);
  return {
    ...spanOf(text, first, last, first === last || keepsRun(0), first === last || keepsRun(codes.length - 1)),
    how,
    isUnbroken,
    mayStraddle: isTwoHan && gap !== Gap.noise && !isChanged,
  };
}

/** A space in a phrase of letters is no disguise. */
const isWordSpace = (text: FoldedText, unit: number): boolean =>
  text.gaps[unit] === Gap.space && !isHan(text.codes[unit]!) && !isHan(text.codes[unit - 1]!);

/** Letters and digits are found as whole tokens only: "sb" is not in "husband". */
function isInsideToken(text: FoldedText, first: number, last: number): boolean {
  const joined = (unit: number): boolean =>
    unit > 0 &&
    unit < text.length &&
    text.gaps[unit] === Gap.none &&
    isOfToken(text.codes[unit]!) &&
    isOfToken(text.codes[unit - 1]!);
  return joined(first) || joined(last + 1);
}

const isOfToken = (code: number): boolean => isLatin(code) || isDigit(code);

/** Of a run of characters at either end the one next to the word, unless the word has all of it. */
function spanOf(text: FoldedText, first: number, last: number, wholeFirst: boolean, wholeLast: boolean) {
  return {
    start: (wholeFirst ? undefined : text.lastStart.get(first)) ?? text.starts[first]!,
    end: (wholeLast ? undefined : text.firstEnd.get(last)) ?? text.ends[last]!,
  };
}

/** Whether one of the spans covers a given one. */
function covering(spans: readonly { start: number; end: number }[]): (start: number, end: number) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let furthest = 0;
  const reaches = sorted.map(({ end }) => (furthest = Math.max(furthest, end)));
  return (start, end) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.start <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && reaches[low - 1]! >= end;
  };
}

function chosen(
  text: string,
  found: readonly (FoundWord & { isTwoHan: boolean })[],
  isAllowed: (start: number, end: number) => boolean,
  hasMore: boolean,
): FoundWords {
  const words: FoundWord[] = [];
  let segmented = 0;
  for (const { isTwoHan, ...hit } of [...found].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (isAllowed(hit.start, hit.end)) continue;
    if (isTwoHan && segmented++ < mostSegmented && isAcrossWords(text, hit.start, hit.end)) continue;
    if (words.length === mostListed) return { words, truncated: true };
    words.push(hit);
  }
  return { words, truncated: hasMore };
}
