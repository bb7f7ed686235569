import { describe, expect, it } from 'vitest';
import { linesOf } from '../../test/tableFile.js';
import { csvLines } from './csvTable.js';
import { physicalLines } from './physicalLines.js';
import { defaultTableLimits, maxRecordBytes, type TableLine } from './tableLine.js';

const form = { encoding: 'utf-8', markBytes: 0, lineBreak: '\n' } as const;
const faultOf = ({ line, problem }: TableLine) => ({ line, column: problem?.column, reason: problem?.reason });

describe('CSV: what is read', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ['a|b', '1|2']],
    ['tabs, as the header shows', 'a\tb\n1,5\t2\n', ['a|b', '1,5|2']],
    ['semicolons, as the header shows', 'a;b;"c,,,"\n1,5;2;3\n', ['a|b|c,,,', '1,5|2|3']],
    ['semicolons behind a folded heading', '"a\n(x,y,z)";b\n1;2\n', ['a\n(x,y,z)|b', '1|2']],
    ['CRLF', 'a,b\r\n1,2\r\n', ['a|b', '1|2']],
    ['CR alone', 'a,b\r1,2\r', ['a|b', '1|2']],
    ['no line break at the end', 'a,b\n1,2', ['a|b', '1|2']],
    ['quoted separators, marks and line breaks', 'a,b\n"1,""5""","x\ny"\n', ['a|b', '1,"5"|x\ny']],
    ['CRLF inside a quoted cell', 'a,b\r\n"x\r\ny",2\r\n', ['a|b', 'x\r\ny|2']],
    ['spaces around a quoted cell', 'a, "b" ,c\n', ['a|b|c']],
    ['a pair of marks inside a cell', '名称,b\n经营"恒砺"牌机械,2\n', ['名称|b', '经营"恒砺"牌机械|2']],
    ['empty cells', 'a,b,c\n,,3\n"",2,\n', ['a|b|c', '||3', '|2|']],
    ['no lines without content', '\n,,\na,b\n\n , \n1,2\n\n', ['a|b', '1|2']],
    ['lines longer and shorter than the header', 'a,b\n1\n1,2,3\n', ['a|b', '1', '1|2|3']],
  ])('%s', async (_what, text, cells) => {
    const lines = await linesOf(text);
    expect(lines.map((line) => line.cells.join('|'))).toEqual(cells);
    expect(lines.some(({ problem }) => problem)).toBe(false);
  });

  it('counts the lines of the file, quoted line breaks too', async () => {
    const lines = await linesOf('\na,b\n"1\n1\n1",2\n\n3,4\n');
    expect(lines.map(({ line }) => line)).toEqual([2, 3, 7]);
  });
});

describe('CSV: broken quoting is reported in its line and hides no other', () => {
  const after = '丙,3\n"丁, 戊",4\n己,5\n';
  const restored = [
    ['丙', '3'],
    ['丁, 戊', '4'],
    ['己', '5'],
  ];

  it.each([
    ['a cell that is never closed', '"乙,2\n', '名称'],
    ['a last cell that is never closed', '乙,"2\n', 'n'],
    ['text behind the closing mark', '"乙"公司,2\n', '名称'],
    ['a mark without a partner', '乙",2\n', '名称'],
    ['a mark without a partner further on', '乙,2"\n', 'n'],
  ])('%s', async (_what, broken, column) => {
    const lines = await linesOf(`名称,n\n甲,1\n${broken}${after}`);
    expect(faultOf(lines[2]!)).toMatchObject({
      line: 3,
      column,
      reason: expect.objectContaining({ en: expect.stringContaining('quotation mark') }),
    });
    expect(lines.slice(3).map(({ cells }) => cells)).toEqual(restored);
    expect(lines.filter(({ problem }) => problem)).toHaveLength(1);
  });

  it('a mark that another stray mark closes many lines later, so that it all looks well-formed', async () => {
    const lines = await linesOf('a,b,c\n"1,2,3\n4,5,6\n7,8,9"\n10,11,12\n');
    expect(lines.map(({ line, problem }) => [line, problem !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, true],
      [5, false],
    ]);
    expect(lines[1]!.problem!.reason.en).toContain('joins the lines 2 to 4');
  });

  it('an open cell before a hundred thousand lines costs that line alone', async () => {
    const rest = Array.from({ length: 100_000 }, (_, number) => `${number},x\n`).join('');
    const lines = await linesOf(`a,b\n"open,1\n${rest}`);
    expect(lines).toHaveLength(100_002);
    expect(lines.filter(({ problem }) => problem).map(({ line }) => line)).toEqual([2]);
  });

  it('an open cell in the last line', async () => {
    const lines = await linesOf('a,b\n1,"2');
    expect(faultOf(lines[1]!)).toMatchObject({
      line: 2,
      column: 'b',
      reason: expect.objectContaining({ en: expect.stringContaining('none closes it') }),
    });
    expect(lines[1]!.cells).toEqual(['1', '"2']);
  });

  it('reads no line more than twice, however many cells are left open', async () => {
    // Every line opens a cell: rereading each to the limit would be 64 KiB times two hundred thousand lines.
    const lines = await linesOf(`a,b\n${'1,"x\n'.repeat(200_000)}`);
    expect(lines).toHaveLength(200_001);
    expect(lines.slice(1).every(({ problem }) => problem)).toBe(true);
  });
});

