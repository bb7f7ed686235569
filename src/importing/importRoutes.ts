import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askedBy } from '../audit/reads.js';
import type { Context } from '../context.js';
import { uuid } from '../database/writing.js';
import { notFound } from '../errors.js';
import { signedInOnly } from '../files/fileRoutes.js';
import type { RefusedRow } from './importKind.js';
import { csvTextChunks, plainCell } from './table.js';

const linesAtOnce = 1_000;
const added = ['line', 'column', 'reason'];

/**
 * `GET /imports/<id>/refused.csv`: the refused lines as they were, behind line, column and reason, to be corrected and imported
 * again. The three stand in front, because a line may have more or fewer cells than the header: that must be seen again.
 * `GET /imports/<id>/refused.json` is the same for a file that was JSON, as its kind writes it.
 */
export function importRoutes(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
): void {
  const offered = (
    format: 'csv' | 'json',
    type: string,
    content: (context: Context, job: Job) => AsyncIterable<string>,
  ) => {
    const call = `GET /imports/:id/refused.${format}`;
    server.get<{ Params: { id: string } }>(`/imports/:id/refused.${format}`, async (request, reply) => {
      const context = await signedInOnly(await contextOf(request, reply), call);
      const { id } = request.params;
      const job = uuid.test(id) ? await jobOf(context, id) : undefined;
      if (!job || (format === 'json') !== job.isJson) throw notFound({ en: 'import', zh: '导入' });
      await context.core.audit.log.now(context, { action: 'export', call, type: 'ImportJob', id, ...askedBy(context) });
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="refused-${id}.${format}"`)
        .send(Readable.from(content(context, job)));
    });
  };
  offered('csv', 'text/csv; charset=utf-8', (context, job) => csvTextChunks(refusedCells(context, job)));
  offered('json', 'application/json; charset=utf-8', (context, { id, kind }) =>
    context.core.importing.kind(kind)!.refusedJson!(() => refusedRows(context, id)),
  );
}

interface Job {
  id: string;
  kind: string;
  header: string[];
  isJson: boolean;
}

async function jobOf(context: Context, id: string): Promise<Job | undefined> {
  const [job] = await context.database.read<{ id: string; kind: string; header: string[] }>(context, {
    sql: 'select id, kind, header from importing.import_job where id = $1',
    parameters: [id],
  });
  if (!job) return undefined;
  const canBeJson = context.core.importing.kind(job.kind)?.refusedJson !== undefined;
  return { ...job, isJson: canBeJson && job.header.length === 0 };
}

async function* refusedCells(context: Context, { id, header }: Job): AsyncGenerator<string[]> {
  // What was downloaded, corrected and imported already has the three columns.
  const skipped = added.every((heading, i) => header[i] === heading) ? added.length : 0;
  yield [...added, ...header.slice(skipped)];
  // A cell that came behind an apostrophe is written behind one again, not behind two.
  for await (const { line, column, reason, cells } of refusedRows(context, id))
    yield [String(line), column, reason, ...cells.slice(skipped).map(plainCell)];
}

/** Page by page, so that a file full of mistakes does not have to fit into memory. */
async function* refusedRows(context: Context, job: string): AsyncGenerator<RefusedRow> {
  let last: Pick<RefusedRow, 'line'> & { id: string } = { line: 0, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await context.database.read<RefusedRow & { id: string } & Record<string, unknown>>(context, {
      sql: `select id, line, "column", reason, code, cells from importing.refused_line
        where job_id = $1 and (line, id) > ($2::integer, $3::uuid) order by line, id limit $4`,
      parameters: [job, last.line, last.id, linesAtOnce],
    });
    yield* rows;
    if (rows.length < linesAtOnce) return;
    last = rows.at(-1)!;
  }
}
