import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable, type TableLimits, type TableLine } from '../src/importing/table.js';

/** Gives the path of a file that does not exist yet, and takes it away afterwards. */
export async function withPath<Result>(use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  try {
    return await use(join(folder, 'table'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Gives the path of a file with this content. */
export const withContent = <Result>(content: string | Uint8Array, use: (path: string) => Promise<Result>) =>
  withPath(async (path) => {
    await writeFile(path, content);
    return use(path);
  });

/** All lines of a file with this content. */
export const linesOf = (content: string | Uint8Array, limits: Partial<TableLimits> = {}): Promise<TableLine[]> =>
  withContent(content, (path) => Array.fromAsync(readTable(path, limits)));

/** All lines of a file that is written at the path given. */
export const linesWritten = (
  write: (path: string) => Promise<unknown>,
  limits: Partial<TableLimits> = {},
): Promise<TableLine[]> =>
  withPath(async (path) => {
    await write(path);
    return Array.fromAsync(readTable(path, limits));
  });

export const cellsOf = (lines: TableLine[]): string[][] => lines.map(({ cells }) => cells);
