import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';
import { leakNumbers } from './incident.service.js';
import { leakHandlerRoles } from './incidents.permissions.js';

const handlers = `array[${leakHandlerRoles.map((role) => `'${role}'`).join(', ')}]`;

export const incidentMigration: Migration = {
  name: '0003-leak-incidents',
  up: `
create table customers.leak_incident (${labelledColumns},
  number text collate "C" not null unique,
  channel text collate "C" not null check (channel in ('PRIVATE_CONTACT', 'PUBLIC_PLACE', 'OPEN_TELEPHONE', 'TELEGRAM_OR_LETTER', 'OTHER')),
  certain boolean not null,
  description text collate "C" not null,
  found_at timestamptz(3) not null,
  reporter_id uuid not null references access.person,
  status text collate "C" not null check (status in ('REPORTED', 'CONTAINED', 'CLOSED')),
  containment text collate "C",
  contained_at timestamptz(3),
  contained_by_id uuid references access.person,
  finding text collate "C" check (finding in ('LEAKED', 'NOT_LEAKED', 'NOT_CLEARED_UP')),
  conclusion text collate "C",
  closed_at timestamptz(3),
  closed_by_id uuid references access.person,
  check ((status = 'REPORTED') = (contained_at is null)),
  check ((status = 'CLOSED') = (closed_at is not null)),
  constraint not_closed_by_the_reporter check (closed_by_id is distinct from reporter_id)
);
create index on customers.leak_incident (created_at, id);
create index on customers.leak_incident (reporter_id);
create index on customers.leak_incident (keeper_id);
${leakNumbers.migration}

create table customers.leak_measure (${labelledColumns},
  incident_id uuid not null references customers.leak_incident,
  measure text collate "C" not null,
  taken_by_id uuid not null references access.person
);
create index on customers.leak_measure (incident_id, created_at, id);

create table customers.leaked_file (${labelledColumns},
  incident_id uuid not null references customers.leak_incident,
  customer_id uuid not null references customers.customer,
  unique (incident_id, customer_id)
);
create index on customers.leaked_file (customer_id);

-- From SECRET up those who have to act get a grant on the incident, and none on the file.
create function customers.let_handlers_see(wanted uuid, moment timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  with given as (
    insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from)
    select gen_random_uuid(), moment, moment, h.person_id, 'LeakIncident', i.id, a.action, moment
    from customers.leak_incident i,
      (select distinct r.person_id from access.role_assignment r where r.role = any (${handlers})) h,
      unnest(array['read', 'write']) a (action)
    where i.label >= 'SECRET' and i.status <> 'CLOSED' and (wanted is null or i.id = wanted)
      and not exists (select from access."grant" g where g.person_id = h.person_id and g.record_type = 'LeakIncident'
        and g.record_id = i.id and g.action = a.action and g.valid_until is null)
    returning *
  ), told as (
    select json_agg(json_build_object('action', 'grant', 'type', 'LeakIncident', 'id', i.id, 'label', i.label,
      'compartments', i.compartments, 'clause', 'P01.A27',
      'after', json_build_object('grant', g.id, 'person', g.person_id, 'action', g.action, 'from', g.valid_from))) as entries
    from given g join customers.leak_incident i on i.id = g.record_id
  )
  select audit.append(entries) from told where entries is not null
$$;

create function customers.handlers_follow() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  if tg_table_name = 'role_assignment' then
    perform customers.let_handlers_see(null, moment);
  else
    perform customers.let_handlers_see(new.id, moment);
  end if;
  return null;
end
$$;
create trigger handlers_follow after insert or update of label on customers.leak_incident
  for each row when (new.label >= 'SECRET') execute function customers.handlers_follow();
create trigger leak_handlers after insert or update on access.role_assignment
  for each row when (new.role in (${leakHandlerRoles.map((role) => `'${role}'`).join(', ')})) execute function customers.handlers_follow();

-- An incident is never less secret than the file that it is about.
create function customers.raise_leaks() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update customers.leak_incident i set label = greatest(i.label, new.label),
    compartments = array(select distinct c from unnest(i.compartments || new.compartments) c order by c)
  from customers.leaked_file f
  where f.customer_id = new.id and f.incident_id = i.id and (i.label < new.label or not new.compartments <@ i.compartments);
  return null;
end
$$;
create trigger raise_leaks after update of label, compartments on customers.customer
  for each row execute function customers.raise_leaks();
`,
};
