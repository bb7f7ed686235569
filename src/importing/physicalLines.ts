export interface PhysicalLine {
  /** The first is 1. */
  number: number;
  /** Without its line feed; a carriage return before it is kept, because inside a quoted cell it is content. */
  text: string;
  /** The line was longer than allowed; the rest of it is dropped. */
  isCut: boolean;
}

export interface LineForm {
  lineBreak: '\n' | '\r';
  decode: (line: Buffer) => string;
  maxBytes: number;
}

/** Carriage return alone ends the lines of files from the classic Mac; everywhere else it only precedes a line feed. */
export function lineBreakOf(sample: string): '\n' | '\r' {
  const outside = sample.replace(/"[^"]*"/g, '');
  const returns = outside.match(/\r(?!\n)/g)?.length ?? 0;
  const feeds = outside.match(/\n/g)?.length ?? 0;
  return returns > feeds && /^[^\n\r]*\r(?!\n)/.test(outside) ? '\r' : '\n';
}

/**
 * Cuts bytes into lines, one batch for each chunk. Neither UTF-8 nor GB18030 uses a line break's byte inside another character.
 * Holds at most one chunk and `maxBytes` of an unfinished line.
 */
export async function* physicalLines(chunks: AsyncIterable<Buffer>, form: LineForm): AsyncGenerator<PhysicalLine[]> {
  const lineBreak = form.lineBreak.charCodeAt(0);
  const unfinished = new UnfinishedLine(form.maxBytes);
  let number = 1;
  const finish = (end: Buffer): PhysicalLine => {
    unfinished.add(end);
    const { bytes, isCut } = unfinished.take();
    return { number: number++, text: form.decode(bytes), isCut };
  };
  for await (const chunk of chunks) {
    const lines: PhysicalLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineBreak); end >= 0; end = chunk.indexOf(lineBreak, start)) {
      lines.push(finish(chunk.subarray(start, end)));
      start = end + 1;
    }
    unfinished.add(chunk.subarray(start));
    yield lines;
  }
  if (!unfinished.isEmpty) yield [finish(Buffer.alloc(0))];
}

class UnfinishedLine {
  private parts: Buffer[] = [];
  private size = 0;
  private isCut = false;

  constructor(private readonly maxBytes: number) {}

  get isEmpty(): boolean {
    return this.size === 0;
  }

  add(part: Buffer): void {
    const room = this.maxBytes - this.size;
    if (part.length > room) this.isCut = true;
    const kept = part.subarray(0, room);
    if (kept.length === 0) return;
    this.parts.push(kept);
    this.size += kept.length;
  }

  take(): { bytes: Buffer; isCut: boolean } {
    const [first = Buffer.alloc(0), ...others] = this.parts;
    const taken = { bytes: others.length > 0 ? Buffer.concat(this.parts) : first, isCut: this.isCut };
    this.parts = [];
    this.size = 0;
    this.isCut = false;
    return taken;
  }
}
