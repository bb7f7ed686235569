import type { Migration } from '../module.js';
import { cabinetNumbers } from './places/cabinetNumbers.js';
import { readings } from './readings/readings.migration.js';

const labelledColumns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person`;

/** What hangs on a file; the type is that of the file, whoever writes it. */
const ofFile = `
  file_id uuid not null,
  subject_type text collate "C" not null,
  foreign key (file_id, subject_type) references records.file (id, subject_type)`;

export const migrations: Migration[] = [
  {
    name: '0001-files',
    up: `
create table records.cabinet (${labelledColumns},
  number text collate "C" not null unique,
  name text collate "C" not null,
  subject_type text collate "C" not null,
  shelves integer not null check (shelves between 1 and 99),
  positions integer not null check (positions between 1 and 999)
);
create index on records.cabinet (keeper_id);
${cabinetNumbers.migration}

create table records.file (${labelledColumns},
  subject_type text collate "C" not null,
  number text collate "C" not null,
  title text collate "C" not null,
  pinyin text collate "C",
  pinyin_initials text collate "C",
  category text collate "C",
  keywords text collate "C",
  index text collate "C" not null generated always as (lower(
    number || ' ' || title || coalesce(' ' || pinyin, '') || coalesce(' ' || pinyin_initials, '')
      || coalesce(' ' || category, '') || coalesce(' ' || keywords, ''))) stored,
  unit_id uuid references access.department,
  cabinet_id uuid references records.cabinet,
  shelf integer,
  position integer,
  shelf_mark text collate "C" not null default '',
  carrier text collate "C",
  medium text collate "C",
  fades boolean not null default false,
  catalogue_year integer not null,
  volume integer not null default 1,
  retention_class text collate "C" not null,
  closed_on date,
  retention_ends_on date,
  destruction_decided boolean not null default false,
  destroyed_at timestamptz(3),
  unique (id, subject_type),
  check ((cabinet_id is null) = (shelf is null) and (shelf is null) = (position is null)),
  -- A file is opened without a place; a trigger keeps the two together.
  check ((shelf_mark = '') = (cabinet_id is null))
);
create index on records.file (number, id);
create index on records.file (title, id);
create index on records.file (pinyin, id);
create index on records.file (pinyin_initials, id);
create index on records.file (catalogue_year, volume, id);
create index on records.file (shelf_mark, id);
create index on records.file (keeper_id);
create index on records.file (unit_id);
create index on records.file (retention_ends_on, id) where retention_ends_on is not null;
-- Two files cannot share one place.
create unique index one_file_in_a_place on records.file (cabinet_id, shelf, position) where cabinet_id is not null;

-- A file fits its cabinet. Where its label, compartments or keeper change so that it no longer does, it loses its place.
create function records.keep_places() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  c records.cabinet;
  fits boolean;
begin
  new.shelf_mark := '';
  if new.cabinet_id is null then
    return new;
  end if;
  select * into c from records.cabinet where id = new.cabinet_id;
  fits := c.subject_type = new.subject_type and new.label <= c.label and new.compartments <@ c.compartments
    and (c.label >= 'SECRET') = (new.label >= 'SECRET')
    and (c.label < 'SECRET' or c.keeper_id is not distinct from new.keeper_id)
    and new.shelf between 1 and c.shelves and new.position between 1 and c.positions;
  if fits then
    new.shelf_mark := c.number || '/' || lpad(new.shelf::text, 2, '0') || '/' || lpad(new.position::text, 3, '0');
  elsif old.cabinet_id = new.cabinet_id and old.shelf = new.shelf and old.position = new.position then
    new.cabinet_id := null;
    new.shelf := null;
    new.position := null;
  else
    raise check_violation using message = 'a file that does not fit its cabinet';
  end if;
  return new;
end
$$;
create trigger keep_places before update of label, compartments, keeper_id, subject_type, cabinet_id, shelf, position, shelf_mark
  on records.file for each row execute function records.keep_places();
`,
  },
  {
    name: '0002-loans',
    up: `
