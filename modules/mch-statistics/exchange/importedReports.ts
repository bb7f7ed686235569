import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { ZhiduError } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { type CurrentValue, currentValuesOf, type FormCell } from '../entry/form.js';
import { openedReport, openingOf, refuseHidden } from '../entry/opening.js';
import { type Recording, record, understand } from '../entry/recording.js';
import { DataSetAssignment } from '../forms/dataSet.entity.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import type { ExchangedValue } from './dataValueSets.js';
import type { ImportValuesArgs } from './exchange.types.js';

/** A value of the file. */
export interface Placed extends ExchangedValue {
  /** In the file, counted from 1. */
  place: number;
}

/** All values of a unit for a period. */
export interface GivenReport {
  group: readonly Placed[];
  assignmentId: string;
}

/** What became of them. */
export interface TakenReport {
  imported: number;
  updated: number;
  unchanged: number;
  ignored: { values: readonly Placed[]; reason: Message }[];
}

interface Opened {
  given: GivenReport;
  /** None in a dry run where nobody has opened it. */
  report: DataSetReport | undefined;
  firstDay: string;
}

const none = { imported: 0, updated: 0, unchanged: 0 };
const refused = ({ group }: GivenReport, reason: Message): TakenReport => ({
  ...none,
  ignored: [{ values: group, reason }],
});

/** Reports of a file that are taken in one transaction. */
export class ImportedReports {
  private readonly reason: string | null;

  constructor(
    private readonly writing: Writing,
    private readonly args: ImportValuesArgs,
    private readonly cellsOn: (firstDay: string) => Promise<FormCell[]>,
  ) {
    this.reason = args.reason?.trim() || null;
  }

  async take(given: readonly GivenReport[]): Promise<TakenReport[]> {
    const taken: TakenReport[] = [];
    const opened: Opened[] = [];
    const reports = await this.known(given);
    for (const one of given) {
      const answer = await this.open(one, reports);
      if ('ignored' in answer) taken.push(answer);
      else opened.push(answer);
    }
    await this.writing.em.flush();
    const filled = opened.flatMap(({ report }) => (report && report.entryCount > 0 ? [report.id] : []));
    const current = await currentValuesOf(askingOf(this.writing.em), filled);
    const recordings: Recording[] = [];
    for (const one of opened) taken.push(await this.enter(one, current, recordings));
    if (recordings.length > 0 && !this.args.dryRun) await record(this.writing, recordings);
    return taken;
  }

  /** Reports that are there, by assignment and period; with what they belong to, at once. */
  private async known(given: readonly GivenReport[]): Promise<Map<string, DataSetReport>> {
    const { em } = this.writing;
    const ids = [...new Set(given.map(({ assignmentId }) => assignmentId))];
    const assignments = await em.find(DataSetAssignment, { id: { $in: ids } });
    await em.find(StatisticsUnit, { id: { $in: assignments.map(({ unit }) => unit.id) } });
    const periods = [...new Set(given.map(({ group }) => group[0]!.period))];
    const reports = await em.find(DataSetReport, { assignment: { $in: ids }, period: { $in: periods } });
    return new Map(reports.map((report) => [keyOf(report.assignment.id, report.period), report]));
  }

  /** In a dry run nothing is opened; that it could be is asked all the same. */
  private open(one: GivenReport, reports: ReadonlyMap<string, DataSetReport>): Promise<Opened | TakenReport> {
    return refusing(one, async () => {
      const { em, context } = this.writing;
      const { period } = one.group[0]!;
      const assignment = await this.writing.find('openReport', DataSetAssignment, one.assignmentId);
      const opening = await openingOf(em, assignment, period, context.now);
      const found = reports.get(keyOf(assignment.id, period));
      if (!found) await refuseHidden(em, assignment, opening);
      const report = found ?? (this.args.dryRun ? undefined : openedReport(em, assignment, opening));
      return { given: one, report, firstDay: opening.period.first };
    });
  }

  private enter(
    { given, report, firstDay }: Opened,
    current: ReadonlyMap<string, ReadonlyMap<string, CurrentValue>>,
    recordings: Recording[],
  ): Promise<TakenReport> {
    return refusing(given, async () => {
      const { group } = given;
      const { reason } = this;
      if (report) await this.writing.find('importDataValues', DataSetReport, report.id);
      const entered = group.map(({ dataElement, categoryOptionCombo, value }) => ({
        element: dataElement,
        option: categoryOptionCombo,
        value,
      }));
      const standing = (report && current.get(report.id)) ?? new Map<string, CurrentValue>();
      const { values, unchanged, problems } = understand(await this.cellsOn(firstDay), standing, entered, '');
      const taken = values.filter(({ revision }) => revision === 1 || reason);
      if (taken.length > 0) report?.refuseClosed();
      if (taken.length > 0 && report) recordings.push({ report, values: taken, reason });
      const left = values.filter((value) => !taken.includes(value));
      return {
        imported: taken.filter(({ revision }) => revision === 1).length,
        updated: taken.filter(({ revision }) => revision > 1).length,
        unchanged,
        ignored: [
          ...problems.map(({ path, message }) => ({ values: [group[Number(path.slice(1))]!], reason: message })),
          ...left.map(({ cell }) => ({
            values: group.filter((one) => one.dataElement === cell.element && one.categoryOptionCombo === cell.option),
            reason: reasonNeeded,
          })),
        ],
      };
    });
  }
}

const keyOf = (assignmentId: string, period: string): string => `${assignmentId} ${period}`;

/** What one report may not is told of it alone. */
async function refusing<T>(one: GivenReport, work: () => Promise<T>): Promise<T | TakenReport> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ZhiduError)) throw error;
    return refused(one, error.text);
  }
}

const reasonNeeded: Message = {
  en: 'Another value stands there. Import again with a reason to correct it.',
  zh: '该处已有不同数值，如需更正请填写 reason 后重新导入。',
};
