import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import type { Writing } from '../database/writing.js';
import { badInput, forbidden, ZhiduError } from '../errors.js';
import { joined, type Locale } from '../languages/message.js';
import { ImportStatus } from './importJob.entity.js';
import type { ImportKind, LineProblem, LineReader, Taken } from './importKind.js';
import { readTable, type TableLine } from './table.js';

interface Pending<Fields> {
  line: TableLine;
  fields: Fields;
}

interface Refusal {
  line: TableLine;
  problems: LineProblem[];
}

export interface ImportOrder<Fields> {
  id: string;
  kind: ImportKind<Fields>;
  path: string;
  dryRun: boolean;
  /** A context with the person's present rights, asked for anew for each batch: a right withdrawn ends the import. */
  context(): Promise<Context>;
  /** Resolves when the module is on; says false when the server stops. */
  mayGoOn(): Promise<boolean>;
}

const batchSize = 500;
/** Lines of one batch that were refused before they were tried count too, so that a file full of mistakes is written down in pieces. */
const refusalsSize = 500;

/** Undoes a transaction whose outcome was only asked for. */
class DryRun extends Error {
  constructor(readonly taken: Taken[]) {
    super('dry run');
  }
}

/** One import from the first line to the last. Each batch commits together with its counts and refused lines. */
export class ImportRun<Fields> {
  private reader!: LineReader<Fields>;
  private pending: Pending<Fields>[] = [];
  private refusals: Refusal[] = [];
  /** Line and content of each key that came by, to tell a repeated line from a contradicting one. */
  private readonly seen = new Map<string, { line: number; content: string }>();
  private repeated = 0;

  constructor(private readonly order: ImportOrder<Fields>) {}

  async run(): Promise<ImportStatus> {
    for await (const line of readTable(this.order.path)) {
      if (!this.reader) {
        await this.begin(line);
        continue;
      }
      this.consider(line);
      if (this.pending.length < batchSize && this.refusals.length < refusalsSize) continue;
      if (!(await this.order.mayGoOn())) return ImportStatus.INTERRUPTED;
      await this.commit();
    }
    await this.commit();
    return ImportStatus.FINISHED;
  }

  private async begin(header: TableLine): Promise<void> {
    const begun = this.order.kind.begin(header.cells);
    if ('problems' in begun)
      throw badInput(begun.problems.map(({ column, reason }) => ({ path: column, message: reason })));
    this.reader = begun;
    const context = await this.order.context();
    await context.database.write(context, ({ em }) =>
      em.execute('update importing.import_job set header = ?::text[], version = version + 1 where id = ?', [
        textArray(header.cells),
        this.order.id,
      ]),
    );
  }

  /** Reads one line; what it is about may have come by before. */
  private consider(line: TableLine): void {
    if (line.problem) {
      this.refusals.push({ line, problems: [{ column: line.problem.column ?? '', reason: line.problem.reason }] });
      return;
    }
    const read = this.reader.read(line.cells);
    if ('problems' in read) {
      this.refusals.push({ line, problems: read.problems });
      return;
    }
    const content = JSON.stringify(read.fields);
    const before = this.seen.get(read.key);
    if (!before) {
      this.seen.set(read.key, { line: line.line, content: digest(content) });
      this.pending.push({ line, fields: read.fields });
    } else if (before.content === digest(content)) this.repeated += 1;
    else
      this.refusals.push({
        line,
        problems: [
          {
            column: '',
            reason: {
              en: `Line ${before.line} of this file says something else about the same one (${read.key}). Keep the right line and take the other out.`,
              zh: `本文件第 ${before.line} 行对同一对象（${read.key}）的内容不同，请保留正确的一行，删去另一行。`,
            },
          },
        ],
      });
  }

  private async commit(): Promise<void> {
    const { pending, refusals, repeated } = this;
    this.pending = [];
    this.refusals = [];
    this.repeated = 0;
    await this.take(pending, refusals, repeated);
  }

