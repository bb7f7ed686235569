import type { Migration } from '../module.js';
import { type DecreeData, daysOf } from './decreeData.js';
import { decrees } from './decrees.js';

const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

/** A notice and the days that it decreed. */
const inserted = (decree: DecreeData): string => {
  const days = daysOf(decree).map(({ date, kind, name }) => `('${date}'::date, '${kind}', ${text(name)})`);
  return `
with d as (
  insert into calendar.decree (year, number, published_on, url, imported_at)
  values (${decree.year}, ${text(decree.number)}, ${text(decree.publishedOn)}, ${text(decree.url)}, now()) returning id
)
insert into calendar.day (date, kind, name, decree_id) select v.*, d.id from d, (values ${days.join(', ')}) v;`;
};

export const migrations: Migration[] = [
  {
    name: '0001-decrees',
    up: `
create table calendar.decree (
  id bigint generated always as identity primary key,
  year integer not null check (year between 1992 and 2200),
  number text collate "C" unique,
  published_on date,
  url text,
  imported_at timestamptz(3) not null,
  imported_by uuid references access.person
);

-- What is not here is worked from Monday to Friday.
create table calendar.day (
  date date primary key,
  kind text not null check (kind in ('HOLIDAY', 'WORKDAY')),
  name text not null,
  decree_id bigint not null references calendar.decree
);
create index on calendar.day (decree_id);

-- Held by whoever computes a deadline, until it is written: an import waits for it, and then computes it anew.
create function calendar.lock_version() returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock_shared(7126304);
  return (select coalesce(max(id), 0) from calendar.decree);
end
$$;

create function calendar.content() returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object(
    'years', (select coalesce(json_agg(distinct year), '[]') from calendar.decree),
    'days', (select coalesce(json_object_agg(date, kind), '{}') from calendar.day))
$$;

-- The notices for the years, each with the days that are in force by it.
create function calendar.years(first integer, last integer) returns setof json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object('year', d.year, 'number', d.number, 'publishedOn', d.published_on, 'url', d.url, 'days',
    (select coalesce(json_agg(json_build_object('date', y.date, 'kind', y.kind, 'name', y.name) order by y.date), '[]')
     from calendar.day y where y.decree_id = d.id))
  from calendar.decree d where d.year between first and last order by d.year, d.id
$$;

-- A notice for a year replaces what was decreed of the year before it. The days of December belong to the year after.
create function calendar.import_decree(decree json) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  new_id bigint;
begin
  if not coalesce('ADMINISTRATOR' = any (string_to_array(current_setting('app.roles', true), ',')), false) then
    raise insufficient_privilege using message = 'importing holidays';
  end if;
  insert into calendar.decree (year, number, published_on, url, imported_at, imported_by)
  values ((decree->>'year')::integer, decree->>'number', (decree->>'publishedOn')::date, decree->>'url',
    current_setting('app.now')::timestamptz, current_setting('app.person')::uuid)
  returning id into new_id;
  delete from calendar.day y using calendar.decree d where d.id = y.decree_id and d.year = (decree->>'year')::integer;
  insert into calendar.day (date, kind, name, decree_id)
  select (d->>'date')::date, d->>'kind', d->>'name', new_id from json_array_elements(decree->'days') d;
end
$$;

-- One import at a time, behind all who are computing deadlines.
create function calendar.lock_for_import() returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(7126304);
end
$$;
`,
  },
  {
    name: '0002-decrees-to-2026',
    up: decrees
      .filter(({ year }) => year <= 2026)
      .map(inserted)
      .join('\n'),
  },
];
