import type { Migration } from '../../module.js';

export const readings: Migration = {
  name: '0005-readings',
  up: `
create table records.reading (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  file_id uuid not null,
  subject_type text collate "C" not null,
  person_id uuid not null references access.person,
  read_at timestamptz(3) not null,
  fields text[] not null,
  basis text collate "C" not null check (basis in ('KEEPER', 'GRANT', 'ROLE')),
  granted_from timestamptz(3),
  granted_until timestamptz(3),
  request_id text collate "C" not null,
  foreign key (file_id, subject_type) references records.file (id, subject_type),
  check ((basis = 'GRANT') = (granted_from is not null)),
  -- One request is one reading, however many parts of the file it showed.
  unique (file_id, person_id, request_id)
);
create index on records.reading (read_at, id);
create index on records.reading (person_id, read_at, id);
create index on records.reading (file_id, read_at, id);
create index on records.reading (keeper_id) where keeper_id is not null;

create function records.enter_reading(of_file uuid, of_fields text[], by_person uuid, moment timestamptz, request text) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into records.reading as r (id, created_at, updated_at, label, compartments, keeper_id, file_id, subject_type, person_id,
    read_at, fields, basis, granted_from, granted_until, request_id)
  select gen_random_uuid(), moment, moment, f.label, f.compartments, f.keeper_id, f.id, f.subject_type, by_person, moment, of_fields,
    case when f.keeper_id = by_person then 'KEEPER' when g.id is not null then 'GRANT' else 'ROLE' end,
    case when f.keeper_id is distinct from by_person then g.valid_from end,
    case when f.keeper_id is distinct from by_person then g.valid_until end, request
  from records.file f left join lateral (
    select g.id, g.valid_from, g.valid_until from access."grant" g
    where g.person_id = by_person and g.record_id = f.id and g.action = 'read'
      and g.valid_from <= moment and (g.valid_until is null or g.valid_until > moment)
    order by g.valid_until desc nulls first limit 1) g on true
  where f.id = of_file
  on conflict (file_id, person_id, request_id) do update
    set fields = array(select distinct unnest(r.fields || excluded.fields) order by 1)
$$;

-- Readings follow the label of their file. No lock of the file is taken when one is entered: it is entered beside the
-- transaction that may have it.
create function records.follow_file() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update records.reading set label = new.label, compartments = new.compartments, keeper_id = new.keeper_id where file_id = new.id;
  return null;
end
$$;
create trigger readings_follow after update of label, compartments, keeper_id on records.file for each row
  when ((new.label, new.compartments, new.keeper_id) is distinct from (old.label, old.compartments, old.keeper_id))
  execute function records.follow_file();
`,
};
