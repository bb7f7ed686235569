import type { FileIntake, FileKind, PieceTaken, RefusedRow } from '../../../src/importing/importKind.js';
import { headings } from './dataValueSets.js';
import type { TakenValues } from './importedReports.js';
import { type GivenValues, reportsInFile } from './reportsInFile.js';
import { mostInJob, readValueFile } from './valueFile.js';
import { reportsAtOnce, ValueIntake, type ValueOrder } from './valueIntake.js';

/** Of a file of any length so many values are in memory. */
const stretch = 100_000;

/** Values of DHIS2 as a job: a piece is a report, or what a stretch of the file has of it. */
export const dataValueImport: FileKind<ValueOrder, GivenValues> = {
  name: 'dataValues',
  module: 'mch-statistics',
  call: 'importDataValueFile',
  piecesAtOnce: reportsAtOnce,
  async check(path) {
    const { header, values } = await readValueFile(path, mostInJob);
    let lines = 0;
    for await (const part of values) lines += part.length;
    return { lines, header };
  },
  async begin(context, path, order): Promise<FileIntake<GivenValues>> {
    const intake = await ValueIntake.of(context, order);
    return {
      async *pieces() {
        const { values } = await readValueFile(path, mostInJob);
        yield* reportsInFile(values, stretch, intake.seenCells());
      },
      take: async (writing, pieces, dryRun) => (await intake.take(writing, pieces, dryRun)).map(pieceTaken),
      refuse: (piece, error) => pieceTaken(intake.refuse(piece, error)),
    };
  },
  refusedJson,
};

const pieceTaken = ({ imported, updated, unchanged, refused }: TakenValues): PieceTaken => ({
  created: imported,
  updated,
  unchanged,
  refused: refused.map(({ value: { line, given }, fault: { property, code, reason } }) => ({
    line,
    column: property,
    code,
    reason,
    cells: given,
  })),
});

/** A data value set of what was refused, to be corrected and imported again, and why as DHIS2 tells it. */
async function* refusedJson(rows: () => AsyncIterable<RefusedRow>): AsyncGenerator<string> {
  yield '{"dataValues":[';
  yield* list(rows(), ({ cells }) => cells[0]!);
  yield '\n],"conflicts":[';
  yield* list(rows(), (row) => JSON.stringify(conflictOf(row)));
  yield '\n]}\n';
}

async function* list(rows: AsyncIterable<RefusedRow>, written: (row: RefusedRow) => string): AsyncGenerator<string> {
  let comma = '\n';
  for await (const row of rows) {
    yield `${comma}${written(row)}`;
    comma = ',\n';
  }
}

const conflictOf = ({ line, column, code, reason, cells }: RefusedRow) => ({
  object: objectOf(column, cells, []),
  property: column,
  value: reason,
  ...(code ? { errorCode: code } : {}),
  indexes: [line - 1],
});

/** What stands in the file for the property at fault. */
export function objectOf(property: string, cells: readonly string[], header: readonly string[]): string {
  const columns: Record<string, string> = headings;
  if (header.length > 0) return cells[header.findIndex((one) => one.trim().toLowerCase() === columns[property])] ?? '';
  const value = JSON.parse(cells[0]!) as Record<string, unknown> | null;
  const found = value?.[property];
  return typeof found === 'object' || found === undefined ? '' : String(found);
}
