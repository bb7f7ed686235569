import type { Migration } from '../module.js';

/** Who changes rights takes turns; nobody raises the own; an administrator remains; auditors are no administrators. */
export const administration: Migration = {
  name: '0002-administration',
  up: `
-- A coming role that is called off ends when it would have begun.
alter table access.role_assignment drop constraint role_assignment_check;
alter table access.role_assignment add constraint role_assignment_period check (valid_until is null or valid_until >= valid_from);

alter table access.person add column external_subject text collate "C" unique;

-- One row. Every request compares it, and whoever changes rights holds it until the commit.
create table access.rights_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into access.rights_version (version) values (1);

create function access.lock_rights() returns void
  language sql security definer set search_path = pg_catalog as $$
  select from access.rights_version for update
$$;

create or replace function access.announce_rights() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update access.rights_version set version = version + 1;
  return null;
end
$$;

create function access.refuse_own_rise() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  me uuid := nullif(current_setting('app.person', true), '')::uuid;
  rises boolean;
begin
  if tg_table_name = 'role_assignment' and tg_op = 'INSERT' then
    rises := new.person_id = me;
  elsif tg_table_name = 'role_assignment' then
    rises := me in (old.person_id, new.person_id) and (
      (new.person_id, new.role, new.department_id) is distinct from (old.person_id, old.role, old.department_id)
      or new.valid_from < old.valid_from
      or coalesce(new.valid_until, 'infinity') > coalesce(old.valid_until, 'infinity'));
  elsif tg_table_name = 'person' then
    rises := old.id = me and (new.clearance > old.clearance or not new.compartments <@ old.compartments);
  else
    -- A department that comes below one in which a role is held comes within the reach of that role.
    rises := new.parent_id is distinct from old.parent_id
      and new.parent_id::text = any (string_to_array(current_setting('app.departments', true), ','))
      and not old.id::text = any (string_to_array(current_setting('app.departments', true), ','));
  end if;
  if rises then
    raise exception 'somebody raises the own rights' using errcode = 'ZH003';
  end if;
  return new;
end
$$;
create trigger own_rise before insert or update on access.role_assignment for each row execute function access.refuse_own_rise();
create trigger own_rise before update on access.person for each row execute function access.refuse_own_rise();
create trigger own_rise before update on access.department for each row execute function access.refuse_own_rise();

-- Both wait for whoever else changes rights, and only then look.
create function access.keep_an_administrator() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  at timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  perform access.lock_rights();
  if tg_table_name = 'person' and not exists (
    select from access.role_assignment a where a.person_id = old.id and a.role = 'ADMINISTRATOR'
  ) then
    return null;
  end if;
  if not exists (
    select from access.role_assignment a join access.person p on p.id = a.person_id
    where a.role = 'ADMINISTRATOR' and p.active and a.valid_from <= at and a.valid_until is null
  ) then
    raise exception 'no administrator would remain' using errcode = 'ZH001';
  end if;
  return null;
end
$$;
create trigger administrator_leaves after update on access.role_assignment for each row
  when (old.role = 'ADMINISTRATOR' and (new.role <> old.role or new.person_id <> old.person_id
    or new.valid_from > old.valid_from or new.valid_until is not null))
  execute function access.keep_an_administrator();
create trigger administrator_deleted after delete on access.role_assignment for each row
  when (old.role = 'ADMINISTRATOR') execute function access.keep_an_administrator();
create trigger administrator_deactivated after update on access.person for each row
  when (old.active and not new.active) execute function access.keep_an_administrator();

create function access.keep_roles_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform access.lock_rights();
  if exists (
    select from access.role_assignment a
    where a.person_id = new.person_id and a.role in ('ADMINISTRATOR', 'AUDITOR') and a.role <> new.role
      and tstzrange(a.valid_from, a.valid_until) && tstzrange(new.valid_from, new.valid_until)
  ) then
    raise exception 'an auditor is no administrator' using errcode = 'ZH002';
  end if;
  return null;
end
$$;
create trigger roles_apart after insert or update on access.role_assignment for each row
  when (new.role in ('ADMINISTRATOR', 'AUDITOR')) execute function access.keep_roles_apart();

-- What an administrator gives to somebody else opens nothing but the choice of another one.
create or replace function access.set_password(person uuid, new_hash text, for_one_time boolean) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if session_user <> current_user
    and coalesce(current_setting('app.person', true), '') <> person::text
    and not (for_one_time and coalesce('ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ',')), false))
  then
    raise insufficient_privilege using message = 'the password of somebody else';
  end if;
  insert into access.credential (person_id, hash, one_time, changed_at)
  values (person, new_hash, for_one_time, now())
  on conflict (person_id) do update set hash = excluded.hash, one_time = excluded.one_time, changed_at = excluded.changed_at;
end
$$;
`,
};
