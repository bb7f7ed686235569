/** Requests that somebody else enters, handed in on paper, and approved requests that permit one thing once. */
export const usedOnce = `
alter table approvals.request add column entered_by_id uuid references access.person,
  add column used_at timestamptz(3) check (used_at is null or status = 'APPROVED'),
  add check (entered_by_id <> applicant_id);
create index on approvals.request (entered_by_id) where entered_by_id is not null;
create index on approvals.request (record_id, name) where status = 'APPROVED' and used_at is null;

create function approvals.keep_enterer() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' and new.used_at is not null or tg_op = 'UPDATE' and (new.entered_by_id is distinct from old.entered_by_id
    or new.used_at is distinct from old.used_at and current_setting('approvals.using', true) is distinct from new.id::text)
  then
    raise insufficient_privilege using message = 'a request keeps who entered it, and is used by approvals.use alone';
  end if;
  return new;
end
$$;
create trigger keep_enterer before insert or update on approvals.request for each row execute function approvals.keep_enterer();

-- Uses an approved request: what it permits is done once, within so many days. Answers what it says, or the state in which
-- it cannot be used. The second of two at once waits here.
create function approvals.use(of_request uuid, of_name text, of_record uuid, days integer, at timestamptz) returns json
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  r approvals.request;
begin
  select * into r from approvals.request q
    where q.id = of_request and q.name = of_name and q.record_id = of_record for update;
  if not found then
    return null;
  end if;
  if r.status <> 'APPROVED' then
    return json_build_object('state', r.status);
  elsif r.used_at is not null then
    return json_build_object('state', 'USED');
  elsif r.ended_at <= at - make_interval(days => days) then
    return json_build_object('state', 'LAPSED');
  end if;
  perform set_config('approvals.using', r.id::text, true);
  update approvals.request q set used_at = at, updated_at = at, version = q.version + 1 where q.id = r.id;
  perform set_config('approvals.using', '', true);
  insert into approvals.event (id, created_at, updated_at, request_id, kind, person_id, round)
  values (gen_random_uuid(), at, at, r.id, 'USED', nullif(current_setting('app.person', true), '')::uuid, r.round);
  perform audit.append(json_build_array(json_build_object('action', 'approval used', 'type', 'ApprovalRequest', 'id', r.id,
    'label', r.label, 'compartments', r.compartments, 'after', json_build_object('name', r.name, 'recordType', r.record_type,
    'recordId', r.record_id))));
  return json_build_object('state', 'APPROVED', 'form', r.form, 'label', r.label, 'steps', r.steps, 'person', coalesce(r.beneficiary_id, r.applicant_id),
    'approvedBy', array(select s->'approval'->>'by' from jsonb_array_elements(r.steps) t, jsonb_array_elements(t->'signers') s
      where s->'approval' is not null order by s->'approval'->>'at'));
end
$$;
`;
