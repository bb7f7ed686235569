import { unsupportedMediaType } from '../errors.js';
import type { Message } from '../languages/message.js';

const asTable: Message = {
  en: 'Save it as XLSX or as CSV in UTF-8 and import that.',
  zh: '请另存为 XLSX 或 UTF-8 的 CSV 后导入。',
};
const picture: Message = {
  en: 'This is a picture, not a table. Ask for the table itself as XLSX or CSV and import that.',
  zh: '这是图片，不是表格。请索取 XLSX 或 CSV 格式的表格后导入。',
};
const compressed: Message = {
  en: 'This is a compressed file. Unpack it and import the table inside.',
  zh: '这是压缩文件，请解压后导入其中的表格。',
};

/** Beginnings of files that are often sent in place of a table. */
const signatures: [Buffer, Message][] = (
  [
    [
      '%PDF',
      {
        en: 'This is a PDF, not a table. Ask for the table itself as XLSX or CSV and import that.',
        zh: '这是 PDF，不是表格。请索取 XLSX 或 CSV 格式的表格后导入。',
      },
    ],
    ['\xff\xd8\xff', picture],
    ['\x89PNG', picture],
    ['GIF8', picture],
    ['II*\0', picture],
    ['MM\0*', picture],
    [
      '\xd0\xcf\x11\xe0',
      {
        en: `This is an old Excel file (.xls) or one with a password. Open it in Excel, take off the password, then: ${asTable.en}`,
        zh: `这是旧版 Excel 文件（.xls）或带密码的文件。请用 Excel 打开并取消密码，然后：${asTable.zh}`,
      },
    ],
    ['\x1f\x8b', compressed],
    ['7z\xbc\xaf', compressed],
    ['Rar!', compressed],
    ['BZh', compressed],
    ['\xfd7zXZ', compressed],
    [
      '{\\rtf',
      { en: `This is a text document, not a table. ${asTable.en}`, zh: `这是文本文档，不是表格。${asTable.zh}` },
    ],
  ] as const
).map(([start, sentence]) => [Buffer.from(start, 'latin1'), sentence]);

const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].map((start) => Buffer.from(start, 'latin1'));

const markup = /^\s*<(!doctype|html|head|meta|table|style|\?xml|workbook|\?mso)/i;

const startsWith = (sample: Buffer, start: Buffer) => sample.subarray(0, start.length).equals(start);

export const isZip = (sample: Buffer) => zipSignatures.some((start) => startsWith(sample, start));

export const notText = () =>
  unsupportedMediaType({
    en: `This is not a table: neither XLSX nor a text in UTF-8, UTF-16 with byte order mark or GB18030. ${asTable.en}`,
    zh: `这不是表格：既不是 XLSX，也不是 UTF-8、带字节顺序标记的 UTF-16 或 GB18030 文本。${asTable.zh}`,
  });

export function refuseForeignFile(sample: Buffer): void {
  const known = signatures.find(([start]) => startsWith(sample, start));
  if (known) throw unsupportedMediaType(known[1]);
  const start = sample.toString('utf8', 0, 512).replace('\ufeff', '');
  if (markup.test(start)) {
    throw unsupportedMediaType({
      en: `This is a web page or XML under the name of a table. Open it in Excel, then: ${asTable.en}`,
      zh: `这是以表格命名的网页或 XML。请用 Excel 打开，然后：${asTable.zh}`,
    });
  }
}
