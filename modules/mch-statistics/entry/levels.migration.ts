import type { Message } from '../../../src/languages/message.js';
import type { Migration } from '../../../src/module.js';

const below = (names: Message) =>
  `json_build_object('en', 'Not approved yet: ' || ${names.en} || '. Have them approved first, or return this report so that it is handed in again with the reason why they are missing.',
      'zh', '下级报表尚未审定：' || ${names.zh} || '。请先审定下级报表，或退回本表，由填报人注明缺报原因后重新上报。')`;

export const restedOn = {
  en: 'The approved report of a unit above rests on this one. Have that one unlocked first with requestUnlock, then this one.',
  zh: '上级机构已审定的报表以本表为依据。请先用 requestUnlock 申请解锁上级报表，再解锁本表。',
} satisfies Message;

/** P11.A06: what the first review passed shows; and reports of a level rest on those of the levels below. */
export const levels: Migration = {
  name: '0004-levels-of-review',
  up: `
alter table mch_statistics.data_set_report drop constraint data_set_report_status_check,
  add constraint data_set_report_status_check check (status in ('OPEN', 'SUBMITTED', 'CHECKED', 'RETURNED', 'LOCKED')),
  add column checked_at timestamptz(3),
  add column checked_by_id uuid references access.person,
  add check ((checked_at is null) = (checked_by_id is null)),
  add check (status <> 'CHECKED' or checked_at is not null);

-- Only the functions of the review say that something was checked.
create function mch_statistics.guard_checked() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if not mch_statistics.by_owner(tg_relid) and (new.checked_at, new.checked_by_id) is distinct from (old.checked_at, old.checked_by_id) then
    raise insufficient_privilege using message = 'a form is checked by its review';
  end if;
  if new.status in ('OPEN', 'RETURNED') or new.status = 'SUBMITTED' and old.status <> 'SUBMITTED' then
    new.checked_at := null;
    new.checked_by_id := null;
  end if;
  return new;
end
$$;
create trigger guard_report_checked before update on mch_statistics.data_set_report for each row execute function mch_statistics.guard_checked();

-- A review that goes on: with the director now, or with the section head again.
create function mch_statistics.check_report(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  before text;
  r mch_statistics.data_set_report;
begin
  select d.status into before from mch_statistics.data_set_report d join approvals.request a on a.record_id = d.id
    where a.id = of_request and a.name = 'approveStatistics' and a.status = 'RUNNING' and d.status in ('SUBMITTED', 'CHECKED')
    for update of d;
  if not found then
    return;
  end if;
  update mch_statistics.data_set_report d set status = w.status,
    checked_at = case when w.status = 'CHECKED' then coalesce(d.checked_at, moment) end,
    checked_by_id = case when w.status = 'CHECKED' then coalesce(d.checked_by_id, current_setting('app.person')::uuid) end,
    updated_at = moment, version = d.version + 1
  from approvals.request a, lateral (select case when exists (
      select from jsonb_array_elements(a.steps) s, jsonb_array_elements(s->'signers') g
      where s->>'name' like 'approval%' and (g->>'open')::boolean) then 'CHECKED' else 'SUBMITTED' end as status) w
  where a.id = of_request and d.id = a.record_id and d.status <> w.status
  returning d.* into r;
  if found then
    perform mch_statistics.note(r, 'P11.A06', json_build_object('status', before), json_build_object('status', r.status, 'request', of_request));
  end if;
end
$$;

-- The reports of the units below for the same form and period. Those with a higher label are none of them: whoever sees the
-- report may not know of them. Nor are those from SECRET up, which only their keepers know of.
create function mch_statistics.reports_below(of_report uuid)
  returns table (uid text, name text, status text, "reportId" uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive report as (
    select * from mch_statistics.data_set_report r where r.id = of_report
  ), under as (
    select u.id from mch_statistics.statistics_unit u join report r on u.parent_id = r.unit_id
    union all
    select u.id from mch_statistics.statistics_unit u join under on u.parent_id = under.id
  )
  select u.uid, u.name, b.status, b.id
  from report r join mch_statistics.data_set_assignment a on a.data_set_id = r.data_set_id
      and a.since <= r.first_day and (a.until is null or a.until >= r.last_day)
      and a.label <= r.label and a.label < 'SECRET' and a.compartments <@ r.compartments
    join under on under.id = a.unit_id
    join mch_statistics.statistics_unit u on u.id = a.unit_id and (u.closed_on is null or u.closed_on >= r.last_day)
    left join mch_statistics.data_set_report b on b.assignment_id = a.id and b.period = r.period
  order by u.name, u.uid
$$;

-- Whether the approved report of a unit above rests on it.
create function mch_statistics.is_rested_on(of_report uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive above as (
    select u.parent_id as id from mch_statistics.data_set_report r join mch_statistics.statistics_unit u on u.id = r.unit_id where r.id = of_report
    union all
    select u.parent_id from mch_statistics.statistics_unit u join above on u.id = above.id
  )
  select exists (
    select from mch_statistics.data_set_report r join mch_statistics.data_set_report o
      on o.data_set_id = r.data_set_id and o.period = r.period and o.status = 'LOCKED' and o.unit_id in (select id from above)
    where r.id = of_report and exists (select from mch_statistics.reports_below(o.id) b where b."reportId" = r.id)
  )
$$;

create or replace function mch_statistics.lock_report(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  signer uuid := current_setting('app.person')::uuid;
  report uuid := approvals.approved_record(of_request, 'approveStatistics');
  before text;
  lacking text[];
  locked mch_statistics.data_set_report;
begin
  select r.status into before from mch_statistics.data_set_report r where r.id = report for update;
  -- Nothing below is unlocked while this one is decided.
  perform from mch_statistics.data_set_report d where d.id in (select b."reportId" from mch_statistics.reports_below(report) b)
    order by d.id for share;
  select array_agg(b.name) into lacking from mch_statistics.reports_below(report) b
  where b.status is distinct from 'LOCKED' and not exists (
    select from mch_statistics.report_finding f join mch_statistics.data_set_report r on r.id = f.report_id and r.submissions = f.submission
    where f.report_id = report and f.key = 'BELOW:' || b.uid and f.reason is not null);
  if lacking is not null then
    raise exception using errcode = 'ZH900', message = ${below({ en: "array_to_string(lacking, ', ')", zh: "array_to_string(lacking, '、')" })}::text;
  end if;
  update mch_statistics.data_set_report r set status = 'LOCKED', locked_at = moment, locked_by_id = signer,
    document_hash = mch_statistics.document_hash(r.content_hash, signer, moment), updated_at = moment, version = r.version + 1
  where r.id = report and r.status in ('SUBMITTED', 'CHECKED') and r.content_hash = mch_statistics.content_hash(r.id)
  returning * into locked;
  if not found then
    raise exception 'the form is not what was handed in' using errcode = 'ZH301';
  end if;
  perform mch_statistics.note(locked, 'P11.A06', json_build_object('status', before),
    json_build_object('status', 'LOCKED', 'documentHash', locked.document_hash, 'request', of_request));
end
$$;

create or replace function mch_statistics.return_report(of_request uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  before text;
  returned mch_statistics.data_set_report;
begin
  select r.status into before from mch_statistics.data_set_report r join approvals.request a on a.record_id = r.id
    where a.id = of_request and a.name = 'approveStatistics' and a.status in ('RETURNED', 'REJECTED', 'WITHDRAWN')
      and r.status in ('SUBMITTED', 'CHECKED') for update of r;
  if not found then
    return;
  end if;
  update mch_statistics.data_set_report r set status = 'RETURNED', updated_at = moment, version = r.version + 1
  from approvals.request a where a.id = of_request and r.id = a.record_id returning r.* into returned;
  perform mch_statistics.note(returned, 'P11.A06', json_build_object('status', before),
    json_build_object('status', 'RETURNED', 'request', of_request));
end
$$;

create or replace function mch_statistics.unlock_report(of_request uuid) returns void
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
  if mch_statistics.is_rested_on(before.id) then
    raise exception using errcode = 'ZH900', message = '${JSON.stringify(restedOn)}';
  end if;
  update mch_statistics.data_set_report r set status = 'RETURNED', document_hash = null, locked_at = null, locked_by_id = null,
    updated_at = moment, version = r.version + 1 where r.id = before.id;
  perform mch_statistics.note(before, 'P11.A06', json_build_object('status', 'LOCKED', 'documentHash', before.document_hash),
    json_build_object('status', 'RETURNED', 'request', of_request));
end
$$;
`,
};
