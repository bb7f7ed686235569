import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const assets: Migration = {
  name: '0001-assets',
  up: `
create table it_operations.it_asset (${labelledColumns},
  number text collate "C" not null unique,
  name text collate "C" not null,
  kind text collate "C" not null check (kind in ('HARDWARE', 'SOFTWARE', 'LICENCE')),
  model text collate "C",
  serial text collate "C",
  location text collate "C",
  responsible_id uuid not null references access.person,
  in_use_since date not null,
  ends_on date,
  retired_on date,
  retire_reason text collate "C",
  check (kind <> 'LICENCE' or ends_on is not null),
  check ((retired_on is null) = (retire_reason is null))
);
create index on it_operations.it_asset (responsible_id);
create index on it_operations.it_asset (ends_on, id);
create index on it_operations.it_asset (created_at, id);
`,
};
