import type { Migration } from '../module.js';

export const migrations: Migration[] = [
  {
    name: '0001-entries',
    up: `
create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person_id uuid,
  request_id text not null,
  action text not null,
  record_type text not null,
  record_id text,
  label access.label,
  before jsonb,
  after jsonb
);

create function audit.append(entries json) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into audit.entry (at, person_id, request_id, action, record_type, record_id, label, before, after)
  select clock_timestamp(),
    coalesce(nullif(current_setting('app.person', true), '')::uuid, (e->>'person')::uuid),
    coalesce(nullif(current_setting('app.request', true), ''), e->>'request', ''),
    e->>'action', e->>'type', e->>'id', (e->>'label')::access.label, (e->'before')::jsonb, (e->'after')::jsonb
  from json_array_elements(entries) with ordinality as given(e, place)
  order by place
$$;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end
$$;
create trigger append_only before update or delete or truncate on audit.entry for each statement execute function audit.refuse_change();
`,
  },
  {
    name: '0002-sealing',
    up: `
alter table audit.entry
  alter column at type timestamptz(3),
  alter column record_type drop not null,
  add column roles text[] not null default '{}',
  add column call text,
  add column clause text,
  add column compartments text[] not null default '{}';
-- What has no value was written as a null of JSON; both are nothing to a reader.
alter table audit.entry disable trigger append_only;
update audit.entry set before = nullif(before, 'null'), after = nullif(after, 'null') where before = 'null' or after = 'null';
create index on audit.entry (record_id) where record_id is not null;
create index on audit.entry (person_id, id);
create index on audit.entry using brin (at);

-- Hash-chained: each names the hash of the one before it. The ledger holds 40 bytes for each entry: id and hash.
create table audit.segment (
  number bigint primary key,
  previous bytea not null unique,
  first_entry bigint not null,
  last_entry bigint not null,
  count integer not null,
  total bigint not null,
  root bytea not null,
  sealed_at text not null,
  hash bytea not null,
  key text,
  signature bytea,
  ledger bytea not null
);

-- What was removed when its time was over: whole segments, whose rows in audit.segment stay.
create table audit.retirement (
  first_segment bigint not null,
  last_segment bigint primary key,
  first_entry bigint not null,
  last_entry bigint not null,
  count bigint not null,
  before timestamptz(3) not null,
  retired_by text not null,
  reason text not null,
  recorded_as bigint not null,
  key text,
  signature bytea
);

drop function audit.append(json);
create function audit.append(entries json) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entry (at, person_id, roles, request_id, call, action, record_type, record_id, label, compartments, clause, before, after)
  select
    coalesce((e->>'at')::timestamptz, nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()),
    coalesce(nullif(current_setting('app.person', true), '')::uuid, (e->>'person')::uuid),
    coalesce(string_to_array(nullif(current_setting('app.roles', true), ''), ','),
      array(select json_array_elements_text(coalesce(e->'roles', '[]')))),
    coalesce(nullif(current_setting('app.request', true), ''), e->>'request', ''),
    coalesce(nullif(current_setting('app.call', true), ''), e->>'call'),
    e->>'action', e->>'type', e->>'id', (e->>'label')::access.label,
    array(select json_array_elements_text(coalesce(e->'compartments', '[]'))), e->>'clause',
    nullif((e->'before')::jsonb, 'null'), nullif((e->'after')::jsonb, 'null')
  from json_array_elements(entries) with ordinality as given(e, place)
  order by place;
  perform set_config('app.recorded', 'yes', true);
end
$$;

-- Records the call itself where nothing else of its transaction was recorded.
create function audit.append_call(entries json) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('app.recorded', true), '') = '' then
    perform audit.append(entries);
  end if;
end
$$;

-- An entry as it is hashed: one JSON object whose numbers stand as PostgreSQL keeps them.
create function audit.plain(e audit.entry) returns text language sql stable set search_path = pg_catalog as $$
  select json_build_object(
    'id', e.id, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'person', e.person_id,
    'roles', e.roles, 'request', e.request_id, 'call', e.call, 'action', e.action, 'type', e.record_type,
    'record', e.record_id, 'label', e.label, 'compartments', e.compartments, 'clause', e.clause,
    'before', e.before, 'after', e.after)::text
$$;

create function audit.entries_between(after_id bigint, up_to bigint, at_most integer) returns table (id bigint, plain text)
  language sql stable security definer set search_path = pg_catalog as $$
  select e.id, audit.plain(e) from audit.entry e where e.id > after_id and e.id <= up_to order by e.id limit at_most
$$;

create function audit.entries_written() returns bigint
  language sql volatile security definer set search_path = pg_catalog as $$
  select case when is_called then last_value else 0 end from audit.entry_id_seq
$$;

create function audit.unsealed_count() returns bigint
  language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from audit.entry where id > coalesce((select last_entry from audit.segment order by number desc limit 1), 0)
$$;

create function audit.segments_after(after_number bigint, at_most integer, with_ledger boolean)
  returns table (number bigint, previous text, first_entry bigint, last_entry bigint, count integer, total bigint,
    root text, sealed_at text, hash text, key text, signature text, ledger bytea)
  language sql stable security definer set search_path = pg_catalog as $$
  select s.number, encode(s.previous, 'hex'), s.first_entry, s.last_entry, s.count, s.total, encode(s.root, 'hex'),
    s.sealed_at, encode(s.hash, 'hex'), s.key, encode(s.signature, 'hex'), case when with_ledger then s.ledger end
  from audit.segment s where s.number > after_number order by s.number, s.hash limit at_most
$$;

create function audit.head_number() returns bigint
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(max(number), 0) from audit.segment
$$;

create function audit.forks() returns setof bigint[]
  language sql stable security definer set search_path = pg_catalog as $$
  select array_agg(s.number order by s.number) from audit.segment s group by s.previous having count(*) > 1
  union
  select array_agg(s.number) from audit.segment s group by s.number having count(*) > 1
  order by 1 limit 100
$$;

create function audit.retirements() returns setof json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object('firstSegment', r.first_segment, 'lastSegment', r.last_segment, 'firstEntry', r.first_entry,
    'lastEntry', r.last_entry, 'count', r.count, 'before', to_char(r.before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'retiredBy', r.retired_by, 'reason', r.reason, 'recordedAs', r.recorded_as, 'key', r.key,
    'signature', encode(r.signature, 'hex'), 'record', (select audit.plain(e) from audit.entry e where e.id = r.recorded_as))
  from audit.retirement r order by r.last_segment
$$;

create function audit.seal(s json) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into audit.segment (number, previous, first_entry, last_entry, count, total, root, sealed_at, hash, key, signature, ledger)
  values ((s->>'number')::bigint, decode(s->>'previous', 'hex'), (s->>'first')::bigint, (s->>'last')::bigint,
    (s->>'count')::integer, (s->>'total')::bigint, decode(s->>'root', 'hex'), s->>'sealedAt', decode(s->>'hash', 'hex'),
    s->>'key', decode(s->>'signature', 'hex'), decode(s->>'ledger', 'base64'))
$$;

create or replace function audit.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' and tg_table_name = 'entry' then
    if exists (select from audit.retirement r where old.id between r.first_entry and r.last_entry) then
      return old;
    end if;
  end if;
  raise exception 'the audit log is append-only';
end
$$;
drop trigger append_only on audit.entry;
create trigger append_only before update or truncate on audit.entry for each statement execute function audit.refuse_change();
create trigger retired_only before delete on audit.entry for each row execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.segment for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.retirement for each statement execute function audit.refuse_change();
-- Always: also for a session that plays the replica.
alter table audit.entry enable always trigger append_only;
alter table audit.entry enable always trigger retired_only;
alter table audit.segment enable always trigger append_only;
alter table audit.retirement enable always trigger append_only;
`,
  },
  {
    name: '0003-append-created',
    up: `
-- What audit.append does with one new record inside a request's transaction, at two thirds of its time.
create function audit.append_created(type text, id text, label access.label, compartments text[], after jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entry (at, person_id, roles, request_id, call, action, record_type, record_id, label, compartments, after)
  values (
    coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()),
    nullif(current_setting('app.person', true), '')::uuid,
    coalesce(string_to_array(nullif(current_setting('app.roles', true), ''), ','), '{}'),
    coalesce(current_setting('app.request', true), ''), nullif(current_setting('app.call', true), ''),
    'create', type, id, label, compartments, after);
  perform set_config('app.recorded', 'yes', true);
end
$$;
`,
  },
  {
    name: '0004-evidence',
    up: `
-- On tables whose rows are evidence: they stay as they were written, for their owner too.
create function audit.refuse_evidence_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '% is evidence: its rows are never changed or removed', tg_table_name using errcode = 'ZH301';
end
$$;
`,
  },
];
