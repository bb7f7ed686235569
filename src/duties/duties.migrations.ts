import type { Migration } from '../module.js';
import { asOfMigration } from './asOf.migration.js';
import { droppingMigration } from './dropping.migration.js';
import { followingSeriesMigration } from './followingSeries.migration.js';
import { holdersMigration } from './holders.migration.js';
import { keptFromMigration } from './keptFrom.migration.js';
import { seriesMigration } from './series.js';
import { seriesLimitsMigration } from './seriesLimits.migration.js';
import { sweepingFunctions } from './sweepingFunctions.js';
import { writingFunctions } from './writingFunctions.js';

const tables = `
-- What the modules declare, as far as row security has to know it.
create table duties.definition (
  name text collate "C" primary key,
  module text collate "C" not null,
  seen_by text[] not null,
  waived_by text[] not null,
  waives_own boolean not null,
  known_since timestamptz(3)
);

create table duties.duty (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  name text collate "C" not null,
  module text collate "C" not null,
  clause text collate "C" not null,
  record_type text collate "C",
  record_id uuid,
  person_id uuid references access.person,
  role text collate "C",
  department_id uuid references access.department,
  period text collate "C",
  begins_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  provisional boolean not null,
  interpretation text collate "C",
  fulfilled_at timestamptz(3),
  fulfilled_by_id uuid references access.person,
  waived_at timestamptz(3),
  waived_by_id uuid references access.person,
  waive_reason text collate "C",
  breached_at timestamptz(3),
  breach_noted_at timestamptz(3),
  state text collate "C" not null generated always as (
    case when waived_at is not null then 'WAIVED'
      when fulfilled_at is not null and breached_at is not null then 'LATE'
      when fulfilled_at is not null then 'DONE'
      when breached_at is not null then 'BREACHED'
      else 'DUE' end) stored,
  -- From where and how the deadline is counted, and the years whose calendar has a say in it.
  from_at timestamptz(3) not null,
  term jsonb not null,
  years integer[] not null,
  -- When whoever is responsible is reminded, and which of these comes next.
  reminders timestamptz[] not null,
  next_reminder_at timestamptz(3),
  check ((record_type is null) = (record_id is null)),
  check (person_id is not null or role is not null),
  check ((waived_at is null) = (waive_reason is null)),
  check (waived_at is null or fulfilled_at is null),
  check ((breached_at is null) = (breach_noted_at is null))
);
create unique index once_a_period on duties.duty (name, period, record_id) nulls not distinct where period is not null;
create index open_by_deadline on duties.duty (due_at) where fulfilled_at is null and waived_at is null and breached_at is null;
create index by_reminder on duties.duty (next_reminder_at) where next_reminder_at is not null;
create index by_breach on duties.duty (breach_noted_at) where breach_noted_at is not null;
create index by_begin on duties.duty (begins_at) where period is not null;
create index open_by_year on duties.duty using gin (years) where provisional or (fulfilled_at is null and waived_at is null);
create index on duties.duty (due_at, id);
create index on duties.duty (record_id, name) where record_id is not null;
create index on duties.duty (person_id, due_at) where person_id is not null;
create index on duties.duty (role, due_at) where person_id is null;
create index on duties.duty (department_id, due_at);
create index on duties.duty (clause, due_at);
create index on duties.duty (keeper_id) where keeper_id is not null;

-- Deadlines that were changed, so that it can be told what was due at any moment.
create table duties.rescheduling (
  id bigint generated always as identity primary key,
  duty_id uuid not null references duties.duty on delete cascade,
  at timestamptz(3) not null,
  reason text not null check (reason in ('DECREE', 'PAUSE')),
  due_before timestamptz(3) not null,
  due_after timestamptz(3) not null,
  provisional_before boolean not null,
  -- The breach that was withdrawn by it.
  breached_before timestamptz(3)
);
create index on duties.rescheduling (duty_id, at);

-- When modules were off: their duties are not breached meanwhile.
create table duties.pause (
  id bigint generated always as identity primary key,
  module text collate "C" not null,
  paused_from timestamptz(3) not null,
  paused_until timestamptz(3)
);
create index on duties.pause (module, paused_from);

create function duties.note_pause() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  if tg_op = 'INSERT' then
    insert into duties.pause (module, paused_from) values (new.name, moment);
  else
    update duties.pause set paused_until = greatest(moment, paused_from) where module = old.name and paused_until is null;
  end if;
  return null;
end
$$;
create trigger note_pause after insert or delete on switching.disabled_module for each row execute function duties.note_pause();
insert into duties.pause (module, paused_from) select name, changed_at from switching.disabled_module;
`;

const seeing = `
-- Names of the duties that somebody with the roles of the session may see without having to do them.
create function duties.names_seen() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(name), '{}') from duties.definition
  where seen_by && (string_to_array(nullif(current_setting('app.roles', true), ''), ',') || '{*}')
    -- Everybody who has signed in.
    and current_setting('app.context', true) = 'person'
$$;

-- Names of the duties that the roles of the session may waive; for their own, those that say so.
create function duties.names_waived(own boolean) returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(name), '{}') from duties.definition
  where waived_by && string_to_array(nullif(current_setting('app.roles', true), ''), ',') and (waives_own or not own)
$$;

-- Whether the caller sees a duty. As a function, so that the policy of a row that points to it is not joined to all duties.
create function duties.sees(wanted uuid) returns boolean
  language plpgsql stable set search_path = pg_catalog as $$
begin
  return exists (select 1 from duties.duty d where d.id = wanted);
end
$$;

-- Whether a record of this label may be known to somebody.
create function duties.may_know(who uuid, lbl access.label, comps text[], keeper uuid, of_type text, of_id uuid, moment timestamptz)
  returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.person p where p.id = who and p.active and p.clearance >= lbl and comps <@ p.compartments
    and (lbl < 'SECRET' or keeper = who or exists (
      select from access."grant" g where g.person_id = who and g.record_type = of_type and g.record_id = of_id
        and g.action = 'read' and g.valid_from <= moment and (g.valid_until is null or g.valid_until > moment))))
$$;

-- Who holds a role: in the department or above it; where nobody does, anywhere.
create function duties.holders(wanted text, department uuid, moment timestamptz) returns setof uuid
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive above as (
    select d.id, d.parent_id from access.department d where d.id = department
    union all
    select d.id, d.parent_id from access.department d join above on d.id = above.parent_id
  ), held as (
    select distinct a.person_id, a.department_id in (select id from above) as near
    from access.role_assignment a join access.person p on p.id = a.person_id and p.active
    where a.role = wanted and a.valid_from <= moment and (a.valid_until is null or a.valid_until > moment)
  )
  select distinct person_id from held
  where department is null or near or not exists (select from held where near)
$$;
`;

export const migrations: Migration[] = [
  { name: '0001-duties', up: tables + seeing + writingFunctions + sweepingFunctions },
  asOfMigration,
  seriesMigration,
  holdersMigration,
  droppingMigration,
  seriesLimitsMigration,
  followingSeriesMigration,
  keptFromMigration,
];
