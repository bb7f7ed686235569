import { baseColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const copies: Migration = {
  name: '0021-copies',
  up: `
create table mch_statistics.database_copy (${baseColumns},
  content text collate "C" not null check (content in ('DATABASE', 'PROGRAMS')),
  marking text collate "C" not null unique,
  place text collate "C" not null,
  medium text collate "C" not null,
  sum text collate "C" not null check (sum ~ '^[0-9a-f]{64}$'),
  state_of timestamptz(3) not null,
  product text collate "C" not null,
  registered_by_id uuid not null references access.person,
  verified_at timestamptz(3),
  failed_at timestamptz(3),
  verifications integer not null check (verifications >= 0),
  retired_on date,
  retire_reason text collate "C",
  check ((retired_on is null) = (retire_reason is null))
);
create index on mch_statistics.database_copy (created_at, id);

create table mch_statistics.copy_verification (${baseColumns},
  copy_id uuid not null references mch_statistics.database_copy,
  passed boolean not null,
  failure text collate "C",
  person_id uuid not null references access.person,
  check (passed = (failure is null))
);
create index on mch_statistics.copy_verification (copy_id, id);
`,
};