create table records.loan (${labelledColumns},${ofFile},
  title text collate "C" not null,
  titles text collate "C",
  copies integer not null check (copies > 0),
  purpose text collate "C" not null,
  reason text collate "C" not null,
  signed_by text collate "C" not null,
  -- One approved request gives one loan.
  request_id uuid not null unique references approvals.request,
  borrower_id uuid not null references access.person,
  unit_id uuid references access.department,
  lent_by_id uuid not null references access.person,
  lent_at timestamptz(3) not null,
  due_at timestamptz(3) not null check (due_at > lent_at),
  returned_at timestamptz(3) check (returned_at >= lent_at),
  received_by_id uuid references access.person,
  condition text collate "C",
  check ((returned_at is null) = (received_by_id is null))
);
create index on records.loan (file_id, id);
create index on records.loan (borrower_id, id);
create index on records.loan (unit_id, id);
create index on records.loan (lent_at, id);
create index on records.loan (due_at, id) where returned_at is null;
-- A file on loan cannot be lent again.
create unique index one_open_loan on records.loan (file_id) where returned_at is null;

-- A deadline that a new calendar changes is the register's too.
create function records.follow_deadline() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update records.loan l set due_at = new.due_at
    where l.file_id = new.record_id and l.borrower_id = new.person_id and l.due_at = old.due_at and l.returned_at is null;
  return null;
end
$$;
create trigger follow_deadline after update of due_at on duties.duty for each row
  when (new.due_at <> old.due_at and new.record_id is not null) execute function records.follow_deadline();

create table records.copy (${labelledColumns},${ofFile},
  kind text collate "C" not null,
  part text collate "C" not null,
  copies integer not null check (copies > 0),
  purpose text collate "C" not null,
  receiver_id uuid not null references access.person,
  allowed_by_id uuid not null references access.person
);
create index on records.copy (file_id, id);

create table records.carriage (${labelledColumns},${ofFile},
  kind text collate "C" not null,
  carried_by_id uuid not null references access.person,
  place text collate "C" not null,
  measures text collate "C" not null
);
create index on records.carriage (file_id, id);

-- Whether a person may have a file, and where that person works. Clearance and grants of others are nobody else's to see.
create function records.reader_of(file uuid, reader uuid, at timestamptz) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object(
    'allowed', p.active and f.label <= p.clearance and f.compartments <@ p.compartments
      and (f.label < 'SECRET' or f.keeper_id = p.id or exists (
        select from access."grant" g where g.person_id = p.id and g.record_id = f.id and g.action = 'read'
          and g.valid_from <= at and (g.valid_until is null or g.valid_until > at))),
    'unit', (select a.department_id from access.role_assignment a where a.person_id = p.id and a.valid_from <= at
      and (a.valid_until is null or a.valid_until > at) order by a.valid_from, a.department_id limit 1))
  from records.file f, access.person p where f.id = file and p.id = reader
$$;
`,
  },
  {
    name: '0003-retention',
    up: `
create table records.legal_hold (${labelledColumns},${ofFile},
  reason text collate "C" not null,
  placed_by_id uuid not null references access.person,
  lifted_at timestamptz(3),
  lifted_by_id uuid references access.person,
  lift_reason text collate "C",
  check ((lifted_at is null) = (lifted_by_id is null) and (lifted_at is null) = (lift_reason is null))
);
create index on records.legal_hold (file_id, id);

create table records.disposition_review (${labelledColumns},${ofFile},
  decision text collate "C" not null,
  reason text collate "C" not null,
  former_class text collate "C" not null,
  decided_by_id uuid not null references access.person
);
create index on records.disposition_review (file_id, id);

create table records.destruction (${labelledColumns},${ofFile},
  status text collate "C" not null default 'ORDERED',
  number text collate "C" not null,
  retention_class text collate "C" not null,
  reason text collate "C" not null,
  request_id uuid not null unique references approvals.request,
  ordered_by_id uuid not null references access.person,
  first_witness_id uuid not null references access.person,
  second_witness_id uuid not null references access.person,
  first_signed_at timestamptz(3),
  second_signed_at timestamptz(3),
  done_at timestamptz(3),
  certificate_hash text collate "C",
  cancel_reason text collate "C",
  check (first_witness_id <> second_witness_id and first_witness_id <> ordered_by_id and second_witness_id <> ordered_by_id),
  check (status <> 'DONE' or (first_signed_at is not null and second_signed_at is not null and certificate_hash is not null))
);
create index on records.destruction (file_id, id);
create index on records.destruction (first_witness_id);
create index on records.destruction (second_witness_id);
create unique index one_order on records.destruction (file_id) where status = 'ORDERED';