  /** Takes a batch; if it fails as a whole, its halves are tried, so that one line cannot keep back the others. */
  private async take(batch: Pending<Fields>[], refusals: Refusal[], repeated: number): Promise<void> {
    if (batch.length === 0 && refusals.length === 0 && repeated === 0) return;
    const context = await this.order.context();
    try {
      await this.takeTogether(context, batch, refusals, repeated);
    } catch (error) {
      if (!concernsLines(error) || batch.length === 0) throw error;
      if (batch.length === 1) {
        const refusal = { line: batch[0]!.line, problems: [{ column: '', reason: error.text }] };
        return this.take([], [...refusals, refusal], repeated);
      }
      const half = batch.length >> 1;
      await this.take(batch.slice(0, half), refusals, repeated);
      await this.take(batch.slice(half), [], 0);
    }
  }

  private async takeTogether(
    context: Context,
    batch: Pending<Fields>[],
    refusals: Refusal[],
    repeated: number,
  ): Promise<void> {
    const fields = batch.map((each) => each.fields);
    const { kind, dryRun } = this.order;
    if (!dryRun) {
      await context.database.write(context, async (writing) => {
        const taken = await kind.take(writing, fields);
        await writing.em.flush();
        await this.record(writing, batch, taken, refusals, repeated);
      });
      return;
    }
    const taken = await context.database
      .write(context, async (writing): Promise<Taken[]> => {
        const outcome = await kind.take(writing, fields);
        await writing.em.flush();
        throw new DryRun(outcome);
      })
      .catch((error: unknown) => {
        if (error instanceof DryRun) return error.taken;
        throw error;
      });
    await context.database.write(context, (writing) => this.record(writing, batch, taken, refusals, repeated));
  }

  private async record(
    { em, context }: Writing,
    batch: Pending<Fields>[],
    taken: Taken[],
    refusals: Refusal[],
    repeated: number,
  ): Promise<void> {
    const all = [...refusals];
    taken.forEach((outcome, i) => {
      if (typeof outcome === 'object') all.push({ line: batch[i]!.line, problems: [outcome] });
    });
    const count = (outcome: Taken) => taken.filter((each) => each === outcome).length;
    const changed = await em.execute<{ id: string }[]>(
      `update importing.import_job set lines = lines + ?, created = created + ?, updated = updated + ?, unchanged = unchanged + ?,
         refused = refused + ?, status = 'RUNNING', updated_at = ?, version = version + 1 where id = ? returning id`,
      [
        batch.length + refusals.length + repeated,
        count('created'),
        count('updated'),
        count('unchanged') + repeated,
        all.length,
        context.now.toISOString(),
        this.order.id,
      ],
    );
    if (changed.length === 0) throw forbidden({ en: 'The import is no longer yours.', zh: '该导入已不属于您。' });
    if (all.length === 0) return;
    await em.execute(
      `insert into importing.refused_line (id, created_at, updated_at, job_id, line, "column", reason, cells, person_id)
       select gen_random_uuid(), ?::timestamptz, ?::timestamptz, ?, (r->>'line')::integer, r->>'column', r->>'reason',
         array(select json_array_elements_text(r->'cells')), ?
       from json_array_elements(?::json) r`,
      [
        context.now.toISOString(),
        context.now.toISOString(),
        this.order.id,
        context.viewer.personId,
        JSON.stringify(all.map((refusal) => refusedRow(refusal, context.locale))),
      ],
    );
  }
}

const digest = (content: string): string => createHash('sha1').update(content).digest('base64');

/** Errors that say something about the lines, not about the server or the person. */
const concernsLines = (error: unknown): error is ZhiduError =>
  error instanceof ZhiduError &&
  ['BAD_USER_INPUT', 'CONFLICT', 'FORBIDDEN', 'INVALID_STATE', 'NOT_FOUND'].includes(error.code);

const storable = (text: string): string => text.replaceAll('\0', '�');

/** Reasons are kept in the language of whoever imports. */
const refusedRow = ({ line, problems }: Refusal, locale: Locale) => ({
  line: line.line,
  column: [...new Set(problems.map((problem) => problem.column).filter(Boolean))].map(storable).join(', '),
  reason: storable(joined(problems.map(({ reason }) => reason))[locale]),
  cells: line.cells.map(storable),
});

const textArray = (texts: string[]): string =>
  `{${texts.map((text) => `"${storable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
