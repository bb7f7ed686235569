import { ZipFile } from 'yazl';
import type { PrintedTable } from './printedTable.js';

const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const parts: Record<string, string> = {
  '[Content_Types].xml': `${prolog}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${prolog}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${prolog}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${prolog}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** The table as the one sheet of an Office Open XML workbook: title, facts, columns, rows, remarks. */
export async function tableXlsx(table: PrintedTable, { label }: { label: string }): Promise<Buffer> {
  const zip = new ZipFile();
  const all = { ...parts, 'xl/worksheets/sheet1.xml': sheetXml(sheetRows(table, label)) };
  for (const [name, content] of Object.entries(all)) zip.addBuffer(Buffer.from(content), name, { mtime: table.madeAt });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The whole sheet, which CSV has as well. */
export const sheetRows = (table: PrintedTable, label: string): (string | number | null)[][] => [
  [table.title],
  [label],
  ...table.facts.map(([name, content]) => [name, content]),
  [],
  [...table.columns],
  ...table.rows.map((row) => [...row]),
  ...(table.remarks ?? []).map((remark) => [remark]),
];

function sheetXml(rows: readonly (string | number | null)[][]): string {
  const lines = rows.map(
    (cells, i) => `<row r="${i + 1}">${cells.map((cell, j) => cellXml(`${letters(j)}${i + 1}`, cell)).join('')}</row>`,
  );
  return `${prolog}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(reference: string, cell: string | number | null): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write these
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('\r', '_x000D_')
    .replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
