import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askedBy } from '../audit/reads.js';
import type { Context } from '../context.js';
import { uuid } from '../database/writing.js';
import { notFound } from '../errors.js';
import { signedInOnly } from '../files/fileRoutes.js';
import { csvTextChunks, plainCell } from './table.js';

const linesAtOnce = 1_000;
const added = ['line', 'column', 'reason'];

/**
 * `GET /imports/<id>/refused.csv`: the refused lines as they were, behind line, column and reason, to be corrected and imported
 * again. The three stand in front, because a line may have more or fewer cells than the header: that must be seen again.
 */
export function importRoutes(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>,
): void {
  server.get<{ Params: { id: string } }>('/imports/:id/refused.csv', async (request, reply) => {
    const call = 'GET /imports/:id/refused.csv';
    const context = await signedInOnly(await contextOf(request, reply), call);
    const { id } = request.params;
    const job = uuid.test(id) ? await jobOf(context, id) : undefined;
    if (!job) throw notFound({ en: 'import', zh: '导入' });
    await context.core.audit.log.now(context, { action: 'export', call, type: 'ImportJob', id, ...askedBy(context) });
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="refused-${id}.csv"`)
      .send(Readable.from(csvTextChunks(refusedRows(context, id, job.header))));
  });
}

async function jobOf(context: Context, id: string): Promise<{ header: string[] } | undefined> {
  const rows = await context.database.read<{ header: string[] }>(context, {
    sql: 'select header from importing.import_job where id = $1',
    parameters: [id],
  });
  return rows[0];
}

interface RefusedRow {
  id: string;
  line: number;
  column: string;
  reason: string;
  cells: string[];
}

/** Page by page, so that a file full of mistakes does not have to fit into memory. */
async function* refusedRows(context: Context, job: string, header: string[]): AsyncGenerator<string[]> {
  // What was downloaded, corrected and imported already has the three columns.
  const skipped = added.every((heading, i) => header[i] === heading) ? added.length : 0;
  yield [...added, ...header.slice(skipped)];
  let last: Pick<RefusedRow, 'line' | 'id'> = { line: 0, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await context.database.read<RefusedRow & Record<string, unknown>>(context, {
      sql: `select id, line, "column", reason, cells from importing.refused_line
        where job_id = $1 and (line, id) > ($2::integer, $3::uuid) order by line, id limit $4`,
      parameters: [job, last.line, last.id, linesAtOnce],
    });
    // A cell that came behind an apostrophe is written behind one again, not behind two.
    for (const { line, column, reason, cells } of rows)
      yield [String(line), column, reason, ...cells.slice(skipped).map(plainCell)];
    if (rows.length < linesAtOnce) return;
    last = rows.at(-1)!;
  }
}
