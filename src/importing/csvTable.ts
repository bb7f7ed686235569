import type { Message } from '../languages/message.js';
import { readRecord, unquoted } from './csvRecord.js';
import { lineDecoder, type TextForm, utf8Chunks } from './encoding.js';
import { type PhysicalLine, physicalLines } from './physicalLines.js';
import {
  columnName,
  fitted,
  isBlank,
  kibibytes,
  maxRecordBytes,
  type TableLimits,
  type TableLine,
} from './tableLine.js';

/** Headings are folded in their cells, but not over more lines than this. */
const maxHeaderLines = 50;

export interface CsvForm extends TextForm {
  lineBreak: '\n' | '\r';
}

/** The lines of a text, in batches; `bytes` begin after the byte order mark. */
export async function* csvLines(
  bytes: AsyncIterable<Buffer>,
  form: CsvForm,
  limits: TableLimits,
): AsyncGenerator<TableLine[]> {
  const records = new CsvRecords(limits);
  const lines = physicalLines(utf8Chunks(bytes, form.encoding), {
    lineBreak: form.lineBreak,
    decode: lineDecoder(form.encoding),
    maxBytes: maxRecordBytes(limits),
  });
  for await (const batch of lines) yield [...records.read(batch, false)];
  yield [...records.read([], true)];
}

/**
 * Puts physical lines together to records. When a record cannot be trusted, only its first line is reported and reading goes on
 * with the next one, so that a quotation mark too many never hides the lines behind it. That stays linear: a line with an odd
 * number of quotation marks ends any cell that an earlier line left open, so that no line is read more than twice.
 */
class CsvRecords {
  private pending: PhysicalLine[] = [];
  private header: string[] | null = null;
  private separator = ',';

  constructor(private readonly limits: TableLimits) {}

  *read(lines: PhysicalLine[], isEnd: boolean): Generator<TableLine> {
    this.pending = this.pending.concat(lines);
    let from = 0;
    while (from < this.pending.length) {
      const used = yield* this.readOne(from, isEnd);
      if (used === 0) break;
      from += used;
    }
    this.pending = this.pending.slice(from);
  }

  /** How many physical lines the record took, 0 when it needs more. */
  private *readOne(from: number, isEnd: boolean): Generator<TableLine, number> {
    const first = this.pending[from]!;
    if (first.text === '' || first.text === '\r') return 1;
    if (!this.header) this.separator = separatorOf(this.pending.slice(from, from + maxHeaderLines));
    if (first.isCut) {
      const limit = kibibytes(maxRecordBytes(this.limits));
      yield this.faulty(first, null, {
        en: `The line is longer than ${limit}. Shorten it.`,
        zh: `该行长于 ${limit}，请缩短。`,
      });
      return 1;
    }
    const record = readRecord(this.pending, from, this.separator, this.limits);
    if (record.outcome === 'open' && !isEnd) return 0;
    if (record.outcome === 'open') {
      yield this.faulty(first, record.column, {
        en: 'A quotation mark opens a cell and none closes it. Close the cell.',
        zh: '引号打开了单元格而没有闭合，请补上引号。',
      });
    } else if (record.outcome === 'broken') {
      yield this.faulty(first, record.column, record.reason);
    } else if (this.joinsForeignLines(record)) {
      yield this.faulty(first, null, joined(first.number, record.lines, record.cells.length, this.header!.length));
    } else {
      yield this.whole(first, record.cells);
      return record.lines;
    }
    return 1;
  }

  /** A quoted cell over several lines is believed only where the record then has as many cells as the header. */
  private joinsForeignLines(record: { cells: string[]; lines: number }): boolean {
    return record.lines > 1 && this.header !== null && record.cells.length !== this.header.length;
  }

  private whole(first: PhysicalLine, cells: string[]): TableLine {
    return this.emitted({ line: first.number, cells });
  }

  private faulty(first: PhysicalLine, column: number | null, reason: Message): TableLine {
    const cells = unquoted(first.text, this.separator, this.limits);
    const problem = column === null ? { reason } : { column: columnName(this.header ?? cells, column), reason };
    return this.emitted({ line: first.number, cells, problem });
  }

  private emitted(line: TableLine): TableLine {
    const emitted = fitted(line, this.header, this.limits);
    this.header ??= isBlank(emitted.cells) ? null : emitted.cells;
    return emitted;
  }
}

const joined = (line: number, lines: number, cells: number, expected: number): Message => ({
  en: `A quotation mark joins the lines ${line} to ${line + lines - 1} to ${cells} cells where the header has ${expected}. Close it in its own line, or take it out.`,
  zh: `引号把第 ${line} 至 ${line + lines - 1} 行连成 ${cells} 个单元格，而表头有 ${expected} 个。请在本行内闭合引号，或删去。`,
});

/** Tab or semicolon where the header has more of them than commas, outside quotation marks. */
function separatorOf(lines: PhysicalLine[]): string {
  const text = lines.map((line) => line.text).join('\n');
  const header = text.replace(/"[^"]*("|$)/g, '').split('\n')[0]!;
  const count = (separator: string) => header.split(separator).length;
  return [',', '\t', ';'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}
