import type { SignedInContext } from '../../../src/context.js';
import { ZhiduError } from '../../../src/errors.js';
import type { ImportConflict, ImportedValues, ImportValuesArgs } from './exchange.types.js';
import type { TakenValues } from './importedReports.js';
import { type GivenValues, reportsInFile } from './reportsInFile.js';
import { mostInRequest, readValueFile } from './valueFile.js';
import { reportsAtOnce, ValueIntake } from './valueIntake.js';

const mostConflicts = 1_000;

/** Takes a file of DHIS2 within the request, some reports at a time. */
export class ImportService {
  private readonly summary: ImportedValues = { imported: 0, updated: 0, unchanged: 0, ignored: 0, conflicts: [] };

  private readonly context: SignedInContext;

  constructor(
    context: SignedInContext,
    private readonly args: ImportValuesArgs,
  ) {
    // What is entered stays, so a file is finished also where it takes longer than a request may, or nobody waits.
    this.context = { ...context, deadline: undefined, signal: undefined };
  }

  async run(): Promise<ImportedValues> {
    const { context, args } = this;
    const intake = await ValueIntake.of(context, { ...args, reason: args.reason?.trim() || null });
    const { path } = await context.core.uploads.open(context, args.file);
    const { values } = await readValueFile(path, mostInRequest);
    const reports = await Array.fromAsync(reportsInFile(values, mostInRequest + 1));
    const batches = Array.from({ length: Math.ceil(reports.length / reportsAtOnce) }, (_, i) =>
      reports.slice(i * reportsAtOnce, (i + 1) * reportsAtOnce),
    ).values();
    // The next batch is made ready while the database takes one.
    const lane = async () => {
      for (const batch of batches) await this.take(intake, batch);
    };
    await Promise.all([lane(), lane()]);
    this.summary.conflicts.sort((a, b) => a.place - b.place);
    return this.summary;
  }

  /** Reports in one transaction; where the database refuses one of them, each in its own. */
  private async take(intake: ValueIntake, reports: readonly GivenValues[]): Promise<void> {
    try {
      const { dryRun } = this.args;
      const taken = await this.context.database.write(this.context, (writing) => intake.take(writing, reports, dryRun));
      for (const one of taken) this.count(one);
    } catch (error) {
      if (!(error instanceof ZhiduError)) throw error;
      if (reports.length === 1) this.count(intake.refuse(reports[0]!, error));
      else for (const report of reports) await this.take(intake, [report]);
    }
  }

  private count({ imported, updated, unchanged, refused }: TakenValues): void {
    const { summary } = this;
    summary.imported += imported;
    summary.updated += updated;
    summary.unchanged += unchanged;
    summary.ignored += refused.length;
    for (const { value, fault } of refused.slice(0, mostConflicts - summary.conflicts.length))
      summary.conflicts.push({
        place: value.place,
        object: [value.orgUnit, value.period, value.dataElement].map((part) => part.slice(0, 50)).join(' '),
        property: fault.property,
        errorCode: fault.code ?? null,
        reason: fault.reason[this.context.locale],
      } satisfies ImportConflict);
  }
}
