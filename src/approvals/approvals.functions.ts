/**
 * What the database keeps by itself: whom a request waits for, that it follows its record, that nobody decides on the own
 * request, that late ones escalate, and that an approved one gives its grant.
 */
export const functions = `
-- A key names those who may decide: role:X, role:X@department, person:id. A delegation that names kinds of requests gives
-- the keys of its giver below each kind: kind/role:X.
create index on access.role_assignment (role);

create function approvals.keys_of(person uuid, with_roles boolean, at timestamptz) returns setof text
  language sql stable security definer set search_path = pg_catalog as $$
  select 'person:' || person
  union all
  select k from access.role_assignment a, lateral (
    select 'role:' || a.role || '@' || a.department_id union all select 'role:' || a.role where with_roles
  ) as keys(k)
  where a.person_id = person and a.valid_from <= at and (a.valid_until is null or a.valid_until > at)
$$;

create function approvals.own_keys() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select array(
    select approvals.keys_of(me, false, at) union all
    select 'role:' || r from string_to_table(nullif(current_setting('app.roles', true), ''), ',') as r
  ) from (select nullif(current_setting('app.person', true), '')::uuid as me,
    nullif(current_setting('app.now', true), '')::timestamptz as at) as asking
$$;

create function approvals.delegated_keys(delegate uuid, at timestamptz) returns table (person_id uuid, key text)
  language sql stable security definer set search_path = pg_catalog as $$
  select d.person_id, given.key
  from approvals.delegation d join access.person p on p.id = d.person_id and p.active
    cross join lateral approvals.keys_of(d.person_id, true, at) as k
    cross join lateral (
      select k as key where d.names = '{}' union all select n || '/' || k from unnest(d.names) as n
    ) as given
  where d.delegate_id = delegate and d.valid_from <= at and d.valid_until > at
$$;

create function approvals.keys() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select approvals.own_keys() || array(
    select key from approvals.delegated_keys(
      nullif(current_setting('app.person', true), '')::uuid, nullif(current_setting('app.now', true), '')::timestamptz))
$$;

-- In whose place the caller may decide, where not by an own key.
create function approvals.acts_for(waits_for text[], applicant uuid, beneficiary uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select d.person_id from approvals.delegated_keys(
    nullif(current_setting('app.person', true), '')::uuid, nullif(current_setting('app.now', true), '')::timestamptz) d
  where d.key = any (waits_for) and d.person_id <> applicant and d.person_id is distinct from beneficiary
  order by d.person_id limit 1
$$;

create function approvals.waiting_keys(name text, role text, department uuid, person uuid, escalated_to text) returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive above as (
    select d.id, d.parent_id from access.department d where d.id = department
    union
    select d.id, d.parent_id from access.department d join above on above.parent_id = d.id
  ), plain as (
    select 'role:' || role as key where role is not null and department is null
    union select 'role:' || role || '@' || above.id from above where role is not null
    union select 'person:' || person where person is not null
    union select 'role:' || escalated_to where escalated_to is not null
  )
  select array(select key from plain union all select name || '/' || key from plain)
$$;

create function approvals.sees_request(wanted uuid) returns boolean
  language plpgsql stable set search_path = pg_catalog as $$
begin
  return exists (select from approvals.request r where r.id = wanted);
end
$$;

-- Whether an active person is cleared for a label, so that asking or telling them makes sense.
create function approvals.may_be_told(person uuid, of_label access.label, of_compartments text[]) returns boolean
  language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.person p
    where p.id = person and p.active and p.clearance >= of_label and of_compartments <@ p.compartments)
$$;

-- Holds the label of a record until the commit: a request that begins while it is raised waits, and takes the new one.
create function approvals.hold_record(record_table text, record_id uuid, out label access.label, out compartments text[], out keeper_id uuid)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from pg_attribute a where a.attrelid = record_table::regclass and a.attname = 'keeper_id') then
    execute format('select from %s r where r.id = $1 for share', record_table::regclass) using record_id;
    label := 'INTERNAL';
    compartments := '{}';
    return;
  end if;
  execute format('select r.label, r.compartments, r.keeper_id from %s r where r.id = $1 for share', record_table::regclass)
    using record_id into label, compartments, keeper_id;
end
$$;

create function approvals.complete_request() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    select h.label, h.compartments, h.keeper_id into strict new.label, new.compartments, new.keeper_id
      from approvals.hold_record(new.record_table, new.record_id) h;
    new.asked := '{}';
    new.task_ids := '{}';
    new.approved_in := null;
    if new.status <> 'RUNNING' then
      raise insufficient_privilege using message = 'a request begins by running';
    end if;
  elsif (new.applicant_id, new.record_type, new.record_id, new.record_table, new.name, new.definition, new.definition_version)
    is distinct from (old.applicant_id, old.record_type, old.record_id, old.record_table, old.name, old.definition, old.definition_version)
    or old.ended_at is not null and new.status is distinct from old.status then
    raise insufficient_privilege using message = 'a request keeps applicant, record and definition, and does not come back';
  elsif (new.label, new.compartments, new.keeper_id) is distinct from (old.label, old.compartments, old.keeper_id) then
    select h.label, h.compartments, h.keeper_id into strict new.label, new.compartments, new.keeper_id
      from approvals.hold_record(new.record_table, new.record_id) h;
  end if;
  if tg_op = 'UPDATE' then
    new.approved_in := old.approved_in;
    if new.status in ('APPROVED', 'REJECTED') and new.status <> old.status then
      if nullif(current_setting('app.person', true), '')::uuid in (new.applicant_id, new.beneficiary_id) then
        raise exception 'somebody decides on the own request' using errcode = 'ZH004';
      end if;
      new.approved_in := case when new.status = 'APPROVED' then pg_current_xact_id() end;
    end if;
  end if;
  new.task_ids := array(
    select unnest(new.task_ids) union select s->>'id' from jsonb_array_elements(new.steps) t, jsonb_array_elements(t->'signers') s);
  new.asked := array(
    select unnest(new.asked) union
    select unnest(approvals.waiting_keys(new.name, s->>'role', (s->>'department')::uuid, (s->>'person')::uuid, null))
    from jsonb_array_elements(new.steps) t, jsonb_array_elements(t->'signers') s where (s->>'open')::boolean);
  return new;
end
$$;
create trigger complete before insert or update on approvals.request for each row execute function approvals.complete_request();

create function approvals.project_tasks() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from approvals.task t where t.request_id = new.id and (new.status <> 'RUNNING' or not exists (
    select from jsonb_array_elements(new.steps) e, jsonb_array_elements(e->'signers') s
    where (s->>'open')::boolean and (s->>'id')::uuid = t.id));
  insert into approvals.task as t (id, created_at, updated_at, request_id, name, module, title, step, step_title, act, clause,
    role, department_id, person_id, escalate_to, applicant_id, beneficiary_id, label, compartments, due_at, waits_for)
  select (s->>'id')::uuid, (s->>'since')::timestamptz, (s->>'since')::timestamptz, new.id, new.name, new.module,
    new.definition->'title', e->>'name', e->'title', upper(e->>'act'), e->>'clause', s->>'role', (s->>'department')::uuid,
    (s->>'person')::uuid, e->>'escalateTo', new.applicant_id, new.beneficiary_id, new.label, new.compartments,
    (s->>'dueAt')::timestamptz,
    approvals.waiting_keys(new.name, s->>'role', (s->>'department')::uuid, (s->>'person')::uuid, null)
  from jsonb_array_elements(new.steps) e, jsonb_array_elements(e->'signers') s
  where new.status = 'RUNNING' and (s->>'open')::boolean
  on conflict (id) do update set label = excluded.label, compartments = excluded.compartments,
    waits_for = approvals.waiting_keys(t.name, t.role, t.department_id, t.person_id, case when t.escalated_at is not null then t.escalate_to end);
  return null;
end
$$;
create trigger project after insert or update on approvals.request for each row execute function approvals.project_tasks();

-- A department that moves has other heads above it.
create function approvals.follow_departments() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update approvals.request r set updated_at = r.updated_at
    where r.id in (select t.request_id from approvals.task t where t.department_id is not null);
  return null;
end
$$;
create trigger follow_departments after update of parent_id on access.department for each statement execute function approvals.follow_departments();

create function approvals.keep_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.kind in ('APPROVED', 'REJECTED', 'RETURNED', 'SIGNER_ADDED') and exists (
    select from approvals.request r where r.id = new.request_id
      and (r.applicant_id in (new.person_id, new.for_person_id) or r.beneficiary_id in (new.person_id, new.for_person_id))
  ) then
    raise exception 'somebody decides on the own request' using errcode = 'ZH004';
  end if;
  return new;
end
$$;
create trigger keep_apart before insert on approvals.event for each row execute function approvals.keep_apart();

-- Called by a trigger of each table that approvals are about.
create function approvals.follow_record(of_type text, of_id uuid, new_label access.label, new_compartments text[], new_keeper uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  update approvals.request r set label = new_label, compartments = new_compartments, keeper_id = new_keeper
  where r.record_type = of_type and r.record_id = of_id
$$;

create function approvals.lose_record(of_type text, of_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  at timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
  lost approvals.request;
begin
  for lost in
    update approvals.request r set status = 'VOID', ended_at = at, updated_at = at, version = r.version + 1
    where r.record_type = of_type and r.record_id = of_id and r.ended_at is null returning r.*
  loop
    perform approvals.note(lost, 'VOIDED', at, null, null, null);
  end loop;
end
$$;

-- What the platform itself does to a request, in its history and in the audit.
create function approvals.note(r approvals.request, kind text, at timestamptz, of_task uuid, of_step text, of_clause text) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into approvals.event (id, created_at, updated_at, request_id, kind, round, step, clause, task_id)
  values (gen_random_uuid(), at, at, r.id, kind, r.round, of_step, of_clause, of_task);
  select audit.append(json_build_array(json_build_object('action', 'approval ' || lower(kind), 'type', 'ApprovalRequest',
    'id', r.id, 'label', r.label, 'compartments', r.compartments, 'clause', of_clause, 'at', at,
    'after', json_build_object('name', r.name, 'step', of_step, 'round', r.round))));
$$;

create function approvals.nobody_left(t approvals.task, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if exists (select from access.person p
    where p.id = t.person_id and p.id not in (t.applicant_id, coalesce(t.beneficiary_id, t.applicant_id))
      and approvals.may_be_told(p.id, t.label, t.compartments))
  then
    return false;
  end if;
  if exists (select from access.role_assignment a
    where a.role in (t.role, case when t.escalated_at is not null then t.escalate_to end)
      and a.valid_from <= at and (a.valid_until is null or a.valid_until > at)
      and array['role:' || a.role, 'role:' || a.role || '@' || a.department_id] && t.waits_for
      and a.person_id not in (t.applicant_id, coalesce(t.beneficiary_id, t.applicant_id))
      and approvals.may_be_told(a.person_id, t.label, t.compartments))
  then
    return false;
  end if;
  return not exists (select from approvals.delegation d, lateral approvals.delegated_keys(d.delegate_id, at) k
    where d.valid_from <= at and d.valid_until > at and k.key = any (t.waits_for)
      and k.person_id not in (t.applicant_id, coalesce(t.beneficiary_id, t.applicant_id))
      and d.delegate_id not in (t.applicant_id, coalesce(t.beneficiary_id, t.applicant_id))
      and approvals.may_be_told(d.delegate_id, t.label, t.compartments));
end
$$;

-- Of the tasks of a request that the caller sees, those that nobody is left to decide.
create function approvals.stuck_tasks(of_request uuid) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return array(select t.id from approvals.task t where t.request_id = of_request
    and approvals.nobody_left(t, nullif(current_setting('app.now', true), '')::timestamptz));
end
$$;

-- Tasks that are late or that nobody is left to decide, each once: whoever they escalate to may decide as well. What another
-- instance has in hand is left to it. The clocks of modules that are off pause. Whether somebody is left is looked up where
-- the task is newer than given, or everywhere.
create function approvals.escalate(at timestamptz, newer_than timestamptz, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  late approvals.task;
  r approvals.request;
  done integer := 0;
begin
  for late in
    select t.* from approvals.task t
    where t.escalated_at is null and t.module <> all (switching.disabled_modules())
      and (t.due_at <= at or coalesce(t.created_at > newer_than, true) and approvals.nobody_left(t, at))
    order by t.due_at, t.id limit at_most for update skip locked
  loop
    select q.* into r from approvals.request q where q.id = late.request_id for update skip locked;
    continue when not found;
    update approvals.task t set escalated_at = at, updated_at = at,
      waits_for = approvals.waiting_keys(t.name, t.role, t.department_id, t.person_id, t.escalate_to) where t.id = late.id;
    if late.escalate_to is not null then
      update approvals.request q set asked = q.asked || array['role:' || late.escalate_to, late.name || '/role:' || late.escalate_to]
        where q.id = r.id;
    end if;
    perform approvals.note(r, case when late.escalate_to is null then 'OVERDUE' else 'ESCALATED' end, at, late.id, late.step, late.clause);
    done := done + 1;
  end loop;
  return done;
end
$$;

create function approvals.urge(of_request uuid, at timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  urged integer;
begin
  update approvals.task t set urged_at = at, updated_at = at
    where t.request_id = of_request and t.applicant_id = nullif(current_setting('app.person', true), '')::uuid
      and coalesce(t.urged_at <= at - interval '1 day', true);
  get diagnostics urged = row_count;
  return urged;
end
$$;

-- Requests that are still open, as far as the caller's clearance reaches: a number must not tell of what is above it.
create function approvals.open_count(modules text[]) returns bigint
  language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from approvals.request r where r.ended_at is null and r.module = any (modules)
    and r.label <= nullif(current_setting('app.clearance', true), '')::access.label
    and r.compartments <@ coalesce(nullif(current_setting('app.compartments', true), ''), '{}')::text[]
$$;

-- The record of a request of this kind, in the very transaction that approves it: for functions of modules that carry an
-- outcome out which whoever decides last may not write by an own right.
create function approvals.approved_record(of_request uuid, of_name text) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  found_id uuid;
begin
  select r.record_id into found_id from approvals.request r
    where r.id = of_request and r.name = of_name and r.approved_in = pg_current_xact_id_if_assigned()
      and r.xmin = pg_current_xact_id()::xid;
  if found_id is null then
    raise insufficient_privilege using message = 'only the last decision of a request has an outcome';
  end if;
  return found_id;
end
$$;

-- The grant that an approved request gives, in the same transaction alone.
create function approvals.give_grant(of_request uuid, to_do text, from_time timestamptz, until_time timestamptz) returns uuid
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  r approvals.request;
  given uuid := gen_random_uuid();
  at timestamptz := nullif(current_setting('app.now', true), '')::timestamptz;
begin
  select q.* into r from approvals.request q where q.id = of_request
    and q.approved_in = pg_current_xact_id_if_assigned() and q.xmin = pg_current_xact_id()::xid;
  if not found then
    raise insufficient_privilege using message = 'only the last decision of a request gives a grant';
  end if;
  insert into access."grant" (id, created_at, updated_at, person_id, record_type, record_id, action, valid_from, valid_until)
  values (given, at, at, coalesce(r.beneficiary_id, r.applicant_id), r.record_type, r.record_id, to_do, from_time, until_time);
  perform audit.append(json_build_array(json_build_object('action', 'grant', 'type', r.record_type, 'id', r.record_id,
    'label', r.label, 'compartments', r.compartments, 'after', json_build_object('grant', given, 'request', r.id,
    'person', coalesce(r.beneficiary_id, r.applicant_id), 'action', to_do, 'from', from_time, 'until', until_time))));
  return given;
end
$$;
`;