describe('CSV: limits', () => {
  it.each([
    ['a cell of 2 MB', `${'x'.repeat(2_000_000)},2`],
    ['a quoted cell of 2 MB', `"${'x'.repeat(2_000_000)}",2`],
    ['a cell of 70 000 bytes in Chinese', `${'企'.repeat(23_400)},2`],
    ['a quoted cell of 70 000 bytes', `"${'x'.repeat(70_000)}",2`],
  ])('%s is shortened and reported, the next line is read', async (_what, large) => {
    const lines = await linesOf(`a,b\n${large}\n3,4\n`);
    expect(lines).toHaveLength(3);
    expect(lines[1]!.problem!.reason.en).toMatch(/larger than 64 KiB|longer than 1024 KiB/);
    expect(lines[1]!.cells[0]!.length).toBeLessThan(1100);
    expect(lines[2]).toEqual({ line: 3, cells: ['3', '4'] });
  });

  const large = 'x'.repeat(60_000);

  it.each([
    ['folded cells that are too large only together', Array(20).fill(`"x\n${large}"`).join(',')],
    ['a line that is cut in its last cell, behind a folded one', `"x\nx"${`,${large}`.repeat(18)}`],
  ])('%s are reported, the last line is read', async (_what, record) => {
    const header = Array.from({ length: record.split(',').length }, (_, at) => `c${at}`).join(',');
    const lines = await linesOf(`${header}\n${record}\n${header}\n`);
    expect(lines[1]!.problem).toBeDefined();
    expect(lines.at(-1)!.problem).toBeUndefined();
  });

  it('a cell is not shortened inside a character', async () => {
    const lines = await linesOf(`a,b\nx${'𠀀'.repeat(20_000)},2\n`);
    expect(lines[1]!.cells[0]!.isWellFormed()).toBe(true);
  });

  it('a cell of exactly 64 KiB passes', async () => {
    const lines = await linesOf(`a,b\n${'x'.repeat(65_536)},2\n`);
    expect(lines[1]!.problem).toBeUndefined();
  });

  it('a line with more than 256 cells is cut and reported', async () => {
    const lines = await linesOf(`a,b\n${'x,'.repeat(300)}\n1,2\n`);
    expect(lines[1]).toMatchObject({
      problem: { reason: expect.objectContaining({ en: expect.stringContaining('more than 256 cells') }) },
    });
    expect(lines[1]!.cells).toHaveLength(256);
    expect(lines[2]!.problem).toBeUndefined();
  });

  it('too many lines end the reading', async () => {
    await expect(linesOf('a\n1\n2\n3\n', { maxLines: 3 })).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(await linesOf('a\n1\n2\n', { maxLines: 3 })).toHaveLength(3);
  });
});

describe('CSV: what is held at once', () => {
  async function* counted(chunks: Iterable<Buffer>, taken: { bytes: number }) {
    for (const chunk of chunks) {
      taken.bytes += chunk.length;
      yield chunk;
    }
  }

  it.each([
    ['plain lines', 'name,1,2\n', ''],
    ['lines behind a cell that is never closed', 'name,1,2\n', '"open,1,2\n'],
  ])('%s: no more than a chunk and the largest cell is read ahead', async (_what, line, start) => {
    const chunk = Buffer.from(line.repeat(1000));
    const taken = { bytes: 0 };
    const chunks = (function* () {
      yield Buffer.from(`a,b,c\n${start}`);
      for (let count = 0; count < 100; count++) yield chunk;
    })();
    let given = 0;
    for await (const batch of csvLines(counted(chunks, taken), form, defaultTableLimits)) {
      for (const { cells } of batch) given += cells.join(',').length + 1;
      expect(taken.bytes - given).toBeLessThanOrEqual(chunk.length + defaultTableLimits.maxCellBytes + line.length);
    }
    expect(given).toBe(taken.bytes);
  });

  it('of a line without end only the allowed part is kept', async () => {
    const chunks = Array.from({ length: 256 }, () => Buffer.alloc(64 * 1024, 'x'));
    const maxBytes = maxRecordBytes(defaultTableLimits);
    const source = counted(chunks, { bytes: 0 });
    const batches = await Array.fromAsync(physicalLines(source, { lineBreak: '\n', decode: String, maxBytes }));
    expect(batches.flat()).toEqual([{ number: 1, text: 'x'.repeat(maxBytes), isCut: true }]);
  });
});
