import type { Migration } from '../../../src/module.js';
import { counting, registerHistory } from './registerHistory.js';
import { reportNumbers } from './reportNumbers.js';

const labelledColumns = `
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person`;

export const reportMigrations: Migration[] = [
  { name: '0101-register-history', up: registerHistory + counting },
  {
    name: '0102-reports',
    up: `
create table customers.report_definition (${labelledColumns},
  title text collate "C" not null,
  reason text collate "C",
  department_id uuid references access.department,
  requested_by_id uuid not null references access.person,
  schedule text collate "C",
  due_days integer check (due_days between 1 and 60),
  up_to access.label not null,
  edition integer,
  ended_at timestamptz(3),
  check ((schedule is null) = (due_days is null))
);
create index on customers.report_definition (title, id);
create index on customers.report_definition (department_id);
create index on customers.report_definition (requested_by_id);

create table customers.report_edition (${labelledColumns},
  definition_id uuid not null references customers.report_definition,
  number integer not null,
  based_on integer,
  department_id uuid references access.department,
  requested_by_id uuid not null references access.person,
  title text collate "C" not null,
  groups text[] not null check (cardinality(groups) <= 3),
  measures text[] not null check (cardinality(measures) between 1 and 4),
  kinds text[] not null,
  professions text[] not null,
  provinces text[] not null,
  departments text[] not null,
  registered_in_period boolean not null,
  capital_currency text collate "C" not null,
  approved_at timestamptz(3),
  filed_at timestamptz(3),
  filed_by_id uuid references access.person,
  check ((filed_at is null) = (filed_by_id is null)),
  unique (definition_id, number)
);

create table customers.statistical_report (${labelledColumns},
  definition_id uuid not null references customers.report_definition,
  edition_id uuid not null references customers.report_edition,
  department_id uuid references access.department,
  title text collate "C" not null,
  period text collate "C",
  since timestamptz(3),
  as_of timestamptz(3) not null,
  position bigint not null,
  counted jsonb not null,
  form jsonb not null,
  compiled_by_id uuid not null references access.person,
  checked_at timestamptz(3),
  checked_by text[] not null default '{}',
  number text collate "C" unique,
  issued_at timestamptz(3),
  issued_by_id uuid references access.person,
  check (label < 'SECRET' or keeper_id is not null),
  check ((issued_at is null) = (number is null)),
  -- P01.A13
  check (issued_at is null or checked_at is not null)
);
create index on customers.statistical_report (definition_id, as_of desc, id);
create index on customers.statistical_report (department_id);
create index on customers.statistical_report (created_at, id);
create index on customers.statistical_report (keeper_id);
${reportNumbers.migration}

create table customers.report_copy (${labelledColumns},
  report_id uuid not null references customers.statistical_report,
  kind text collate "C" not null,
  copies integer not null check (copies between 1 and 10000),
  place text collate "C",
  receiver_id uuid references access.person,
  entered_by_id uuid not null references access.person,
  check ((kind = 'KEPT') = (place is not null) and (kind = 'HANDED_OUT') = (receiver_id is not null))
);
create index on customers.report_copy (report_id, id);
create index on customers.report_copy (receiver_id);

-- Figures are frozen, and only the functions below, which the database lets act for an approval alone, say that something
-- was checked or approved.
create function customers.keep_report() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  owns boolean := pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage');
begin
  if tg_op = 'UPDATE' and (new.definition_id, new.edition_id, new.title, new.period, new.since, new.as_of, new.position, new.counted, new.form, new.label,
      new.compartments, new.compiled_by_id)
    is distinct from (old.definition_id, old.edition_id, old.title, old.period, old.since, old.as_of, old.position, old.counted, old.form, old.label,
      old.compartments, old.compiled_by_id)
    or tg_op = 'UPDATE' and old.issued_at is not null and (new.number, new.issued_at) is distinct from (old.number, old.issued_at)
    or not owns and tg_op = 'INSERT' and new.checked_at is not null
    or not owns and tg_op = 'UPDATE' and (new.checked_at, new.checked_by) is distinct from (old.checked_at, old.checked_by)
  then
    raise exception 'the figures of a report are frozen, and its check is that of two others' using errcode = 'ZH103';
  end if;
  return new;
end
$$;
create trigger keep_report before insert or update on customers.statistical_report for each row execute function customers.keep_report();

create function customers.keep_edition() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  owns boolean := pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage');
  definition customers.report_definition;
begin
  if not owns and (tg_op = 'INSERT' and new.approved_at is not null
    or tg_op = 'UPDATE' and (new.approved_at, new.groups, new.measures, new.kinds, new.professions, new.provinces, new.departments,
        new.registered_in_period, new.capital_currency, new.title, new.number, new.definition_id)
      is distinct from (old.approved_at, old.groups, old.measures, old.kinds, old.professions, old.provinces, old.departments,
        old.registered_in_period, old.capital_currency, old.title, old.number, old.definition_id))
  then
    raise exception 'an edition is approved by the general manager alone, and does not change' using errcode = 'ZH103';
  end if;
  -- Only the first edition of a report of customer service itself needs no approval.
  select * into definition from customers.report_definition where id = new.definition_id;
  if new.filed_at is not null and new.approved_at is null and (definition.department_id is not null or new.number > 1) then
    raise exception 'an edition that is not approved' using errcode = 'ZH103';
  end if;
  return new;
end
$$;
create trigger keep_edition before insert or update on customers.report_edition for each row execute function customers.keep_edition();

-- P01.A10: outcome of the approval of a periodic report.
create function customers.approve_report(request uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  wanted uuid := approvals.approved_record(request, 'requestPeriodicReport');
  at timestamptz := current_setting('app.now')::timestamptz;
begin
  update customers.report_edition set approved_at = at, filed_at = at, filed_by_id = nullif(current_setting('app.person', true), '')::uuid,
    updated_at = at, version = version + 1 where definition_id = wanted and number = 1;
  update customers.report_definition set edition = 1, updated_at = at, version = version + 1 where id = wanted;
end
$$;

-- P01.A11: outcome of the approval of changed items; customer service files it afterwards.
create function customers.approve_edition(request uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  at timestamptz := current_setting('app.now')::timestamptz;
begin
  update customers.report_edition set approved_at = at, updated_at = at, version = version + 1
    where id = approvals.approved_record(request, 'changeReportItems');
end
$$;

-- P01.A13: outcome of the check of a report, by those who approved it in this request.
create function customers.check_report(request uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  wanted uuid := approvals.approved_record(request, 'checkReport');
  at timestamptz := current_setting('app.now')::timestamptz;
begin
  if (select count(distinct e.person_id) from approvals.event e where e.request_id = request and e.kind = 'APPROVED') < 2 then
    raise exception 'one person in both posts' using errcode = 'ZH104';
  end if;
  update customers.statistical_report set checked_at = at, updated_at = at, version = version + 1,
    checked_by = array(select distinct p.display_name from approvals.event e join access.person p on p.id = e.person_id
      where e.request_id = request and e.kind = 'APPROVED'
        and e.round = (select r.round from approvals.request r where r.id = request) order by 1)
    where id = wanted;
end
$$;
`,
  },
];
