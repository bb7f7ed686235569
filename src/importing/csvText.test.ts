import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, linesOf } from '../../test/tableFile.js';
import { csvText, csvTextChunks, plainCell } from './csvText.js';

describe('csvText', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 755 86013388', "'+86 755 86013388"],
    ['-', "'-"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['＝1+1', "'＝1+1"],
    ["'=1", "''=1"],
    ["'quoted'", "'quoted'"],
    ['1-2', '1-2'],
  ])('writes %j so that no spreadsheet calculates it: %j', (cell, written) => {
    expect(csvText([[cell]])).toBe(`\ufeff${written}\r\n`);
    expect(plainCell(written.replaceAll('"', ''))).toBe(cell);
  });

  it('quotes what has a separator, a quotation mark, a line break or a space at its end', () => {
    const text = csvText([['a,b', 'say "so"', 'two\nlines', ' a ', 'plain']]);
    expect(text).toBe('\ufeff"a,b","say ""so""","two\nlines"," a ",plain\r\n');
  });

  it('writes the same piece by piece', async () => {
    const rows = Array.from({ length: 5000 }, (_, number) => [`name ${number}`, 'x'.repeat(30)]);
    const chunks = await Array.fromAsync(csvTextChunks(rows));
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.join('')).toBe(csvText(rows));
  });

  // Not among them: NUL and the replacement character, which readTable reports, and lines without content, which it leaves out.
  const cell = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom(...',;\t"\'\r\n =+-@＝a企'), maxLength: 12 }),
    )
    .filter((text) => !/[\0\ufffd]/.test(text) && text.isWellFormed());
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))
    .filter((rows) => rows.every((row) => row.some((text) => text.trim() !== '')));

  it('is read back the same, whatever the cells hold', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const lines = await linesOf(csvText(rows));
        expect(lines.filter(({ problem }) => problem)).toEqual([]);
        expect(cellsOf(lines).map((cells) => cells.map(plainCell))).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});
