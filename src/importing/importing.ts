import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Person } from '../access/person.entity.js';
import type { Viewer } from '../access/viewer.js';
import type { Context, Core, SignedInContext } from '../context.js';
import type { Database } from '../database/database.js';
import { invalidState, serviceUnavailable, ZhiduError } from '../errors.js';
import type { Message } from '../languages/message.js';
import type { Module } from '../module.js';
import { type FileOrder, FileRun } from './fileRun.js';
import { ImportJob, ImportStatus } from './importJob.entity.js';
import type { FileKind, ImportKind } from './importKind.js';
import { type HeldJob, ImportEnded } from './importRecord.js';
import { ImportRun } from './importRun.js';
import { Places } from './places.js';

const answersAfterMs = 5_000;
const pauseMs = 200;
/** A job that was not heard of for half a minute counts as lost. */
const heartbeatMs = 5_000;
/** How long stopping waits for batches under way. */
const stopsWithinMs = 10_000;

/** What another instance needs to go on in the name of the same person. */
interface Resumption extends Pick<Context, 'requestId' | 'locale' | 'call'> {
  groupRoles: Viewer['groupRoles'];
  order: unknown;
  goesOn: boolean;
}

interface WaitingJob {
  id: string;
  kind: string;
  fileId: string;
}

interface LeftJob {
  personId: string;
  dryRun: boolean;
  resumption: Resumption;
  taken: string;
  total: number | null;
}

type Hands = Pick<FileOrder, 'context' | 'mayGoOn'>;

/** Carries imports out in the background, one at a time for each person. */
export class Importing {
  private readonly running = new Set<Promise<void>>();
  private stopping = false;
  private readonly kinds: ReadonlyMap<string, FileKind>;

  constructor(
    private readonly log: Logger,
    modules: readonly Module[],
    private readonly isEnabled: (module: string) => boolean,
  ) {
    this.kinds = new Map(modules.flatMap(({ imports = [] }) => imports.map((kind) => [kind.name, kind] as const)));
  }

  /** One of those whose files their modules read themselves. */
  kind(name: string): FileKind | undefined {
    return this.kinds.get(name);
  }

  /** Begins an import of a table of the viewer's. Answers when it is done, or after five seconds while it goes on. */
  async start<Fields>(
    context: SignedInContext,
    kind: ImportKind<Fields>,
    fileId: string,
    dryRun: boolean,
  ): Promise<{ id: string }> {
    const { job, path } = await this.open(context, kind.name, fileId, dryRun, null);
    await this.begin(job, kind.module, resumptionOf(context, null), context, async (hands) =>
      new ImportRun({ ...job, kind, path, dryRun, ...hands }).run(),
    );
    return { id: job.id };
  }

