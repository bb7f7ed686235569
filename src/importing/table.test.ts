import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { cellsOf, linesOf } from '../../test/tableFile.js';
import { ZhiduError } from '../errors.js';

const text = '企业名称,法人代表\n深圳市恒砺矿山机械有限公司,陈博远\n';
const cells = [
  ['企业名称', '法人代表'],
  ['深圳市恒砺矿山机械有限公司', '陈博远'],
];

describe('readTable: encodings', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16, big end first', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['GB18030', iconv.encode(text, 'gb18030')],
    ['GB18030 with byte order mark', iconv.encode(`\ufeff${text}`, 'gb18030')],
    ['GB18030, lines that end with CR alone', iconv.encode(text.replaceAll('\n', '\r'), 'gb18030')],
  ])('%s', async (_name, bytes) => {
    expect(cellsOf(await linesOf(bytes))).toEqual(cells);
  });

  it.each(['utf-8', 'gb18030'])('%s is found when the first MiB ends inside a character', async (encoding) => {
    for (const shift of [0, 1, 2]) {
      const lines = await linesOf(
        iconv.encode(`名称${'x'.repeat(shift)},b\n${`甲公司,恒砺\n`.repeat(150_000)}`, encoding),
      );
      expect(lines).toHaveLength(150_001);
      expect(lines.at(-1)).toEqual({ line: 150_001, cells: ['甲公司', '恒砺'] });
    }
  });

  it('GB18030 characters of four bytes, and those whose second byte is a letter', async () => {
    const odd = '㐀𠀀,丂乗\n龦,鿿';
    expect(cellsOf(await linesOf(iconv.encode(odd, 'gb18030')))).toEqual([
      ['㐀𠀀', '丂乗'],
      ['龦', '鿿'],
    ]);
  });
});

describe('readTable: damaged characters cost their line and no other', () => {
  const many = `名称,人\n${'恒砺矿业,陈博远\n'.repeat(20)}`;

  it.each([
    ['UTF-8', Buffer.from(many), Buffer.from([0xe4, 0xbd, 0x41])],
    ['UTF-8, a line in GB18030', Buffer.from(many), iconv.encode('砺', 'gb18030')],
    ['GB18030', iconv.encode(many, 'gb18030'), Buffer.from([0x81, 0x20])],
    ['NUL in UTF-8', Buffer.from(many), Buffer.from([0])],
    ['NUL in GB18030', iconv.encode(many, 'gb18030'), Buffer.from([0])],
    ['a replacement character of an earlier conversion', Buffer.from(many), Buffer.from('\ufffd')],
  ])('%s', async (_name, whole, damage) => {
    const lines = await linesOf(Buffer.concat([whole, Buffer.from('x'), damage, Buffer.from(',y\n'), whole]));
    expect(lines).toHaveLength(43);
    const damaged = lines.filter(({ problem }) => problem);
    expect(damaged.map(({ line }) => line)).toEqual([22]);
    expect(damaged[0]!.cells.join('')).not.toContain('\0');
    expect(damaged[0]!.problem).toMatchObject({
      column: '名称',
      reason: expect.objectContaining({ en: expect.stringContaining('cannot be read') }),
    });
    expect(lines[41]!.cells).toEqual(['恒砺矿业', '陈博远']);
  });

  it('UTF-16 with half a pair', async () => {
    const bytes = iconv.encode('名称,b\n甲,1\n', 'utf-16le', { addBOM: true });
    const lines = await linesOf(
      Buffer.concat([bytes, Buffer.from([0x00, 0xd8, 0x0a, 0x00]), iconv.encode('乙,2', 'utf-16le')]),
    );
    expect(lines.map(({ problem }) => problem !== undefined)).toEqual([false, false, true, false]);
  });

  it('a file of one good and one bad line is still UTF-8', async () => {
    const lines = await linesOf(Buffer.concat([Buffer.from('企业名称,b\n恒'), Buffer.from([0xff, 0x0a])]));
    expect(lines[0]!.cells).toEqual(['企业名称', 'b']);
    expect(lines[1]!.problem).toBeDefined();
  });
});

describe('readTable: files that are no tables', () => {
  it.each([
    ['an empty file', '', 'BAD_USER_INPUT', 'empty'],
    ['blank lines only', '\n\n ,\n', 'BAD_USER_INPUT', 'no lines'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'UNSUPPORTED_MEDIA_TYPE', 'PDF'],
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'UNSUPPORTED_MEDIA_TYPE', 'picture'],
    ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'UNSUPPORTED_MEDIA_TYPE', 'picture'],
    [
      'an old .xls, or an XLSX with a password',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'UNSUPPORTED_MEDIA_TYPE',
      '.xls',
    ],
    ['gzip', Buffer.from('1f8b0800', 'hex'), 'UNSUPPORTED_MEDIA_TYPE', 'Unpack'],
    ['HTML under the name .xls', '\ufeff<html xmlns:x="urn:schemas"><table>', 'UNSUPPORTED_MEDIA_TYPE', 'web page'],
    ['XML', '<?xml version="1.0"?><Workbook/>', 'UNSUPPORTED_MEDIA_TYPE', 'XML'],
    ['RTF', '{\\rtf1\\ansi', 'UNSUPPORTED_MEDIA_TYPE', 'text document'],
    ['UTF-16 without byte order mark', iconv.encode(text, 'utf-16le'), 'UNSUPPORTED_MEDIA_TYPE', 'UTF-8'],
    [
      'UTF-16 without byte order mark, plain letters',
      iconv.encode('a,b\n1,2\n', 'utf-16be'),
      'UNSUPPORTED_MEDIA_TYPE',
      'UTF-8',
    ],
    [
      'noise',
      Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7919) % 256)),
      'UNSUPPORTED_MEDIA_TYPE',
      'UTF-8',
    ],
    ['a text in Latin-1', iconv.encode('é à ç,\nü ö ä,\nè â,\n', 'latin1'), 'UNSUPPORTED_MEDIA_TYPE', 'UTF-8'],
  ])('%s', async (_name, content, code, words) => {
    await expect(linesOf(content)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('a file that is not there is no fault of the sender', async () => {
    const { readTable } = await import('./table.js');
    await expect(readTable('/nowhere/at/all').next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('readTable: any bytes at all', () => {
  const starts = ['', 'PK\x03\x04', '\xff\xfe', '\xfe\xff', '\xef\xbb\xbf', 'a,b\n"', 'a;b\r'].map((start) =>
    Buffer.from(start, 'latin1'),
  );
  const bytes = fc
    .tuple(
      fc.constantFrom(...starts),
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ min: 32, maxLength: 300 }),
        fc
          .array(fc.constantFrom(34, 44, 10, 13, 32, 65, 0xb9), { maxLength: 200 })
          .map((codes) => Uint8Array.from(codes)),
      ),
    )
    .map((parts) => Buffer.concat(parts));

  it('gives lines or a ZhiduError, and comes to an end', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const outcome = await linesOf(content).catch((error: unknown) => error);
        if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(ZhiduError);
        else expect(outcome.length).toBeLessThanOrEqual(content.length);
      }),
      { numRuns: 500 },
    );
  });
});
