import { dayAt } from '../../../src/calendar/dates.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput } from '../../../src/errors.js';
import type { Message } from '../../../src/languages/message.js';
import { DataSet, type DataSetAssignment } from '../forms/dataSet.entity.js';
import { lateFrom } from '../forms/deadlines.js';
import { periodAt, periodNamed, periodNameProblem, type StatisticsPeriod } from '../forms/period.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { DataSetReport } from './dataSetReport.entity.js';

export interface Opening {
  dataSet: DataSet;
  unit: StatisticsUnit;
  period: StatisticsPeriod;
}

/** What an assignment says of a period that has begun. @throws BAD_USER_INPUT where the unit hands in nothing for it */
export async function openingOf(
  em: Writing['em'],
  assignment: DataSetAssignment,
  name: string,
  now: Date,
  path = 'period',
): Promise<Opening> {
  const dataSet = await em.findOneOrFail(DataSet, assignment.dataSet.id);
  const unit = await em.findOneOrFail(StatisticsUnit, assignment.unit.id);
  const period = periodNamed(name);
  const problem = period ? periodProblem(period, dataSet, assignment, unit, dayAt(now)) : periodNameProblem(name)!;
  if (!period || problem) throw badInput([{ path, message: problem! }]);
  return { dataSet, unit, period };
}

/** A new report of the unit for the period, kept and labelled as its assignment says. */
export function openedReport(
  em: Writing['em'],
  assignment: DataSetAssignment,
  { dataSet, unit, period }: Opening,
): DataSetReport {
  const { label, compartments, keeper } = assignment;
  return em.create(DataSetReport, {
    assignment,
    dataSet,
    unit,
    department: unit.department,
    period: period.name,
    firstDay: period.first,
    lastDay: period.last,
    dueAt: lateFrom(period, assignment.dueDays),
    label,
    compartments,
    keeper,
  });
}

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
