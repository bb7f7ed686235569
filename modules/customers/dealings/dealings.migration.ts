import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const fileEntries: Migration = {
  name: '0011-file-entries',
  up: `
create table customers.file_entry (${labelledColumns},
  customer_id uuid not null references customers.customer,
  kind text collate "C" not null,
  occurred_on date not null,
  subject text collate "C" not null,
  text text collate "C",
  source text collate "C" not null,
  source_detail text collate "C",
  amount numeric(18, 2),
  currency text collate "C",
  reception_level text collate "C",
  reported_by_id uuid not null references access.person,
  department_id uuid references access.department,
  corrects_id uuid unique references customers.file_entry,
  check ((amount is null) = (currency is null)),
  check ((reception_level is not null) = (kind = 'RECEPTION'))
);
create index on customers.file_entry (customer_id, occurred_on, id);
create index on customers.file_entry (reported_by_id, occurred_on);
create index on customers.file_entry (department_id, occurred_on);
create index on customers.file_entry (occurred_on, id);
create index on customers.file_entry (created_at, id);

create table customers.annual_report (${labelledColumns},
  customer_id uuid not null references customers.customer,
  year integer not null,
  kind text collate "C" not null,
  summary text collate "C" not null,
  turnover numeric(18, 2),
  profit numeric(18, 2),
  source text collate "C" not null,
  source_detail text collate "C",
  collected_by_id uuid not null references access.person,
  unique (customer_id, year, kind)
);
create index on customers.annual_report (year, id);
create index on customers.annual_report (created_at, id);
`,
};
