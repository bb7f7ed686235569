import type { Migration } from '../module.js';

/** People beside the applicant who may not decide on a request, because they had a hand in what it is about. */
export const barred: Migration = {
  name: '0006-barred',
  up: `
alter table approvals.request add column barred uuid[] not null default '{}';
alter table approvals.task add column barred uuid[] not null default '{}';

create function approvals.keep_barred() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' and new.barred is distinct from old.barred and new.status <> 'RUNNING' then
    raise insufficient_privilege using message = 'who may not decide is said with the request';
  end if;
  if tg_op = 'UPDATE' and new.status in ('APPROVED', 'REJECTED') and new.status <> old.status
    and nullif(current_setting('app.person', true), '')::uuid = any (new.barred) then
    raise exception 'somebody decides on the own request' using errcode = 'ZH004';
  end if;
  return new;
end
$$;
create trigger keep_barred before insert or update on approvals.request for each row execute function approvals.keep_barred();

create function approvals.keep_barred_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.kind in ('APPROVED', 'REJECTED', 'RETURNED', 'SIGNER_ADDED') and exists (
    select from approvals.request r where r.id = new.request_id and (new.person_id = any (r.barred) or new.for_person_id = any (r.barred))
  ) then
    raise exception 'somebody decides on the own request' using errcode = 'ZH004';
  end if;
  return new;
end
$$;
create trigger keep_barred_apart before insert on approvals.event for each row execute function approvals.keep_barred_apart();

create function approvals.bar_from_task() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.barred := (select r.barred from approvals.request r where r.id = new.request_id);
  return new;
end
$$;
create trigger bar_from_task before insert on approvals.task for each row execute function approvals.bar_from_task();

create or replace function approvals.nobody_left(t approvals.task, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  apart uuid[] := t.barred || t.applicant_id || coalesce(t.beneficiary_id, t.applicant_id);
begin
  if exists (select from access.person p
    where p.id = t.person_id and p.id <> all (apart) and approvals.may_be_told(p.id, t.label, t.compartments))
  then
    return false;
  end if;
  if exists (select from access.role_assignment a
    where a.role in (t.role, case when t.escalated_at is not null then t.escalate_to end)
      and a.valid_from <= at and (a.valid_until is null or a.valid_until > at)
      and array['role:' || a.role, 'role:' || a.role || '@' || a.department_id] && t.waits_for
      and a.person_id <> all (apart)
      and approvals.may_be_told(a.person_id, t.label, t.compartments))
  then
    return false;
  end if;
  return not exists (select from approvals.delegation d, lateral approvals.delegated_keys(d.delegate_id, at) k
    where d.valid_from <= at and d.valid_until > at and k.key = any (t.waits_for)
      and k.person_id <> all (apart) and d.delegate_id <> all (apart)
      and approvals.may_be_told(d.delegate_id, t.label, t.compartments));
end
$$;
`,
};
