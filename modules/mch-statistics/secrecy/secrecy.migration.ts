import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

/** P11.A08: what the audit records as read is entered in the reading register, with the label of its report. */
export const secrecy: Migration = {
  name: '0026-reading-register',
  up: `
create table mch_statistics.reading (${labelledColumns},
  report_id uuid not null references mch_statistics.data_set_report,
  person_id uuid not null references access.person,
  read_at timestamptz(3) not null,
  call text collate "C" not null,
  basis text collate "C" not null check (basis in ('KEEPER', 'GRANT', 'ROLE')),
  granted_until timestamptz(3),
  request_id text collate "C" not null,
  check (granted_until is null or basis = 'GRANT'),
  -- One request is one reading, however many parts of the report it showed.
  unique (report_id, person_id, request_id)
);
create index on mch_statistics.reading (read_at, id);
create index on mch_statistics.reading (person_id, read_at, id);
create index on mch_statistics.reading (report_id, read_at, id);

create function mch_statistics.enter_reading() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into mch_statistics.reading (id, created_at, updated_at, label, compartments, keeper_id, report_id, person_id, read_at,
    call, basis, granted_until, request_id)
  select gen_random_uuid(), new.at, new.at, r.label, r.compartments, r.keeper_id, r.id, p.id, new.at, coalesce(new.call, ''),
    case when r.keeper_id = p.id then 'KEEPER' when g.id is not null then 'GRANT' else 'ROLE' end,
    case when r.keeper_id is distinct from p.id then g.valid_until end, new.request_id
  from mch_statistics.data_set_report r join access.person p on p.id = new.person_id left join lateral (
    select g.id, g.valid_until from access."grant" g
    where g.person_id = p.id and g.record_id = r.id and g.action = 'read'
      and g.valid_from <= new.at and (g.valid_until is null or g.valid_until > new.at)
    order by g.valid_until desc nulls first limit 1) g on true
  where r.id = new.record_id::uuid
  on conflict do nothing;
  return null;
end
$$;
create trigger enter_statistics_reading after insert on audit.entry for each row
  when (new.action = 'read' and new.record_type = 'DataSetReport' and new.person_id is not null)
  execute function mch_statistics.enter_reading();

create function mch_statistics.readings_follow() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update mch_statistics.reading set label = new.label, compartments = new.compartments, keeper_id = new.keeper_id
  where report_id = new.id;
  return null;
end
$$;
create trigger readings_follow after update of label, compartments, keeper_id on mch_statistics.data_set_report for each row
  when ((new.label, new.compartments, new.keeper_id) is distinct from (old.label, old.compartments, old.keeper_id))
  execute function mch_statistics.readings_follow();
`,
};

/** P11.A08: readings of every label, also of single figures in spot checks, and of figures of indicators. */
export const everyReading: Migration = {
  name: '0027-every-reading',
  up: `
alter table mch_statistics.reading alter column report_id drop not null,
  add column indicator_id uuid references mch_statistics.indicator,
  add check ((report_id is null) <> (indicator_id is null)),
  add unique (indicator_id, person_id, request_id);

drop trigger enter_statistics_reading on audit.entry;
drop function mch_statistics.enter_reading();
-- All that one request read is entered at once.
create function mch_statistics.enter_readings() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into mch_statistics.reading (id, created_at, updated_at, label, compartments, keeper_id, report_id, indicator_id,
    person_id, read_at, call, basis, granted_until, request_id)
  with shown as (
    select e.*, e.record_id::uuid as row_id from added e
    where e.action = 'read' and e.person_id is not null
      and e.record_type in ('DataSetReport', 'SpotCheckItem', 'SpotCheckFinding', 'Indicator')),
  of_report as (
    select s.*, coalesce(i.report_id, f.report_id, s.row_id) as report_id
    from shown s left join mch_statistics.spot_check_item i on s.record_type = 'SpotCheckItem' and i.id = s.row_id
      left join mch_statistics.spot_check_finding f on s.record_type = 'SpotCheckFinding' and f.id = s.row_id
    where s.record_type <> 'Indicator')
  select gen_random_uuid(), s.at, s.at, r.label, r.compartments, r.keeper_id, r.id, null::uuid, p.id, s.at, coalesce(s.call, ''),
    case when r.keeper_id = p.id then 'KEEPER' when g.id is not null then 'GRANT' else 'ROLE' end,
    case when r.keeper_id is distinct from p.id then g.valid_until end, s.request_id
  from of_report s join mch_statistics.data_set_report r on r.id = s.report_id
    join access.person p on p.id = s.person_id left join lateral (
    select g.id, g.valid_until from access."grant" g
    where g.person_id = p.id and g.record_id = r.id and g.action = 'read'
      and g.valid_from <= s.at and (g.valid_until is null or g.valid_until > s.at)
    order by g.valid_until desc nulls first limit 1) g on true
  union all
  select gen_random_uuid(), s.at, s.at, s.label, s.compartments, null, null, i.id, p.id, s.at, coalesce(s.call, ''), 'ROLE',
    null, s.request_id
  from shown s join mch_statistics.indicator i on i.id = s.row_id join access.person p on p.id = s.person_id
  where s.record_type = 'Indicator'
  on conflict do nothing;
  return null;
end
$$;
create trigger enter_statistics_readings after insert on audit.entry referencing new table as added for each statement
  execute function mch_statistics.enter_readings();
`,
};
