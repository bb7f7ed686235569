import { addDays, beginningOf, type Day } from '../../../src/calendar/dates.js';
import type { Period } from '../../../src/calendar/deadline.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { defineDuty } from '../../../src/duties/duty.js';
import { periodOf } from '../../../src/duties/periods.js';
import { overseers } from '../mch-statistics.roles.js';
import { DataSetAssignment } from './dataSet.entity.js';
import type { PeriodType } from './form.enums.js';
import { periodAt, type StatisticsPeriod } from './period.js';
import type { StatisticsUnit } from './statisticsUnit.entity.js';

/** P11.A02: a form is handed in by its term (不得迟报); whoever keeps it sees to that. */
export const handInForm = defineDuty({
  name: 'handInForm',
  title: { en: 'Hand in the form', zh: '按时上报统计报表' },
  clause: 'P11.A02',
  subject: DataSetAssignment,
  series: true,
  by: 'MCH_REPORTER',
  remindBefore: [{ days: 3 }, { days: 1 }],
  escalateTo: 'MCH_SECTION_HEAD',
  waivedBy: ['MCH_SECTION_HEAD', 'MCH_DIRECTOR'],
  seenBy: overseers,
  // Who reports is known to all who report; who is late is not.
  seenByNoOthers: true,
});

const dutyPeriods: Record<PeriodType, Period> = {
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
  REPORTING_YEAR: 'yearFromOctober',
};

/** From then on a form of the period is late. */
export const lateFrom = ({ last }: Pick<StatisticsPeriod, 'last'>, dueDays: number): Date =>
  beginningOf(addDays(last, dueDays + 1));

/** As much of an assignment as says when its forms are due. */
interface Terms {
  id: string;
  since: Day;
  until: Day | null;
  dueDays: number;
}

/** Keeps the duties of an assignment as it is now: one for each period from its first to the last that the unit is there for. */
export async function keepDeadlines(
  writing: Writing,
  assignment: Terms,
  type: PeriodType,
  { closedOn, department }: Pick<StatisticsUnit, 'closedOn' | 'department'>,
): Promise<void> {
  const { core, now } = writing.context;
  const [end] = [assignment.until, closedOn].filter((day) => day !== null).sort();
  await core.duties.beginSeries(writing, handInForm.name, {
    record: assignment,
    period: dutyPeriods[type],
    days: assignment.dueDays,
    person: 'keeper',
    department,
    from: firstAhead(assignment, type, now),
    ...(end ? { until: lastWhole(type, end) } : {}),
  });
}

/** Those of all forms of a unit, also of those that the viewer does not see. */
export async function keepDeadlinesOf(writing: Writing, unit: StatisticsUnit): Promise<void> {
  await writing.em.flush();
  const assignments = await askingOf(writing.em)<Terms & { type: PeriodType }>(
    'select * from mch_statistics.assignments_of(?)',
    [unit.id],
  );
  for (const { type, ...assignment } of assignments) await keepDeadlines(writing, assignment, type, unit);
}

/** Says that a form was handed in, for the first time or again. */
export async function fulfilDeadline(
  writing: Writing,
  assignment: { id: string },
  type: PeriodType,
  firstDay: Day,
): Promise<void> {
  const period = periodOf(dutyPeriods[type], firstDay).key;
  await writing.context.core.duties.fulfil(writing, handInForm.name, { record: assignment, period });
}

/** Nobody has a duty whose deadline was over before they were given it; what is missing of that shows in the rates. */
function firstAhead({ since, dueDays }: Terms, type: PeriodType, now: Date): Day {
  let period = periodAt(type, since);
  while (lateFrom(period, dueDays) <= now) period = periodAt(type, addDays(period.last, 1));
  return period.first;
}

/** The last day of the last period that is over on a day. */
function lastWhole(type: PeriodType, day: Day): Day {
  const { first, last } = periodAt(type, day);
  return last <= day ? last : addDays(first, -1);
}