  /** The same of a file that the kind reads itself. It goes on after a restart, with the same order. */
  async startFile<Order>(
    context: SignedInContext,
    { name }: FileKind<Order>,
    fileId: string,
    dryRun: boolean,
    order: Order,
  ): Promise<{ id: string }> {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`No module names the kind of imports ${name} in its manifest.`);
    const resumption = resumptionOf(context, order);
    const { job, path } = await this.open(context, name, fileId, dryRun, resumption);
    const given = { ...job, kind, path, dryRun, order, taken: new Places(), isChecked: false };
    await this.begin(job, kind.module, resumption, context, (hands) => fileStatus({ ...given, ...hands }));
    return { id: job.id };
  }

  /** Lets the batches under way commit and ends; what is left goes on elsewhere, or is INTERRUPTED. */
  async stop(): Promise<void> {
    this.stopping = true;
    await withPatience(Promise.all(this.running), stopsWithinMs);
  }

  /** Marks jobs whose server is gone, and goes on with those that somebody else left whose file lies here. */
  async sweep(platform: { core: Core; database: Database }): Promise<void> {
    const { core, database } = platform;
    await database.call('select importing.interrupt_stale()');
    const waiting = await database.call<WaitingJob>(
      'select id, kind, file_id as "fileId" from importing.waiting_jobs()',
    );
    for (const { id, kind: name, fileId } of waiting) {
      const kind = this.kinds.get(name);
      const path = await core.uploads.lying(fileId);
      if (kind && path && !this.stopping) await this.takeOver(platform, { id, kind, path });
    }
  }

  private async takeOver(
    { core, database }: { core: Core; database: Database },
    { id, kind, path }: { id: string; kind: FileKind; path: string },
  ): Promise<void> {
    const holder = randomUUID();
    const [left] = await database.call<LeftJob>(
      'select person_id as "personId", dry_run as "dryRun", resumption, taken, total from importing.take_over($1, $2)',
      [id, holder],
    );
    if (!left) return;
    const { personId, dryRun, resumption, taken, total } = left;
    const given = {
      id,
      holder,
      kind,
      path,
      dryRun,
      order: resumption.order,
      taken: new Places(taken),
      isChecked: total !== null,
    };
    const person = { core, database, viewer: { personId } };
    void this.begin({ id, holder }, kind.module, resumption, person, (hands) => fileStatus({ ...given, ...hands }));
  }

  private async open(
    context: SignedInContext,
    kind: string,
    fileId: string,
    dryRun: boolean,
    resumption: Resumption | null,
  ): Promise<{ job: HeldJob; path: string }> {
    if (this.stopping)
      throw serviceUnavailable({
        en: 'The server is stopping. Try again in a moment.',
        zh: '服务器正在停止，请稍后再试。',
      });
    const { path, name: fileName } = await context.core.uploads.open(context, fileId);
    const job = { id: randomUUID(), holder: randomUUID() };
    await context.database.call('select importing.interrupt_stale()');
    await context.database
      .write(context, async ({ em }) => {
        const person = em.getReference(Person, context.viewer.personId);
        em.create(ImportJob, { id: job.id, kind, fileName, dryRun, person });
        await em.flush();
        await em.execute(
          'update importing.import_job set holder = ?::uuid, file_id = ?::uuid, resumption = ?::jsonb where id = ?',
          [job.holder, fileId, resumption && JSON.stringify(resumption), job.id],
        );
      })
      .catch((error: unknown) => {
        if (!(error instanceof ZhiduError && error.code === 'CONFLICT')) throw error;
        throw invalidState({
          en: 'An import of yours is still running: follow it with importJobs, then begin the next.',
          zh: '您还有一项导入正在进行：请用 importJobs 查看，完成后再开始下一项。',
        });
      });
    return { job, path };
  }

  /** Answers when it is done, or after five seconds while it goes on. */
  private async begin(
    job: HeldJob,
    module: string,
    resumption: Resumption,
    person: Pick<Context, 'core' | 'database'> & { viewer: { personId: string } },
    run: (hands: Hands) => Promise<ImportStatus>,
  ): Promise<void> {
    const work = this.carryOut(job, module, resumption, person, run);
    this.running.add(work);
    await withPatience(
      work.finally(() => this.running.delete(work)),
      answersAfterMs,
    );
  }

  /** Never fails: what goes wrong stands in the job, or in the log where even that could not be written. */
  private async carryOut(
    { id, holder }: HeldJob,
    module: string,
    { requestId, locale, groupRoles, call, goesOn }: Resumption,
    { core, database, viewer }: Pick<Context, 'core' | 'database'> & { viewer: { personId: string } },
    run: (hands: Hands) => Promise<ImportStatus>,
  ): Promise<void> {
    const recorded = new Set(call ? [call.key] : []);
    const context = async () => ({
      ...(await core.contextFor(viewer.personId, requestId, groupRoles)),
      locale,
      recorded,
      ...(call ? { call } : {}),
    });
    const log = this.log.child({ job: id, requestId });
    const tell = (sql: string, ...parameters: unknown[]) =>
      database.call(sql, [id, holder, ...parameters]).then(
        () => undefined,
        (error: unknown) => log.error({ err: error }, 'an import could not be recorded'),
      );
    const report = (status: ImportStatus, message: string | null = null) =>
      tell('select importing.set_status($1, $2, $3, $4)', status, message);
    const heartbeat = setInterval(() => void tell('select importing.keep_alive($1, $2)'), heartbeatMs);
    const mayGoOn = () => this.mayGoOn(module, () => report(ImportStatus.PAUSED));
    const letGo = () => tell('select importing.let_go($1, $2)');
    try {
      const status = await run({ context, mayGoOn });
      await (status === ImportStatus.PAUSED ? letGo() : report(status));
    } catch (error) {
      if (error instanceof ImportEnded) return;
      if (!(error instanceof ZhiduError)) log.error({ err: error }, 'an import failed');
      if (goesOn && mayPass(error)) await letGo();
      else await report(ImportStatus.FAILED, messageOf(error, requestId)[locale]);
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

const fileStatus = async (order: FileOrder): Promise<ImportStatus> =>
  (await new FileRun(order).run()) ? ImportStatus.FINISHED : ImportStatus.PAUSED;

function resumptionOf({ requestId, locale, viewer, call }: SignedInContext, order: unknown): Resumption {
  return { requestId, locale, groupRoles: viewer.groupRoles, call, order, goesOn: order !== null };
}

/** What may be otherwise when somebody tries again: the database was away, or this server has a fault. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof ZhiduError) || error.code === 'SERVICE_UNAVAILABLE' || error.code === 'INTERNAL_SERVER_ERROR';

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
