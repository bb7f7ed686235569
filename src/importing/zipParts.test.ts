import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, linesOf, linesWritten, withPath } from '../../test/tableFile.js';
import { sharedStringsXml, sheetOf, writeXlsx, writeXlsxParts, type XlsxParts } from '../../test/writeXlsx.js';
import { writeZip } from '../../test/writeZip.js';
import { ZhiduError } from '../errors.js';
import { defaultTableLimits, readTable } from './table.js';
import { ZipParts } from './zipParts.js';

const sheet1 = 'xl/worksheets/sheet1.xml';
const header =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>值</t></is></c></row>';
const readParts = (parts: XlsxParts, limits = {}) => linesWritten((path) => writeXlsxParts(path, parts), limits);

describe('XLSX: files that are refused', () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

  it.each<[string, XlsxParts]>([
    [
      'a document type with entities',
      { [sheet1]: `${doctype}<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>` },
    ],
    [
      'an external entity',
      { [sheet1]: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>' },
    ],
    ['an unknown entity', { [sheet1]: sheetOf('<row><c><v>&b;</v></c></row>') }],
    ['a document type without any use', { [sheet1]: '<!DOCTYPE worksheet><worksheet><sheetData/></worksheet>' }],
    [
      'one part twice, under names that differ by case only',
      {
        'XL/Workbook.xml': '<workbook xmlns:r="r"><sheets><sheet r:id="rId1"/></sheets></workbook>',
        [sheet1]: sheetOf(header),
      },
    ],
    ['XML that breaks off', { [sheet1]: '<worksheet><sheetData><row>' }],
    ['elements nested a hundred deep', { [sheet1]: `${'<a>'.repeat(100)}${'</a>'.repeat(100)}` }],
    ['a shared text that is not there', { [sheet1]: sheetOf('<row><c t="s"><v>5</v></c></row>') }],
    [
      'a shared text by half a number',
      { 'xl/sharedStrings.xml': sharedStringsXml(['a', 'b']), [sheet1]: sheetOf('<row><c t="s"><v>0.5</v></c></row>') },
    ],
    [
      'a sheet that is not there',
      { 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet r:id="rId1"/></sheets></workbook>' },
    ],
  ])('%s', async (_what, parts) => {
    await expect(readParts(parts)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('damaged'),
    });
  });

  it.each([
    ['a zip without a workbook', [{ name: 'a.txt', content: ['x'] }], 'UNSUPPORTED_MEDIA_TYPE', 'Unpack it'],
    ['XLSB', [{ name: 'xl/workbook.bin', content: ['x'] }], 'UNSUPPORTED_MEDIA_TYPE', 'Save it as XLSX'],
    ['OpenDocument', [{ name: 'content.xml', content: ['x'] }], 'UNSUPPORTED_MEDIA_TYPE', 'Save it as XLSX'],
    [
      'an encrypted zip',
      [{ name: 'xl/workbook.xml', content: ['x'], claims: { flags: 0x0809 } }],
      'UNSUPPORTED_MEDIA_TYPE',
      'password',
    ],
    ['a path out of the zip', [{ name: '../../etc/passwd', content: ['x'] }], 'BAD_USER_INPUT', 'damaged'],
    [
      'too many parts',
      Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: [] })),
      'PAYLOAD_TOO_LARGE',
      '10000',
    ],
  ])('%s', async (_what, parts, code, words) => {
    const reading = linesWritten((path) => writeZip(path, parts));
    await expect(reading).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('a zip that was cut off', async () => {
    await withPath(async (path) => {
      await writeXlsx(path, [['名称'], ['甲']]);
      await writeFile(path, (await readFile(path)).subarray(0, -30));
      await expect(Array.fromAsync(readTable(path))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  it('a part whose bytes are not those that were packed', async () => {
    const reading = linesWritten((path) =>
      writeXlsxParts(path, { [sheet1]: sheetOf(header) }, { [sheet1]: { checksum: 1 } }),
    );
    await expect(reading).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('XLSX: faults of the disk', () => {
  it('are not the fault of the sender', async () => {
    await expect(ZipParts.open('/nowhere/at/all', defaultTableLimits)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('XLSX: bombs', () => {
  function* repeated(start: string, middle: string, megabytes: number, end: string) {
    yield start;
    const piece = middle.repeat(Math.ceil(2 ** 20 / middle.length));
    for (let count = 0; count < megabytes; count++) yield piece;
    yield end;
  }
  const rows = (megabytes: number) =>
    repeated('<worksheet><sheetData>', `<row></row>${' '.repeat(200)}`, megabytes, '</sheetData></worksheet>');

  it.each<[string, XlsxParts]>([
    ['rows', { [sheet1]: rows(50) }],
    [
      'shared texts',
      {
        'xl/sharedStrings.xml': repeated('<sst>', `<si/>${' '.repeat(200)}`, 50, '</sst>'),
        [sheet1]: sheetOf(header),
      },
    ],
    [
      'styles',
      { 'xl/styles.xml': repeated('<styleSheet>', '<cellXfs/>', 50, '</styleSheet>'), [sheet1]: sheetOf(header) },
    ],
    ['a comment', { [sheet1]: repeated('<worksheet><!--', 'x', 50, '--></worksheet>') }],
    ['spaces in a tag', { [sheet1]: repeated('<worksheet ', ' ', 50, '/>') }],
  ])('%s that unpack to a thousand times their size', async (_what, parts) => {
    await expect(readParts(parts)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: expect.stringMatching('200 times|16384 KiB'),
    });
  });

  const patient = { maxCompressionRatio: Number.MAX_SAFE_INTEGER };

  it.each<[string, XlsxParts, string]>([
    ['a text without end', { [sheet1]: repeated('<worksheet>', 'x', 40, '') }, '16 MiB'],
    ['a tag without end', { [sheet1]: repeated('<worksheet ', 'a="b" ', 40, '') }, '16 MiB'],
    ['more rows than a sheet has', { [sheet1]: repeated('<worksheet><sheetData>', '<row/>', 7, '') }, 'more rows'],
    ['an attribute without end', { [sheet1]: repeated('<worksheet a="', 'x', 40, '') }, '16 MiB'],
  ])('where the ratio does not help: %s', async (_what, parts, words) => {
    await expect(readParts(parts, patient)).rejects.toMatchObject({ message: expect.stringContaining(words) });
  });

  it.each([
    ['number', '<si/>'],
    ['size', `<si><t>${'x'.repeat(1000)}</t></si>`],
  ])('texts by their %s', async (_what, text) => {
    const strings = repeated('<sst>', text, 10, '</sst>');
    const reading = readParts(
      { 'xl/sharedStrings.xml': strings, [sheet1]: sheetOf(header) },
      { ...patient, maxUncompressedBytes: 16 * 2 ** 20 },
    );
    await expect(reading).rejects.toMatchObject({
      message: expect.stringContaining('texts of the XLSX file are larger than 4096 KiB'),
    });
  });

  it('more than the absolute limit', async () => {
    const limits = { ...patient, maxUncompressedBytes: 4 * 2 ** 20 };
    await expect(readParts({ [sheet1]: rows(5) }, limits)).rejects.toMatchObject({
      message: expect.stringContaining('4096 KiB'),
    });
    await expect(readParts({ [sheet1]: rows(3) }, limits)).rejects.toMatchObject({
      message: expect.stringContaining('no lines'),
    });
  });

  it('parts that are small one by one and not together', async () => {
    const limits = { ...patient, maxUncompressedBytes: 4 * 2 ** 20 };
    const strings = repeated('<sst>', `<si/>${' '.repeat(200)}`, 3, '</sst>');
    const reading = readParts({ 'xl/sharedStrings.xml': strings, [sheet1]: rows(3) }, limits);
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('4096 KiB') });
  });

  it('many cells that refer to one large text', async () => {
    const parts = () => ({
      'xl/sharedStrings.xml': sharedStringsXml(['x'.repeat(60_000)]),
      [sheet1]: repeated('<worksheet><sheetData>', '<row><c t="s"><v>0</v></c></row>', 2, '</sheetData></worksheet>'),
    });
    const limits = { ...patient, maxUncompressedBytes: 2 ** 26 };
    await expect(readParts(parts(), limits)).rejects.toMatchObject({ message: expect.stringContaining('65536 KiB') });
  });

  it.each([
    ['a directory that tells of less than there is', { uncompressedSize: 100 }, 'damaged'],
    ['a directory that tells of more than there is', { uncompressedSize: 100_000 }, 'damaged'],
    ['a directory that tells of gigabytes', { uncompressedSize: 2_000_000_000 }, '1048576 KiB'],
    ['a directory that hides the ratio', { compressedSize: 4_000_000_000 }, 'damaged'],
  ])('%s', async (_what, claims, words) => {
    const reading = linesWritten((path) => writeXlsxParts(path, { [sheet1]: sheetOf(header) }, { [sheet1]: claims }));
    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining(words) });
  });
});

describe('XLSX: any damage at all', () => {
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 8,
  });

  it('gives lines or a ZhiduError, and comes to an end', async () => {
    const whole = await withPath(async (path) => {
      await writeXlsx(
        path,
        Array.from({ length: 20 }, (_, row) => [`名称${row}`, row, '深圳市恒砺矿山机械有限公司']),
      );
      return readFile(path);
    });
    expect(cellsOf(await linesOf(whole))).toHaveLength(20);
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [place, byte] of changes) bytes[Math.floor(place * bytes.length)] = byte;
        const outcome = await linesOf(bytes).catch((error: unknown) => error);
        if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(ZhiduError);
      }),
      { numRuns: 500 },
    );
  });
});
