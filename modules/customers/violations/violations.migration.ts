import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const fileViolations: Migration = {
  name: '0015-file-violations',
  up: `
create table customers.file_violation (${labelledColumns},
  customer_id uuid not null references customers.customer,
  kind text collate "C" not null,
  occurred_on date not null,
  description text collate "C" not null,
  accused_id uuid references access.person,
  reported_by_id uuid not null references access.person,
  decision text collate "C",
  decided_by_id uuid references access.person,
  decided_at timestamptz(3),
  check ((decision is null) = (decided_at is null)),
  check (decided_by_id <> accused_id)
);
create index on customers.file_violation (customer_id, occurred_on);
create index on customers.file_violation (created_at, id);
`,
};

export const violationsOfManagers: Migration = {
  name: '0032-violations-of-managers',
  up: `
alter table customers.file_violation add column accuses_manager boolean not null default false;

create function customers.is_general_manager(who uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.role_assignment a
    where a.person_id = who and a.role = 'GENERAL_MANAGER' and a.valid_from <= current_setting('app.now')::timestamptz
      and (a.valid_until is null or a.valid_until > current_setting('app.now')::timestamptz))
$$;
`,
};
