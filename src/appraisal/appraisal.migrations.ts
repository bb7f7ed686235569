import type { Migration } from '../module.js';

export const migrations: Migration[] = [
  {
    name: '0001-entries',
    up: `
create table appraisal.appraisal_entry (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  module text collate "C" not null,
  kind text collate "C" not null,
  clause text collate "C" not null,
  measure text collate "C" not null check (measure in ('POINTS', 'CRITICISM', 'PENALTY', 'COMMENDATION', 'REWARD')),
  person_id uuid references access.person,
  department_id uuid references access.department,
  points integer not null,
  amount integer check (amount >= 0),
  reason text collate "C" not null,
  case_type text collate "C",
  case_id uuid,
  occurred_on date not null,
  period text collate "C" not null,
  state text collate "C" not null check (state in ('PROPOSED', 'IN_FORCE', 'REFUSED', 'CORRECTED')),
  withdraws boolean not null,
  corrects_id uuid references appraisal.appraisal_entry,
  recorded_by_id uuid not null references access.person,
  decided_at timestamptz(3),
  check (person_id is not null or department_id is not null),
  check ((case_type is null) = (case_id is null)),
  check (not withdraws or corrects_id is not null and points = 0 and amount is null),
  check ((state in ('IN_FORCE', 'CORRECTED')) = (decided_at is not null))
);
create index on appraisal.appraisal_entry (created_at, id);
create index on appraisal.appraisal_entry (period, department_id);
create index on appraisal.appraisal_entry (person_id, occurred_on) where person_id is not null;
create index on appraisal.appraisal_entry (department_id, occurred_on) where department_id is not null;
create index on appraisal.appraisal_entry (case_id) where case_id is not null;
-- One correction of an entry at a time, and one that holds.
create unique index one_correction on appraisal.appraisal_entry (corrects_id)
  where corrects_id is not null and state <> 'REFUSED';

-- Whether the caller sees a case. Replaced by one that knows the entities of the installed modules.
create function access."sees_appraisal_case"(of_type text, wanted uuid) returns boolean
  language sql stable set search_path = pg_catalog as 'select false';

-- Where somebody holds the role that they have held longest.
create function appraisal.department_of(wanted uuid, moment timestamptz) returns uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select a.department_id from access.role_assignment a
  where a.person_id = wanted and a.valid_from <= moment and (a.valid_until is null or a.valid_until > moment)
  order by a.valid_from, a.id limit 1
$$;

create function appraisal.audited(action text, e appraisal.appraisal_entry, after json) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  select audit.append(json_build_array(json_build_object('action', action, 'type', 'AppraisalEntry', 'id', e.id,
    'label', e.label, 'compartments', e.compartments, 'clause', e.clause, 'after', after)))
$$;

-- What a module counts by itself: points alone, and each kind once for a case and whoever it is given to.
create function appraisal.record(given json) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  e appraisal.appraisal_entry;
begin
  if given->>'caseId' is not null then
    perform pg_advisory_xact_lock(hashtextextended('appraisal of ' || (given->>'caseId'), 0));
    if exists (select from appraisal.appraisal_entry o where o.kind = given->>'kind' and o.case_id = (given->>'caseId')::uuid
      and o.person_id is not distinct from (given->>'person')::uuid
      and o.department_id is not distinct from (given->>'department')::uuid)
    then
      return null;
    end if;
  end if;
  insert into appraisal.appraisal_entry (id, created_at, updated_at, label, compartments, keeper_id, module, kind, clause, measure,
    person_id, department_id, points, reason, case_type, case_id, occurred_on, period, state, withdraws, recorded_by_id, decided_at)
  values (gen_random_uuid(), moment, moment, coalesce((given->>'label')::access.label, 'INTERNAL'),
    array(select json_array_elements_text(coalesce(given->'compartments', '[]'))), (given->>'keeper')::uuid,
    given->>'module', given->>'kind', given->>'clause', 'POINTS', (given->>'person')::uuid, (given->>'department')::uuid,
    (given->>'points')::integer, given->>'reason', given->>'caseType', (given->>'caseId')::uuid, (given->>'occurredOn')::date,
    given->>'period', 'IN_FORCE', false, current_setting('app.person')::uuid, moment)
  returning * into e;
  perform appraisal.audited('create', e, json_build_object('kind', e.kind, 'points', e.points, 'person', e.person_id,
    'department', e.department_id, 'case', e.case_id, 'period', e.period));
  return e.id;
end
$$;

-- The last decision of its request puts an entry in force, and what it corrects out of it.
create function appraisal.decide(of_request uuid, of_name text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  entry_id uuid := approvals.approved_record(of_request, of_name);
  f jsonb := (select r.form from approvals.request r where r.id = of_request);
  e appraisal.appraisal_entry;
begin
  update appraisal.appraisal_entry p set state = 'IN_FORCE', decided_at = moment, updated_at = moment, version = p.version + 1,
    points = (f->>'points')::integer, amount = (f->>'amount')::integer, reason = f->>'reason'
  where p.id = entry_id and p.state = 'PROPOSED' returning * into e;
  if not found then
    raise exception using errcode = '40001';
  end if;
  update appraisal.appraisal_entry o set state = 'CORRECTED', updated_at = moment, version = o.version + 1 where o.id = e.corrects_id;
  perform appraisal.audited('appraisal decided', e, json_build_object('kind', e.kind, 'points', e.points, 'amount', e.amount,
    'person', e.person_id, 'department', e.department_id, 'case', e.case_id, 'period', e.period, 'corrects', e.corrects_id,
    'request', of_request));
end
$$;

-- A proposal that was rejected or withdrawn is over.
create function appraisal.refuse() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update appraisal.appraisal_entry p set state = 'REFUSED', updated_at = current_setting('app.now')::timestamptz, version = p.version + 1
  where p.id = new.record_id and p.state = 'PROPOSED';
  return null;
end
$$;
create trigger refuse_appraisal after update of status on approvals.request for each row
  when (new.record_type = 'AppraisalEntry' and new.status in ('REJECTED', 'WITHDRAWN')) execute function appraisal.refuse();
`,
  },
];
