import { decodeHTML } from 'entities/decode';

/**
 * What a page shows of a text: tags and comments taken out, character entities, percent codes and escapes read. A place in
 * it stands for a place in the text as it was given; both are offsets in UTF-16 code units.
 */
export interface DecodedText {
  text: string;
  /** By code unit: where what it was made of begins and ends in the given text. */
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Codes of codes, such as &amp;#36172; or %25E8, are read as well. */
const mostRounds = 3;
const mayBeCoded = /[<&%\\]/;
const coded =
  /<!--|<[/!?]?[A-Za-z][^<>]*>|&(?:#\d{1,9}|#[xX][\dA-Fa-f]{1,8}|[A-Za-z][A-Za-z\d]{1,31});?|(?:%[\dA-Fa-f]{2})+|\\u(?:[\dA-Fa-f]{4}|\{[\dA-Fa-f]{1,6}\})/g;
/** What begins a line of its own on the page, so that the words on its two sides do not touch. */
const breaking =
  /^<\/?(?:address|article|aside|blockquote|br|caption|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul)\b/i;

/** @returns nothing where there is nothing to decode */
export function decodedText(text: string): DecodedText | undefined {
  let decoded: DecodedText | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const next = decodedOnce(decoded?.text ?? text);
    if (!next) break;
    decoded = decoded ? inTextOf(decoded, next) : next;
  }
  return decoded;
}

function decodedOnce(text: string): DecodedText | undefined {
  if (!mayBeCoded.test(text)) return undefined;
  const parts: string[] = [];
  // What is decoded is never longer than its code.
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let n = 0;
  let copied = 0;
  const put = (part: string, from: number, to: number): void => {
    parts.push(part);
    starts.fill(from, n, n + part.length);
    ends.fill(to, n, n + part.length);
    n += part.length;
  };
  const copyUntil = (end: number): void => {
    parts.push(text.slice(copied, end));
    for (let at = copied; at < end; at++, n++) {
      starts[n] = at;
      ends[n] = at + 1;
    }
  };
  for (const piece of piecesOf(text)) {
    copyUntil(piece.from);
    for (const { sign, from, to } of piece.signs) put(sign, from, to);
    copied = piece.to;
  }
  if (copied === 0) return undefined;
  copyUntil(text.length);
  return { text: parts.join(''), starts: starts.slice(0, n), ends: ends.slice(0, n) };
}

interface Sign {
  sign: string;
  from: number;
  to: number;
}

interface Piece {
  from: number;
  to: number;
  signs: Sign[];
}

function* piecesOf(text: string): Generator<Piece> {
  const commentEnd = endOfComments(text);
  const pattern = new RegExp(coded);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { 0: code, index: from } = match;
    const isComment = code === '<!--';
    const to = isComment ? commentEnd(from) : from + code.length;
    const signs = isComment ? [] : signsOf(code, from);
    if (to === undefined || !signs) continue;
    pattern.lastIndex = to;
    yield { from, to, signs };
  }
}

/** Looks for the end of a comment no second time where there is none: a text may begin thousands that never end. */
function endOfComments(text: string): (from: number) => number | undefined {
  let hasMore = true;
  return (from) => {
    const end = hasMore ? text.indexOf('-->', from + 4) : -1;
    hasMore = end >= 0;
    return hasMore ? end + 3 : undefined;
  };
}

function signsOf(code: string, from: number): Sign[] | undefined {
  const to = from + code.length;
  if (code.startsWith('<')) return breaking.test(code) ? [{ sign: '\n', from, to }] : [];
  if (code.startsWith('%')) return bytesOf(code, from);
  const sign = code.startsWith('&') ? decodeHTML(code) : escaped(code);
  return sign === code ? undefined : [{ sign, from, to }];
}

function escaped(code: string): string {
  const codePoint = Number.parseInt(code.replace(/[^\dA-Fa-f]/g, ''), 16);
  return codePoint > 0x10ffff ? code : String.fromCodePoint(codePoint);
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const gb18030 = new TextDecoder('gb18030');

/** UTF-8, or GB 18030 where it is none. */
function bytesOf(code: string, from: number): Sign[] {
  const bytes = Buffer.from(code.replaceAll('%', ''), 'hex');
  const asUtf8 = utf8.decode(bytes);
  const isUtf8 = !asUtf8.includes('\ufffd');
  let at = 0;
  return [...(isUtf8 ? asUtf8 : gb18030.decode(bytes))].map((sign) => {
    const begin = at;
    at = Math.min(bytes.length, at + (isUtf8 ? Buffer.byteLength(sign) : lengthInGb18030(bytes, at)));
    return { sign, from: from + begin * 3, to: from + at * 3 };
  });
}

const lengthInGb18030 = (bytes: Buffer, at: number): number => {
  if (bytes[at]! < 0x81) return 1;
  const second = bytes[at + 1] ?? 0;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
};

function inTextOf(outer: DecodedText, { text, starts, ends }: DecodedText): DecodedText {
  return {
    text,
    starts: starts.map((at) => outer.starts[at]!),
    ends: ends.map((at) => outer.ends[at - 1]!),
  };
}
