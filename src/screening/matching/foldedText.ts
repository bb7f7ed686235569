import { foldCodePoint, noise, sentenceMark } from './folding.js';

/** What stands between a unit and the one before it. */
export const Gap = { none: 0, space: 1, noise: 2, sentence: 3 } as const;

/**
 * A text as it is compared: noise left out, forms of a character made one, repeated characters one unit. Offsets are
 * those of the text as it was given, in UTF-16 code units.
 */
export interface FoldedText {
  length: number;
  codes: Uint32Array;
  /** How often the character stands in a row. */
  runs: Uint32Array;
  /** 1 where the character stood in another form than that it counts as; case does not count. */
  changed: Uint8Array;
  /** Of `Gap`, before the unit. */
  gaps: Uint8Array;
  /** Of `Gap`, between the characters of the run. */
  runGaps: Uint8Array;
  /** Where the run begins and ends. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** Of runs of several: where the last of them begins, and where the first ends. */
  lastStart: Map<number, number>;
  firstEnd: Map<number, number>;
}

const unknown = -3;
const several = -2;
const basic = new Int32Array(0x10000).fill(unknown);
const expansions = new Map<number, number | readonly number[]>();

/** Text of the basic plane comes from a table that fills as characters are met. */
function folded(codePoint: number): number | readonly number[] {
  if (codePoint < 0x10000) {
    const known = basic[codePoint]!;
    if (known >= -1) return known;
    if (known === unknown) {
      const made = foldCodePoint(codePoint);
      basic[codePoint] = typeof made === 'number' ? made : several;
      if (typeof made !== 'number') expansions.set(codePoint, made);
      return made;
    }
  }
  const known = expansions.get(codePoint) ?? foldCodePoint(codePoint);
  if (expansions.size < 20_000) expansions.set(codePoint, known);
  return known;
}

export function foldText(text: string): FoldedText {
  // What stands for several characters is rare; the most that one stands for is 18.
  let size = text.length + 64;
  const out = emptyText(size);
  let gap: number = Gap.none;
  let n = 0;
  const add = (code: number, from: number, to: number, isChanged: number): void => {
    if (n > 0 && out.codes[n - 1] === code) {
      const unit = n - 1;
      if (out.runs[unit] === 1) out.firstEnd.set(unit, out.ends[unit]!);
      out.runs[unit]! += 1;
      out.lastStart.set(unit, from);
      out.ends[unit] = to;
      out.changed[unit]! |= isChanged;
      out.runGaps[unit] = Math.max(out.runGaps[unit]!, gap);
    } else {
      if (n === size) size = grow(out, size);
      out.codes[n] = code;
      out.runs[n] = 1;
      out.changed[n] = isChanged;
      out.gaps[n] = gap;
      out.starts[n] = from;
      out.ends[n] = to;
      n += 1;
    }
    gap = Gap.none;
  };
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at)!;
    const end = at + (codePoint > 0xffff ? 2 : 1);
    const made = folded(codePoint);
    if (made === noise) gap = Math.max(gap, codePoint === 0x20 || codePoint === 0x3000 ? Gap.space : Gap.noise);
    else if (made === sentenceMark) gap = Gap.sentence;
    else if (typeof made === 'number')
      add(made, at, end, made === codePoint || (codePoint < 91 && codePoint + 32 === made) ? 0 : 1);
    else for (const code of made) add(code, at, end, 1);
    at = end;
  }
  out.length = n;
  return out;
}

const fields = ['codes', 'runs', 'starts', 'ends', 'changed', 'gaps', 'runGaps'] as const;

function emptyText(size: number): FoldedText {
  const wide = () => new Uint32Array(size);
  const narrow = () => new Uint8Array(size);
  return {
    length: 0,
    codes: wide(),
    runs: wide(),
    changed: narrow(),
    gaps: narrow(),
    runGaps: narrow(),
    starts: wide(),
    ends: wide(),
    lastStart: new Map(),
    firstEnd: new Map(),
  };
}

function grow(text: FoldedText, size: number): number {
  const larger = emptyText(size * 2);
  for (const field of fields) {
    larger[field].set(text[field]);
    text[field] = larger[field] as never;
  }
  return size * 2;
}
