import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const filing: Migration = {
  name: '0101-filing',
  up: `
create table mch_statistics.medical_record (${labelledColumns},
  number text collate "C" not null,
  department_id uuid not null references access.department,
  physician_id uuid not null references access.person,
  discharged_on date not null,
  manner text collate "C" not null check (manner in ('HOME', 'TRANSFERRED', 'COMMUNITY', 'AGAINST_ADVICE', 'DIED', 'OTHER')),
  filed_at timestamptz(3),
  filed_by_id uuid references access.person,
  times_returned integer not null default 0 check (times_returned >= 0),
  return_reason text collate "C",
  correction_reason text collate "C",
  voided_at timestamptz(3),
  void_reason text collate "C",
  check (label >= 'CONFIDENTIAL'),
  check ((filed_at is null) = (filed_by_id is null)),
  check ((voided_at is null) = (void_reason is null)),
  check (filed_at is null or voided_at is null),
  check ((times_returned = 0) = (return_reason is null))
);
create unique index one_stay on mch_statistics.medical_record (number) where voided_at is null;
create index on mch_statistics.medical_record (number);
create index on mch_statistics.medical_record (department_id, discharged_on, id);
create index on mch_statistics.medical_record (physician_id, discharged_on, id);
create index on mch_statistics.medical_record (discharged_on, id);
create index on mch_statistics.medical_record (created_at, id);

-- The duty that says until when a record is filed: the one that was begun last, of those that a correction has not overtaken.
create function mch_statistics.filing_of(record uuid) returns table (due_at timestamptz, provisional boolean)
  language sql stable set search_path = pg_catalog as $$
  select d.due_at, d.provisional from duties.duty d
  where d.record_type = 'MedicalRecord' and d.record_id = record and d.name in ('fileMedicalRecord', 'fileDeathRecord')
  order by d.waived_at nulls first, d.begins_at desc, d.id desc limit 1
$$;
`,
};
