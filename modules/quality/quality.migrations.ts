import { baseColumns, labelledColumns } from '../../src/database/tableColumns.js';
import type { Migration } from '../../src/module.js';
import { sealedColumn } from '../../src/secrets/sealedColumn.js';
import { ledgerNumbers } from './openForm.js';

export const migrations: Migration[] = [
  {
    name: '0001-feedback-forms',
    up: `
create table quality.feedback_form (${labelledColumns},
  number text collate "C" not null unique,
  customer_id uuid not null references customers.customer,
  product text collate "C" not null,
  lot text collate "C",
  report text collate "C" not null,
  severity text collate "C" not null check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
  status text collate "C" not null check (status in ('REPORTED', 'INVESTIGATING', 'TRUE', 'UNTRUE', 'CLOSED')),
  reported_on date not null,
  reported_by_id uuid not null references access.person,
  finding text collate "C",
  investigated_by_id uuid references access.person
);
create index on quality.feedback_form (customer_id, reported_on desc, id);
create index on quality.feedback_form (reported_on, id);
${ledgerNumbers.migration}
`,
  },
  {
    name: '0002-cases-of-complaints',
    up: `
create table quality.complaint_case (${labelledColumns},
  form_id uuid not null unique references quality.feedback_form,
  complaint_id uuid not null unique references customers.complaint
);
`,
  },
  {
    name: '0003-closed-loop',
    up: `
alter table quality.feedback_form
  alter column customer_id drop not null,
  add column informant text collate "C",
  add column verdict text collate "C" check (verdict in ('TRUE', 'IN_PART', 'UNTRUE')),
  add column cause text collate "C",
  add column analysis text collate "C",
  add column department_id uuid references access.department,
  add column closed_at timestamptz(3),
  add column closed_by_id uuid references access.person,
  drop constraint feedback_form_status_check,
  add constraint feedback_form_status_check check (status in ('REPORTED', 'INVESTIGATING', 'TRUE', 'UNTRUE', 'HANDLING', 'HANDLED', 'VERIFIED', 'CLOSED'));
update quality.feedback_form set verdict = case when status = 'UNTRUE' then 'UNTRUE' else 'TRUE' end where status in ('TRUE', 'UNTRUE', 'CLOSED');
create index on quality.feedback_form (department_id, status) where department_id is not null;
create index on quality.feedback_form (product, reported_on);
create index on quality.feedback_form (created_at, id);

create table quality.handling (${labelledColumns},
  form_id uuid not null references quality.feedback_form,
  round integer not null check (round > 0),
  department_id uuid not null references access.department,
  team text collate "C",
  containment text collate "C",
  root_cause text collate "C",
  corrective_action text collate "C",
  preventive_action text collate "C",
  recognition text collate "C",
  result text collate "C",
  handled_by_id uuid references access.person,
  handled_at timestamptz(3),
  effective boolean,
  verification text collate "C",
  verified_by_id uuid references access.person,
  verified_at timestamptz(3),
  unique (form_id, round),
  check ((handled_at is null) = (handled_by_id is null)),
  check ((effective is null) = (verified_at is null) and (effective is null) = (verified_by_id is null)),
  check (verified_by_id <> handled_by_id)
);
create index on quality.handling (created_at, id);

create table quality.case_file (${labelledColumns},
  form_id uuid not null unique references quality.feedback_form,
  number text collate "C" not null,
  title text collate "C" not null,
  category text collate "C" not null,
  department_id uuid references access.department,
  conclusion text collate "C" not null,
  filed_on date not null,
  filed_by_id uuid not null references access.person
);
create index on quality.case_file (created_at, id);

create table quality.quality_officer (${baseColumns},
  unit_id uuid not null references access.department,
  person_id uuid not null references access.person,
  since date not null,
  until date,
  full_time boolean not null,
  named_by_id uuid not null references access.person,
  check (until >= since)
);
create unique index on quality.quality_officer (unit_id) where until is null;
create index on quality.quality_officer (unit_id, since);
create index on quality.quality_officer (person_id);
create index on quality.quality_officer (created_at, id);

-- Who holds which role is otherwise known to themselves and to the administrator.
create function quality.works_in(person uuid, unit uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.role_assignment a join access.person p on p.id = a.person_id and p.active
    where a.person_id = person and a.department_id = unit and a.valid_from <= current_setting('app.now')::timestamptz
      and (a.valid_until is null or a.valid_until > current_setting('app.now')::timestamptz))
$$;

create function quality.officer_gaps(by_name boolean, at_most integer, after uuid) returns table (unit uuid, reason text)
  language sql stable security definer set search_path = pg_catalog as $$
  select d.id, case when o.id is not null then 'LEFT'
    when exists (select from quality.quality_officer e where e.unit_id = d.id) then 'ENDED' else 'NEVER_NAMED' end
  from access.department d left join quality.quality_officer o on o.unit_id = d.id and o.until is null
  where d.parent_id is not null and (not by_name or d.name ~ '(车间|科|室|部|班组)$')
    and (o.id is null or not quality.works_in(o.person_id, d.id)) and (after is null or d.id > after)
  order by d.id limit at_most
$$;

-- The viewer is head of the department, in or above it, or its quality officer.
create function quality.handles(department uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(department is not null and (handover.is_head(null, department) or exists (
    select from quality.quality_officer o where o.unit_id = department and o.until is null
      and o.person_id = nullif(current_setting('app.person', true), '')::uuid)), false)
$$;

create function quality.handled(form uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from quality.handling h where h.form_id = form
    and h.handled_by_id = nullif(current_setting('app.person', true), '')::uuid)
$$;

create function quality.has_case(complaint uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from quality.complaint_case c where c.complaint_id = complaint)
$$;

-- However it is written: no case is verified or closed whose last handling had no verified effect, nor by who handled it.
create function quality.guard_case() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.status in ('VERIFIED', 'CLOSED') and new.status <> old.status and (
    quality.handled(new.id)
    or (select h.effective from quality.handling h where h.form_id = new.id order by h.round desc limit 1) is not true)
  then
    raise insufficient_privilege using message = 'a case is closed with verified effect, and not by who handled it';
  end if;
  return new;
end
$$;
create trigger guard_case before update of status on quality.feedback_form for each row execute function quality.guard_case();
`,
  },
  {
    name: '0004-analysis',
    up: `
create table quality.output_figure (${baseColumns},
  product text collate "C" not null,
  month date not null check (extract(day from month) = 1),
  units integer not null check (units > 0),
  recorded_by_id uuid not null references access.person,
  unique (product, month)
);
create index on quality.output_figure (month);
create index on quality.output_figure (created_at, id);

create table quality.peer_level (${baseColumns},
  peer text collate "C",
  product text collate "C" not null,
  indicator text collate "C" not null,
  unit text collate "C" not null,
  value double precision not null,
  observed_on date not null,
  source text collate "C" not null,
  recorded_by_id uuid not null references access.person
);
create index on quality.peer_level (lower(product), lower(indicator), observed_on);
create index on quality.peer_level (created_at, id);

create table quality.usage_report (${labelledColumns},
  customer_id uuid references customers.customer,
  "user" text collate "C",
  product text collate "C" not null,
  lot text collate "C",
  source text collate "C" not null,
  learned_on date not null,
  condition text collate "C" not null check (condition in ('GOOD', 'WITH_DEFECTS', 'OUT_OF_USE')),
  hours integer check (hours >= 0),
  rating integer check (rating between 1 and 5),
  findings text collate "C" not null,
  wishes text collate "C",
  recorded_by_id uuid not null references access.person,
  check (customer_id is not null or "user" is not null)
);
create index on quality.usage_report (customer_id, learned_on) where customer_id is not null;
create index on quality.usage_report (learned_on, id);
create index on quality.usage_report (created_at, id);
`,
  },
  {
    name: '0005-sealed-fields',
    up: `
${sealedColumn('quality.feedback_form', 'report')}
${sealedColumn('quality.usage_report', 'findings')}
`,
  },
  {
    name: '0006-sealed-handling',
    up: `
${sealedColumn('quality.handling')}
${sealedColumn('quality.case_file', 'conclusion')}
`,
  },
];
