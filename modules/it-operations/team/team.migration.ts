import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const team: Migration = {
  name: '0006-team',
  up: `
create table it_operations.staff_member (${labelledColumns},
  person_id uuid not null references access.person,
  post text collate "C" not null,
  joined_on date not null,
  left_on date,
  leave_reason text collate "C",
  check (left_on >= joined_on),
  check ((left_on is null) = (leave_reason is null))
);
create unique index once_in_the_team on it_operations.staff_member (person_id) where left_on is null;
create index on it_operations.staff_member (person_id, joined_on);
create index on it_operations.staff_member (joined_on, id);
create index on it_operations.staff_member (created_at, id);
`,
};
