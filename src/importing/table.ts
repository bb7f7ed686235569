import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { badInput, payloadTooLarge } from '../errors.js';
import { type CsvForm, csvLines } from './csvTable.js';
import { replacementCharacter, textForm } from './encoding.js';
import { isZip, notText, refuseForeignFile } from './foreignFile.js';
import { lineBreakOf } from './physicalLines.js';
import { columnName, defaultTableLimits, isBlank, type TableLimits, type TableLine } from './tableLine.js';
import { xlsxLines } from './xlsxTable.js';

export { csvText, csvTextChunks, plainCell } from './csvText.js';
export { defaultTableLimits, type TableLimits, type TableLine } from './tableLine.js';

const sampleBytes = 1024 * 1024;
const chunkBytes = 64 * 1024;

/**
 * Reads a table file line by line in bounded memory; the first line is the header. Lines without content are left out.
 * The format is found from the bytes, never from the name: a zip with `xl/workbook.xml` is XLSX, of which the first visible sheet
 * is read; anything else is CSV in UTF-8, UTF-16 with byte order mark or GB18030, separated by comma, tab or semicolon.
 * A file that is no table throws UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or BAD_USER_INPUT, also midway if it turns out there.
 */
export async function* readTable(path: string, limits: Partial<TableLimits> = {}): AsyncGenerator<TableLine> {
  const allLimits = { ...defaultTableLimits, ...limits };
  let header: string[] | null = null;
  let count = 0;
  for await (const batch of await tableLines(path, allLimits)) {
    for (const line of batch) {
      if (!line.problem && isBlank(line.cells)) continue;
      if (++count > allLimits.maxLines) throw tooManyLines(allLimits);
      yield withUnreadable(line, header);
      header ??= line.cells;
    }
  }
  if (count === 0)
    throw badInput([
      {
        path: '',
        message: {
          en: 'The file holds no lines. Export the table again and import that.',
          zh: '文件没有内容行，请重新导出表格后导入。',
        },
      },
    ]);
}

async function tableLines(path: string, limits: TableLimits): Promise<AsyncIterable<TableLine[]>> {
  const sample = await readSample(path);
  if (sample.length === 0)
    throw badInput([
      {
        path: '',
        message: {
          en: 'The file is empty. Export the table again and import that.',
          zh: '文件是空的，请重新导出表格后导入。',
        },
      },
    ]);
  if (isZip(sample)) return xlsxLines(path, limits);
  refuseForeignFile(sample);
  const form = csvForm(sample);
  return csvLines(createReadStream(path, { start: form.markBytes, highWaterMark: chunkBytes }), form, limits);
}

async function readSample(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(sampleBytes, size)), 0, undefined, 0);
  return buffer.subarray(0, bytesRead);
}

function csvForm(sample: Buffer): CsvForm {
  const form = textForm(sample);
  if (!form) throw notText();
  return { ...form, lineBreak: lineBreakOf(new TextDecoder(form.encoding).decode(sample)) };
}

/** What the writer meant where the replacement character stands, nobody knows. */
function withUnreadable(line: TableLine, header: string[] | null): TableLine {
  if (line.problem) return line;
  const column = line.cells.findIndex((cell) => cell.includes(replacementCharacter));
  if (column < 0) return line;
  const reason = {
    en: 'Some characters cannot be read. Write them again and save the file in UTF-8.',
    zh: '有些字符无法读取，请重新填写并以 UTF-8 保存文件。',
  };
  return { ...line, problem: { column: columnName(header ?? line.cells, column), reason } };
}

const tooManyLines = (limits: TableLimits) =>
  payloadTooLarge({
    en: `The table has more than ${limits.maxLines.toLocaleString('en')} lines. Split it into several files.`,
    zh: `表格超过 ${limits.maxLines.toLocaleString('en')} 行，请分成几个文件。`,
  });
