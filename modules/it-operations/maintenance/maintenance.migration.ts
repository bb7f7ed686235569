import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const maintenance: Migration = {
  name: '0002-maintenance',
  up: `
create table it_operations.maintenance_plan (${labelledColumns},
  asset_id uuid not null references it_operations.it_asset,
  title text collate "C" not null,
  interval text collate "C" not null check (interval in ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
  grace_days integer not null check (grace_days between 0 and 30),
  checklist text[] not null check (cardinality(checklist) between 1 and 50),
  ended_on date,
  end_reason text collate "C",
  check ((ended_on is null) = (end_reason is null))
);
create index on it_operations.maintenance_plan (asset_id, id);
create index on it_operations.maintenance_plan (created_at, id);

create table it_operations.maintenance_record (${labelledColumns},
  plan_id uuid not null references it_operations.maintenance_plan,
  period text collate "C" not null,
  done_on date not null,
  done_by_id uuid not null references access.person,
  failed_checks integer not null check (failed_checks >= 0),
  notes text collate "C"
);
create unique index one_record_a_period on it_operations.maintenance_record (plan_id, period);
create index on it_operations.maintenance_record (done_by_id, done_on);
create index on it_operations.maintenance_record (created_at, id);

create table it_operations.maintenance_check (${labelledColumns},
  record_id uuid not null references it_operations.maintenance_record,
  place integer not null,
  item text collate "C" not null,
  passed boolean not null,
  remark text collate "C",
  unique (record_id, place),
  check (passed or remark is not null)
);
`,
};
