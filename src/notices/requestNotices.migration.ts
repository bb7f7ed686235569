import type { Migration } from '../module.js';

/**
 * Requests tell those whom they wait for, and those who made them. Told by triggers, because requests also change by
 * themselves: they become late, follow their record, and end with it.
 */
export const requestNotices: Migration = {
  name: '0002-requests',
  up: `
alter table notices.notice add column request_id uuid references approvals.request on delete cascade;
alter table notices.notice drop constraint notice_kind_check;
alter table notices.notice add constraint notice_kind_check check (kind in
  ('REMINDER', 'BREACHED', 'ESCALATED', 'RESCHEDULED', 'ASKED', 'URGED', 'RETURNED', 'DECIDED', 'OTHER'));
create unique index once_of_request on notices.notice (request_id, kind, stage, person_id) where request_id is not null;

-- Whether there is a mail server, which only the platform knows; one row.
create table notices.mailing (
  is_only boolean primary key default true check (is_only),
  is_on boolean not null
);
create function notices.set_mailing(wanted boolean) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into notices.mailing (is_on) values (wanted)
  on conflict (is_only) do update set is_on = excluded.is_on where notices.mailing.is_on <> excluded.is_on
$$;

-- Tells people of a request once for each kind and stage. Whoever is not cleared for it is told nothing.
create function notices.tell_of_request(r approvals.request, what text, which text, message jsonb, people uuid[]) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  with told as (
    insert into notices.notice (id, created_at, updated_at, label, compartments, keeper_id, person_id, kind, stage, request_id, message)
    select gen_random_uuid(), moment, moment, r.label, r.compartments, r.keeper_id, p, what, which, r.id, message
    from (select distinct unnest(people) as p,
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) as moment) t
    where p is not null and approvals.may_be_told(p, r.label, r.compartments)
    on conflict (request_id, kind, stage, person_id) where request_id is not null do nothing
    returning id, person_id, created_at
  )
  insert into notices.mail (notice_id, next_try_at)
  select t.id, t.created_at from told t join notices.address a on a.person_id = t.person_id
  where exists (select from notices.mailing m where m.is_on)
$$;

-- Who can decide a task: holders of the role, the person named, and those who stand in for them.
create function notices.deciders(t approvals.task, moment timestamptz) returns uuid[]
  language sql stable security definer set search_path = pg_catalog as $$
  select array(
    select p from (
      select t.person_id as p
      union
      select a.person_id from access.role_assignment a
        where a.role in (t.role, case when t.escalated_at is not null then t.escalate_to end)
          and a.valid_from <= moment and (a.valid_until is null or a.valid_until > moment)
          and array['role:' || a.role, 'role:' || a.role || '@' || a.department_id] && t.waits_for
      union
      select d.delegate_id from approvals.delegation d, lateral approvals.delegated_keys(d.delegate_id, moment) k
        where d.valid_from <= moment and d.valid_until > moment and k.key = any (t.waits_for)
          and k.person_id <> t.applicant_id and k.person_id is distinct from t.beneficiary_id
    ) who where p <> t.applicant_id and p is distinct from t.beneficiary_id and p <> all (t.barred))
$$;

-- At the commit, so that what is asked and decided in one step is told to nobody.
create function notices.tell_deciders() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  t approvals.task;
  r approvals.request;
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
  what text;
  which text;
  said jsonb;
begin
  select * into t from approvals.task where id = new.id;
  if not found then
    return null;
  end if;
  select * into r from approvals.request where id = t.request_id;
  if tg_op = 'INSERT' then
    what := 'ASKED';
    which := r.round || ' ' || t.step;
    said := json_build_object('en', 'Waits for your decision', 'zh', '待您审批');
  elsif t.escalated_at is not null and old.escalated_at is null then
    what := 'ESCALATED';
    which := r.round || ' ' || t.step;
    moment := t.escalated_at;
    said := json_build_object('en', 'Late, or nobody else is left to decide', 'zh', '逾期未批或无人可批，已上报');
  elsif t.urged_at is distinct from old.urged_at then
    what := 'URGED';
    which := t.step || ' ' || t.urged_at;
    said := json_build_object('en', 'The applicant urges', 'zh', '申请人催办');
  else
    return null;
  end if;
  perform notices.tell_of_request(r, what, which, jsonb_build_object(
    'en', (said->>'en') || ': ' || (t.title->>'en') || ', ' || (t.step_title->>'en') || ' (' || t.clause || '). See approvalInbox.',
    'zh', (said->>'zh') || '：' || (t.title->>'zh') || '，' || (t.step_title->>'zh') || '（' || t.clause || '）。见 approvalInbox。'),
    notices.deciders(t, moment));
  return null;
end
$$;
create constraint trigger tell_deciders after insert or update of escalated_at, urged_at on approvals.task
  deferrable initially deferred for each row execute function notices.tell_deciders();

-- Whoever applied, for whom it is and who entered it learn what became of it; withdrawn it was by the applicant.
create function notices.tell_applicant() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  said jsonb := case new.status
    when 'RETURNED' then jsonb_build_object('en', 'Returned to you', 'zh', '已退回')
    when 'APPROVED' then jsonb_build_object('en', 'Approved', 'zh', '已批准')
    when 'REJECTED' then jsonb_build_object('en', 'Refused', 'zh', '未批准')
    when 'VOID' then jsonb_build_object('en', 'Void, because the record was removed', 'zh', '记录已删除，申请作废')
  end;
  onpaper jsonb := case when new.entered_by_id is not null
    then jsonb_build_object('en', ' It was entered for you from paper.', 'zh', '由他人代为录入。')
    else jsonb_build_object('en', '', 'zh', '') end;
begin
  if said is null then
    return null;
  end if;
  perform notices.tell_of_request(new, case new.status when 'RETURNED' then 'RETURNED' else 'DECIDED' end, new.round || ' ' || new.status,
    jsonb_build_object(
      'en', (said->>'en') || ': ' || (new.definition->'title'->>'en') || '.' || (onpaper->>'en') || ' See approvalRequest.',
      'zh', (said->>'zh') || '：' || (new.definition->'title'->>'zh') || '。' || (onpaper->>'zh') || '见 approvalRequest。'),
    array[new.applicant_id, new.beneficiary_id]);
  return null;
end
$$;
create trigger tell_applicant after update of status on approvals.request for each row
  when (new.status <> old.status) execute function notices.tell_applicant();

-- Takes mails whose time has come. What the person may no longer know of, or has read already, is not sent; nor that
-- something waits which somebody has decided meanwhile.
create or replace function notices.claim_mail(moment timestamptz, at_most integer) returns setof json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update notices.mail m set next_try_at = null, given_up_at = moment
  from notices.notice n left join duties.duty d on d.id = n.duty_id left join approvals.request r on r.id = n.request_id
  where n.id = m.notice_id and m.next_try_at <= moment and (n.read_at is not null
    or not exists (select from notices.address a where a.person_id = n.person_id)
    or r.id is not null and not approvals.may_be_told(n.person_id, r.label, r.compartments)
    or n.kind in ('ASKED', 'URGED') and r.status <> 'RUNNING'
    or r.id is null and not (n.person_id is not distinct from d.person_id or duties.may_know(n.person_id, coalesce(d.label, n.label),
      coalesce(d.compartments, n.compartments), coalesce(d.keeper_id, n.keeper_id), n.record_type, n.record_id, moment)));
  return query
    with waiting as (
      select m.notice_id from notices.mail m where m.next_try_at <= moment order by m.next_try_at limit at_most for update skip locked
    ), taken as (
      update notices.mail m set tries = m.tries + 1,
        next_try_at = moment + least(interval '1 minute' * power(3, m.tries), interval '6 hours')
      from waiting w where w.notice_id = m.notice_id returning m.notice_id, m.tries
    )
    select json_build_object('notice', n.id, 'tries', t.tries, 'email', a.email, 'message', n.message,
      'label', greatest(n.label, d.label, r.label))
    from taken t join notices.notice n on n.id = t.notice_id join notices.address a on a.person_id = n.person_id
      left join duties.duty d on d.id = n.duty_id left join approvals.request r on r.id = n.request_id;
end
$$;
`,
};
