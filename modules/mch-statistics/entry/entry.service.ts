import { dominates, Label } from '../../../src/access/labels.js';
import { addDays, beginningOf, dayAt } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingAs, askingOf } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { badInput, notFound, type Problem } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { DataSet, DataSetAssignment } from '../forms/dataSet.entity.js';
import { periodAt, periodNamed, type StatisticsPeriod } from '../forms/period.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { checkedReport, type ReportKey } from './checkedReport.js';
import { findingsOf } from './checks.js';
import { DataSetReport } from './dataSetReport.entity.js';
import type { EnterValuesArgs, OpenReportArgs } from './entry.inputs.js';
import type { StatisticsForm } from './entry.types.js';
import { cellsOf, currentValues, keyOf } from './form.js';
import { isCorrection, record, understand } from './recording.js';

/** Opening forms, entering values, and looking at what stands there. */
export class EntryService {
  constructor(private readonly context: SignedInContext) {}

  /** The report of that period, made where there is none yet. */
  open({ assignmentId, period: name }: OpenReportArgs): Promise<DataSetReport> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const assignment = await writing.find('openReport', DataSetAssignment, assignmentId);
      const dataSet = await em.findOneOrFail(DataSet, assignment.dataSet.id);
      const unit = await em.findOneOrFail(StatisticsUnit, assignment.unit.id);
      const period = periodNamed(name)!;
      const problem = periodProblem(period, dataSet, assignment, unit, dayAt(context.now));
      if (problem) throw badInput([{ path: 'period', message: problem }]);
      const found = await em.findOne(DataSetReport, { assignment: assignment.id, period: name });
      if (found) return found;
      const { label, compartments, keeper } = assignment;
      return em.create(DataSetReport, {
        assignment,
        dataSet,
        unit,
        department: unit.department,
        period: name,
        firstDay: period.first,
        lastDay: period.last,
        dueAt: beginningOf(addDays(period.last, assignment.dueDays + 1)),
        label,
        compartments,
        keeper,
      });
    });
  }

  enter({ id, version, input }: EnterValuesArgs): Promise<DataSetReport> {
    return this.context.database.write(this.context, async (writing) => {
      const ask = askingOf(writing.em);
      const report = await writing.find('enterValues', DataSetReport, id, version);
      report.refuseClosed();
      const [cells, current] = [await cellsOf(ask, report.dataSet.id), await currentValues(ask, id)];
      const { values, problems } = understand(cells, current, input.values, 'input.values');
      const reason = input.reason?.trim() || null;
      if (isCorrection(values) && !reason) problems.push(reasonNeeded);
      if (problems.length > 0) throw badInput(problems);
      if (values.length > 0) await record(writing, report, values, reason);
      return report;
    });
  }

  async form(id: string): Promise<StatisticsForm> {
    const { context } = this;
    const ask = askingAs(context);
    const [report] = uuid.test(id)
      ? await ask<ReportKey & { version: number; label: Label; compartments: string[] }>(
          `select id, version, data_set_id as "dataSetId", unit_id as "unitId", period, first_day::text as "firstDay",
             label, compartments from mch_statistics.data_set_report where id = ?`,
          [id],
        )
      : [];
    if (!report) throw notFound('DataSetReport');
    const { label, compartments, version } = report;
    if (dominates(label, Label.CONFIDENTIAL))
      await context.core.audit.log.now(context, {
        action: 'read',
        call: 'statisticsForm',
        type: 'DataSetReport',
        id,
        label,
        compartments,
      });
    const checked = await checkedReport(ask, report);
    return {
      id,
      version,
      lines: checked.cells.map((cell) => ({
        ...cell,
        revision: null,
        value: null,
        missing: null,
        amount: null,
        ...checked.values.get(keyOf(cell)),
      })),
      findings: findingsOf(checked).map((finding) => ({ ...finding, text: finding.text[context.locale] })),
    };
  }
}

const reasonNeeded: Problem = {
  path: 'input.reason',
  message: {
    en: 'Values are replaced that were entered before: say why. The former values stay readable.',
    zh: '本次更改了已录入的数值，请填写更正原因；原值仍可查阅。',
  },
};

function periodProblem(
  period: StatisticsPeriod,
  dataSet: DataSet,
  { since, until }: DataSetAssignment,
  { closedOn, name }: StatisticsUnit,
  today: string,
): Message | undefined {
  const present = periodAt(dataSet.periodType, today);
  if (period.type !== dataSet.periodType)
    return { en: `The form has periods such as ${present.name}.`, zh: `该报表的报告期形如 ${present.name}。` };
  if (period.first > today)
    return {
      en: `${period.name} has not begun. Give ${present.name}, or an earlier one.`,
      zh: `${period.name} 尚未开始，请填写 ${present.name} 或更早的期间。`,
    };
  if (period.first < since || (until && period.last > until))
    return {
      en: `The unit hands this form in from ${since}${until ? ` to ${until}` : ''}.`,
      zh: `该机构自 ${since}${until ? ` 至 ${until}` : ''} 填报该报表。`,
    };
  if (closedOn && period.first > closedOn)
    return { en: `${name} was closed on ${closedOn}.`, zh: `${name} 已于 ${closedOn} 撤销。` };
  return undefined;
}
