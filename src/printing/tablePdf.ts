import { chineseFont } from './chineseFont.js';
import { pdfOf } from './pdf.js';
import type { PrintedTable } from './printedTable.js';

const margin = 48;
const padding = 4;
const cellFont = 9;

/** The table on A4 pages, its heading repeated on each, with page numbers. */
export const tablePdf = (table: PrintedTable, { label }: { label: string }): Promise<Buffer> =>
  pdfOf(
    {
      size: 'A4',
      layout: table.columns.length > 6 ? 'landscape' : 'portrait',
      margin,
      bufferPages: true,
      info: { Title: table.title, CreationDate: table.madeAt },
    },
    (document) => {
      document.font(chineseFont).fontSize(18).text(table.title, { align: 'center' }).moveDown(0.5);
      document.fontSize(9).fillColor('#333333');
      for (const [name, content] of table.facts) document.text(`${name}：${content}`);
      document.moveDown(0.7);
      new Grid(document, table).draw();
      document.x = margin;
      document.moveDown(1).fontSize(8).fillColor('#555555');
      for (const remark of table.remarks ?? []) document.text(remark);
      numberPages(document, label);
    },
  );

/** Columns of equal width; a row is as high as its highest cell and is not broken. */
class Grid {
  private readonly width: number;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly table: PrintedTable,
  ) {
    this.width = (document.page.width - 2 * margin) / table.columns.length;
  }

  draw(): void {
    this.row(this.table.columns, true);
    for (const row of this.table.rows) this.row(row, false);
  }

  private row(cells: readonly (string | number | null)[], isHeading: boolean): void {
    const { document, width } = this;
    document.fontSize(cellFont).fillColor('#000000');
    const texts = cells.map((cell) => String(cell ?? ''));
    const height =
      Math.max(...texts.map((text) => document.heightOfString(text || ' ', { width: width - 2 * padding }))) +
      2 * padding;
    if (document.y + height > document.page.height - margin - 16) {
      document.addPage();
      if (!isHeading) this.row(this.table.columns, true);
    }
    const top = document.y;
    texts.forEach((text, i) => {
      const left = margin + i * width;
      if (isHeading) document.rect(left, top, width, height).fillAndStroke('#eeeeee', '#888888').fillColor('#000000');
      else document.rect(left, top, width, height).stroke('#888888');
      const align = isHeading ? 'center' : isNumber(cells[i]) ? 'right' : 'left';
      document.text(text, left + padding, top + padding, { width: width - 2 * padding, align });
    });
    document.x = margin;
    document.y = top + height;
  }
}

const isNumber = (cell: unknown): boolean =>
  typeof cell === 'number' || (typeof cell === 'string' && /^-?\d+\.\d+$/.test(cell));

function numberPages(document: PDFKit.PDFDocument, label: string): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    // Below the margin, where text would otherwise begin a page.
    document.page.margins.bottom = 0;
    document
      .fontSize(8)
      .fillColor('#555555')
      .text(`${label}　${page + 1} / ${count}`, margin, document.page.height - 32, {
        width: document.page.width - 2 * margin,
        align: 'center',
        lineBreak: false,
      });
  }
}
