import type { SignedInContext } from '../../../src/context.js';
import { type Ask, askingAs, askingOf } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { notFound, ZhiduError } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { ever } from '../editions/editions.migration.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { EntryService } from '../entry/entry.service.js';
import { cellsOf, currentValues, type FormCell } from '../entry/form.js';
import { record, understand } from '../entry/recording.js';
import { periodNamed } from '../forms/period.js';
import { type ExchangedValue, readDataValues } from './dataValueSets.js';
import type { ImportConflict, ImportedValues, ImportValuesArgs } from './exchange.types.js';

const mostConflicts = 1_000;

interface Placed extends ExchangedValue {
  /** In the file, counted from 1. */
  place: number;
}

/** Takes files of DHIS2, a report at a time: what is wrong with one value keeps no other out. */
export class ImportService {
  private readonly summary: ImportedValues = { imported: 0, updated: 0, unchanged: 0, ignored: 0, conflicts: [] };

  constructor(
    private readonly context: SignedInContext,
    private readonly args: ImportValuesArgs,
  ) {}

  async run(): Promise<ImportedValues> {
    const { context, args } = this;
    const ask = askingAs(context);
    const [dataSet] = uuid.test(args.dataSetId)
      ? await ask('select 1 from mch_statistics.data_set where id = ?', [args.dataSetId])
      : [];
    if (!dataSet) throw notFound('DataSet');
    const { path } = await context.core.uploads.open(context, args.file);
    const cells = new Map<string, FormCell[]>();
    const assignments = await this.assignments(ask);
    for (const group of groupsOf(await readDataValues(path))) {
      const { orgUnit } = group[0]!;
      const assignment = assignments.get(orgUnit);
      const firstDay = periodNamed(group[0]!.period)?.first ?? ever;
      if (!cells.has(firstDay)) cells.set(firstDay, await cellsOf(ask, args.dataSetId, firstDay));
      if (assignment) await this.take(cells.get(firstDay)!, assignment, group);
      else this.ignore(group, notAssigned);
    }
    return this.summary;
  }

  private async assignments(ask: Ask): Promise<Map<string, string>> {
    const rows = await ask<{ id: string; uid: string }>(
      `select a.id, u.uid from mch_statistics.data_set_assignment a
       join mch_statistics.statistics_unit u on u.id = a.unit_id where a.data_set_id = ?`,
      [this.args.dataSetId],
    );
    return new Map(rows.map(({ id, uid }) => [uid, id]));
  }

  /** All values of a unit for a period. */
  private async take(cells: readonly FormCell[], assignmentId: string, group: readonly Placed[]): Promise<void> {
    const { period } = group[0]!;
    try {
      const reportId = this.args.dryRun
        ? await this.found(assignmentId, period)
        : (await new EntryService(this.context).open({ assignmentId, period })).id;
      await this.enter(cells, reportId, group);
    } catch (error) {
      if (!(error instanceof ZhiduError)) throw error;
      this.ignore(group, error.text);
    }
  }

  /** In a dry run nothing is opened; that it could be is asked all the same. */
  private async found(assignmentId: string, period: string): Promise<string | undefined> {
    await new EntryService(this.context).refuseUnopenable({ assignmentId, period });
    const [row] = await askingAs(this.context)<{ id: string }>(
      'select id from mch_statistics.data_set_report where assignment_id = ? and period = ?',
      [assignmentId, period],
    );
    return row?.id;
  }

  private async enter(
    cells: readonly FormCell[],
    reportId: string | undefined,
    group: readonly Placed[],
  ): Promise<void> {
    const { dryRun } = this.args;
    const reason = this.args.reason?.trim() || null;
    await this.context.database.write(this.context, async (writing) => {
      const report = reportId ? await writing.find('importDataValues', DataSetReport, reportId) : undefined;
      const current = reportId ? await currentValues(askingOf(writing.em), reportId) : new Map();
      const given = group.map(({ dataElement, categoryOptionCombo, value }) => ({
        element: dataElement,
        option: categoryOptionCombo,
        value,
      }));
      const { values, unchanged, problems } = understand(cells, current, given, '');
      const taken = values.filter(({ revision }) => revision === 1 || reason);
      if (taken.length > 0) report?.refuseClosed();
      if (taken.length > 0 && report && !dryRun) await record(writing, report, taken, reason);
      this.summary.unchanged += unchanged;
      this.summary.imported += taken.filter(({ revision }) => revision === 1).length;
      this.summary.updated += taken.filter(({ revision }) => revision > 1).length;
      for (const { path, message } of problems) this.ignore([group[Number(path.slice(1))]!], message);
      for (const { cell } of values.filter((value) => !taken.includes(value)))
        this.ignore(
          group.filter((one) => one.dataElement === cell.element && one.categoryOptionCombo === cell.option),
          reasonNeeded,
        );
    });
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
    group.push({ ...value, place: i + 1 });
    groups.set(key, group);
  }
  return [...groups.values()];
}

const notAssigned: Message = {
  en: 'No unit with this uid hands in the form. Register and assign it first.',
  zh: '没有该 uid 的机构填报此报表，请先登记并指派。',
};

const reasonNeeded: Message = {
  en: 'Another value stands there. Import again with a reason to correct it.',
  zh: '该处已有不同数值，如需更正请填写 reason 后重新导入。',
};
