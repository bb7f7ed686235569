import type { Migration } from '../module.js';
import { administration } from './administration.migration.js';
import { machines } from './machines/machines.migration.js';
import { oidc } from './oidc/oidc.migration.js';
import { oneTime } from './oneTime.migration.js';
import { posts, postsBelow } from './posts.migration.js';
import { repeats } from './repeats/repeats.migration.js';
import { sessions } from './sessions/sessions.migration.js';

const entityColumns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null`;

export const migrations: Migration[] = [
  {
    name: '0001-people',
    up: `
create type access.label as enum ('PUBLIC', 'INTERNAL', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET');

create table access.person (${entityColumns},
  name text collate "C" not null unique,
  display_name text collate "C" not null,
  active boolean not null default true,
  clearance access.label not null default 'PUBLIC',
  compartments text[] not null default '{}'
);

-- Not an entity and granted to nobody: only the functions below reach it.
create table access.credential (
  person_id uuid primary key references access.person,
  hash text not null,
  one_time boolean not null,
  changed_at timestamptz(3) not null
);

create table access.department (${entityColumns},
  name text collate "C" not null,
  parent_id uuid references access.department,
  unique nulls not distinct (parent_id, name)
);

create table access.role_assignment (${entityColumns},
  person_id uuid not null references access.person,
  role text collate "C" not null,
  department_id uuid not null references access.department,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  check (valid_until is null or valid_until > valid_from)
);
create index on access.role_assignment (person_id);
create index on access.role_assignment (department_id);

create table access."grant" (${entityColumns},
  person_id uuid not null references access.person,
  record_type text not null,
  record_id uuid not null,
  action text not null,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3),
  check (valid_until is null or valid_until > valid_from)
);
create index on access."grant" (person_id, record_type, action);
create index on access."grant" (record_id);

create function access.credential_of(wanted text) returns table (person_id uuid, hash text, one_time boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select c.person_id, c.hash, c.one_time
  from access.person p join access.credential c on c.person_id = p.id
  where p.name = wanted and p.active
$$;

-- Roles in force at a moment, with everything that a request needs of a person, and when that changes next.
create function access.rights_of(wanted uuid, at timestamptz) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive held as (
    select role, department_id, valid_from from access.role_assignment
    where person_id = wanted and valid_from <= at and (valid_until is null or valid_until > at)
  ), below as (
    select department_id as id from held
    union
    select d.id from access.department d join below on d.parent_id = below.id
  )
  select json_build_object(
    'name', p.name,
    'displayName', p.display_name,
    'clearance', p.clearance,
    'compartments', p.compartments,
    'mustChangePassword', coalesce((select c.one_time from access.credential c where c.person_id = p.id), false),
    'roles', coalesce((select json_agg(distinct role) from held), '[]'),
    'department', (select department_id from held order by valid_from, department_id limit 1),
    'departments', coalesce((select json_agg(id) from below), '[]'),
    'nextChange', (
      select min(moment) from access.role_assignment a, lateral (values (a.valid_from), (a.valid_until)) as m(moment)
      where a.person_id = wanted and moment > at
    )
  )
  from access.person p where p.id = wanted and p.active
$$;

-- A person sets the own password; an administrator, or the owner at the first start, that of others.
create function access.set_password(person uuid, new_hash text, for_one_time boolean) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('app.person', true), '') <> person::text
    and not coalesce('ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ',')), false)
    and session_user <> current_user
  then
    raise insufficient_privilege using message = 'the password of somebody else';
  end if;
  insert into access.credential (person_id, hash, one_time, changed_at)
  values (person, new_hash, for_one_time, now())
  on conflict (person_id) do update set hash = excluded.hash, one_time = excluded.one_time, changed_at = excluded.changed_at;
end
$$;

-- Whoever changes rights tells every instance, at commit, to forget what it remembers of them.
create function access.announce_rights() returns trigger language plpgsql as $$
begin
  perform pg_notify('zhidu_rights', '');
  return null;
end
$$;
create trigger announce after insert or update or delete on access.person for each statement execute function access.announce_rights();
create trigger announce after insert or update or delete on access.credential for each statement execute function access.announce_rights();
create trigger announce after insert or update or delete on access.department for each statement execute function access.announce_rights();
create trigger announce after insert or update or delete on access.role_assignment for each statement execute function access.announce_rights();
`,
  },
  administration,
  sessions,
  oidc,
  oneTime,
  machines,
  repeats,
  posts,
  postsBelow,
];
