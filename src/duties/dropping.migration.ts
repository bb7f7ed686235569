import type { Migration } from '../module.js';

/** Series of one person, and duties that become void before they are due. */
export const droppingMigration: Migration = {
  name: '0004-series-of-people-and-dropping',
  up: `
alter table duties.series add column person_id uuid references access.person;

create or replace function duties.begin_series(given json, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  insert into duties.series (name, record_type, record_id, record_table, period, days, person_id, opened_to)
  values (given->>'name', given->>'recordType', (given->>'recordId')::uuid, given->>'recordTable', given->>'period',
    (given->>'days')::integer, (given->>'person')::uuid, moment)
  on conflict (name, record_id) where ended_at is null do update
    set period = excluded.period, days = excluded.days, person_id = excluded.person_id;
end
$$;

create function duties.drop(given json, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  dropped duties.duty;
begin
  for dropped in
    delete from duties.duty d where d.name = given->>'name' and d.record_id is not distinct from (given->>'recordId')::uuid
      and d.record_type is not distinct from given->>'recordType'
      and ((given->>'person') is null or d.person_id = (given->>'person')::uuid)
      and d.due_at > moment and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null returning *
  loop
    perform audit.append(json_build_array(duties.entry('duty dropped', dropped, json_build_object('record', dropped.record_id,
      'person', dropped.person_id, 'dueAt', dropped.due_at), null, moment)));
  end loop;
end
$$;
`,
};
