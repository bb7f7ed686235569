import type { Migration } from '../module.js';

export const migrations: Migration[] = [
  {
    name: '0001-handover',
    up: `
create table handover.handover (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  person_id uuid not null references access.person,
  department_id uuid not null references access.department,
  reason text collate "C" not null check (reason in ('LEAVES', 'MOVES')),
  begun_by_id uuid not null references access.person,
  declared_at timestamptz(3),
  signed_by_id uuid references access.person check (signed_by_id <> person_id),
  signed_at timestamptz(3),
  check ((signed_by_id is null) = (signed_at is null)),
  check (signed_at is null or declared_at is not null)
);
create unique index one_open_handover on handover.handover (person_id) where signed_at is null;
create index on handover.handover (person_id, signed_at);
create index on handover.handover (department_id, created_at);
create index on handover.handover (created_at, id);

create table handover.item (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  handover_id uuid not null references handover.handover,
  line text collate "C" not null,
  record_type text collate "C" not null,
  record_id uuid not null,
  title text collate "C",
  person_id uuid not null references access.person,
  successor_id uuid not null references access.person,
  received_at timestamptz(3)
);
create index on handover.item (handover_id, successor_id);
create index on handover.item (successor_id, received_at);
create index on handover.item (created_at, id);
create index on handover.item (record_id);

-- These three are made anew from what the modules say.
create function handover.left_of(wanted uuid) returns boolean language sql stable as $$ select false $$;
create function handover.roles() returns text[] language sql immutable as $$ select '{}'::text[] $$;
create function handover.heads() returns text[] language sql immutable as $$ select '{}'::text[] $$;

-- The viewer is head of the department, or of one above it, and it is not their own handover.
create function handover.is_head(person uuid, department uuid) returns boolean
  language sql stable set search_path = pg_catalog as $$
  select coalesce(person::text <> nullif(current_setting('app.person', true), '')
    and department::text = any (string_to_array(current_setting('app.departments', true), ','))
    and string_to_array(current_setting('app.roles', true), ',') && handover.heads(), false)
$$;

create function handover.all_received(of_handover uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select not exists (select from handover.item i where i.handover_id = of_handover and i.received_at is null)
$$;

create function handover.receives(of_handover uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from handover.item i where i.handover_id = of_handover
    and i.successor_id = nullif(current_setting('app.person', true), '')::uuid)
$$;

create function handover.receive(of_handover uuid, moment timestamptz) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  received integer;
begin
  update handover.item set received_at = moment, updated_at = moment, version = version + 1
    where handover_id = of_handover and received_at is null and successor_id = current_setting('app.person')::uuid;
  get diagnostics received = row_count;
  perform audit.append(json_build_array(json_build_object('action', 'handover received', 'type', 'Handover', 'id', of_handover,
    'clause', handover.clause(), 'after', json_build_object('items', received))));
  return received;
end
$$;

create function handover.refuse_departure() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := nullif(current_setting('app.now', true), '')::timestamptz;
begin
  if coalesce(current_setting('app.person', true), '') = '' or current_setting('app.urgent', true) = 'yes' then
    return new;
  end if;
  if tg_table_name = 'person' then
    if handover.left_of(old.id) or exists (
      select from access.role_assignment a where a.person_id = old.id and a.role = any (handover.roles()) and a.valid_from <= moment
        and not exists (select from handover.handover h where h.person_id = old.id and h.reason = 'LEAVES' and h.signed_at >= a.valid_from)
    ) then
      raise exception 'what the person holds is not handed over' using errcode = 'ZH201';
    end if;
  elsif old.role = any (handover.roles()) and old.valid_from <= moment and not exists (
    select from access.role_assignment a where a.person_id = old.person_id and a.department_id = old.department_id and a.id <> old.id
      and a.role = any (handover.roles()) and a.valid_from <= new.valid_until and coalesce(a.valid_until, 'infinity') > new.valid_until
  ) and not exists (
    select from handover.handover h where h.person_id = old.person_id and (h.department_id = old.department_id or h.reason = 'LEAVES')
      and h.signed_at >= old.valid_from
  ) then
    raise exception 'what the person holds is not handed over' using errcode = 'ZH201';
  end if;
  return new;
end
$$;
create trigger handed_over before update on access.person for each row
  when (old.active and not new.active) execute function handover.refuse_departure();
create trigger handed_over before update on access.role_assignment for each row
  when (new.valid_until is not null and new.valid_until is distinct from old.valid_until) execute function handover.refuse_departure();
`,
  },
  {
    name: '0002-takeover',
    up: `
-- Made anew from what the modules say.
create function handover.takers() returns text[] language sql immutable as $$ select '{}'::text[] $$;

-- The viewer holds a post that may ask to take over from somebody who was shut out.
create function handover.takes_over(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(person::text <> nullif(current_setting('app.person', true), '')
    and string_to_array(current_setting('app.roles', true), ',') && handover.takers()
    and exists (select from access.person p where p.id = person and not p.active), false)
$$;

-- Roles that have begun and end by themselves, which the handover is for. Whoever signs need not see them.
create function handover.ending_roles(of_handover uuid) returns setof uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id from handover.handover h join access.role_assignment a on a.person_id = h.person_id
  where h.id = of_handover and h.signed_by_id = nullif(current_setting('app.person', true), '')::uuid
    and (h.reason = 'LEAVES' or a.department_id = h.department_id)
    and a.valid_until is not null and a.valid_from <= nullif(current_setting('app.now', true), '')::timestamptz
$$;
`,
  },
  {
    name: '0003-of-their-department',
    up: `
-- As head of this department or of one above it, and not of the own handover. Of roles that an identity provider gives, the
-- request carries only the departments of all of them together.
create or replace function handover.is_head(person uuid, department uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  viewer uuid := nullif(current_setting('app.person', true), '')::uuid;
  moment timestamptz := nullif(current_setting('app.now', true), '')::timestamptz;
  posts text[] := array(select unnest(string_to_array(current_setting('app.roles', true), ','))
    intersect select unnest(handover.heads()));
begin
  if viewer is null or viewer = is_head.person or posts = '{}'
    or not coalesce(is_head.department::text = any (string_to_array(current_setting('app.departments', true), ',')), false)
  then
    return false;
  end if;
  return exists (
    with recursive above as (
      select d.id, d.parent_id from access.department d where d.id = is_head.department
      union
      select d.id, d.parent_id from access.department d join above on above.parent_id = d.id
    )
    select from access.role_assignment a join above on above.id = a.department_id
    where a.person_id = viewer and a.role = any (posts) and a.valid_from <= moment
      and (a.valid_until is null or a.valid_until > moment)
  ) or exists (
    select from unnest(posts) as post where not exists (
      select from access.role_assignment a where a.person_id = viewer and a.role = post and a.valid_from <= moment
        and (a.valid_until is null or a.valid_until > moment)
    )
  );
end
$$;

-- Which department takes over is no choice: one in which the person has a post whose holders hand over; without such a post,
-- one in which the person had any; of somebody who never had one here, an administrator names it.
create function handover.refuse_other_department() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := nullif(current_setting('app.now', true), '')::timestamptz;
  posts text[] := array(
    select a.department_id::text from access.role_assignment a
    where a.person_id = new.person_id and a.role = any (handover.roles()) and a.valid_from <= moment
      and (a.valid_until is null or a.valid_until > moment));
begin
  if posts = '{}' then
    posts := array(select a.department_id::text from access.role_assignment a
      where a.person_id = new.person_id and a.valid_from <= moment);
  end if;
  if new.department_id::text = any (posts)
    or posts = '{}' and 'ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ','))
  then
    return null;
  end if;
  raise exception 'not a department of the person' using errcode = 'ZH202';
end
$$;
-- After the row rule, which alone answers whoever may begin no handover there.
create trigger of_their_department after insert on handover.handover for each row execute function handover.refuse_other_department();

create or replace function handover.refuse_departure() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := nullif(current_setting('app.now', true), '')::timestamptz;
begin
  if coalesce(current_setting('app.person', true), '') = '' or current_setting('app.urgent', true) = 'yes' then
    return new;
  end if;
  if tg_table_name = 'person' then
    if handover.left_of(old.id) or exists (
      select from access.role_assignment a where a.person_id = old.id and a.role = any (handover.roles()) and a.valid_from <= moment
        and not exists (select from handover.handover h where h.person_id = old.id and h.reason = 'LEAVES' and h.signed_at >= a.valid_from)
    ) then
      raise exception 'what the person holds is not handed over' using errcode = 'ZH201';
    end if;
  elsif old.role = any (handover.roles()) and old.valid_from <= moment and not exists (
    select from access.role_assignment a where a.person_id = old.person_id and a.department_id = old.department_id and a.id <> old.id
      and a.role = any (handover.roles()) and a.valid_from <= new.valid_until and coalesce(a.valid_until, 'infinity') > new.valid_until
  ) and (not exists (
    select from handover.handover h where h.person_id = old.person_id and (h.department_id = old.department_id or h.reason = 'LEAVES')
      and h.signed_at >= old.valid_from
  ) or handover.left_of(old.person_id) and not exists (
    -- What came after the signature goes along to another post; without one it has to be handed over.
    select from access.role_assignment a where a.person_id = old.person_id and a.id <> old.id
      and a.role = any (handover.roles()) and a.valid_from <= new.valid_until and coalesce(a.valid_until, 'infinity') > new.valid_until
  )) then
    raise exception 'what the person holds is not handed over' using errcode = 'ZH201';
  end if;
  return new;
end
$$;
`,
  },
];
