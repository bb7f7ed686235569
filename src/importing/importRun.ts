import { setImmediate as breath } from 'node:timers/promises';
import type { Context } from '../context.js';
import { badInput, type ZhiduError } from '../errors.js';
import { permitted, tryAgain } from './importAttempt.js';
import { ImportBatch } from './importBatch.js';
import { ImportStatus } from './importJob.entity.js';
import type { ImportKind, Intake, LineProblem, Taken } from './importKind.js';
import { type HeldJob, recordBatch, recordHeader } from './importRecord.js';
import { readTable, type TableLine } from './table.js';

export interface ImportOrder<Fields> extends HeldJob {
  kind: ImportKind<Fields>;
  path: string;
  dryRun: boolean;
  /** A context with the person's present rights, asked for anew for each batch: a right withdrawn ends the import. */
  context(): Promise<Context>;
  /** Resolves when the module is on; says false when the server stops. */
  mayGoOn(): Promise<boolean>;
}

/** Many for speed, few because others wait for as long as a batch is put together. */
const linesInBatch = 250;
/** Reading and understanding so many lines takes a few milliseconds; then others have their turn. */
const linesBetweenBreaths = 50;

/** One import from the first line to the last. While a batch is written the next one is read. */
export class ImportRun<Fields> {
  private intake: Intake<Fields> | undefined;
  private batch = new ImportBatch<Fields>();
  private writing: Promise<void> = Promise.resolve();
  /** Lines that were understood and yet not taken: what repeats them is refused for the same reasons. */
  private readonly notTaken = new Map<number, LineProblem[]>();

  constructor(private readonly order: ImportOrder<Fields>) {}

  async run(): Promise<ImportStatus> {
    try {
      for await (const line of readTable(this.order.path)) {
        if (!this.intake) {
          this.intake = await this.begin(line);
          continue;
        }
        this.consider(line, this.intake);
        if (this.batch.size % linesBetweenBreaths === 0) await breath();
        if (this.batch.size >= linesInBatch && !(await this.writeBatch())) return ImportStatus.INTERRUPTED;
      }
      return (await this.writeBatch()) ? ImportStatus.FINISHED : ImportStatus.INTERRUPTED;
    } finally {
      await this.writing;
    }
  }

  private async begin({ cells, problem }: TableLine): Promise<Intake<Fields>> {
    if (problem) throw badInput([{ path: problem.column ?? '', message: problem.reason }]);
    const begun = this.order.kind.begin(cells);
    if ('problems' in begun) throw badHeader(begun.problems, cells);
    const context = await this.permitted();
    await context.database.write(context, (writing) => recordHeader(writing, this.order, cells));
    return begun;
  }

  private consider(line: TableLine, intake: Intake<Fields>): void {
    const { pending, refusals, repeats } = this.batch;
    if (line.problem) {
      refusals.push({ line, problems: [{ column: line.problem.column ?? '', reason: line.problem.reason }] });
      return;
    }
    const read = intake.read(line.line, line.cells);
    if ('problems' in read) refusals.push({ line, problems: read.problems });
    else if ('repeats' in read) repeats.push({ line, of: read.repeats });
    else pending.push({ ...line, fields: read.fields });
  }

  /** Begins to write the batch once the one before is written; false when the import has to end before it. */
  private async writeBatch(): Promise<boolean> {
    await this.writing;
    if (!(await this.order.mayGoOn())) return false;
    this.writing = this.take(this.batch);
    // Whoever waits for it next hears of a failure; until then it is no unhandled one.
    this.writing.catch(() => undefined);
    this.batch = new ImportBatch();
    return true;
  }

  /** Takes a batch; if it fails as a whole, its halves are tried, so that one line cannot keep back the others. */
  private async take(batch: ImportBatch<Fields>): Promise<void> {
    if (batch.size === 0) return;
    const failure = await this.tryAgain(batch);
    if (!failure) return;
    if (batch.pending.length === 0) throw failure;
    if (batch.pending.length === 1) {
      this.notTaken.set(batch.pending[0]!.line, [{ column: '', reason: failure.text }]);
      return this.take(batch.refused(failure.text));
    }
    const [first, second] = batch.halves();
    await this.take(first);
    await this.take(second);
  }

  private tryAgain(batch: ImportBatch<Fields>): Promise<ZhiduError | undefined> {
    return tryAgain(this.permitted, (context) => this.takeTogether(context, batch));
  }

  private async takeTogether(context: Context, batch: ImportBatch<Fields>): Promise<void> {
    const { dryRun } = this.order;
    const taken = await context.database.write(context, async (writing): Promise<Taken[]> => {
      const outcome = await this.intake!.take(writing, batch.pending, dryRun);
      await recordBatch(writing, this.order, batch, outcome, this.notTaken);
      return outcome;
    });
    taken.forEach((outcome, i) => {
      if (typeof outcome === 'object') this.notTaken.set(batch.pending[i]!.line, [outcome]);
    });
  }

  private readonly permitted = () => permitted(this.order);
}

const headingsShown = 20;

function badHeader(problems: LineProblem[], header: string[]): ZhiduError {
  const shown = header.slice(0, headingsShown).map((heading) => heading.trim().slice(0, 40));
  const left = header.length - headingsShown;
  return badInput([
    ...problems.map(({ column, reason }) => ({ path: column, message: reason })),
    {
      path: '',
      message: {
        en: `The first line reads: ${shown.join(', ')}${left > 0 ? `, and ${left} more` : ''}.`,
        zh: `第一行为：${shown.join('、')}${left > 0 ? ` 等，另有 ${left} 项` : ''}。`,
      },
    },
  ]);
}
