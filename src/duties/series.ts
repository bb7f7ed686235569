import { Label } from '../access/labels.js';
import { weekdaysOnly } from '../calendar/calendar.js';
import { addDays, beginningOf, type Day, dayAt } from '../calendar/dates.js';
import type { Period, Term } from '../calendar/deadline.js';
import type { Ask } from '../database/asking.js';
import { type Duties, described, type Subject, timed } from './duties.js';
import type { KnownDuty } from './duty.js';
import { type DutyPeriod, periodDeadline, periodOf, periodsBetween } from './periods.js';

/** A duty that a record has period after period, from an event on. */
export interface SeriesBeginning {
  record: Subject;
  /** Left out it is that of the duty's interpretation, and follows it. */
  period?: Period;
  /** Due so many days after the end of a period. */
  days: number;
  /** Who has to do it; `keeper` for whoever keeps the record by then. Without, those who hold the role in the duty's `by`. */
  person?: { id: string } | 'keeper';
  /** Of the role in `by`, where that is not the whole organisation's. */
  department?: { id: string };
  /** A day of the first period; the present one unless given. What is over by then is asked for too. */
  from?: Day;
  /** A day of the last period; until `endSeries` unless given. What was not due yet of later ones goes. */
  until?: Day;
}

interface SeriesRow {
  id: string;
  record_id: string;
  period: Period;
  days: number;
  opened_to: string;
  label: Label;
  compartments: string[];
  keeper_id: string | null;
  person_id: string | null;
  department_id: string | null;
  first_day: Day | null;
  last_day: Day | null;
  follows: boolean;
}

/**
 * Makes the duties of all periods of series up to now, those too in which no server ran, each once. Answers how many were
 * missing. A series whose record is gone has ended.
 */
export async function openSeries(
  duties: Duties,
  ask: Ask,
  duty: KnownDuty,
  now: Date,
  recordId?: string,
): Promise<number> {
  const rows = await ask<{ series: SeriesRow }>('select duties.open_series(?, ?, ?::uuid) as series', [
    duty.name,
    now.toISOString(),
    recordId ?? null,
  ]);
  const chosen = rows.length > 0 && typeof duty.series === 'object' ? await duties.seriesPeriod(ask, duty) : undefined;
  for (const { series } of rows) {
    const change = changeOf(series, chosen, now);
    if (change)
      await ask('select duties.change_series(?, ?, ?, ?, ?)', [
        series.id,
        change.period,
        change.from,
        JSON.stringify({ clause: duty.clause, interpretation: change.interpretation }),
        now.toISOString(),
      ]);
  }
  const given = rows.flatMap(({ series }) =>
    occurrences(series, changeOf(series, chosen, now), now)
      .filter(({ first, last }) => last >= (series.first_day ?? last) && first <= (series.last_day ?? first))
      .map(({ length, ...period }) => {
        const within: Term = { days: series.days };
        const { from, term, ...due } = periodDeadline(weekdaysOnly, { calendar: length }, period, within);
        const beginsAt = beginningOf(period.first);
        return {
          ...described(duty),
          ...timed(weekdaysOnly, duty, beginsAt, from, term, due),
          label: series.label,
          compartments: series.compartments,
          keeper: series.keeper_id,
          recordType: duty.subject?.name,
          recordId: series.record_id,
          person: series.person_id,
          department: series.department_id,
          period: period.key,
          beginsAt,
          interpretation: series.follows && chosen?.period === length ? chosen.interpretation : undefined,
        };
      }),
  );
  if (given.length === 0) return 0;
  return (await ask('select duties.begin(?::json, ?)', [JSON.stringify(given), now.toISOString()])).length;
}

/** How long the periods of series are that follow an interpretation. */
export interface ChosenPeriod {
  period: Period;
  since: Date | undefined;
  interpretation: string;
}

/** What has been set holds once the period is over that ran by then. */
function changeOf({ follows, period }: SeriesRow, chosen: ChosenPeriod | undefined, now: Date) {
  if (!follows || !chosen?.since || chosen.period === period) return undefined;
  const from = addDays(periodOf(period, dayAt(chosen.since)).last, 1);
  return from > dayAt(now) ? undefined : { ...chosen, from };
}

/** All periods up to now that may not be there yet. A clock that ran ahead must not leave a gap behind. */
function occurrences(
  { period, opened_to }: SeriesRow,
  change: { period: Period; from: Day } | undefined,
  now: Date,
): (DutyPeriod & { length: Period })[] {
  const from = earlier(new Date(opened_to), now);
  const ofLength = (length: Period, since: Date, until: Date) =>
    periodsBetween(length, since, until).map((one) => ({ ...one, length }));
  if (!change) return ofLength(period, from, now);
  const changedAt = beginningOf(change.from);
  return [
    ...(from < changedAt ? ofLength(period, from, beginningOf(addDays(change.from, -1))) : []),
    ...ofLength(change.period, from < changedAt ? changedAt : from, now),
  ];
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** Series of the records that duties are about. */
export const seriesMigration = {
  name: '0002-series',
  up: `
create table duties.series (
  id uuid primary key default gen_random_uuid(),
  name text collate "C" not null,
  record_type text collate "C" not null,
  record_id uuid not null,
  record_table text not null,
  period text not null check (period in ('month', 'quarter', 'halfYear', 'year')),
  days integer not null check (days between 0 and 366),
  opened_to timestamptz(3) not null,
  ended_at timestamptz(3)
);
create unique index one_series on duties.series (name, record_id) where ended_at is null;

create function duties.begin_series(given json, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  insert into duties.series (name, record_type, record_id, record_table, period, days, opened_to)
  values (given->>'name', given->>'recordType', (given->>'recordId')::uuid, given->>'recordTable', given->>'period',
    (given->>'days')::integer, moment)
  on conflict (name, record_id) where ended_at is null do update set period = excluded.period, days = excluded.days;
end
$$;

-- What is open of it is due no more.
create function duties.end_series(of_name text, of_record uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  dropped duties.duty;
begin
  update duties.series set ended_at = moment where name = of_name and record_id = of_record and ended_at is null;
  for dropped in
    delete from duties.duty d where d.name = of_name and d.record_id = of_record and d.period is not null and d.due_at > moment
      and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null returning *
  loop
    perform audit.append(json_build_array(duties.entry('duty dropped', dropped, json_build_object('record', dropped.record_id,
      'period', dropped.period, 'dueAt', dropped.due_at), null, moment)));
  end loop;
end
$$;

-- Series that have periods to open, each with the label that its record has now.
create function duties.open_series(of_name text, moment timestamptz, of_record uuid) returns setof json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  s duties.series;
  found_label json;
begin
  for s in
    select * from duties.series where name = of_name and ended_at is null and (of_record is null or record_id = of_record)
    order by id for update
  loop
    execute format('select json_build_object(''label'', r.label, ''compartments'', r.compartments, ''keeper_id'', r.keeper_id) from %s r where r.id = $1', s.record_table::regclass)
      into found_label using s.record_id;
    if found_label is null then
      update duties.series set ended_at = moment where id = s.id;
    else
      return next (to_jsonb(s) || found_label::jsonb)::json;
      update duties.series set opened_to = moment where id = s.id;
    end if;
  end loop;
end
$$;
`,
};
