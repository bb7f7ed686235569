import { Automaton } from './automaton.js';
import { isAcrossWords } from './crossWord.js';
import { type DecodedText, decodedText } from './decodedText.js';
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

  /** In the text as it is given, and as a page shows it: without tags, with codes read. */
  find(text: string): FoundWords {
    const plain = this.findAsIs(text);
    const decoded = decodedText(text);
    if (!decoded) return chosen(plain.hits, covering(plain.allowed), plain.hasMore);
    const shown = this.findAsIs(decoded.text);
    const seen = new Set(plain.hits.map(keyOf));
    const further = shown.hits.map((hit) => placed(decoded, hit)).filter((hit) => !seen.has(keyOf(hit)));
    const allowed = [...plain.allowed, ...shown.allowed.map((span) => spanIn(decoded, span))];
    return chosen([...plain.hits, ...further], covering(allowed), plain.hasMore || shown.hasMore);
  }

  private findAsIs(text: string): { hits: Hit[]; allowed: Span[]; hasMore: boolean } {
    const folded = foldText(text);
    const hits: Hit[] = [];
    const allowed: Span[] = [];
    const begun = new Set<string>();
    this.automaton.scan(folded.codes, folded.length, (index, last) => {
      const pattern = this.patterns[index]!;
      const hit = occurrence(folded, pattern, last);
      if (!hit) return true;
      if (pattern.word.severity === 'ALLOW') {
        if (hit.isUnbroken) allowed.push(hit);
        return true;
      }
      begun.add(`${pattern.word.id} ${last - pattern.codes.length + 1}`);
      const { start, end, how, mayStraddle } = hit;
      const straddles = mayStraddle ? () => isAcrossWords(text, start, end) : undefined;
      hits.push({ word: pattern.word, start, end, how, straddles });
      return hits.length < mostRaw;
    });
    this.sounds?.find(folded, (word, first, last) => {
      if (begun.has(`${word.id} ${first}`)) return true;
      const [wholeFirst, wholeLast] = [first, last].map((unit) => !isHan(folded.codes[unit]!)) as [boolean, boolean];
      const { start, end } = spanOf(folded, first, last, wholeFirst, wholeLast);
      const straddles = last === first + 1 ? () => isAcrossWords(text, start, end) : undefined;
      hits.push({ word, start, end, how: 'SOUND', straddles });
      return hits.length < mostRaw;
    });
    return { hits, allowed, hasMore: hits.length >= mostRaw };
  }
}

interface Span {
  start: number;
  end: number;
}

interface Hit extends FoundWord {
  /** Of two characters: whether they are the end of one word and the beginning of another. */
  straddles: (() => boolean) | undefined;
}

const keyOf = ({ word, start, end }: FoundWord): string => `${word.id} ${start} ${end}`;

const spanIn = ({ starts, ends }: DecodedText, { start, end }: Span): Span => ({
  start: starts[start]!,
  end: ends[end - 1]!,
});

/** Where it stands in the given text; what had to be decoded was disguised. */
function placed(decoded: DecodedText, hit: Hit): Hit {
  const span = spanIn(decoded, hit);
  const wasCoded = span.end - span.start !== hit.end - hit.start;
  return { ...hit, ...span, how: wasCoded && hit.how === 'EXACT' ? 'DISGUISED' : hit.how };
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
  hits: readonly Hit[],
  isAllowed: (start: number, end: number) => boolean,
  hasMore: boolean,
): FoundWords {
  const words: FoundWord[] = [];
  let segmented = 0;
  for (const { straddles, ...hit } of [...hits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (isAllowed(hit.start, hit.end)) continue;
    if (straddles && segmented++ < mostSegmented && straddles()) continue;
    if (words.length === mostListed) return { words, truncated: true };
    words.push(hit);
  }
  return { words, truncated: hasMore };
}
