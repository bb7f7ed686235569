import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const firstContacts: Migration = {
  name: '0010-first-contacts',
  up: `
create table customers.first_contact (${labelledColumns},
  company_name text collate "C" not null,
  contacted_on date not null,
  note text collate "C",
  developer_id uuid not null references access.person,
  customer_id uuid references customers.customer,
  registered_on date,
  delay_in_working_days integer check (delay_in_working_days >= 0),
  check ((customer_id is null) = (registered_on is null))
);
create index on customers.first_contact (developer_id, contacted_on);
create index on customers.first_contact (contacted_on, id);
create index on customers.first_contact (created_at, id);
create unique index on customers.first_contact (customer_id) where customer_id is not null;
`,
};
