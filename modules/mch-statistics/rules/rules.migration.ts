import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const rules: Migration = {
  name: '0104-rules',
  up: `
create table mch_statistics.information_rule (${labelledColumns},
  code text collate "C" not null unique,
  title text collate "C" not null
);
create index on mch_statistics.information_rule (created_at, id);

create table mch_statistics.information_rule_version (${labelledColumns},
  rule_id uuid not null references mch_statistics.information_rule,
  number integer not null check (number > 0),
  state text collate "C" not null check (state in ('DRAFT', 'IN_REVIEW', 'ISSUED')),
  text text collate "C" not null,
  effective_on date not null,
  ended_on date check (ended_on >= effective_on),
  repeal_reason text collate "C",
  check_period text collate "C" check (check_period in ('quarter', 'halfYear', 'year')),
  recipient_ids uuid[] not null check (cardinality(recipient_ids) between 1 and 200),
  drafted_by_id uuid not null references access.person,
  issued_at timestamptz(3),
  issued_by_id uuid references access.person,
  check ((state = 'ISSUED') = (issued_at is not null) and (issued_at is null) = (issued_by_id is null)),
  unique (rule_id, number)
);
create unique index one_draft on mch_statistics.information_rule_version (rule_id) where state <> 'ISSUED';
create index on mch_statistics.information_rule_version (drafted_by_id, id);
create index on mch_statistics.information_rule_version (created_at, id);

create table mch_statistics.rule_acknowledgement (${labelledColumns},
  rule_version_id uuid not null references mch_statistics.information_rule_version,
  department_id uuid not null references access.department,
  acknowledged_at timestamptz(3),
  acknowledged_by_id uuid references access.person,
  check ((acknowledged_at is null) = (acknowledged_by_id is null)),
  unique (rule_version_id, department_id)
);
create index on mch_statistics.rule_acknowledgement (department_id, id);

create table mch_statistics.rule_check (${labelledColumns},
  rule_version_id uuid not null references mch_statistics.information_rule_version,
  department_id uuid not null references access.department,
  checked_on date not null,
  checked_by_id uuid not null references access.person,
  findings text collate "C" not null,
  needs_correction boolean not null,
  correction text collate "C",
  corrected_at timestamptz(3),
  check ((correction is null) = (corrected_at is null))
);
create index on mch_statistics.rule_check (rule_version_id, checked_on, id);
create index on mch_statistics.rule_check (department_id, id);
create index on mch_statistics.rule_check (checked_by_id, id);

-- P08.A02: only the outcome of its approval issues a rule, or sends it back.
create function mch_statistics.guard_rule() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not mch_statistics.by_owner(tg_relid) and (old.state = 'ISSUED' and (to_jsonb(new) - array['ended_on', 'repeal_reason', 'version', 'updated_at', 'label', 'compartments', 'keeper_id'])
      is distinct from (to_jsonb(old) - array['ended_on', 'repeal_reason', 'version', 'updated_at', 'label', 'compartments', 'keeper_id'])
    or old.state <> 'ISSUED' and new.state = 'ISSUED')
  then
    raise insufficient_privilege using message = 'a rule is issued by its approval, and stays as it was issued';
  end if;
  return new;
end
$$;
create trigger guard_rule before update on mch_statistics.information_rule_version for each row execute function mch_statistics.guard_rule();

create function mch_statistics.issue_rule(of_request uuid, checked text) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  day date := (moment at time zone 'Asia/Shanghai')::date;
  issued mch_statistics.information_rule_version;
begin
  update mch_statistics.information_rule_version v set state = 'ISSUED', issued_at = moment, check_period = checked,
    issued_by_id = current_setting('app.person')::uuid, effective_on = greatest(v.effective_on, day), updated_at = moment, version = v.version + 1
  where v.id = approvals.approved_record(of_request, 'issueInformationRule') and v.state = 'IN_REVIEW' returning * into issued;
  if not found then
    raise exception using errcode = '40001';
  end if;
  update mch_statistics.information_rule_version v set ended_on = greatest(issued.effective_on, v.effective_on), updated_at = moment, version = v.version + 1
  where v.rule_id = issued.rule_id and v.state = 'ISSUED' and v.id <> issued.id
    and (v.ended_on is null or v.ended_on > issued.effective_on);
  insert into mch_statistics.rule_acknowledgement (id, created_at, updated_at, label, compartments, keeper_id, rule_version_id, department_id)
  select gen_random_uuid(), moment, moment, issued.label, issued.compartments, issued.keeper_id, issued.id, d
  from unnest(issued.recipient_ids) d;
  perform audit.append(json_build_array(json_build_object('action', 'update', 'type', 'InformationRuleVersion', 'id', issued.id,
    'label', issued.label, 'compartments', issued.compartments, 'clause', 'P08.A02',
    'after', json_build_object('state', issued.state, 'effectiveOn', issued.effective_on, 'request', of_request))));
  return (select coalesce(json_agg(json_build_object('id', a.id, 'department', a.department_id)), '[]')
    from mch_statistics.rule_acknowledgement a where a.rule_version_id = issued.id);
end
$$;

create function mch_statistics.return_rule(of_request uuid) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  update mch_statistics.information_rule_version v set state = 'DRAFT', updated_at = current_setting('app.now')::timestamptz, version = v.version + 1
  from approvals.request a
  where a.id = of_request and a.name = 'issueInformationRule' and a.status in ('RETURNED', 'REJECTED', 'WITHDRAWN')
    and v.id = a.record_id and v.state = 'IN_REVIEW'
$$;
`,
};
