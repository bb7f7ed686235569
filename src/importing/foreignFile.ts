import { unsupportedMediaType } from '../errors.js';

const asTable = 'Save it as XLSX or as CSV in UTF-8 and import that.';
const picture = 'This is a picture, not a table. Ask for the table itself as XLSX or CSV and import that.';
const compressed = 'This is a compressed file. Unpack it and import the table inside.';

/** Beginnings of files that are often sent in place of a table. */
const signatures: [Buffer, string][] = (
  [
    ['%PDF', 'This is a PDF, not a table. Ask for the table itself as XLSX or CSV and import that.'],
    ['\xff\xd8\xff', picture],
    ['\x89PNG', picture],
    ['GIF8', picture],
    ['II*\0', picture],
    ['MM\0*', picture],
    [
      '\xd0\xcf\x11\xe0',
      `This is an old Excel file (.xls) or one with a password. Open it in Excel, take off the password, then: ${asTable}`,
    ],
    ['\x1f\x8b', compressed],
    ['7z\xbc\xaf', compressed],
    ['Rar!', compressed],
    ['BZh', compressed],
    ['\xfd7zXZ', compressed],
    ['{\\rtf', `This is a text document, not a table. ${asTable}`],
  ] as const
).map(([start, sentence]) => [Buffer.from(start, 'latin1'), sentence]);

const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].map((start) => Buffer.from(start, 'latin1'));

const markup = /^\s*<(!doctype|html|head|meta|table|style|\?xml|workbook|\?mso)/i;

const startsWith = (sample: Buffer, start: Buffer) => sample.subarray(0, start.length).equals(start);

export const isZip = (sample: Buffer) => zipSignatures.some((start) => startsWith(sample, start));

export const notText = () =>
  unsupportedMediaType(
    `This is not a table: neither XLSX nor a text in UTF-8, UTF-16 with byte order mark or GB18030. ${asTable}`,
  );

export function refuseForeignFile(sample: Buffer): void {
  const known = signatures.find(([start]) => startsWith(sample, start));
  if (known) throw unsupportedMediaType(known[1]);
  const start = sample.toString('utf8', 0, 512).replace('\ufeff', '');
  if (markup.test(start)) {
    throw unsupportedMediaType(
      `This is a web page or XML under the name of a table. Open it in Excel, then: ${asTable}`,
    );
  }
}
