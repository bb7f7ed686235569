import { payloadTooLarge, unsupportedMediaType } from '../errors.js';
import {
  beginning,
  columnName,
  fitted,
  isBlank,
  kibibytes,
  type LineFault,
  type TableLimits,
  type TableLine,
} from './tableLine.js';
import { numberText } from './xlsxNumber.js';
import { type SheetCell, type SheetRow, sheetRows } from './xlsxSheet.js';
import { readSharedStrings, SharedStrings } from './xlsxStrings.js';
import { type NumberStyle, readNumberStyles } from './xlsxStyles.js';
import { unescaped } from './xlsxText.js';
import { maxSmallPartBytes, readWorkbook } from './xlsxWorkbook.js';
import { damagedXlsx, ZipParts } from './zipParts.js';

/** The lines of the first visible sheet, in batches. */
export async function* xlsxLines(path: string, limits: TableLimits): AsyncGenerator<TableLine[]> {
  const parts = await ZipParts.open(path, limits);
  try {
    refuseOtherZips(parts);
    const workbook = await readWorkbook(parts);
    const { strings, styles, countsFrom1904 } = workbook;
    const lines = new SheetLines(
      strings ? await readSharedStrings(parts.bytes(strings), limits) : new SharedStrings(limits),
      styles ? await readNumberStyles(parts.bytes(styles, maxSmallPartBytes)) : [],
      countsFrom1904,
      limits,
    );
    for await (const rows of sheetRows(parts.bytes(workbook.sheet), limits)) {
      // Texts are fetched row by row: many small references to one large text must not be held at once.
      for (const row of rows) yield [lines.lineOf(row)];
    }
  } finally {
    parts.close();
  }
}

function refuseOtherZips(parts: ZipParts): void {
  if (parts.has('xl/workbook.xml')) return;
  throw unsupportedMediaType(
    parts.has('xl/workbook.bin') || parts.has('content.xml')
      ? {
          en: 'This is a spreadsheet in another format (XLSB or OpenDocument). Save it as XLSX and import that.',
          zh: '这是其他格式的电子表格（XLSB 或 OpenDocument），请另存为 XLSX 后导入。',
        }
      : {
          en: 'This zip file is not an XLSX table. Unpack it and import the XLSX or CSV file inside.',
          zh: '这个压缩文件不是 XLSX 表格，请解压后导入其中的 XLSX 或 CSV 文件。',
        },
  );
}

class SheetLines {
  private header: string[] | null = null;
  private givenBytes = 0;

  constructor(
    private readonly strings: SharedStrings,
    private readonly styles: NumberStyle[],
    private readonly countsFrom1904: boolean,
    private readonly limits: TableLimits,
  ) {}

  lineOf(row: SheetRow): TableLine {
    const cells = Array.from(row.cells, (cell) => (cell ? this.cellText(cell) : ''));
    this.countGiven(cells);
    const problem = this.problemOf(row, cells);
    const line = fitted(
      { line: row.number, cells: this.squared(cells), ...(problem && { problem }) },
      this.header,
      this.limits,
    );
    this.header ??= isBlank(line.cells) ? null : line.cells;
    return line;
  }

  /** Rows end with their last filled cell; lines are as long as the header, longer only where there is something. */
  private squared(cells: string[]): string[] {
    const missing = (this.header?.length ?? 0) - cells.length;
    return missing > 0 ? cells.concat(new Array<string>(missing).fill('')) : cells;
  }

  private cellText({ type, style, text }: SheetCell): string {
    if (type === 'n') return numberText(text, this.styles[style] ?? 'plain', this.countsFrom1904);
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    if (type === 'd') return text.replace('T', ' ').replace(/ 00:00:00(\.0+)?$/, '');
    if (type !== 's') return unescaped(text);
    const shared = this.strings.get(Number(text));
    if (shared === undefined) throw damagedXlsx();
    return shared;
  }

  private problemOf(row: SheetRow, cells: string[]): LineFault | null {
    if (row.isTooWide) {
      const { maxColumns } = this.limits;
      return {
        reason: {
          en: `The row has cells beyond column ${maxColumns}. Delete them.`,
          zh: `该行在第 ${maxColumns} 列之后还有单元格，请删去。`,
        },
      };
    }
    const error = row.cells.findIndex((cell) => cell?.type === 'e' && cell.text !== '#N/A');
    if (error < 0) return null;
    const fault = beginning(cells[error]!, 20);
    const reason = {
      en: `The cell holds the formula error ${fault}. Write the value itself.`,
      zh: `单元格是公式错误 ${fault}，请直接填写数值。`,
    };
    return { column: columnName(this.header, error), reason };
  }

  /** A small file may refer to one large text millions of times. */
  private countGiven(cells: string[]): void {
    for (const cell of cells) this.givenBytes += cell.length;
    if (this.givenBytes <= this.limits.maxUncompressedBytes) return;
    const limit = kibibytes(this.limits.maxUncompressedBytes);
    throw payloadTooLarge({
      en: `The texts of the table are larger than ${limit}. Split the table into several files.`,
      zh: `表格的文本大于 ${limit}，请分成几个文件。`,
    });
  }
}
