import type { Migration } from '../../../src/module.js';

export const disclosures: Migration = {
  name: '0005-disclosures',
  up: `
create table customers.disclosure (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  customer_id uuid not null references customers.customer,
  recipient text collate "C" not null,
  taken_by text collate "C" not null,
  content text collate "C" not null,
  purpose text collate "C" not null,
  means text collate "C" not null,
  given_by_id uuid not null references access.person,
  given_at timestamptz(3) not null,
  -- One approved request gives once.
  request_id uuid not null unique references approvals.request
);
create index on customers.disclosure (customer_id, id);
create index on customers.disclosure (given_at, id);
create index on customers.disclosure (recipient, id);
create index on customers.disclosure (given_by_id);
create index on customers.disclosure (keeper_id) where keeper_id is not null;
`,
};
