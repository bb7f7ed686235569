import type { Migration } from '../module.js';

/** What an administrator gives to somebody for one time is void after a while; that of the first start is not. */
export const oneTime: Migration = {
  name: '0005-one-time-passwords',
  up: `
-- Zhang.Wei beside zhang.wei would be taken for the same person.
create unique index person_name_folded on access.person (lower(name));

alter table access.credential add given_by uuid references access.person;

create or replace function access.set_password(person uuid, new_hash text, for_one_time boolean) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  giver uuid := nullif(current_setting('app.person', true), '')::uuid;
begin
  if session_user <> current_user
    and giver is distinct from person
    and not (for_one_time and coalesce('ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ',')), false))
  then
    raise insufficient_privilege using message = 'the password of somebody else';
  end if;
  insert into access.credential (person_id, hash, one_time, given_by, changed_at)
  values (person, new_hash, for_one_time, giver, now())
  on conflict (person_id) do update
    set hash = excluded.hash, one_time = excluded.one_time, given_by = excluded.given_by, changed_at = excluded.changed_at;
  -- A new password ends the lock that wrong ones brought about.
  delete from access.sign_in_failure f using access.person p
  where p.id = person and f.kind = 'name' and f.key = sha256(convert_to(p.name, 'UTF8'));
end
$$;

create function access.is_void(given_name text, at timestamptz, lockout json) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(bool_or(
    c.one_time and c.given_by is not null
      and c.changed_at + make_interval(hours => (lockout->>'oneTimeHours')::integer) <= at
  ), false)
  from access.person p join access.credential c on c.person_id = p.id
  where p.name = given_name
$$;

alter function access.decide_sign_in(text, text, boolean, timestamptz, json) rename to decide_unexpired;
create function access.decide_sign_in(given_name text, address text, matches boolean, at timestamptz, lockout json) returns text
  language sql security definer set search_path = pg_catalog as $$
  select access.decide_unexpired(given_name, address, matches and not access.is_void(given_name, at, lockout), at, lockout)
$$;
revoke execute on function access.is_void(text, timestamptz, json), access.decide_unexpired(text, text, boolean, timestamptz, json) from public;
`,
};
