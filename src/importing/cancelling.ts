import type { SignedInContext } from '../context.js';
import { invalidState } from '../errors.js';
import { ImportJob, ImportStatus } from './importJob.entity.js';

/** What holds the job on whatever instance finds it cancelled with its next batch, and undoes that. */
export async function cancelImport(context: SignedInContext, id: string): Promise<{ id: string }> {
  return context.database.write(context, async (writing) => {
    const job = await writing.find('cancelImport', ImportJob, id);
    const cancelled = await writing.em.execute<{ id: string }[]>(
      `update importing.import_job set status = ?, updated_at = ?, version = version + 1
       where id = ? and status in ('RUNNING', 'PAUSED') returning id`,
      [ImportStatus.CANCELLED, context.now.toISOString(), job.id],
    );
    if (cancelled.length === 0)
      throw invalidState({
        en: 'The import has ended already. What it has taken stays.',
        zh: '该导入已经结束，已导入的内容予以保留。',
      });
    writing.em.clear();
    return { id: job.id };
  });
}
