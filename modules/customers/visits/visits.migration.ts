import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const plannedVisits: Migration = {
  name: '0014-planned-visits',
  up: `
create table customers.planned_visit (${labelledColumns},
  customer_id uuid not null references customers.customer,
  kind text collate "C" not null,
  occasion text collate "C" not null,
  planned_on date not null,
  responsible_id uuid not null references access.person,
  visited_on date
);
create index on customers.planned_visit (customer_id, planned_on);
create index on customers.planned_visit (responsible_id, planned_on);
create index on customers.planned_visit (planned_on, id);
create index on customers.planned_visit (created_at, id);
`,
};
