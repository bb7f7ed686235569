import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/importing/table.js';
import { registerHeader, registerRows, writeRegisterCsv, writeRegisterXlsx } from '../../test/generateRegister.js';
import { withPath } from '../../test/tableFile.js';
import { type CustomerFields, readHeader, readRegisterLine } from './registerLine.js';

type Fields = Partial<CustomerFields>;

/** Reads a whole register file; keeps only counts and the first customers. */
async function readRegister(path: string) {
  const read = { lines: 0, refused: 0, unreadable: 0, codes: new Set<string>(), first: [] as Fields[] };
  let columns: Parameters<typeof readRegisterLine>[0] | null = null;
  for await (const { cells, problem } of readTable(path)) {
    if (!columns) {
      const header = readHeader(cells);
      if ('problems' in header) throw new Error(JSON.stringify(header.problems));
      columns = header.columns;
      continue;
    }
    read.lines++;
    if (problem) read.unreadable++;
    const result = readRegisterLine(columns, cells);
    if ('problems' in result) read.refused++;
    else {
      if (result.fields.creditCode) read.codes.add(result.fields.creditCode);
      if (read.first.length < 50) read.first.push(result.fields);
    }
  }
  return read;
}

describe('P02.A04 a whole register', () => {
  const dirty = { oddShare: 0.3, faultyShare: 0.02 };

  it.each([
    ['UTF-8', (path: string) => writeRegisterCsv(path, { lines: 100_000, ...dirty })],
    [
      'UTF-8 with byte order mark',
      (path: string) => writeRegisterCsv(path, { lines: 5000, ...dirty, byteOrderMark: true }),
    ],
    ['GB18030', (path: string) => writeRegisterCsv(path, { lines: 100_000, ...dirty, encoding: 'gb18030' })],
    ['XLSX', (path: string) => writeRegisterXlsx(path, { lines: 100_000, ...dirty })],
  ])('%s: the faulty lines are refused and no others', { timeout: 120_000 }, async (_format, write) => {
    await withPath(async (path) => {
      const { lines, faulty } = await write(path);
      const read = await readRegister(path);
      expect({ lines: read.lines, refused: read.refused, unreadable: read.unreadable }).toEqual({
        lines,
        refused: faulty,
        unreadable: 0,
      });
    });
  });

  it('is the same customer by customer in every format', async () => {
    const formats = await Promise.all(
      [
        writeRegisterCsv,
        writeRegisterXlsx,
        (path: string) => writeRegisterCsv(path, { lines: 300, ...dirty, encoding: 'gb18030' }),
      ].map((write) =>
        withPath(async (path) => {
          await write(path, { lines: 300, ...dirty });
          return readRegister(path);
        }),
      ),
    );
    expect(formats[0]!.first).toHaveLength(50);
    expect(formats[1]).toEqual(formats[0]);
    expect(formats[2]).toEqual(formats[0]);
  });

  it('is the same for the same seed and another for another', () => {
    const rows = (seed: number) => [...registerRows({ lines: 20, seed, ...dirty })];
    expect(rows(7)).toEqual(rows(7));
    expect(rows(7)).not.toEqual(rows(8));
    expect(rows(7)[0]!.cells).toHaveLength(registerHeader.length);
  });

  it('gives every company its own credit code', () => {
    const codes = new Set(Array.from(registerRows({ lines: 50_000 }), ({ cells }) => cells[1]));
    expect(codes.size).toBe(50_000);
  });
});
