import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const supply: Migration = {
  name: '0105-supply',
  up: `
create table mch_statistics.figure_request (${labelledColumns},
  department_id uuid not null references access.department,
  requested_by_id uuid not null references access.person,
  wanted text collate "C" not null,
  needed_on date not null,
  supplied_at timestamptz(3),
  withdrawn_at timestamptz(3),
  check (supplied_at is null or withdrawn_at is null)
);
create index on mch_statistics.figure_request (department_id, id);
create index on mch_statistics.figure_request (requested_by_id, id);
create index on mch_statistics.figure_request (created_at, id);

create table mch_statistics.figure_subscription (${labelledColumns},
  department_id uuid not null references access.department,
  title text collate "C" not null,
  days integer not null check (days between 0 and 60),
  ended_on date
);
create index on mch_statistics.figure_subscription (department_id, id);
create index on mch_statistics.figure_subscription (created_at, id);

create table mch_statistics.figure_supply (${labelledColumns},
  request_id uuid references mch_statistics.figure_request,
  subscription_id uuid references mch_statistics.figure_subscription,
  month text collate "C",
  department_id uuid not null references access.department,
  supplied_by_id uuid not null references access.person,
  remarks text collate "C",
  check (num_nonnulls(request_id, subscription_id) = 1 and (subscription_id is null) = (month is null)),
  unique (request_id),
  unique (subscription_id, month)
);
create index on mch_statistics.figure_supply (department_id, id);
create index on mch_statistics.figure_supply (created_at, id);

create table mch_statistics.supplied_figure (${labelledColumns},
  supply_id uuid not null references mch_statistics.figure_supply,
  place integer not null,
  name text collate "C" not null,
  value text collate "C" not null,
  document_hash text collate "C",
  unique (supply_id, place)
);
`,
};
