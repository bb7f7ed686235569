import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const rooms: Migration = {
  name: '0003-machine-rooms',
  up: `
create table it_operations.machine_room (${labelledColumns},
  name text collate "C" not null unique,
  location text collate "C",
  responsible_id uuid not null references access.person,
  interval text collate "C" not null check (interval in ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
  temperature_low double precision,
  temperature_high double precision,
  humidity_low double precision,
  humidity_high double precision,
  check (temperature_high > temperature_low),
  check (humidity_high > humidity_low)
);
create index on it_operations.machine_room (created_at, id);

create table it_operations.sensor (${labelledColumns},
  room_id uuid not null references it_operations.machine_room,
  name text collate "C" not null unique,
  quantity text collate "C" not null check (quantity in ('TEMPERATURE', 'HUMIDITY')),
  last_reading_at timestamptz(3),
  last_value double precision
);
create index on it_operations.sensor (room_id, id);
create index on it_operations.sensor (created_at, id);
`,
};
