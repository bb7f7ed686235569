import { baseColumns, labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';
import { defaultCombination } from './uid.js';

const uid = `uid text collate "C" not null unique check (uid ~ '^[A-Za-z][A-Za-z0-9]{10}$')`;

export const forms: Migration = {
  name: '0001-forms',
  up: `
create table mch_statistics.statistics_unit (${baseColumns},
  ${uid},
  code text collate "C" unique,
  name text collate "C" not null,
  level text collate "C" not null check (level in ('DEPARTMENT', 'TOWNSHIP', 'COUNTY', 'CITY', 'PROVINCE')),
  parent_id uuid references mch_statistics.statistics_unit,
  department_id uuid not null references access.department,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on)
);
create index on mch_statistics.statistics_unit (parent_id, id);
create index on mch_statistics.statistics_unit (department_id, id);
create index on mch_statistics.statistics_unit (name, id);

create table mch_statistics.category_combination (${baseColumns},
  ${uid},
  name text collate "C" not null unique,
  categories text[] not null check (cardinality(categories) <= 5)
);
create table mch_statistics.category_option_combination (${baseColumns},
  ${uid},
  combination_id uuid not null references mch_statistics.category_combination,
  options text[] not null,
  name text collate "C" not null,
  unique (combination_id, options)
);
insert into mch_statistics.category_combination (id, created_at, updated_at, uid, name, categories)
  values (gen_random_uuid(), now(), now(), '${defaultCombination.uid}', 'default', '{}');
insert into mch_statistics.category_option_combination (id, created_at, updated_at, uid, combination_id, options, name)
  select gen_random_uuid(), now(), now(), '${defaultCombination.option}', id, '{}', 'default' from mch_statistics.category_combination;

create table mch_statistics.data_element (${baseColumns},
  ${uid},
  code text collate "C" unique,
  name text collate "C" not null,
  definition text collate "C",
  value_type text collate "C" not null check (value_type in ('INTEGER', 'NUMBER', 'TEXT')),
  minimum numeric(18,6) check (minimum >= 0),
  maximum numeric(18,6) check (maximum >= coalesce(minimum, 0)),
  combination_id uuid not null references mch_statistics.category_combination
);
create index on mch_statistics.data_element (combination_id, id);
create index on mch_statistics.data_element (name, id);

create table mch_statistics.data_set (${baseColumns},
  ${uid},
  name text collate "C" not null unique,
  period_type text collate "C" not null check (period_type in ('MONTH', 'QUARTER', 'YEAR', 'REPORTING_YEAR')),
  due_days integer not null check (due_days between 0 and 366)
);
create table mch_statistics.data_set_term (${baseColumns},
  data_set_id uuid not null references mch_statistics.data_set,
  level text collate "C" not null,
  days integer not null check (days between 0 and 366),
  unique (data_set_id, level)
);
create table mch_statistics.data_set_item (${baseColumns},
  data_set_id uuid not null references mch_statistics.data_set,
  element_id uuid not null references mch_statistics.data_element,
  section text collate "C" not null,
  place integer not null,
  is_required boolean not null,
  unique (data_set_id, element_id),
  unique (data_set_id, place)
);
create index on mch_statistics.data_set_item (element_id, id);

create table mch_statistics.data_set_assignment (${labelledColumns},
  data_set_id uuid not null references mch_statistics.data_set,
  unit_id uuid not null references mch_statistics.statistics_unit,
  since date not null,
  until date check (until >= since),
  due_days integer not null check (due_days between 0 and 366),
  -- P11.A01: somebody by name keeps it.
  check (keeper_id is not null),
  unique (data_set_id, unit_id)
);
create index on mch_statistics.data_set_assignment (unit_id, id);
create index on mch_statistics.data_set_assignment (keeper_id);

create table mch_statistics.validation_rule (${baseColumns},
  ${uid},
  data_set_id uuid not null references mch_statistics.data_set,
  name text collate "C" not null,
  "left" text collate "C" not null,
  operator text collate "C" not null,
  "right" text collate "C" not null,
  missing_left text collate "C" not null,
  missing_right text collate "C" not null,
  unique (data_set_id, name)
);

-- When the forms of a unit are due, also of those that whoever changes the unit does not see.
create function mch_statistics.assignments_of(of_unit uuid)
  returns table (id uuid, since text, until text, "dueDays" integer, type text)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.since::text, a.until::text, a.due_days, d.period_type
  from mch_statistics.data_set_assignment a join mch_statistics.data_set d on d.id = a.data_set_id
  where a.unit_id = of_unit
$$;
`,
};
