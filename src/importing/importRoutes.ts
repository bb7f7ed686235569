import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { signedIn } from '../access/rules.js';
import type { Context } from '../context.js';
import { uuid } from '../database/writing.js';
import { notFound, unauthenticated } from '../errors.js';
import { csvTextChunks } from './table.js';

const pageSize = 1_000;

/** `GET /imports/<id>/refused.csv`: the refused lines as they were, with line, column and reason behind them, to be corrected and imported again. */
export function importRoutes(server: FastifyInstance, contextOf: (request: FastifyRequest) => Promise<Context>): void {
  server.get<{ Params: { id: string } }>('/imports/:id/refused.csv', async (request, reply) => {
    const context = await contextOf(request);
    if (!signedIn.viewer(context.viewer)) throw unauthenticated();
    const { id } = request.params;
    const job = uuid.test(id) ? await headerOf(context, id) : undefined;
    if (!job) throw notFound({ en: 'import', zh: '导入' });
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="refused-${id}.csv"`)
      .send(Readable.from(csvTextChunks(refusedRows(context, id, job.header))));
  });
}

async function headerOf(context: Context, id: string): Promise<{ header: string[] } | undefined> {
  const rows = await context.database.read<{ header: string[] }>(context, {
    sql: 'select header from importing.import_job where id = $1',
    parameters: [id],
  });
  return rows[0];
}

/** Page by page, so that a file full of mistakes does not have to fit into memory. */
async function* refusedRows(context: Context, id: string, header: string[]): AsyncGenerator<string[]> {
  yield [...header, 'line', 'column', 'reason'];
  let after = 0;
  for (;;) {
    const rows = await context.database.read<{ line: number; column: string; reason: string; cells: string[] }>(
      context,
      {
        sql: 'select line, "column", reason, cells from importing.refused_line where job_id = $1 and line > $2 order by line limit $3',
        parameters: [id, after, pageSize],
      },
    );
    for (const { line, column, reason, cells } of rows) {
      const padded = header.map((_, i) => cells[i] ?? '');
      yield [...padded, String(line), column, reason];
    }
    if (rows.length < pageSize) return;
    after = rows.at(-1)!.line;
  }
}
