import type { Migration } from '../module.js';

/** Duties about a record that somebody must not know of, because it is about them. */
export const keptFromMigration: Migration = {
  name: '0007-kept-from',
  up: `
create table duties.kept_from (
  record_type text collate "C" not null,
  record_id uuid not null,
  person_id uuid not null references access.person,
  primary key (record_id, person_id)
);
create index on duties.kept_from (person_id);

create function duties.keep_from(of_type text, of_id uuid, who uuid) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into duties.kept_from (record_type, record_id, person_id) values (of_type, of_id, who) on conflict do nothing
$$;

-- Asked once for a statement.
create function duties.kept_from_viewer() returns uuid[]
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(k.record_id), '{}') from duties.kept_from k
  where k.person_id = nullif(current_setting('app.person', true), '')::uuid
$$;

create or replace function duties.may_know(who uuid, lbl access.label, comps text[], keeper uuid, of_type text, of_id uuid, moment timestamptz)
  returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.person p where p.id = who and p.active and p.clearance >= lbl and comps <@ p.compartments
    and (lbl < 'SECRET' or keeper = who or exists (
      select from access."grant" g where g.person_id = who and g.record_type = of_type and g.record_id = of_id
        and g.action = 'read' and g.valid_from <= moment and (g.valid_until is null or g.valid_until > moment))))
    and not exists (select from duties.kept_from k where k.record_id = of_id and k.person_id = who)
$$;
`,
};
