import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const columnsMigration: Migration = {
  name: '0001-columns',
  up: `
create table publishing.portal_column (${baseColumns},
  name text collate "C" not null unique,
  kind text collate "C" not null check (kind in ('NEWS', 'NOTICES', 'POLICIES', 'SERVICES', 'ORGANISATION', 'OTHER')),
  unit_id uuid not null references access.department,
  update_every_days integer check (update_every_days between 1 and 3650),
  position integer not null check (position between 1 and 1000),
  open boolean not null
);
create index on publishing.portal_column (position, name, id);
create index on publishing.portal_column (unit_id);
create index on publishing.portal_column (created_at, id);
`,
};
