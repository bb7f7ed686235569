import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Person } from '../access/person.entity.js';
import type { SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { invalidState, serviceUnavailable, ZhiduError } from '../errors.js';
import type { Message } from '../languages/message.js';
import { ImportJob, ImportStatus } from './importJob.entity.js';
import type { ImportKind } from './importKind.js';
import { type ImportOrder, ImportRun } from './importRun.js';

const answersAfterMs = 5_000;
const pauseMs = 200;
/** A job that was not heard of for half a minute counts as lost. */
const heartbeatMs = 5_000;
/** How long stopping waits for batches under way. */
const stopsWithinMs = 10_000;

/** Carries imports out in the background, one at a time for each person. */
export class Importing {
  private readonly running = new Set<Promise<void>>();
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
    if (this.stopping)
      throw serviceUnavailable({
        en: 'The server is stopping. Try again in a moment.',
        zh: '服务器正在停止，请稍后再试。',
      });
    const { path, name } = await context.core.uploads.open(context, fileId);
    const id = randomUUID();
    await this.sweep(context.database);
    await this.open(context, { id, kind: kind.name, fileName: name, dryRun });
    const work = this.carryOut(context, { id, kind, path, dryRun });
    this.running.add(work);
    await withPatience(
      work.finally(() => this.running.delete(work)),
      answersAfterMs,
    );
    return { id };
  }

  /** Lets the batches under way commit and ends; what is left is INTERRUPTED. */
  async stop(): Promise<void> {
    this.stopping = true;
    await withPatience(Promise.all(this.running), stopsWithinMs);
  }

  /** Marks jobs whose server is gone. */
  async sweep(database: Database): Promise<void> {
    await database.call('select importing.interrupt_stale()');
  }

  private async open(
    context: SignedInContext,
    job: Pick<ImportJob, 'id' | 'kind' | 'fileName' | 'dryRun'>,
  ): Promise<void> {
    await context.database
      .write(context, async ({ em }) => {
        em.create(ImportJob, { ...job, person: em.getReference(Person, context.viewer.personId) });
      })
      .catch((error: unknown) => {
        if (!(error instanceof ZhiduError && error.code === 'CONFLICT')) throw error;
        throw invalidState({
          en: 'An import of yours is still running: follow it with importJobs, then begin the next.',
          zh: '您还有一项导入正在进行：请用 importJobs 查看，完成后再开始下一项。',
        });
      });
  }

  /** Never fails: what goes wrong stands in the job, or in the log where even that could not be written. */
  private async carryOut<Fields>(
    { core, database, requestId, viewer, locale, call, recorded }: SignedInContext,
    { id, kind, path, dryRun }: Pick<ImportOrder<Fields>, 'id' | 'kind' | 'path' | 'dryRun'>,
  ): Promise<void> {
    const fresh = async () => ({
      ...(await core.contextFor(viewer.personId, requestId, viewer.groupRoles)),
      call,
      recorded,
    });
    const log = this.log.child({ job: id, requestId });
    const tell = (sql: string, ...parameters: unknown[]) =>
      database.call(sql, [id, ...parameters]).then(
        () => undefined,
        (error: unknown) => log.error({ err: error }, 'an import could not be recorded'),
      );
    const report = (status: ImportStatus, message: string | null = null) =>
      tell('select importing.set_status($1, $2, $3)', status, message);
    const heartbeat = setInterval(() => void tell('select importing.keep_alive($1)'), heartbeatMs);
    const mayGoOn = () => this.mayGoOn(kind.module, () => report(ImportStatus.PAUSED));
    try {
      await report(await new ImportRun({ id, kind, path, dryRun, context: fresh, mayGoOn }).run());
    } catch (error) {
      if (!(error instanceof ZhiduError)) log.error({ err: error }, 'an import failed');
      await report(ImportStatus.FAILED, messageOf(error, requestId)[locale]);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async mayGoOn(module: string, pause: () => Promise<void>): Promise<boolean> {
    if (!this.stopping && !this.isEnabled(module)) await pause();
    while (!this.stopping && !this.isEnabled(module)) await sleep(pauseMs);
    return !this.stopping;
  }
}

const messageOf = (error: unknown, requestId: string): Message =>
  error instanceof ZhiduError
    ? error.text
    : {
        en: `It failed inside the server; ask an administrator to look for ${requestId} in the log.`,
        zh: `服务器内部出错，请由系统管理员在日志中查找 ${requestId}。`,
      };

/** Waits for work, but no longer than this. */
async function withPatience(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const done = new AbortController();
  const given = sleep(milliseconds, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work, given]);
  done.abort();
}
