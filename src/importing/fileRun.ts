import type { Context } from '../context.js';
import type { ZhiduError } from '../errors.js';
import { permitted, tryAgain } from './importAttempt.js';
import type { FileIntake, FileKind } from './importKind.js';
import { type HeldJob, recordHeader, recordPieces, recordTotal } from './importRecord.js';
import type { Places } from './places.js';

export interface FileOrder extends HeldJob {
  kind: FileKind;
  path: string;
  dryRun: boolean;
  /** What the person ordered besides the file. */
  order: unknown;
  /** Pieces that an earlier run has taken. */
  taken: Places;
  /** Whether an earlier run has read the whole file and found it whole. */
  isChecked: boolean;
  context(): Promise<Context>;
  /** Resolves when the module is on; says false when the server stops. */
  mayGoOn(): Promise<boolean>;
}

interface Numbered {
  place: number;
  piece: unknown;
}

/** While the database takes a batch, the next one is made ready. */
const lanes = 2;

/** An import of a file whose module reads it, or what is left of one. */
export class FileRun {
  private hasStopped = false;
  private intake!: FileIntake<unknown>;

  constructor(private readonly order: FileOrder) {}

  /** Whether it came to the end; false where the server stops. */
  async run(): Promise<boolean> {
    const { kind, path, order } = this.order;
    if (!this.order.isChecked) await this.check();
    this.intake = await kind.begin(await this.permitted(), path, order);
    const batches = this.batches();
    const results = await Promise.allSettled(Array.from({ length: lanes }, () => this.work(batches)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return !this.hasStopped;
  }

  private async check(): Promise<void> {
    const { kind, path } = this.order;
    const { lines, header } = await kind.check(path);
    const context = await this.permitted();
    await context.database.write(context, async (writing) => {
      await recordHeader(writing, this.order, header);
      await recordTotal(writing, this.order, lines);
    });
  }

  private async work(batches: AsyncGenerator<Numbered[]>): Promise<void> {
    try {
      while (!this.hasStopped) {
        const { value: batch, done } = await batches.next();
        if (done) return;
        if (await this.order.mayGoOn()) await this.take(batch);
        else this.hasStopped = true;
      }
    } catch (error) {
      this.hasStopped = true;
      throw error;
    }
  }

  /** Pieces that nobody has taken yet. */
  private async *batches(): AsyncGenerator<Numbered[]> {
    const { kind, taken } = this.order;
    let batch: Numbered[] = [];
    let place = 0;
    for await (const piece of this.intake.pieces()) {
      if (!taken.has(place)) batch.push({ place, piece });
      place += 1;
      if (batch.length < kind.piecesAtOnce) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Takes a batch; if it fails as a whole, its halves are tried, so that one piece cannot keep back the others. */
  private async take(batch: readonly Numbered[]): Promise<void> {
    const failure = await tryAgain(this.permitted, (context) => this.takeTogether(context, batch));
    if (!failure) return;
    if (batch.length === 1) return this.refuse(batch[0]!, failure);
    const half = batch.length >> 1;
    await this.take(batch.slice(0, half));
    await this.take(batch.slice(half));
  }

  private async takeTogether(context: Context, batch: readonly Numbered[]): Promise<void> {
    await context.database.write(context, async (writing) => {
      const pieces = batch.map(({ piece }) => piece);
      const taken = await this.intake.take(writing, pieces, this.order.dryRun);
      const places = batch.map(({ place }) => place);
      await recordPieces(writing, this.order, places, taken);
    });
  }

  private async refuse({ place, piece }: Numbered, failure: ZhiduError): Promise<void> {
    const context = await this.permitted();
    await context.database.write(context, (writing) =>
      recordPieces(writing, this.order, [place], [this.intake.refuse(piece, failure)]),
    );
  }

  private readonly permitted = () => permitted(this.order);
}
