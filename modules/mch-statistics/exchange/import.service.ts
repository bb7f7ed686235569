import type { SignedInContext } from '../../../src/context.js';
import { type Ask, askingAs } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { notFound, ZhiduError } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { cellsOf, type FormCell } from '../entry/form.js';
import { type ExchangedValue, readDataValues } from './dataValueSets.js';
import type { ImportConflict, ImportedValues, ImportValuesArgs } from './exchange.types.js';
import { ImportedReports, type Placed, type TakenReport } from './importedReports.js';

const mostConflicts = 1_000;
/** More of them in a transaction make an import hardly quicker, and make others wait longer for what it writes. */
const reportsAtOnce = 50;

/** Takes files of DHIS2, some reports at a time: what is wrong with one value keeps no other out. */
export class ImportService {
  private readonly summary: ImportedValues = { imported: 0, updated: 0, unchanged: 0, ignored: 0, conflicts: [] };

  private readonly cells = new Map<string, Promise<FormCell[]>>();
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
    const ask = askingAs(context);
    const [dataSet] = uuid.test(args.dataSetId)
      ? await ask('select 1 from mch_statistics.data_set where id = ?', [args.dataSetId])
      : [];
    if (!dataSet) throw notFound('DataSet');
    const { path } = await context.core.uploads.open(context, args.file);
    const assignments = await this.assignments(ask);
    const groups = groupsOf(await readDataValues(path));
    const batches = Array.from({ length: Math.ceil(groups.length / reportsAtOnce) }, (_, i) =>
      groups.slice(i * reportsAtOnce, (i + 1) * reportsAtOnce),
    ).values();
    // The next batch is made ready while the database takes one.
    const lane = async () => {
      for (const batch of batches) await this.take(assignments, batch);
    };
    await Promise.all([lane(), lane()]);
    this.summary.conflicts.sort((a, b) => a.place - b.place);
    return this.summary;
  }

  /** The form as it is in periods that begin on a day. */
  private readonly cellsOn = (firstDay: string): Promise<FormCell[]> => {
    const cells = this.cells.get(firstDay) ?? cellsOf(askingAs(this.context), this.args.dataSetId, firstDay);
    this.cells.set(firstDay, cells);
    return cells;
  };

  private async assignments(ask: Ask): Promise<Map<string, string>> {
    const rows = await ask<{ id: string; uid: string }>(
      `select a.id, u.uid from mch_statistics.data_set_assignment a
       join mch_statistics.statistics_unit u on u.id = a.unit_id where a.data_set_id = ?`,
      [this.args.dataSetId],
    );
    return new Map(rows.map(({ id, uid }) => [uid, id]));
  }

  /** Reports in one transaction; where the database refuses one of them, each in its own. */
  private async take(assignments: ReadonlyMap<string, string>, groups: readonly Placed[][]): Promise<void> {
    const known = groups.filter((group) => assignments.has(group[0]!.orgUnit));
    for (const group of groups) if (!known.includes(group)) this.ignore(group, notAssigned);
    if (known.length === 0) return;
    try {
      const taken = await this.context.database.write(this.context, async (writing) => {
        const reports = new ImportedReports(writing, this.args, this.cellsOn);
        return reports.take(known.map((group) => ({ group, assignmentId: assignments.get(group[0]!.orgUnit)! })));
      });
      for (const one of taken) this.count(one);
    } catch (error) {
      if (!(error instanceof ZhiduError)) throw error;
      if (known.length === 1) this.ignore(known[0]!, error.text);
      else for (const group of known) await this.take(assignments, [group]);
    }
  }

  private count({ imported, updated, unchanged, ignored }: TakenReport): void {
    this.summary.imported += imported;
    this.summary.updated += updated;
    this.summary.unchanged += unchanged;
    for (const { values, reason } of ignored) this.ignore(values, reason);
  }

  private ignore(group: readonly Placed[], message: Message): void {
    this.summary.ignored += group.length;
    for (const { place, orgUnit, period, dataElement } of group.slice(0, mostConflicts - this.summary.conflicts.length))
      this.summary.conflicts.push({
        place,
        object: [orgUnit, period, dataElement].map((part) => part.slice(0, 50)).join(' '),
        reason: message[this.context.locale],
      } satisfies ImportConflict);
  }
}

/** By unit and period, in the order in which they come first. */
function groupsOf(values: readonly ExchangedValue[]): Placed[][] {
  const groups = new Map<string, Placed[]>();
  for (const [i, value] of values.entries()) {
    const key = JSON.stringify([value.orgUnit, value.period]);
    const group = groups.get(key) ?? [];
    group.push(Object.assign(value, { place: i + 1 }));
    groups.set(key, group);
  }
  return [...groups.values()];
}

const notAssigned: Message = {
  en: 'No unit with this uid hands in the form. Register and assign it first.',
  zh: '没有该 uid 的机构填报此报表，请先登记并指派。',
};
