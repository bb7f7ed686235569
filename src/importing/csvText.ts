const byteOrderMark = '\ufeff';

// What a spreadsheet takes for a formula, also behind apostrophes: those must come back as they were.
const startsFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * A CSV text that spreadsheets show right and do not calculate: UTF-8 with byte order mark, formula cells behind an apostrophe.
 * `readTable` gives the same cells again, once `plainCell` has taken the apostrophes off.
 */
export const csvText = (rows: string[][]): string => byteOrderMark + rows.map(csvLine).join('');

/** The same for any number of rows, piece by piece. */
export async function* csvTextChunks(rows: AsyncIterable<string[]> | Iterable<string[]>): AsyncGenerator<string> {
  let chunk = byteOrderMark;
  for await (const row of rows) {
    chunk += csvLine(row);
    if (chunk.length < 64 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

const csvLine = (cells: string[]) => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: string): string {
  const neutral = startsFormula.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

/** The cell without the apostrophe that `csvText` put before a formula. */
export const plainCell = (cell: string): string =>
  cell.startsWith("'") && startsFormula.test(cell) ? cell.slice(1) : cell;
