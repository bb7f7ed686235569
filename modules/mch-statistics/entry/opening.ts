import { dayAt } from '../../../src/calendar/dates.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict } from '../../../src/errors.js';
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

/**
 * Where a unit passed to another department, its former reports stay with the one that filled them in: the new one neither
 * sees them nor opens them again. Of label and content nothing is said; whoever may open nothing of the unit was refused before.
 *
 * @throws CONFLICT where there is a report that the viewer does not see
 */
export async function refuseHidden(
  em: Writing['em'],
  { id }: DataSetAssignment,
  { unit, period }: Opening,
): Promise<void> {
  const [row] = await em.execute<{ opened: boolean }[]>('select mch_statistics.is_opened(?, ?) as opened', [
    id,
    period.name,
  ]);
  if (row!.opened)
    throw conflict({
      en: `${unit.name} has a form for ${period.name} already, which is not yours to fill in. Ask the information section; if it was opened just now, open it again.`,
      zh: `${unit.name} ${period.name} 的报表已存在，但不由您填报。请与信息科联系；如系刚刚新建，请重新打开。`,
    });
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
