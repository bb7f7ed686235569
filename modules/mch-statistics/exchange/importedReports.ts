import { dayAt } from '../../../src/calendar/dates.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { ZhiduError } from '../../../src/errors.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { type CurrentValue, currentValuesOf, type FormCell } from '../entry/form.js';
import { openedReport, openingOf, refuseHidden } from '../entry/opening.js';
import { type Recording, record, understand } from '../entry/recording.js';
import { DataSetAssignment } from '../forms/dataSet.entity.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { type Fault, faultIn, faultOf, reasonNeeded } from './faults.js';
import type { GivenValues } from './reportsInFile.js';
import type { Placed } from './valueFile.js';

/** Values of a unit for a period. */
export interface GivenReport {
  values: GivenValues;
  assignmentId: string;
}

/** What became of them. */
export interface TakenValues {
  imported: number;
  updated: number;
  unchanged: number;
  refused: { value: Placed; fault: Fault }[];
}

export interface ImportSettings {
  dryRun: boolean;
  reason: string | null;
  cellsOn(firstDay: string): Promise<FormCell[]>;
}

interface Opened {
  /** None in a dry run where nobody has opened it. */
  report: DataSetReport | undefined;
  firstDay: string;
}

export const refusedValues = (values: GivenValues, fault: Fault): TakenValues => ({
  imported: 0,
  updated: 0,
  unchanged: 0,
  refused: values.map((value) => ({ value, fault })),
});

/** Reports of a file that are taken in one transaction. */
export class ImportedReports {
  constructor(
    private readonly writing: Writing,
    private readonly settings: ImportSettings,
  ) {}

  /** Answers for each, in their order. */
  async take(given: readonly GivenReport[]): Promise<TakenValues[]> {
    const reports = await this.known(given);
    const opened: (Opened | TakenValues)[] = [];
    for (const one of given) opened.push(await this.open(one, reports));
    await this.writing.em.flush();
    const filled = opened.flatMap((one) => ('report' in one && one.report?.entryCount ? [one.report.id] : []));
    const current = await currentValuesOf(askingOf(this.writing.em), filled);
    const recordings: Recording[] = [];
    const taken: TakenValues[] = [];
    for (const [i, one] of opened.entries())
      taken.push('refused' in one ? one : await this.enter(given[i]!, one, current, recordings));
    if (recordings.length > 0 && !this.settings.dryRun) await record(this.writing, recordings);
    return taken;
  }

  /** Reports that are there, by assignment and period; with what they belong to, at once. */
  private async known(given: readonly GivenReport[]): Promise<Map<string, DataSetReport>> {
    const { em } = this.writing;
    const ids = [...new Set(given.map(({ assignmentId }) => assignmentId))];
    const assignments = await em.find(DataSetAssignment, { id: { $in: ids } });
    await em.find(StatisticsUnit, { id: { $in: assignments.map(({ unit }) => unit.id) } });
    const periods = [...new Set(given.map(({ values }) => values[0]!.period))];
    const reports = await em.find(DataSetReport, { assignment: { $in: ids }, period: { $in: periods } });
    return new Map(reports.map((report) => [keyOf(report.assignment.id, report.period), report]));
  }

  /** In a dry run nothing is opened; that it could be is asked all the same. */
  private open(given: GivenReport, reports: ReadonlyMap<string, DataSetReport>): Promise<Opened | TakenValues> {
    return this.refusing(given, async () => {
      const { em, context } = this.writing;
      const { period } = given.values[0]!;
      const assignment = await this.writing.find('openReport', DataSetAssignment, given.assignmentId);
      const opening = await openingOf(em, assignment, period, context.now);
      const found = reports.get(keyOf(assignment.id, period));
      if (!found) await refuseHidden(em, assignment, opening);
      const report = found ?? (this.settings.dryRun ? undefined : openedReport(em, assignment, opening));
      return { report, firstDay: opening.period.first };
    });
  }

  private enter(
    given: GivenReport,
    { report, firstDay }: Opened,
    current: ReadonlyMap<string, ReadonlyMap<string, CurrentValue>>,
    recordings: Recording[],
  ): Promise<TakenValues> {
    return this.refusing(given, async () => {
      const { values: group } = given;
      const { reason, cellsOn } = this.settings;
      if (report) await this.writing.find('importDataValues', DataSetReport, report.id);
      const cells = await cellsOn(firstDay);
      const entered = group.map(({ dataElement: element, categoryOptionCombo: option, value }) => ({
        element,
        option,
        value,
      }));
      const standing = (report && current.get(report.id)) ?? new Map<string, CurrentValue>();
      const { values, unchanged, problems } = understand(cells, standing, entered, '');
      const taken = values.filter(({ revision }) => revision === 1 || reason);
      // For this report alone, and for a dry run; record() asks again for all of them.
      if (taken.length > 0) report?.refuseClosed();
      if (taken.length > 0 && report) recordings.push({ report, values: taken, reason });
      const wrong = new Map(problems.map(({ path, message }) => [group[Number(path.slice(1))]!, message]));
      const left = new Set(
        values.filter((value) => !taken.includes(value)).map(({ cell }) => `${cell.element}.${cell.option}`),
      );
      return {
        imported: taken.filter(({ revision }) => revision === 1).length,
        updated: taken.filter(({ revision }) => revision > 1).length,
        unchanged,
        refused: group.flatMap((value) => {
          const message = wrong.get(value);
          if (message) return [{ value, fault: faultIn(cells, value, message) }];
          return left.has(`${value.dataElement}.${value.categoryOptionCombo}`) ? [{ value, fault: reasonNeeded }] : [];
        }),
      };
    });
  }

  /** What one report may not is told of it alone. */
  private async refusing<T>(given: GivenReport, work: () => Promise<T>): Promise<T | TakenValues> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ZhiduError)) throw error;
      return refusedValues(given.values, await this.faultOf(given, error));
    }
  }

  private async faultOf({ values, assignmentId }: GivenReport, error: ZhiduError): Promise<Fault> {
    const { em, context } = this.writing;
    const assignment = await em.findOne(DataSetAssignment, { id: assignmentId }, { populate: ['dataSet'] });
    return faultOf(error, values[0]!.period, assignment?.dataSet.periodType, dayAt(context.now));
  }
}

const keyOf = (assignmentId: string, period: string): string => `${assignmentId} ${period}`;
