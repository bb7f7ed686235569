import type { Migration } from '../../module.js';

/** Sessions, their refresh tokens, and failures to sign in. What is not an entity is reached by these functions alone. */
export const sessions: Migration = {
  name: '0003-sessions',
  up: `
create table access.session (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  person_id uuid not null references access.person,
  address text collate "C",
  refreshed_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3),
  end_reason text collate "C"
);
create index on access.session (person_id);
create index on access.session (expires_at);

create function access.refuse_revival() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.person_id <> old.person_id or new.expires_at > old.expires_at
    or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
    raise insufficient_privilege using message = 'a session neither changes hands nor comes back';
  end if;
  return new;
end
$$;
create trigger revival before update on access.session for each row execute function access.refuse_revival();

create table access.refresh_token (
  hash bytea primary key,
  session_id uuid not null references access.session on delete cascade,
  replaces bytea,
  used_at timestamptz(3)
);
create index on access.refresh_token (session_id);

create function access.begin_session(id uuid, person uuid, address text, at timestamptz, expires timestamptz, token bytea) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into access.session (id, created_at, updated_at, person_id, address, refreshed_at, expires_at)
  values (id, at, at, person, address, at, expires);
  insert into access.refresh_token (hash, session_id) values (token, id);
$$;

-- Gives a successor for a token. A token that was used before ends its session, unless its answer may have been lost:
-- it was used moments ago and the successor never was; then another one takes that successor's place.
create function access.rotate_refresh_token(token bytea, successor bytea, at timestamptz, grace interval)
  returns table (outcome text, session_id uuid, person_id uuid, expires_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  given access.refresh_token;
  live access.session;
begin
  select s.* into live from access.session s
    where s.id = (select t.session_id from access.refresh_token t where t.hash = token) for update;
  select t.* into given from access.refresh_token t where t.hash = token;
  if given is null then
    return query select 'unknown', null::uuid, null::uuid, null::timestamptz;
    return;
  end if;
  if live.ended_at is not null or live.expires_at <= at
    or not (select p.active from access.person p where p.id = live.person_id) then
    return query select 'ended', live.id, live.person_id, live.expires_at;
    return;
  end if;
  if given.used_at is null then
    update access.refresh_token t set used_at = at where t.hash = token;
  elsif given.used_at > at - grace
    and exists (select from access.refresh_token t where t.replaces = token and t.session_id = live.id and t.used_at is null) then
    update access.refresh_token t set used_at = at where t.replaces = token and t.session_id = live.id and t.used_at is null;
  else
    update access.session s set ended_at = at, end_reason = 'TOKEN_REUSED', updated_at = at, version = s.version + 1 where s.id = live.id;
    return query select 'reused', live.id, live.person_id, live.expires_at;
    return;
  end if;
  insert into access.refresh_token (hash, session_id, replaces) values (successor, live.id, token);
  update access.session s set refreshed_at = at where s.id = live.id;
  return query select 'rotated', live.id, live.person_id, live.expires_at;
end
$$;

-- What requests have to know before they trust what they remember: the version of all rights, and which sessions live.
create function access.present(sessions uuid[], at timestamptz) returns table (version text, live uuid[])
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select r.version::text, array(
    select s.id from access.session s where s.id = any (sessions) and s.ended_at is null and s.expires_at > at
  ) from access.rights_version r;
end
$$;

create table access.sign_in_failure (
  kind text not null check (kind in ('name', 'address')),
  key bytea not null,
  failures integer not null,
  last_at timestamptz(3) not null,
  locked_until timestamptz(3),
  primary key (kind, key)
);
create index on access.sign_in_failure (last_at);

create function access.is_locked(of_kind text, of_key bytea, at timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  found_until timestamptz;
begin
  select f.locked_until into found_until from access.sign_in_failure f where f.kind = of_kind and f.key = of_key for update;
  return coalesce(found_until > at, false);
end
$$;

-- Answers whether it is locked from now on.
create function access.count_failure(of_kind text, of_key bytea, at timestamptz, allowed integer, first interval, longest interval, forgotten interval)
  returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  n integer;
begin
  insert into access.sign_in_failure as f (kind, key, failures, last_at) values (of_kind, of_key, 1, at)
  on conflict (kind, key) do update
    set failures = case when f.last_at < at - forgotten then 1 else f.failures + 1 end, last_at = at, locked_until = null
  returning f.failures into n;
  if n < allowed then
    return false;
  end if;
  update access.sign_in_failure f set locked_until = at + least(longest, first * (2 ^ least(n - allowed, 20)))
    where f.kind = of_kind and f.key = of_key;
  return true;
end
$$;

-- The one place where an attempt to sign in is decided, after the password was looked at: attempts that run side by side
-- are counted one after the other, and an attempt that finds the name locked fails even with the right password.
create function access.decide_sign_in(given_name text, address text, matches boolean, at timestamptz, lockout json) returns text
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  name_key bytea := sha256(convert_to(given_name, 'UTF8'));
  network inet := case when family(address::inet) = 6 then network(set_masklen(address::inet, 64)) else address::inet end;
  address_key bytea := convert_to(network::text, 'UTF8');
  first interval := make_interval(secs => (lockout->>'firstSeconds')::double precision);
  longest interval := make_interval(secs => (lockout->>'longestSeconds')::double precision);
  forgotten interval := make_interval(secs => (lockout->>'forgottenSeconds')::double precision);
  newly boolean;
begin
  if access.is_locked('name', name_key, at) or access.is_locked('address', address_key, at) then
    return 'locked';
  end if;
  if matches then
    delete from access.sign_in_failure f where f.kind = 'name' and f.key = name_key;
    return 'accepted';
  end if;
  newly := access.count_failure('name', name_key, at, (lockout->>'failures')::integer, first, longest, forgotten);
  if address_key is not null then
    newly := access.count_failure('address', address_key, at, (lockout->>'addressFailures')::integer, first, longest, forgotten) or newly;
  end if;
  return case when newly then 'locking' else 'refused' end;
end
$$;

create function access.forget_old(at timestamptz, forgotten interval) returns void
  language sql security definer set search_path = pg_catalog as $$
  delete from access.session s where least(s.expires_at, s.ended_at) < at - interval '30 days';
  delete from access.refresh_token t using access.session s
    where s.id = t.session_id and least(s.expires_at, s.ended_at) < at;
  delete from access.sign_in_failure f where f.last_at < at - forgotten and coalesce(f.locked_until < at, true);
$$;
`,
};
