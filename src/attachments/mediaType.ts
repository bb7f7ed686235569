import { open } from 'node:fs/promises';
import { openPromise } from 'yauzl';
import { unsupportedMediaType } from '../errors.js';
import { compoundType, typeOfCompoundFile } from './compoundFile.js';

const openXml = 'application/vnd.openxmlformats-officedocument';

/** What a file begins with, in hexadecimal with ? for any digit, and what it is then. */
const beginnings: readonly (readonly [type: string, pattern: string])[] = [
  ['application/pdf', '255044462d'],
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '474946383?61'],
  ['image/webp', '52494646????????57454250'],
  ['image/tiff', '49492a00'],
  ['image/tiff', '4d4d002a'],
  [compoundType, 'd0cf11e0a1b11ae1'],
];

const beginsWith = (hexadecimal: string, pattern: string): boolean =>
  [...pattern].every((digit, i) => digit === '?' || digit === hexadecimal[i]);

/** What a zip file is by one of its parts. */
const parts: readonly (readonly [type: string, part: RegExp])[] = [
  [`${openXml}.wordprocessingml.document`, /^word\/document\.xml$/],
  [`${openXml}.spreadsheetml.sheet`, /^xl\/workbook\.xml$/],
  [`${openXml}.presentationml.presentation`, /^ppt\/presentation\.xml$/],
  ['application/ofd', /^OFD\.xml$/],
];

/** A document that carries a program is of another type than one that does not. */
const programs: readonly (readonly [type: string, part: RegExp])[] = [
  ['application/vnd.ms-word.document.macroEnabled.12', /^word\/vbaProject\.bin$/i],
  ['application/vnd.ms-excel.sheet.macroEnabled.12', /^xl\/vbaProject\.bin$/i],
  ['application/vnd.ms-powerpoint.presentation.macroEnabled.12', /^ppt\/vbaProject\.bin$/i],
];

const beginningBytes = 64 * 1024;
const mostParts = 10_000;

/**
 * The media type of a file by its bytes.
 *
 * @throws UNSUPPORTED_MEDIA_TYPE for what is no document, no picture and no text; archives and programs among them
 */
export async function mediaTypeOf(path: string): Promise<string> {
  const start = await beginningOf(path);
  const hexadecimal = start.toString('hex', 0, 64);
  const found = beginnings.find(([, pattern]) => beginsWith(hexadecimal, pattern));
  if (found) return found[0] === compoundType ? typeOfCompoundFile(path) : found[0];
  if (beginsWith(hexadecimal, '504b0304')) return (await typeOfZip(path, start)) ?? refuse();
  return isText(start) ? 'text/plain' : refuse();
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** OpenDocument names its type in its first part, which is not compressed. */
const openDocumentAt = 30;
const openDocument = /^mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))/;

async function typeOfZip(path: string, start: Buffer): Promise<string | undefined> {
  const declared = openDocument.exec(start.toString('latin1', openDocumentAt, openDocumentAt + 100));
  if (declared) return declared[1];
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(refuse);
  try {
    let count = 0;
    let type: string | undefined;
    for await (const { fileName } of zip.eachEntry()) {
      type ??= parts.find(([, part]) => part.test(fileName))?.[0];
      const carrying = programs.find(([, part]) => part.test(fileName));
      if (carrying) return carrying[0];
      count += 1;
      if (count > mostParts) return undefined;
    }
    return type;
  } finally {
    zip.close();
  }
}

/** UTF-8 without signs that no text has; a sign may be cut at the end of what was read. */
function isText(start: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text has
    return text.length > 0 && !/[\u0000-\u0008\u000b\u000e-\u001f]/.test(text);
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

const refuse = (): never => {
  throw unsupportedMediaType({
    en: 'A record holds documents, pictures and texts: PDF, OFD, Office and OpenDocument files, PNG, JPEG, GIF, WebP, TIFF, plain text in UTF-8. Save the file as one of these.',
    zh: '附件须为文档、图片或文本：PDF、OFD、Office 和 OpenDocument 文件、PNG、JPEG、GIF、WebP、TIFF，以及 UTF-8 纯文本。请另存为其中一种。',
  });
};
