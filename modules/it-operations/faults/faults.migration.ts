import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';
import { faultNumbers } from './faultNumbers.js';

export const faults: Migration = {
  name: '0004-faults',
  up: `
create table it_operations.it_fault (${labelledColumns},
  number text collate "C" not null unique,
  asset_id uuid references it_operations.it_asset,
  room_id uuid references it_operations.machine_room,
  source text collate "C" not null check (source in ('PERSON', 'INSPECTION', 'ROOM_CHECK', 'READING')),
  severity text collate "C" not null check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
  stops_service boolean not null,
  description text collate "C" not null,
  status text collate "C" not null default 'REPORTED' check (status in ('REPORTED', 'IN_WORK', 'RESTORED', 'CLOSED')),
  occurred_at timestamptz(3) not null,
  reported_by_id uuid references access.person,
  handler_id uuid references access.person,
  take_over_reason text collate "C",
  remedy text collate "C",
  removal text collate "C",
  restored_at timestamptz(3),
  cause text collate "C",
  prevention text collate "C",
  closed_by_id uuid references access.person,
  closed_at timestamptz(3),
  check (not stops_service or asset_id is not null),
  check (restored_at >= occurred_at),
  check ((restored_at is null) = (removal is null)),
  check ((status = 'CLOSED') = (closed_at is not null)),
  -- Whoever removed it is not the one to say that it is over.
  check (closed_by_id <> handler_id)
);
create index on it_operations.it_fault (asset_id, occurred_at);
create index on it_operations.it_fault (room_id, occurred_at);
create index on it_operations.it_fault (handler_id, occurred_at);
create index on it_operations.it_fault (status, occurred_at);
create index on it_operations.it_fault (created_at, id);
${faultNumbers.migration}

create table it_operations.fault_measure (${labelledColumns},
  asset_id uuid not null references it_operations.it_asset,
  likely_fault text collate "C" not null,
  prevention text collate "C" not null,
  remedy text collate "C" not null,
  removal text collate "C" not null
);
create index on it_operations.fault_measure (asset_id, id);
`,
};
