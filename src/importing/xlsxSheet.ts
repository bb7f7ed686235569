import { payloadTooLarge } from '../errors.js';
import type { TableLimits } from './tableLine.js';
import { appended, StringItem } from './xlsxText.js';
import { type Attributes, parseXml } from './xml.js';

export interface SheetCell {
  /** The `t` of the cell: s shared string, inlineStr, str, n number, b boolean, e error, d date. */
  type: string;
  style: number;
  text: string;
}

export interface SheetRow {
  number: number;
  /** By column; what the sheet leaves out is missing here too. */
  cells: (SheetCell | undefined)[];
  /** There are filled cells beyond the last column allowed. */
  isTooWide: boolean;
}

/** As many as a sheet can have. */
const maxRows = 1_048_576;

/** The rows of a sheet, in batches as its bytes come. */
export async function* sheetRows(xml: AsyncIterable<Buffer>, limits: TableLimits): AsyncGenerator<SheetRow[]> {
  const sheet = new SheetReader(limits);
  for await (const _ of parseXml(xml, sheet)) yield sheet.takeRows();
  yield sheet.takeRows();
}

class SheetReader {
  private rows: SheetRow[] = [];
  private rowCount = 0;
  private isData = false;
  private row: SheetRow = { number: 0, cells: [], isTooWide: false };
  private column = -1;
  private cell: SheetCell | null = null;
  private isValue = false;
  private readonly inline: StringItem;

  constructor(private readonly limits: TableLimits) {
    this.inline = new StringItem(limits);
  }

  takeRows(): SheetRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'sheetData') this.isData = true;
    if (!this.isData) return;
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'v') this.isValue = true;
    else if (name === 'is') this.inline.begin();
    else this.inline.open(name);
  }

  text(text: string): void {
    if (!this.cell) return;
    if (this.isValue) this.cell.text = appended(this.cell.text, text, this.limits);
    else this.inline.text(text);
  }

  close(name: string): void {
    if (!this.isData) return;
    if (name === 'sheetData') this.isData = false;
    else if (name === 'row') this.rows.push(this.row);
    else if (name === 'c') this.endCell();
    else if (name === 'v') this.isValue = false;
    else if (name === 'is' && this.cell) this.cell.text = this.inline.end();
    else this.inline.close(name);
  }

  private beginRow({ r }: Attributes): void {
    if (++this.rowCount > maxRows)
      throw payloadTooLarge({
        en: 'The sheet has more rows than a sheet can have. Split it into several files.',
        zh: '工作表的行数超过上限，请分成几个文件。',
      });
    const number = Number(r);
    const isPlausible = Number.isInteger(number) && number > 0 && number <= maxRows;
    this.row = { number: isPlausible ? number : this.row.number + 1, cells: [], isTooWide: false };
    this.column = -1;
  }

  private beginCell({ r, t = 'n', s = '0' }: Attributes): void {
    this.column = columnOf(r) ?? this.column + 1;
    this.cell = { type: t, style: Number(s), text: '' };
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = null;
    this.isValue = false;
    if (!cell || cell.text === '') return;
    if (this.column < this.limits.maxColumns) this.row.cells[this.column] = cell;
    else this.row.isTooWide = true;
  }
}

/** 0 for A, 26 for AA; null when the cell does not say where it stands. */
export function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!letters) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
