import { filesLock } from '../files/expiry.js';
import type { Migration } from '../module.js';

export const migrations: Migration[] = [
  {
    name: '0001-attachments',
    up: `
create table attachments.attachment (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  record_type text collate "C" not null,
  record_id uuid not null,
  name text collate "C" not null,
  media_type text collate "C" not null,
  size double precision not null,
  checksum text collate "C" not null,
  sealed_checksum text collate "C" not null,
  attached_by_id uuid not null references access.person
);
create index on attachments.attachment (record_id, created_at, id);
create index on attachments.attachment (created_at, id);
create index on attachments.attachment (keeper_id) where keeper_id is not null;

-- Not an entity: files whose row is gone and that still lie in the data directory.
create table attachments.discarded (id uuid primary key);

create function attachments.discard() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into attachments.discarded values (old.id) on conflict do nothing;
  return null;
end
$$;
create trigger discard after delete on attachments.attachment for each row execute function attachments.discard();

-- A file that is destroyed takes with it what its record held.
create function attachments.follow_destruction() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from attachments.attachment where record_id = new.id and record_type = new.subject_type;
  return null;
end
$$;
create trigger follow_destruction after update of destroyed_at on records.file for each row
  when (new.destroyed_at is not null) execute function attachments.follow_destruction();

-- None while a backup is being made.
create function attachments.discarded_now() returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if pg_try_advisory_xact_lock(${filesLock}) then
    return query select d.id from attachments.discarded d order by d.id limit 500;
  end if;
end
$$;

create function attachments.forget(gone uuid[]) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  delete from attachments.discarded where id = any (gone)
$$;

create function attachments.known_of(ids uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select id from attachments.attachment where id = any (ids) union select id from attachments.discarded where id = any (ids)
$$;

-- Not an entity: links to download, each for one person and one use. Their words are not kept, only the hash.
create table attachments.link (
  hash text collate "C" primary key,
  attachment_id uuid not null references attachments.attachment on delete cascade,
  person_id uuid not null references access.person,
  group_roles jsonb,
  expires_at timestamptz(3) not null
);
create index on attachments.link (attachment_id);
create index on attachments.link (expires_at);

create function attachments.make_link(hash text, of_attachment uuid, roles jsonb, until timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  delete from attachments.link l where l.expires_at <= current_setting('app.now')::timestamptz;
  insert into attachments.link values (hash, of_attachment, current_setting('app.person')::uuid, roles, until);
$$;

-- Of two at once one gets it.
create function attachments.use_link(given text, moment timestamptz, viewer uuid) returns json
  language sql volatile security definer set search_path = pg_catalog as $$
  delete from attachments.link l where l.hash = given and l.expires_at > moment and (viewer is null or l.person_id = viewer)
  returning json_build_object('attachment', l.attachment_id, 'person', l.person_id, 'groupRoles', l.group_roles)
$$;

-- Whether the caller sees a record. Replaced by one that knows the entities of the installed modules.
create function access."sees_attachments_attachment"(of_type text, wanted uuid) returns boolean
  language sql stable set search_path = pg_catalog as 'select false';
`,
  },
  {
    name: '0002-changes',
    up: `
-- Whether a record takes changes to its files now. Replaced by one that knows the entities of the installed modules.
create function access."changes_attachments_attachment"(of_type text, wanted uuid) returns boolean
  language sql stable set search_path = pg_catalog as 'select false';
`,
  },
];
