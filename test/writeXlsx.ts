import { writeZip, type ZipPart } from './writeZip.js';

export type SheetValue = string | number | null;

/** Parts by name that replace those written by default, or come besides them. */
export type XlsxParts = Record<string, ZipPart['content'] | string>;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const fixedParts: Record<string, string> = {
  '[Content_Types].xml': `${prolog}<Types xmlns="${packaging}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  'xl/workbook.xml': `${prolog}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `${prolog}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="/xl/styles.xml"/></Relationships>`,
  'xl/styles.xml': `${prolog}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
};

/** An XLSX file from its parts: what is not given is there in its simplest form. */
export async function writeXlsxParts(
  path: string,
  given: XlsxParts,
  claims: Record<string, ZipPart['claims']> = {},
): Promise<void> {
  const parts: XlsxParts = { ...fixedParts, ...given };
  parts['xl/sharedStrings.xml'] ??= sharedStringsXml([]);
  await writeZip(
    path,
    Object.entries(parts).map(([name, content]) => ({
      name,
      content: typeof content === 'string' ? [content] : content,
      claims: claims[name],
    })),
  );
}

/** One sheet with the texts shared, as Excel writes it, row by row as they come. */
export async function writeXlsx(path: string, rows: Iterable<SheetValue[]>): Promise<void> {
  const numbers = new Map<string, number>();
  await writeXlsxParts(path, {
    'xl/worksheets/sheet1.xml': inPieces(sheetXml(rows, numbers)),
    // Its content is asked for after the sheet's, when all texts are known.
    'xl/sharedStrings.xml': inPieces(sharedStringsXml(numbers.keys())),
  });
}

export const sheetOf = (rows: string) =>
  `${prolog}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;

export function* sharedStringsXml(texts: Iterable<string>): Generator<string> {
  yield `${prolog}<sst xmlns="${main}">`;
  for (const text of texts) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
  yield '</sst>';
}

function* sheetXml(rows: Iterable<SheetValue[]>, texts: Map<string, number>): Generator<string> {
  yield `${prolog}<worksheet xmlns="${main}"><sheetData>`;
  let number = 0;
  for (const row of rows) {
    number++;
    const cells = row.map((value, column) => cellXml(`${columnLetters(column)}${number}`, value, texts));
    yield `<row r="${number}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(reference: string, value: SheetValue, texts: Map<string, number>): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
  const number = texts.get(value) ?? texts.size;
  texts.set(value, number);
  return `<c r="${reference}" t="s"><v>${number}</v></c>`;
}

export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** XML turns a bare carriage return into a line feed: the format writes it as _x000D_. */
const escaped = (text: string) =>
  text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('\r', '_x000D_')
    .replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function* inPieces(pieces: Iterable<string>): Generator<string> {
  let gathered = '';
  for (const piece of pieces) {
    gathered += piece;
    if (gathered.length < 64 * 1024) continue;
    yield gathered;
    gathered = '';
  }
  yield gathered;
}
