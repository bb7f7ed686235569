import type { Writing } from '../database/writing.js';
import { forbidden } from '../errors.js';
import { joined, type Locale } from '../languages/message.js';
import type { ImportBatch, Refusal } from './importBatch.js';
import type { LineProblem, Taken } from './importKind.js';

export async function recordHeader({ em }: Writing, job: string, header: string[]): Promise<void> {
  await em.execute(
    `update importing.import_job set header = array(select json_array_elements_text(?::json)), version = version + 1 where id = ?`,
    [JSON.stringify(header.map(storable)), job],
  );
}

/** Counts a batch and keeps its refused lines, in the transaction that took it: lines = created + updated + unchanged + refused. */
export async function recordBatch<Fields>(
  writing: Writing,
  job: string,
  batch: ImportBatch<Fields>,
  taken: Taken[],
  notTaken: ReadonlyMap<number, LineProblem[]>,
): Promise<void> {
  const refused = refusedOf(batch, taken, notTaken);
  const count = (outcome: Taken) => taken.filter((each) => each === outcome).length;
  const created = count('created');
  const updated = count('updated');
  const unchanged = batch.size - created - updated - refused.length;
  const changed = await writing.em.execute<{ id: string }[]>(
    `update importing.import_job set lines = lines + ?, created = created + ?, updated = updated + ?, unchanged = unchanged + ?,
       refused = refused + ?, status = 'RUNNING', updated_at = ?, version = version + 1 where id = ? returning id`,
    [batch.size, created, updated, unchanged, refused.length, writing.context.now.toISOString(), job],
  );
  if (changed.length === 0) throw forbidden({ en: 'The import is no longer yours.', zh: '该导入已不属于您。' });
  if (refused.length > 0) await keepRefused(writing, job, refused);
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

/** The ids ascend with the lines, so that a list without an order is in the order of the file. */
async function keepRefused({ em, context }: Writing, job: string, refused: Refusal[]): Promise<void> {
  const now = context.now.toISOString();
  await em.execute(
    `insert into importing.refused_line (id, created_at, updated_at, job_id, line, "column", reason, cells, person_id)
     select (lpad(to_hex((r->>'line')::integer), 8, '0') || substr(gen_random_uuid()::text, 9))::uuid, ?::timestamptz, ?::timestamptz, ?, (r->>'line')::integer, r->>'column', r->>'reason',
       array(select json_array_elements_text(r->'cells')), ?
     from json_array_elements(?::json) r`,
    [now, now, job, context.viewer.personId, JSON.stringify(refused.map((refusal) => rowOf(refusal, context.locale)))],
  );
}

/** Reasons are kept in the language of whoever imports. */
const rowOf = ({ line: { line, cells }, problems }: Refusal, locale: Locale) => ({
  line,
  column: [...new Set(problems.map(({ column }) => column).filter(Boolean))].map(storable).join(', '),
  reason: storable(joined(problems.map(({ reason }) => reason))[locale]),
  cells: cells.map(storable),
});

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '�');
