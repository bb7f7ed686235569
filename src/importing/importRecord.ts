import type { Writing } from '../database/writing.js';
import { joined } from '../languages/message.js';
import type { ImportBatch, Refusal } from './importBatch.js';
import type { LineProblem, PieceTaken, RefusedRecord, Taken } from './importKind.js';

/** A job in the hands of one run of one instance; who takes it over makes the former hands write nothing more. */
export interface HeldJob {
  id: string;
  holder: string;
}

/** Somebody cancelled the job, or another instance has taken it over: what is under way is undone, and there is nothing to report. */
export class ImportEnded extends Error {}

const isHeld = `id = ? and holder = ? and status in ('RUNNING', 'PAUSED')`;

export async function recordHeader({ em }: Writing, { id, holder }: HeldJob, header: readonly string[]): Promise<void> {
  await em.execute(
    `update importing.import_job set header = array(select json_array_elements_text(?::json)), version = version + 1 where ${isHeld}`,
    [JSON.stringify(header.map(storable)), id, holder],
  );
}

/** How many lines there are, once the whole file was read. */
export async function recordTotal({ em }: Writing, { id, holder }: HeldJob, total: number): Promise<void> {
  await em.execute(`update importing.import_job set total = ?, version = version + 1 where ${isHeld}`, [
    total,
    id,
    holder,
  ]);
}

/** Counts a batch and keeps its refused lines, in the transaction that took it: lines = created + updated + unchanged + refused. */
export async function recordBatch<Fields>(
  writing: Writing,
  job: HeldJob,
  batch: ImportBatch<Fields>,
  taken: Taken[],
  notTaken: ReadonlyMap<number, LineProblem[]>,
): Promise<void> {
  const refused = refusedOf(batch, taken, notTaken);
  const count = (outcome: Taken) => taken.filter((each) => each === outcome).length;
  const created = count('created');
  const updated = count('updated');
  const unchanged = batch.size - created - updated - refused.length;
  await recordTaken(writing, job, { created, updated, unchanged, refused: refused.map(recordOf) });
}

/** The same for pieces, by their places: each is counted once, whoever takes it. */
export async function recordPieces(
  writing: Writing,
  job: HeldJob,
  places: readonly number[],
  taken: readonly PieceTaken[],
): Promise<void> {
  const sum = (what: 'created' | 'updated' | 'unchanged') => taken.reduce((all, one) => all + one[what], 0);
  const refused = taken.flatMap((one) => one.refused);
  await recordTaken(
    writing,
    job,
    { created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged'), refused },
    `{${places.map((place) => `[${place},${place + 1})`).join()}}`,
  );
}

async function recordTaken(
  writing: Writing,
  { id, holder }: HeldJob,
  { created, updated, unchanged, refused }: PieceTaken,
  places = '{}',
): Promise<void> {
  const { em, context } = writing;
  const lines = created + updated + unchanged + refused.length;
  const changed = await em.execute<{ id: string }[]>(
    `update importing.import_job set lines = lines + ?, created = created + ?, updated = updated + ?, unchanged = unchanged + ?,
       refused = refused + ?, taken = taken + ?::int4multirange, status = 'RUNNING', takeovers = 0, updated_at = ?, version = version + 1
     where ${isHeld} and not taken && ?::int4multirange returning id`,
    [lines, created, updated, unchanged, refused.length, places, context.now.toISOString(), id, holder, places],
  );
  if (changed.length === 0) throw new ImportEnded('The import is in other hands, or was cancelled.');
  if (refused.length > 0) await keepRefused(writing, id, refused);
}

/** What repeats a line that was not taken is not taken either. */
function refusedOf<Fields>(
  batch: ImportBatch<Fields>,
  taken: Taken[],
  notTaken: ReadonlyMap<number, LineProblem[]>,
): Refusal[] {
  const now = batch.pending.flatMap((line, i): Refusal[] => {
    const outcome = taken[i]!;
    return typeof outcome === 'object' ? [{ line, problems: [outcome] }] : [];
  });
  const reasons = new Map(now.map(({ line, problems }) => [line.line, problems]));
  const repeated = batch.repeats.flatMap(({ line, of }): Refusal[] => {
    const problems = reasons.get(of) ?? notTaken.get(of);
    return problems ? [{ line, problems }] : [];
  });
  return [...batch.refusals, ...now, ...repeated];
}

const recordOf = ({ line: { line, cells }, problems }: Refusal): RefusedRecord => ({
  line,
  cells,
  column: [...new Set(problems.map(({ column }) => column).filter(Boolean))].join(', '),
  reason: joined(problems.map(({ reason }) => reason)),
});

/** The ids ascend with the lines, so that a list without an order is in the order of the file. Reasons are kept in the language of whoever imports. */
async function keepRefused({ em, context }: Writing, job: string, refused: readonly RefusedRecord[]): Promise<void> {
  const now = context.now.toISOString();
  const rows = refused.map(({ line, column, code, reason, cells }) => ({
    line,
    column: storable(column),
    code,
    reason: storable(reason[context.locale]),
    cells: cells.map(storable),
  }));
  await em.execute(
    `insert into importing.refused_line (id, created_at, updated_at, job_id, line, "column", code, reason, cells, person_id)
     select (lpad(to_hex((r->>'line')::integer), 8, '0') || substr(gen_random_uuid()::text, 9))::uuid, ?::timestamptz, ?::timestamptz, ?, (r->>'line')::integer, r->>'column', r->>'code', r->>'reason',
       array(select json_array_elements_text(r->'cells')), ?
     from json_array_elements(?::json) r`,
    [now, now, job, context.viewer.personId, JSON.stringify(rows)],
  );
}

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');
