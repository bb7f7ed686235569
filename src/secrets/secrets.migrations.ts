import type { Migration } from '../module.js';

export const migrations: Migration[] = [
  {
    name: '0001-contents',
    up: `
create table secrets.content (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  file_id uuid not null,
  subject_type text collate "C" not null,
  sealed_title text collate "C" not null,
  sealed_text text collate "C" not null,
  bytes integer not null,
  written_by_id uuid not null references access.person,
  foreign key (file_id, subject_type) references records.file (id, subject_type)
);
create index on secrets.content (file_id, id);

-- Not an entity and granted to nobody: only the functions below reach the keys.
create table secrets.data_key (
  file_id uuid primary key references records.file,
  wrapped text collate "C" not null,
  master text collate "C" not null
);
create index on secrets.data_key (master);

-- Which master key wraps now; one row.
create table secrets.master (
  is_only boolean primary key default true check (is_only),
  fingerprint text collate "C" not null
);

-- All that are needed to read what is there.
create function secrets.masters() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select array(select fingerprint from secrets.master union select master from secrets.data_key)
$$;

create function secrets.current_master() returns text
  language sql stable security definer set search_path = pg_catalog as $$
  select fingerprint from secrets.master
$$;

create function secrets.data_key_of(file uuid) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object('wrapped', k.wrapped, 'master', k.master) from secrets.data_key k where k.file_id = file
$$;

-- Of two who make a key at once the second gets the first one's. Null where another master key wraps by now.
create function secrets.put_data_key(file uuid, key text, by_master text) returns json
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into secrets.master (fingerprint) values (by_master) on conflict do nothing;
  perform from secrets.master where fingerprint = by_master for share;
  if not found then
    return null;
  end if;
  insert into secrets.data_key (file_id, wrapped, master)
    select f.id, key, by_master from records.file f where f.id = file and f.destroyed_at is null
    on conflict do nothing;
  return secrets.data_key_of(file);
end
$$;
`,
  },
  {
    name: '0002-any-record',
    up: `
-- A key is that of a record, which need not have a file in an archive; a destroyed file gets none again.
alter table secrets.data_key drop constraint data_key_file_id_fkey;

create or replace function secrets.put_data_key(file uuid, key text, by_master text) returns json
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into secrets.master (fingerprint) values (by_master) on conflict do nothing;
  perform from secrets.master where fingerprint = by_master for share;
  if not found then
    return null;
  end if;
  if exists (select from records.file f where f.id = file and f.destroyed_at is not null) then
    raise exception 'the stub of a destroyed file' using errcode = 'ZH102';
  end if;
  insert into secrets.data_key (file_id, wrapped, master) values (file, key, by_master) on conflict do nothing;
  return secrets.data_key_of(file);
end
$$;
`,
  },
];
