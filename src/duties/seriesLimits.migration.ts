import type { Migration } from '../module.js';

/** Series with a first and a last period, of whoever keeps the record, in a department. */
export const seriesLimitsMigration: Migration = {
  name: '0005-limits-of-series',
  up: `
alter table duties.series drop constraint series_period_check,
  add check (period in ('month', 'quarter', 'halfYear', 'year', 'yearFromOctober')),
  add column by_keeper boolean not null default false,
  add column department_id uuid references access.department,
  add column first_day date,
  add column last_day date;

create or replace function duties.begin_series(given json, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  until date := (given->>'until')::date;
  dropped duties.duty;
begin
  insert into duties.series as s (name, record_type, record_id, record_table, period, days, person_id, by_keeper, department_id,
    first_day, last_day, opened_to)
  values (given->>'name', given->>'recordType', (given->>'recordId')::uuid, given->>'recordTable', given->>'period',
    (given->>'days')::integer, (given->>'person')::uuid, coalesce((given->>'byKeeper')::boolean, false), (given->>'department')::uuid,
    (given->>'from')::date, until, least((given->>'from')::timestamp at time zone 'Asia/Shanghai', moment))
  on conflict (name, record_id) where ended_at is null do update
    set period = excluded.period, days = excluded.days, person_id = excluded.person_id, by_keeper = excluded.by_keeper,
      department_id = excluded.department_id, first_day = excluded.first_day, last_day = excluded.last_day,
      opened_to = least(s.opened_to, excluded.opened_to);
  for dropped in
    delete from duties.duty d where d.name = given->>'name' and d.record_id = (given->>'recordId')::uuid and d.period is not null
      and d.begins_at > until::timestamp at time zone 'Asia/Shanghai' and d.due_at > moment
      and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null returning *
  loop
    perform audit.append(json_build_array(duties.entry('duty dropped', dropped, json_build_object('record', dropped.record_id,
      'period', dropped.period, 'dueAt', dropped.due_at), null, moment)));
  end loop;
end
$$;

-- Series that have periods to open, each with the label and the keeper that its record has now. Who left, or may not know of the
-- record any more, has nothing to do with it: the role has.
create or replace function duties.open_series(of_name text, moment timestamptz, of_record uuid) returns setof json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  s duties.series;
  r record;
  person uuid;
begin
  for s in
    select * from duties.series where name = of_name and ended_at is null and (of_record is null or record_id = of_record)
      and (last_day is null or least(opened_to, moment) <= (last_day + 1)::timestamp at time zone 'Asia/Shanghai')
    order by id for update
  loop
    execute format('select r.label, r.compartments, r.keeper_id from %s r where r.id = $1', s.record_table::regclass)
      into r using s.record_id;
    if r.label is null then
      update duties.series set ended_at = moment where id = s.id;
    else
      person := case when s.by_keeper then r.keeper_id else s.person_id end;
      if not duties.may_know(person, r.label, r.compartments, r.keeper_id, s.record_type, s.record_id, moment) then
        person := null;
      end if;
      return next (to_jsonb(s) || jsonb_build_object('label', r.label, 'compartments', r.compartments, 'keeper_id', r.keeper_id,
        'person_id', person))::json;
      update duties.series set opened_to = moment where id = s.id;
    end if;
  end loop;
end
$$;
`,
};
