import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';
import { complaintNumbers } from './complaint.service.js';

export const complaintMigration: Migration = {
  name: '0004-complaints',
  up: `
create table customers.complaint (${labelledColumns},
  number text collate "C" not null unique,
  customer_id uuid not null references customers.customer,
  kind text collate "C" not null check (kind in ('QUALITY', 'SERVICE')),
  complainant text collate "C" not null,
  reached_at text collate "C",
  report text collate "C" not null,
  product text collate "C",
  lot text collate "C",
  complained_at timestamptz(3) not null,
  received_by_id uuid not null references access.person,
  department_id uuid not null references access.department,
  assisting_department_id uuid references access.department,
  assistance text collate "C",
  assisted_by_id uuid references access.person,
  status text collate "C" not null check (status in ('RECEIVED', 'HANDLING', 'PROPOSED', 'APPROVED', 'ANSWERED')),
  handler_id uuid references access.person,
  proposals integer not null,
  result text collate "C",
  approved_at timestamptz(3),
  answer text collate "C",
  answered_at timestamptz(3),
  answered_by_id uuid references access.person,
  check (kind = 'SERVICE' or (product is not null and assisting_department_id is not null)),
  check ((status in ('APPROVED', 'ANSWERED')) = (approved_at is not null)),
  check ((status = 'ANSWERED') = (answered_at is not null))
);
create index on customers.complaint (customer_id, complained_at, id);
create index on customers.complaint (complained_at, id);
create index on customers.complaint (created_at, id);
create index on customers.complaint (department_id, status);
create index on customers.complaint (handler_id) where handler_id is not null;
create index on customers.complaint (status, id) where status <> 'ANSWERED';
${complaintNumbers.migration}

-- Nobody writes an approved result but the last decision of its request.
create function customers.approve_complaint(of_request uuid) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  approved customers.complaint;
begin
  update customers.complaint c set status = 'APPROVED', approved_at = moment, updated_at = moment, version = c.version + 1,
    result = (select r.form->>'result' from approvals.request r where r.id = of_request)
  where c.id = approvals.approved_record(of_request, 'approveComplaintResult') and c.status = 'PROPOSED'
  returning * into approved;
  if not found then
    raise exception using errcode = '40001';
  end if;
  perform audit.append(json_build_array(json_build_object('action', 'update', 'type', 'Complaint', 'id', approved.id,
    'label', approved.label, 'compartments', approved.compartments, 'clause', 'P04.A08',
    'before', json_build_object('status', 'PROPOSED'), 'after', json_build_object('status', approved.status, 'request', of_request))));
  return json_build_object('number', approved.number, 'label', approved.label, 'compartments', approved.compartments,
    'keeper', approved.keeper_id);
end
$$;

create function customers.complaint_is_asked(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from approvals.request r where r.record_id = wanted and r.name = 'approveComplaintResult'
    and r.status in ('RUNNING', 'RETURNED'))
$$;

-- Row security keeps whoever handles a complaint from writing its result past the general manager.
create function customers.guard_complaint() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  if (new.status in ('APPROVED', 'ANSWERED') and old.status not in ('APPROVED', 'ANSWERED') or new.result is distinct from old.result)
    and not pg_catalog.pg_has_role(current_user, (select relowner from pg_catalog.pg_class where oid = tg_relid), 'member') then
    raise insufficient_privilege using message = 'only an approved request gives a complaint its result';
  end if;
  return new;
end
$$;
create trigger guard_complaint before update on customers.complaint for each row execute function customers.guard_complaint();
`,
};
