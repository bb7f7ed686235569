import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface TextForm {
  encoding: Encoding;
  /** Length of the byte order mark in front, 0 without one. */
  markBytes: number;
}

/** What a decoder writes for bytes that it cannot read. A line that holds one is damaged, here or by an earlier conversion. */
export const replacementCharacter = '\ufffd';

const marks: [number[], Encoding][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
];

/** Encoding of a text by its first bytes; null when they are not a text in any encoding that is read here. */
export function textForm(sample: Buffer): TextForm | null {
  for (const [mark, encoding] of marks) {
    if (sample.subarray(0, mark.length).equals(Buffer.from(mark))) return { encoding, markBytes: mark.length };
  }
  if (looksBinary(sample)) return null;
  if (isUtf8(sample)) return { encoding: 'utf-8', markBytes: 0 };
  const encoding = encodingByLines(sample);
  return encoding && { encoding, markBytes: 0 };
}

/** Texts hold hardly any control characters but tab and line break; a single NUL may be a damage that its line can answer for. */
function looksBinary(sample: Buffer): boolean {
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  return controls > 2 + sample.length / 100;
}

/**
 * One damaged line, or one cut where the sample ends, must not turn a UTF-8 file into GB18030 (where nearly any bytes mean something): the lines vote.
 * A tie is UTF-8, because Chinese in GB18030 is hardly ever valid UTF-8 by chance and the reverse is common.
 */
function encodingByLines(sample: Buffer): Encoding | null {
  const decodeGb = lineDecoder('gb18030');
  const votes = { utf8: 0, gb18030: 0, total: 0 };
  for (const line of byteLines(sample)) {
    if (!line.some((byte) => byte > 127)) continue;
    votes.total++;
    if (isUtf8(line)) votes.utf8++;
    if (!decodeGb(line).includes(replacementCharacter)) votes.gb18030++;
  }
  if (votes.utf8 * 2 >= votes.total) return 'utf-8';
  return votes.gb18030 * 2 >= votes.total ? 'gb18030' : null;
}

function* byteLines(bytes: Buffer): Generator<Buffer> {
  const lineBreak = bytes.includes(10) ? 10 : 13;
  let start = 0;
  for (let end = bytes.indexOf(lineBreak); end >= 0; end = bytes.indexOf(lineBreak, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  yield bytes.subarray(start);
}

/**
 * Decodes one line; what cannot be read becomes the replacement character, and so does NUL, which PostgreSQL cannot store.
 * UTF-16 comes here as UTF-8, see `utf8Chunks`.
 */
export function lineDecoder(encoding: Encoding): (line: Buffer) => string {
  const decoder = encoding === 'gb18030' ? new TextDecoder('gb18030', { ignoreBOM: true }) : null;
  return (line) => {
    const text = decoder ? decoder.decode(line) : line.toString('utf8');
    return text.includes('\0') ? text.replaceAll('\0', replacementCharacter) : text;
  };
}

/** UTF-16 as UTF-8, so that lines can be found by a single byte; other encodings as they are. */
export async function* utf8Chunks(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (!encoding.startsWith('utf-16')) {
    yield* chunks;
    return;
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
