import type { Context } from '../context.js';
import { uuid } from '../database/writing.js';
import type { ImportStatus } from './importJob.entity.js';
import type { RefusedRow } from './importKind.js';

/** Where an import stands, for modules that tell it in the words of their format. */
export interface ImportOutcome {
  status: ImportStatus;
  dryRun: boolean;
  total: number | null;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  message: string | null;
  header: string[];
  refusedRows: RefusedRow[];
}

/** Of an import of this kind that the viewer began, with its first refused lines; undefined for any other id. */
export async function importOutcome(
  context: Context,
  kind: string,
  id: string,
  mostRows: number,
): Promise<ImportOutcome | undefined> {
  if (!uuid.test(id)) return undefined;
  const [job] = await context.database.read<Omit<ImportOutcome, 'refusedRows'> & Record<string, unknown>>(context, {
    sql: `select status, dry_run as "dryRun", total, created, updated, unchanged, refused, message, header
      from importing.import_job where id = $1 and kind = $2`,
    parameters: [id, kind],
  });
  if (!job) return undefined;
  const refusedRows = await context.database.read<RefusedRow & Record<string, unknown>>(context, {
    sql: `select line, "column", reason, code, cells from importing.refused_line where job_id = $1 order by line, id limit $2`,
    parameters: [id, mostRows],
  });
  return { ...job, refusedRows };
}
