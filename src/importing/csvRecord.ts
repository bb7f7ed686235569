import type { Message } from '../languages/message.js';
import type { PhysicalLine } from './physicalLines.js';
import { maxRecordBytes, type TableLimits } from './tableLine.js';

export type RecordRead =
  | { outcome: 'whole'; cells: string[]; lines: number }
  /** A quoted cell is open where the lines at hand end. */
  | { outcome: 'open'; column: number }
  | { outcome: 'broken'; column: number; reason: Message };

/** Reads the record that begins with the first of `lines`; `from` tells which that is. */
export function readRecord(lines: PhysicalLine[], from: number, separator: string, limits: TableLimits): RecordRead {
  const text = lines[from]!.text;
  if (!text.includes('"')) return { outcome: 'whole', cells: unquoted(text, separator, limits), lines: 1 };
  return new RecordReader(lines, from, separator, limits).read();
}

/** Cells of a line whose quotation marks are not to be trusted. */
export const unquoted = (text: string, separator: string, limits: TableLimits) =>
  withoutReturn(text).split(separator, limits.maxColumns + 1);

const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text);

/**
 * RFC 4180, strict where leniency would lose lines: after a closing quotation mark only spaces may stand before the separator,
 * and a quotation mark inside an unquoted cell needs its partner there.
 */
class RecordReader {
  private readonly cells: string[] = [];
  private text: string;
  private at = 0;
  private used = 1;
  private size: number;

  constructor(
    private readonly lines: PhysicalLine[],
    private readonly from: number,
    private readonly separator: string,
    private readonly limits: TableLimits,
  ) {
    this.text = lines[from]!.text;
    this.size = this.text.length;
  }

  read(): RecordRead {
    for (;;) {
      const begin = this.afterSpaces(this.at);
      const failure = this.text[begin] === '"' ? this.readQuoted(begin + 1) : this.readUnquoted();
      if (failure) return failure;
      if (this.at > this.text.length) return { outcome: 'whole', cells: this.cells, lines: this.used };
    }
  }

  private readUnquoted(): RecordRead | null {
    const separator = this.text.indexOf(this.separator, this.at);
    const end = separator < 0 ? this.text.length : separator;
    const raw = this.text.slice(this.at, end);
    const cell = separator < 0 ? withoutReturn(raw) : raw;
    if (cell.split('"').length % 2 === 0)
      return this.broken({
        en: 'A quotation mark has no partner. Close it or take it out.',
        zh: '引号没有配对，请补上或删去。',
      });
    this.cells.push(cell);
    this.at = end + 1;
    return null;
  }

  private readQuoted(begin: number): RecordRead | null {
    let cell = '';
    let at = begin;
    for (;;) {
      const mark = this.text.indexOf('"', at);
      if (mark < 0) {
        cell += `${this.text.slice(at)}\n`;
        const failure = this.nextLine(cell);
        if (failure) return failure;
        at = 0;
      } else if (this.text[mark + 1] === '"') {
        cell += this.text.slice(at, mark + 1);
        at = mark + 2;
      } else {
        this.cells.push(cell + this.text.slice(at, mark));
        return this.endQuoted(mark + 1);
      }
    }
  }

  private endQuoted(closed: number): RecordRead | null {
    const end = this.afterSpaces(closed);
    const isLast = end === this.text.length || (this.text[end] === '\r' && end + 1 === this.text.length);
    if (!isLast && this.text[end] !== this.separator) {
      this.cells.pop();
      return this.broken({
        en: 'A quotation mark is not closed, or stands inside a quoted cell without being doubled.',
        zh: '引号未闭合，或在引号括起的单元格内没有写成两个。',
      });
    }
    this.at = isLast ? this.text.length + 1 : end + 1;
    return null;
  }

  private nextLine(cell: string): RecordRead | null {
    const next = this.lines[this.from + this.used];
    const isTooLong = cell.length > this.limits.maxCellBytes || this.size > maxRecordBytes(this.limits) || next?.isCut;
    if (isTooLong)
      return this.broken({
        en: 'A quotation mark opens a cell and none closes it soon. Close the cell, or shorten it.',
        zh: '引号打开了单元格，其后很长内容内没有闭合，请补上引号或缩短内容。',
      });
    if (!next) return { outcome: 'open', column: this.cells.length };
    this.used++;
    this.text = next.text;
    this.size += this.text.length + 1;
    return null;
  }

  private afterSpaces(at: number): number {
    let after = at;
    while (this.text[after] === ' ') after++;
    return after;
  }

  private broken(reason: Message): RecordRead {
    return { outcome: 'broken', column: this.cells.length, reason };
  }
}
