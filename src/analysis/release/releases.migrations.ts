import type { Migration } from '../../module.js';

export const migrations: Migration[] = [
  {
    name: '0001-releases',
    up: `
create table releases.public_release (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  number text collate "C" not null unique,
  series text collate "C" not null,
  title text collate "C" not null,
  threshold integer not null check (threshold >= 1),
  content jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  released_by_id uuid not null references access.person,
  corrects_id uuid references releases.public_release
);
create index on releases.public_release (created_at, id);
create index on releases.public_release (series, created_at);

-- What a release withheld, to check later ones against it. Nobody reads it but the functions below.
create table releases.basis (
  id bigint generated always as identity primary key,
  release_id uuid not null unique references releases.public_release,
  measures text[] not null,
  tables jsonb not null,
  withheld jsonb not null,
  threshold integer not null
);
create index on releases.basis using gin (measures);

create function releases.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'what was released stays as it is; a correction is a release of its own';
end
$$;
create trigger as_released before update or delete or truncate on releases.public_release
  for each statement execute function releases.refuse_change();
create trigger as_released before update or delete or truncate on releases.basis
  for each statement execute function releases.refuse_change();

-- The number of the next release of a series, and all that earlier ones of any series said of these measures. The second of two
-- at once waits here, so that each knows the other.
create function releases.begin(of_series text, of_year integer, wanted text[]) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('releases.begin', 0));
  return json_build_object(
    'number', of_series || '/' || of_year || '/' || (select count(*) + 1 from releases.public_release r
      where r.number like of_series || '/' || of_year || '/%'),
    'earlier', (select coalesce(json_agg(json_build_object('tables', b.tables, 'withheld', b.withheld, 'threshold', b.threshold)
      order by b.id), '[]') from releases.basis b where b.measures && wanted));
end
$$;

create function releases.keep(given json) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  kept uuid := gen_random_uuid();
begin
  insert into releases.public_release (id, created_at, updated_at, number, series, title, threshold, content, hash, released_by_id,
    corrects_id)
  values (kept, moment, moment, given->>'number', given->>'series', given->>'title', (given->>'threshold')::integer,
    (given->'content')::jsonb, given->>'hash', current_setting('app.person')::uuid, (given->>'corrects')::uuid);
  insert into releases.basis (release_id, measures, tables, withheld, threshold)
  values (kept, array(select json_array_elements_text(given->'measures')), (given->'tables')::jsonb, (given->'withheld')::jsonb,
    (given->>'threshold')::integer);
  perform audit.append(json_build_array(json_build_object('action', 'release', 'type', 'PublicRelease', 'id', kept,
    'label', 'PUBLIC', 'compartments', '[]'::json, 'clause', given->'clause',
    'after', json_build_object('number', given->'number', 'hash', given->'hash', 'threshold', given->'threshold'))));
  return kept;
end
$$;
`,
  },
];
