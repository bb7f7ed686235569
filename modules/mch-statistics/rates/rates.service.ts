import { daysBetween } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingAs } from '../../../src/database/asking.js';
import { uuid } from '../../../src/database/writing.js';
import { badInput, notFound } from '../../../src/errors.js';
import { lateFrom } from '../forms/deadlines.js';
import type { PeriodType } from '../forms/form.enums.js';
import { periodsWithin } from '../forms/period.js';
import type { ReportingRatesArgs } from './rates.inputs.js';
import { refusal, refusalDays } from './rates.interpretations.js';
import type { OutstandingReport, ReportingRate } from './rates.types.js';

interface Assigned {
  unitId: string;
  uid: string;
  name: string;
  since: string;
  until: string | null;
  closedOn: string | null;
  dueDays: number;
  /** When each period was handed in first, in milliseconds. */
  submitted: Record<string, number>;
  /** What was recorded as refused, by period: since when, in milliseconds, and why. */
  refused: Record<string, { at: number; reason: string }>;
}

interface Reading {
  now: Date;
  /** Days after its deadline from which on what is missing is refused; undefined where that has to be recorded. */
  refusedAfter: number | undefined;
}

/** The longest span of one query. */
const mostDays = 3_660;

// A unit without a single report has a row too: what nobody opened is missing all the same.
const assigned = `select u.id as "unitId", u.uid, u.name, a.since::text as since, a.until::text as until,
    u.closed_on::text as "closedOn", a.due_days as "dueDays",
    coalesce((select jsonb_object_agg(r.period, extract(epoch from r.first_submitted_at) * 1000)
      from mch_statistics.data_set_report r where r.assignment_id = a.id and r.first_submitted_at is not null
        and r.last_day between ?::date and ?::date), '{}') as submitted,
    coalesce((select jsonb_object_agg(f.period, json_build_object('at', extract(epoch from f.created_at) * 1000, 'reason', f.reason))
      from mch_statistics.refused_report f where f.assignment_id = a.id and f.withdrawn_at is null), '{}') as refused
  from mch_statistics.data_set_assignment a join mch_statistics.statistics_unit u on u.id = a.unit_id
  where a.data_set_id = ? order by u.name, u.id`;

/** P11.A02, P08.A05: who hands in in time, who is late, and what is missing, by name. */
export async function reportingRates(
  context: SignedInContext,
  { dataSetId, from, to }: ReportingRatesArgs,
): Promise<ReportingRate[]> {
  if (to < from || daysBetween(from, to) > mostDays)
    throw badInput([
      {
        path: 'to',
        message: {
          en: 'Give a day from then on, ten years later at most.',
          zh: '请填写不早于起始日、且不超过十年的日期。',
        },
      },
    ]);
  const ask = askingAs(context);
  const [dataSet] = uuid.test(dataSetId)
    ? await ask<{ type: PeriodType }>('select period_type as type from mch_statistics.data_set where id = ?', [
        dataSetId,
      ])
    : [];
  if (!dataSet) throw notFound('DataSet');
  const rows = await ask<Assigned>(assigned, [from, to, dataSetId]);
  const refusedAfter = refusalDays[await context.core.interpretations.choiceOf(ask, refusal.id)];
  return rows.map((row) => rateOf(row, dataSet.type, from, to, { now: context.now, refusedAfter }));
}

function rateOf(
  unit: Assigned,
  type: PeriodType,
  from: string,
  to: string,
  { now, refusedAfter }: Reading,
): ReportingRate {
  const ends = [to, unit.until, unit.closedOn].filter((day) => day !== null).sort();
  const due = periodsWithin(type, from, ends[0]!)
    .filter(({ first }) => first >= unit.since)
    .map(({ name, last }): OutstandingReport => {
      const at = unit.submitted[name];
      const recorded = unit.refused[name];
      const dueAt = lateFrom({ last }, unit.dueDays);
      const since = refusedAfter === undefined ? undefined : lateFrom({ last }, unit.dueDays + refusedAfter);
      const byTime = since && since <= (at === undefined ? now : new Date(at)) ? since : null;
      return {
        period: name,
        dueAt,
        submittedAt: at === undefined ? null : new Date(at),
        refusedAt: recorded ? new Date(recorded.at) : byTime,
        refusalReason: recorded?.reason ?? null,
      };
    })
    .filter(({ dueAt }) => dueAt <= now);
  const outstanding = due.filter(({ submittedAt }) => submittedAt === null);
  const late = due.filter(({ submittedAt, dueAt }) => submittedAt !== null && submittedAt >= dueAt);
  const [expected, submitted] = [due.length, due.length - outstanding.length];
  const onTime = submitted - late.length;
  const { unitId, uid, name } = unit;
  const part = (of: number) => (expected === 0 ? null : of / expected);
  return {
    unitId,
    uid,
    name,
    expected,
    submitted,
    onTime,
    rate: part(submitted),
    onTimeRate: part(onTime),
    late,
    missing: outstanding.filter(({ refusedAt }) => refusedAt === null),
    refused: outstanding.filter(({ refusedAt }) => refusedAt !== null),
  };
}
