import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const officersMigration: Migration = {
  name: '0003-officers',
  up: `
create table publishing.information_officer (${baseColumns},
  unit_id uuid not null references access.department,
  person_id uuid not null references access.person,
  since date not null,
  until date,
  phone text collate "C",
  filed_at timestamptz(3) not null,
  filed_by_id uuid not null references access.person,
  check (until >= since)
);
create unique index on publishing.information_officer (unit_id) where until is null;
create index on publishing.information_officer (unit_id, since);
create index on publishing.information_officer (person_id);
create index on publishing.information_officer (created_at, id);

-- Who holds which role is otherwise known to themselves and to the administrator.
create function publishing.is_officer(person uuid, unit uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.role_assignment a join access.person p on p.id = a.person_id and p.active
    where a.person_id = person and a.department_id = unit and a.role = 'INFORMATION_OFFICER'
      and a.valid_from <= current_setting('app.now')::timestamptz
      and (a.valid_until is null or a.valid_until > current_setting('app.now')::timestamptz))
$$;

create function publishing.officer_gaps(moment timestamptz, at_most integer, after uuid) returns table (unit uuid, reason text)
  language sql stable security definer set search_path = pg_catalog as $$
  select d.id, case when o.id is not null then 'LEFT'
    when exists (select from publishing.information_officer e where e.unit_id = d.id) then 'ENDED' else 'NEVER_NAMED' end
  from access.department d left join publishing.information_officer o on o.unit_id = d.id and o.until is null
  where d.parent_id is not null and (o.id is null or not publishing.is_officer(o.person_id, d.id))
    and (after is null or d.id > after)
  order by d.id limit at_most
$$;
`,
};
