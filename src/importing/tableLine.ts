import type { Message } from '../languages/message.js';

export interface TableLine {
  /** Line in the file where the record begins (CSV, first line is 1, quoted line breaks counted) or row number (XLSX). */
  line: number;
  cells: string[];
  /** Set when the line could not be read as it is; `cells` then hold what could be read, too long ones shortened. */
  problem?: LineFault;
}

export interface LineFault {
  /** Heading of the column, when the fault lies in one. */
  column?: string;
  reason: Message;
}

export interface TableLimits {
  /** In UTF-8. */
  maxCellBytes: number;
  maxColumns: number;
  /** Lines with content, the header among them. */
  maxLines: number;
  /** XLSX: of all parts that are read, and of all text that they give. */
  maxUncompressedBytes: number;
  /** XLSX: asked of each part above 1 MiB. */
  maxCompressionRatio: number;
}

export const defaultTableLimits: TableLimits = {
  maxCellBytes: 64 * 1024,
  maxColumns: 256,
  maxLines: 1_000_000,
  maxUncompressedBytes: 1024 ** 3,
  maxCompressionRatio: 200,
};

const shortenedLength = 1000;

/** The beginning of a text. Half a character at its end, which PostgreSQL would refuse, is replaced. */
export const beginning = (text: string, length: number): string => text.slice(0, length).toWellFormed();

/** A record as a whole may be as large as this many of its largest cells. */
export const maxRecordBytes = (limits: TableLimits) => limits.maxCellBytes * 16;

export function isTooLarge(cell: string, limits: TableLimits): boolean {
  // A UTF-16 unit takes at most three bytes of UTF-8: short cells need no counting.
  return cell.length * 3 > limits.maxCellBytes && Buffer.byteLength(cell) > limits.maxCellBytes;
}

/** Spreadsheets export rows that were filled once as separators and spaces. */
export const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === '');

export function columnName(header: string[] | null, index: number): string {
  return beginning(header?.[index]?.trim() ?? '', 100) || `column ${index + 1}`;
}

/** The line with too many or too large cells cut, and the reason set. */
export function fitted(line: TableLine, header: string[] | null, limits: TableLimits): TableLine {
  const large = line.cells.findIndex((cell) => isTooLarge(cell, limits));
  const wide = line.cells.length > limits.maxColumns;
  if (large < 0 && !wide) return line;
  const cells = line.cells
    .slice(0, limits.maxColumns)
    .map((cell) => (isTooLarge(cell, limits) ? `${beginning(cell, shortenedLength)}…` : cell));
  if (line.problem) return { ...line, cells };
  return { ...line, cells, problem: large < 0 ? tooWide(limits) : tooLarge(columnName(header, large), limits) };
}

const tooWide = (limits: TableLimits): LineFault => ({
  reason: {
    en: `The line has more than ${limits.maxColumns} cells. Take out the columns that are not needed.`,
    zh: `该行超过 ${limits.maxColumns} 个单元格，请删去不需要的列。`,
  },
});

const tooLarge = (column: string, limits: TableLimits): LineFault => ({
  column,
  reason: {
    en: `The cell is larger than ${kibibytes(limits.maxCellBytes)}. Shorten it.`,
    zh: `单元格大于 ${kibibytes(limits.maxCellBytes)}，请缩短内容。`,
  },
});

export const kibibytes = (bytes: number) => (bytes < 1024 ? `${bytes} B` : `${Math.floor(bytes / 1024)} KiB`);
