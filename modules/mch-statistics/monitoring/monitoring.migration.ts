import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const monitoring: Migration = {
  name: '0102-monitoring',
  up: `
create table mch_statistics.management_indicator (${labelledColumns},
  code text collate "C" not null unique,
  title text collate "C" not null,
  area text collate "C" not null check (area in ('CARE', 'TEACHING', 'RESEARCH', 'MANAGEMENT')),
  unit text collate "C" not null,
  worse text collate "C" not null check (worse in ('HIGHER', 'LOWER')),
  warning numeric(18,6) not null,
  alarm numeric(18,6) not null,
  owner_id uuid not null references access.person,
  element_id uuid references mch_statistics.data_element,
  retired_on date,
  check (case worse when 'HIGHER' then warning <= alarm else warning >= alarm end)
);
create index on mch_statistics.management_indicator (owner_id, id);
create index on mch_statistics.management_indicator (created_at, id);

create table mch_statistics.indicator_reading (${labelledColumns},
  indicator_id uuid not null references mch_statistics.management_indicator,
  department_id uuid not null references access.department,
  month text collate "C" not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  value numeric(18,6) not null,
  state text collate "C" not null check (state in ('NORMAL', 'WARNING', 'ALARM')),
  source text collate "C" not null check (source in ('ENTERED', 'DRAWN')),
  entered_by_id uuid not null references access.person,
  former_value numeric(18,6),
  correction_reason text collate "C",
  unique (indicator_id, department_id, month)
);
create index on mch_statistics.indicator_reading (department_id, month, id);
create index on mch_statistics.indicator_reading (created_at, id);

create table mch_statistics.indicator_alert (${labelledColumns},
  reading_id uuid not null references mch_statistics.indicator_reading,
  department_id uuid not null references access.department,
  owner_id uuid not null references access.person,
  level text collate "C" not null check (level in ('WARNING', 'ALARM')),
  cause text collate "C",
  measure text collate "C",
  measure_due_on date,
  answered_at timestamptz(3),
  answered_by_id uuid references access.person,
  withdrawn_at timestamptz(3),
  check (num_nulls(cause, measure, measure_due_on, answered_at, answered_by_id) in (0, 5))
);
create unique index one_alert on mch_statistics.indicator_alert (reading_id) where withdrawn_at is null;
create index on mch_statistics.indicator_alert (department_id, id);
create index on mch_statistics.indicator_alert (owner_id, id);
create index on mch_statistics.indicator_alert (created_at, id);
`,
};
