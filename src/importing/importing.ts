import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Person } from '../access/person.entity.js';
import type { Context, SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { invalidState, ZhiduError } from '../errors.js';
import { ImportJob, ImportStatus } from './importJob.entity.js';
import type { ImportKind } from './importKind.js';
import { ImportRun } from './importRun.js';

const answersAfterMs = 5_000;
const pauseMs = 500;
/** Longer than any batch takes: a job that was not heard of since has lost its server. */
const staleAfterMs = 60_000;

/** Carries imports out in the background, one at a time for each person. */
export class Importing {
  private readonly running = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(
    private readonly log: Logger,
    private readonly isEnabled: (module: string) => boolean,
  ) {}

  /** Begins an import of a file of the viewer's. Answers when it is done, or after five seconds while it goes on. */
  async start<Fields>(
    context: SignedInContext,
    kind: ImportKind<Fields>,
    fileId: string,
    dryRun: boolean,
  ): Promise<{ id: string }> {
    const { personId } = context.viewer;
    const file = await context.core.uploads.open(context, fileId);
    if (this.running.has(personId))
      throw invalidState({
        en: 'An import of yours is still running: follow it with importJobs, then begin the next.',
        zh: '您还有一项导入正在进行：请用 importJobs 查看，完成后再开始下一项。',
      });
    const id = randomUUID();
    const work = this.carryOut(context, kind, { id, dryRun, ...file });
    const settled = work.finally(() => this.running.delete(personId));
    this.running.set(personId, settled);
    settled.catch((error) => this.log.error({ err: error, job: id }, 'an import could not be recorded'));
    const patience = new AbortController();
    await Promise.race([work, sleep(answersAfterMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    return { id };
  }

  /** Lets the batches under way commit and ends; what is left is INTERRUPTED. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled(this.running.values());
  }

  /** Marks jobs whose server is gone. */
  async sweep(database: Database, now: Date): Promise<void> {
    await database.call('select importing.interrupt_stale($1)', [new Date(now.getTime() - staleAfterMs).toISOString()]);
  }

  private async carryOut<Fields>(
    context: SignedInContext,
    kind: ImportKind<Fields>,
    { id, path, name, dryRun }: { id: string; path: string; name: string; dryRun: boolean },
  ): Promise<void> {
    const { personId } = context.viewer;
    await context.database.write(context, async ({ em }) => {
      em.create(ImportJob, { id, kind: kind.name, fileName: name, dryRun, person: em.getReference(Person, personId) });
    });
    const fresh = () => context.core.contextFor(personId, context.requestId);
    const run = new ImportRun({
      id,
      kind,
      path,
      dryRun,
      context: fresh,
      mayGoOn: () => this.mayGoOn(fresh, id, kind.module),
    });
    const { status, message } = await run.run().then(
      (status) => ({ status, message: null }),
      (error: unknown) => {
        if (!(error instanceof ZhiduError))
          this.log.error({ err: error, job: id, requestId: context.requestId }, 'an import failed');
        const known =
          error instanceof ZhiduError
            ? error.text
            : {
                en: `It failed inside the server; ask an administrator to look for ${context.requestId} in the log.`,
                zh: `服务器内部出错，请由系统管理员在日志中查找 ${context.requestId}。`,
              };
        return { status: ImportStatus.FAILED, message: known[context.locale] };
      },
    );
    await this.setStatus(await fresh(), id, status, message);
  }

  private async mayGoOn(fresh: () => Promise<Context>, id: string, module: string): Promise<boolean> {
    while (!this.stopping && !this.isEnabled(module)) {
      await this.setStatus(await fresh(), id, ImportStatus.PAUSED, null);
      await sleep(pauseMs);
    }
    return !this.stopping;
  }

  private async setStatus(context: Context, id: string, status: ImportStatus, message: string | null): Promise<void> {
    await context.database.write(context, ({ em }) =>
      em.execute(
        'update importing.import_job set status = ?, message = ?, updated_at = ?, version = version + 1 where id = ?',
        [status, message, context.now.toISOString(), id],
      ),
    );
  }
}
