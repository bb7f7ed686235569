import type { Context } from '../../../src/context.js';
import { ImportStatus } from '../../../src/importing/importJob.entity.js';
import { importOutcome } from '../../../src/importing/importOutcome.js';
import { dataValueImport, objectOf } from './dataValueImport.js';
import { type DataValueImport, SummaryStatus } from './importSummary.types.js';

const mostConflicts = 1_000;

const endedWell = [ImportStatus.FINISHED, ImportStatus.RUNNING, ImportStatus.PAUSED];

/** The summary that DHIS2 gives of an import; null for what is no import of the viewer's. */
export async function importSummary(context: Context, id: string): Promise<DataValueImport | null> {
  const job = await importOutcome(context, dataValueImport.name, id, mostConflicts);
  if (!job) return null;
  const { status, dryRun, total, created: imported, updated, unchanged, refused: ignored, message, header } = job;
  const seen = ignored > 0 ? SummaryStatus.WARNING : SummaryStatus.SUCCESS;
  return {
    status: endedWell.includes(status) ? seen : SummaryStatus.ERROR,
    job: status,
    dryRun,
    total,
    description: message,
    importCount: { imported, updated, unchanged, ignored, deleted: 0 },
    conflicts: job.refusedRows.map(({ line, column, reason, code, cells }) => ({
      line,
      object: objectOf(column, cells, header).slice(0, 100),
      property: column,
      value: reason,
      errorCode: code,
    })),
    refusedFile: ignored > 0 ? `/imports/${id.toLowerCase()}/refused.${header.length > 0 ? 'csv' : 'json'}` : null,
  };
}