-- Also for somebody who decides about the file and does not see it.
create function records.is_held(file uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from records.legal_hold h where h.file_id = file and h.lifted_at is null)
$$;

-- Not an entity: whoever sees the destruction gets it through the function below.
create table records.certificate (
  destruction_id uuid primary key references records.destruction,
  pdf bytea not null
);

create function records.certificate_of(destruction uuid) returns bytea
  language sql stable security definer set search_path = pg_catalog as $$
  select pdf from records.certificate where destruction_id = destruction
$$;

-- The witness of this session signs. True when both have, null where this one cannot sign.
create function records.sign_destruction(wanted uuid, at_version integer) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  update records.destruction d set
    first_signed_at = case when d.first_witness_id = me.id then me.at else d.first_signed_at end,
    second_signed_at = case when d.second_witness_id = me.id then me.at else d.second_signed_at end,
    version = d.version + 1,
    updated_at = me.at
  from (select nullif(current_setting('app.person', true), '')::uuid as id, current_setting('app.now', true)::timestamptz as at) me
  where d.id = wanted and d.version = at_version and d.status = 'ORDERED'
    and ((d.first_witness_id = me.id and d.first_signed_at is null) or (d.second_witness_id = me.id and d.second_signed_at is null))
  returning d.first_signed_at is not null and d.second_signed_at is not null
$$;

-- Destroys content and key of a file for which both witnesses have signed; its stub remains.
create function records.destroy_file(wanted uuid, at timestamptz, certificate bytea, hash text) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  d records.destruction;
begin
  select * into d from records.destruction where id = wanted for update;
  if d.status is distinct from 'ORDERED' or d.first_signed_at is null or d.second_signed_at is null then
    raise exception 'a destruction without both witnesses' using errcode = 'ZH101';
  end if;
  if exists (select from records.legal_hold h where h.file_id = d.file_id and h.lifted_at is null)
    or exists (select from records.loan l where l.file_id = d.file_id and l.returned_at is null)
    or not exists (select from records.file f where f.id = d.file_id and f.destroyed_at is null and f.retention_ends_on <= (at at time zone 'Asia/Shanghai')::date)
  then
    raise exception 'a file that must not be destroyed' using errcode = 'ZH101';
  end if;
  delete from secrets.content where file_id = d.file_id;
  delete from secrets.data_key where file_id = d.file_id;
  perform access.erase_records_file(d.file_id, d.subject_type);
  update records.loan set title = d.number, titles = null where file_id = d.file_id;
  update records.file set destroyed_at = at, updated_at = at, version = version + 1,
    cabinet_id = null, shelf = null, position = null, keywords = null where id = d.file_id;
  insert into records.certificate (destruction_id, pdf) values (d.id, certificate);
  update records.destruction set status = 'DONE', done_at = at, updated_at = at, certificate_hash = hash, version = version + 1 where id = d.id;
end
$$;
`,
  },
  {
    name: '0004-condition',
    up: `
create table records.finding (${labelledColumns},${ofFile},
  damage text collate "C" not null,
  description text collate "C" not null,
  found_by_id uuid not null references access.person,
  repaired_at timestamptz(3),
  repaired_by_id uuid references access.person,
  repair text collate "C",
  check ((repaired_at is null) = (repaired_by_id is null) and (repaired_at is null) = (repair is null))
);
create index on records.finding (file_id, id);
create index on records.finding (created_at, id) where repaired_at is null;

create table records.environment_reading (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  room text collate "C" not null,
  celsius double precision not null,
  humidity double precision not null,
  mould boolean not null,
  pests boolean not null,
  fire_safe boolean not null,
  flagged boolean not null,
  remarks text collate "C",
  read_by_id uuid not null references access.person
);
create index on records.environment_reading (created_at, id);
`,
  },
  readings,
];
