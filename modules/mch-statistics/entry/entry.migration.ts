import { baseColumns, labelledColumns } from '../../../src/database/tableColumns.js';
import type { Message } from '../../../src/languages/message.js';
import type { Migration } from '../../../src/module.js';

const closed = JSON.stringify({
  en: 'The form is handed in or locked: nothing is entered into it. Have it returned, or ask for it to be unlocked.',
  zh: '该报表已上报或已锁定，不能录入。请先退回或申请解锁。',
} satisfies Message);

export const entry: Migration = {
  name: '0002-entry',
  up: `
create table mch_statistics.data_set_report (${labelledColumns},
  assignment_id uuid not null references mch_statistics.data_set_assignment,
  data_set_id uuid not null references mch_statistics.data_set,
  unit_id uuid not null references mch_statistics.statistics_unit,
  department_id uuid not null references access.department,
  period text collate "C" not null,
  first_day date not null,
  last_day date not null,
  due_at timestamptz(3) not null,
  status text collate "C" not null check (status in ('OPEN', 'SUBMITTED', 'RETURNED', 'LOCKED')),
  entry_count integer not null,
  submissions integer not null,
  first_submitted_at timestamptz(3),
  submitted_at timestamptz(3),
  submitted_by_id uuid references access.person,
  content_hash text collate "C",
  document_hash text collate "C" unique,
  locked_at timestamptz(3),
  locked_by_id uuid references access.person,
  check ((status = 'LOCKED') = (document_hash is not null)),
  check ((document_hash is null) = (locked_at is null) and (locked_at is null) = (locked_by_id is null)),
  unique (assignment_id, period)
);
create index on mch_statistics.data_set_report (data_set_id, period, unit_id);
create index on mch_statistics.data_set_report (unit_id, first_day, id);
create index on mch_statistics.data_set_report (department_id, id);
create index on mch_statistics.data_set_report (created_at, id);
create index on mch_statistics.data_set_report (status, id) where status <> 'LOCKED';

create table mch_statistics.value_entry (${baseColumns},
  report_id uuid not null references mch_statistics.data_set_report,
  number integer not null,
  person_id uuid not null references access.person,
  kind text collate "C" not null check (kind in ('FIRST', 'CORRECTION')),
  reason text collate "C",
  count integer not null check (count > 0),
  digest text collate "C" not null,
  check (kind = 'FIRST' or reason is not null),
  unique (report_id, number)
);

create table mch_statistics.data_value (
  id uuid primary key,
  report_id uuid not null references mch_statistics.data_set_report,
  entry_id uuid not null references mch_statistics.value_entry,
  element_id uuid not null references mch_statistics.data_element,
  option_id uuid not null references mch_statistics.category_option_combination,
  revision integer not null check (revision > 0),
  value text collate "C",
  missing text collate "C" check (missing in ('NOT_COLLECTED', 'NOT_CARRIED_OUT')),
  amount numeric generated always as (case when value ~ '^[0-9]{1,12}([.][0-9]{1,6})?$' then value::numeric end) stored,
  check ((value is null) <> (missing is null)),
  unique (report_id, element_id, option_id, revision)
);
create index on mch_statistics.data_value (entry_id);
create index on mch_statistics.data_value (element_id, report_id);

create table mch_statistics.report_finding (${baseColumns},
  report_id uuid not null references mch_statistics.data_set_report,
  submission integer not null,
  type text collate "C" not null,
  key text collate "C" not null,
  text text collate "C" not null,
  reason text collate "C",
  unique (report_id, submission, key)
);

create function mch_statistics.by_owner(of_table oid) returns boolean
  language sql stable set search_path = pg_catalog as $$
  select pg_has_role(current_user, (select relowner from pg_class where oid = of_table), 'member')
$$;

-- P11.A02: what is handed in or locked takes no value, whoever enters it.
create function mch_statistics.refuse_closed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not exists (select from mch_statistics.data_set_report r where r.id = new.report_id and r.status in ('OPEN', 'RETURNED') for share) then
    raise exception using errcode = 'ZH900', message = '${closed}';
  end if;
  return new;
end
$$;
create trigger refuse_closed before insert on mch_statistics.value_entry for each row execute function mch_statistics.refuse_closed();

-- P11.A06: only the functions below, which act for an approval alone, lock, return and unlock.
create function mch_statistics.guard_report() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  kept text[] := array['assignment_id', 'data_set_id', 'unit_id', 'period', 'first_day', 'last_day', 'due_at', 'content_hash', 'document_hash', 'locked_at', 'locked_by_id'];
  o jsonb := to_jsonb(old);
  n jsonb := to_jsonb(new);
begin
  if mch_statistics.by_owner(tg_relid) then
    return new;
  end if;
  if exists (select from unnest(kept) f where o->f is distinct from n->f)
    or old.first_submitted_at is not null and new.first_submitted_at is distinct from old.first_submitted_at
    or old.status <> new.status and (old.status, new.status) not in (('OPEN', 'SUBMITTED'), ('RETURNED', 'SUBMITTED'))
  then
    raise insufficient_privilege using message = 'a form is locked, returned and unlocked by its review';
  end if;
  return new;
end
$$;
create trigger guard_report before update on mch_statistics.data_set_report for each row execute function mch_statistics.guard_report();
create function mch_statistics.guard_new_report() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not mch_statistics.by_owner(tg_relid) and (new.status <> 'OPEN' or new.first_submitted_at is not null) then
    raise insufficient_privilege using message = 'a form begins open';
  end if;
  return new;
end
$$;
create trigger guard_new_report before insert on mch_statistics.data_set_report for each row execute function mch_statistics.guard_new_report();

-- The present values of a form.
create function mch_statistics.current_values(of_report uuid)
  returns table (element_id uuid, option_id uuid, revision integer, value text, missing text, amount numeric)
  language sql stable set search_path = pg_catalog as $$
  select distinct on (v.element_id, v.option_id) v.element_id, v.option_id, v.revision, v.value, v.missing, v.amount
  from mch_statistics.data_value v where v.report_id = of_report
  order by v.element_id, v.option_id, v.revision desc
$$;

-- What is signed: form, unit, period, each present value with its revision, and the reasons given for what is odd.
create function mch_statistics.content_hash(of_report uuid) returns text
  language sql stable security definer set search_path = pg_catalog as $$
  select encode(sha256(convert_to(concat_ws(chr(10),
    json_build_array('zhidu statistics 1', d.uid, u.uid, r.period)::text,
    (select string_agg(line, chr(10) order by line collate "C") from (
      select json_build_array(e.uid, o.uid, v.revision, v.value, v.missing)::text as line
      from mch_statistics.current_values(r.id) v join mch_statistics.data_element e on e.id = v.element_id
        join mch_statistics.category_option_combination o on o.id = v.option_id) lines),
    (select string_agg(json_build_array(f.key, f.reason)::text, chr(10) order by f.key collate "C")
      from mch_statistics.report_finding f where f.report_id = r.id and f.submission = r.submissions)), 'UTF8')), 'hex')
  from mch_statistics.data_set_report r join mch_statistics.data_set d on d.id = r.data_set_id
    join mch_statistics.statistics_unit u on u.id = r.unit_id
  where r.id = of_report
$$;

-- What is handed in takes no value any more: its hash is that of what the reviewers see.
create function mch_statistics.seal_content(of_report uuid) returns text
  language sql volatile security definer set search_path = pg_catalog as $$
  update mch_statistics.data_set_report r set content_hash = mch_statistics.content_hash(r.id)
  where r.id = of_report and r.status = 'SUBMITTED' returning r.content_hash
$$;

-- The document: what was handed in, who signed and sealed it, and when.
create function mch_statistics.document_hash(content text, signed_by uuid, at timestamptz) returns text
  language sql stable set search_path = pg_catalog as $$
  select encode(sha256(convert_to(json_build_array(content, signed_by,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text, 'UTF8')), 'hex')
$$;

create function mch_statistics.note(r mch_statistics.data_set_report, clause text, before json, after json) returns void
  language sql volatile set search_path = pg_catalog as $$
  select audit.append(json_build_array(json_build_object('action', 'update', 'type', 'DataSetReport', 'id', r.id,
    'label', r.label, 'compartments', r.compartments, 'clause', clause, 'before', before, 'after', after)))
$$;

-- P11.A06: the outcome of the review. Whatever was altered since it was handed in is not locked.
create function mch_statistics.lock_report(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  signer uuid := current_setting('app.person')::uuid;
  locked mch_statistics.data_set_report;
begin
  update mch_statistics.data_set_report r set status = 'LOCKED', locked_at = moment, locked_by_id = signer,
    document_hash = mch_statistics.document_hash(r.content_hash, signer, moment), updated_at = moment, version = r.version + 1
  where r.id = approvals.approved_record(of_request, 'approveStatistics') and r.status = 'SUBMITTED'
    and r.content_hash = mch_statistics.content_hash(r.id)
  returning * into locked;
  if not found then
    raise exception 'the form is not what was handed in' using errcode = 'ZH301';
  end if;
  perform mch_statistics.note(locked, 'P11.A06', json_build_object('status', 'SUBMITTED'),
    json_build_object('status', 'LOCKED', 'documentHash', locked.document_hash, 'request', of_request));
end
$$;

-- A review that ended without approval, or sent the form back.
create function mch_statistics.return_report(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  returned mch_statistics.data_set_report;
begin
  update mch_statistics.data_set_report r set status = 'RETURNED', updated_at = moment, version = r.version + 1
  from approvals.request a
  where a.id = of_request and a.name = 'approveStatistics' and a.status in ('RETURNED', 'REJECTED', 'WITHDRAWN')
    and r.id = a.record_id and r.status = 'SUBMITTED'
  returning r.* into returned;
  if found then
    perform mch_statistics.note(returned, 'P11.A06', json_build_object('status', 'SUBMITTED'),
      json_build_object('status', 'RETURNED', 'request', of_request));
  end if;
end
$$;

-- The outcome of an unlocking, which only the top grants.
create function mch_statistics.unlock_report(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  before mch_statistics.data_set_report;
begin
  select * into before from mch_statistics.data_set_report r
    where r.id = approvals.approved_record(of_request, 'unlockStatistics') and r.status = 'LOCKED' for update;
  if not found then
    raise exception 'the form is not locked' using errcode = '40001';
  end if;
  update mch_statistics.data_set_report r set status = 'RETURNED', document_hash = null, locked_at = null, locked_by_id = null,
    updated_at = moment, version = r.version + 1 where r.id = before.id;
  perform mch_statistics.note(before, 'P11.A06', json_build_object('status', 'LOCKED', 'documentHash', before.document_hash),
    json_build_object('status', 'RETURNED', 'request', of_request));
end
$$;

-- For whoever holds the document: whether it is the one in force. Everything is computed anew.
create function mch_statistics.verify_document(hash text) returns table (genuine boolean, "lockedAt" timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select r.content_hash = mch_statistics.content_hash(r.id)
      and r.document_hash = mch_statistics.document_hash(r.content_hash, r.locked_by_id, r.locked_at), r.locked_at
  from mch_statistics.data_set_report r where r.document_hash = hash
$$;
`,
};
