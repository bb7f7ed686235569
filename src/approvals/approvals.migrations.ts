import type { Migration } from '../module.js';
import { functions } from './approvals.functions.js';
import { askedClauses } from './askedClauses.migration.js';
import { barred } from './barred.migration.js';
import { oneAtATime } from './oneAtATime.migration.js';
import { policyVersions } from './policyVersions.migration.js';
import { usedOnce } from './usedOnce.functions.js';

const entityColumns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null`;

export const migrations: Migration[] = [
  {
    name: '0001-requests',
    up: `
create table approvals.request (${entityColumns},
  name text collate "C" not null,
  module text collate "C" not null,
  definition_version integer not null,
  definition jsonb not null,
  steps jsonb not null,
  form jsonb not null,
  status text collate "C" not null check (status in ('RUNNING', 'RETURNED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'VOID')),
  round integer not null,
  returned_from integer,
  applicant_id uuid not null references access.person,
  beneficiary_id uuid references access.person,
  department_id uuid references access.department,
  record_type text collate "C" not null,
  record_id uuid not null,
  record_table text not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  asked text[] not null default '{}',
  copied text[] not null default '{}',
  task_ids text[] not null default '{}',
  ended_at timestamptz(3),
  approved_in xid8
);
create index on approvals.request (applicant_id, created_at, id);
create index on approvals.request (beneficiary_id) where beneficiary_id is not null;
create index on approvals.request (keeper_id) where keeper_id is not null;
create index on approvals.request (record_id);
create index on approvals.request (module) where ended_at is null;
create index on approvals.request (created_at, id);
create index on approvals.request using gin (asked);
create index on approvals.request using gin (copied) where copied <> '{}';
create index on approvals.request using gin (task_ids);

-- Nobody writes here: it is what the steps of the running requests say, put where an index finds it.
create table approvals.task (${entityColumns},
  request_id uuid not null references approvals.request on delete cascade,
  name text collate "C" not null,
  module text collate "C" not null,
  title jsonb not null,
  step text collate "C" not null,
  step_title jsonb not null,
  act text collate "C" not null check (act in ('REVIEW', 'SIGN', 'SEAL')),
  clause text collate "C" not null,
  role text collate "C",
  department_id uuid references access.department,
  person_id uuid references access.person,
  escalate_to text collate "C",
  applicant_id uuid not null references access.person,
  beneficiary_id uuid references access.person,
  label access.label not null,
  compartments text[] not null,
  due_at timestamptz(3),
  escalated_at timestamptz(3),
  urged_at timestamptz(3),
  waits_for text[] not null
);
create index on approvals.task using gin (waits_for);
create index on approvals.task (request_id);
create index on approvals.task (due_at, id);
create index on approvals.task (created_at, id);
create index on approvals.task (department_id) where department_id is not null;

create table approvals.event (${entityColumns},
  request_id uuid not null references approvals.request,
  kind text collate "C" not null,
  person_id uuid references access.person,
  for_person_id uuid references access.person,
  to_person_id uuid references access.person,
  round integer not null,
  step text collate "C",
  to_step text collate "C",
  act text collate "C",
  clause text collate "C",
  comment text collate "C",
  task_id uuid
);
create index on approvals.event (request_id, created_at, id);
create index on approvals.event (person_id, created_at);

create table approvals.delegation (${entityColumns},
  person_id uuid not null references access.person,
  delegate_id uuid not null references access.person,
  names text[] not null default '{}',
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  check (valid_until >= valid_from),
  check (person_id <> delegate_id)
);
create index on approvals.delegation (delegate_id, valid_until);
create index on approvals.delegation (person_id, valid_until);
${functions}`,
  },
  askedClauses,
  {
    name: '0003-once',
    up: usedOnce,
  },
  policyVersions,
  oneAtATime,
  barred,
];
