import { labelledColumns } from '../../src/database/tableColumns.js';
import type { Migration } from '../../src/module.js';
import { complaintMigration } from './complaints/complaints.migrations.js';
import { fileNumbers } from './fileNumbers.js';
import { incidentMigration } from './incidents/incidents.migrations.js';

export const migrations: Migration[] = [
  {
    name: '0001-customers',
    up: `
create table customers.customer (${labelledColumns},
  number text collate "C" not null unique,
  name text collate "C" not null,
  pinyin text collate "C" not null,
  pinyin_initials text collate "C" not null,
  index text collate "C" not null,
  kind text collate "C" not null check (kind in ('GENERAL', 'SPECIAL')),
  profession text collate "C" check ((profession is not null) = (kind = 'SPECIAL')),
  credit_code text collate "C",
  legal_representative text collate "C",
  address text collate "C",
  postal_code text collate "C",
  telephone text collate "C",
  fax text collate "C",
  web_address text collate "C",
  business_scope text collate "C",
  capital_amount numeric(18, 2),
  capital_currency text collate "C",
  founded_on date,
  enterprise_type text collate "C",
  province text collate "C",
  city text collate "C",
  keywords text collate "C",
  department_id uuid not null references access.department,
  check (label < 'SECRET' or keeper_id is not null)
);
create index on customers.customer (name, id);
create index on customers.customer (pinyin, id);
create index on customers.customer (pinyin_initials, id);
create index on customers.customer (created_at, id);
create index on customers.customer (label);
create index on customers.customer (keeper_id);
create index on customers.customer (department_id);
create index on customers.customer (name) where credit_code is null;

-- One file for a credit code among those that the same people can see. Across labels it cannot be asked for without
-- telling somebody that a hidden file exists: then both exist, and who may see both sees two.
create unique index one_file_for_a_code on customers.customer (credit_code, label, compartments, (case when label >= 'SECRET' then keeper_id end))
  nulls not distinct where credit_code is not null;

${fileNumbers.migration}

create table customers.contact (${labelledColumns},
  customer_id uuid not null references customers.customer,
  name text collate "C" not null,
  post text collate "C",
  telephone text collate "C",
  email text collate "C"
);
create index on customers.contact (customer_id, id);
`,
  },
  {
    name: '0002-keeping-inspections',
    up: `
create table customers.keeping_inspection (${labelledColumns},
  period text collate "C" not null,
  inspected_files integer not null check (inspected_files >= 0),
  findings integer not null check (findings between 0 and inspected_files),
  notes text collate "C",
  inspected_by_id uuid not null references access.person
);
create index on customers.keeping_inspection (period, id);
create index on customers.keeping_inspection (created_at, id);
`,
  },
  incidentMigration,
  complaintMigration,
];
