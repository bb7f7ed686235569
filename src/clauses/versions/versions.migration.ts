import type { Migration } from '../../module.js';

export const versionsMigration: Migration = {
  name: '0001-versions',
  up: `
create table clauses.policy_version (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  policy text collate "C" not null,
  number integer not null check (number >= 1),
  status text collate "C" not null check (status in ('DRAFT', 'ISSUED')),
  title jsonb not null,
  purpose jsonb,
  scope jsonb,
  clauses jsonb not null,
  reason text,
  owner_roles text[] not null,
  effective_from timestamptz(3),
  effective_at timestamptz(3),
  issued_at timestamptz(3),
  drafted_by_id uuid references access.person,
  issued_by_id uuid references access.person,
  check ((status = 'ISSUED') = (effective_at is not null)),
  check ((status = 'ISSUED') = (issued_at is not null)),
  check (effective_at >= issued_at or number = 1)
);
create unique index issued_once on clauses.policy_version (policy, number) where status = 'ISSUED';
create index on clauses.policy_version (policy, created_at, id);
create index on clauses.policy_version (drafted_by_id) where drafted_by_id is not null;

create table clauses.acknowledgement (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  person_id uuid not null references access.person,
  subject text collate "C" not null,
  policy_version_id uuid not null references clauses.policy_version,
  number integer not null,
  unique (person_id, subject, number)
);
create index on clauses.acknowledgement (policy_version_id, created_at, id);

-- Version 1 is what the modules say, at each start.
create function clauses.register(given json, moment timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into clauses.policy_version (id, created_at, updated_at, policy, number, status, title, purpose, scope, clauses,
    owner_roles, effective_at, issued_at)
  select gen_random_uuid(), moment, moment, g->>'id', 1, 'ISSUED', (g->'title')::jsonb, (g->'purpose')::jsonb, (g->'scope')::jsonb,
    (g->'clauses')::jsonb, array(select json_array_elements_text(g->'ownerRoles')),
    coalesce((g->>'effectiveFrom')::timestamptz, moment), coalesce((g->>'effectiveFrom')::timestamptz, moment)
  from json_array_elements(given) g
  on conflict (policy, number) where status = 'ISSUED' do update set title = excluded.title, purpose = excluded.purpose,
    scope = excluded.scope, clauses = excluded.clauses, owner_roles = excluded.owner_roles
  where (policy_version.title, policy_version.purpose, policy_version.scope, policy_version.clauses, policy_version.owner_roles)
    is distinct from (excluded.title, excluded.purpose, excluded.scope, excluded.clauses, excluded.owner_roles)
$$;

create function clauses.in_force(of_policy text, moment timestamptz) returns clauses.policy_version
  language sql stable security definer set search_path = pg_catalog as $$
  select v from clauses.policy_version v
  where v.policy = of_policy and v.status = 'ISSUED' and v.effective_at <= moment order by v.number desc limit 1
$$;

-- The version that has to be acknowledged: of a policy the one in force, of a clause the one since which it is worded as it is.
create function clauses.asked_version(subject text, moment timestamptz) returns uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select case when strpos(subject, '.') = 0 then f.id else (
    select v.id from clauses.policy_version v, jsonb_array_elements(f.clauses) c
    where c->>'id' = subject and not (c->>'repealed')::boolean
      and v.policy = f.policy and v.status = 'ISSUED' and v.number = (c->>'since')::integer) end
  from clauses.in_force(split_part(subject, '.', 1), moment) f
$$;

-- Puts a draft in force. Only the approval of its request does: whoever has the right to sign has no other.
create function clauses.issue(of_request uuid, of_name text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := nullif(current_setting('app.now', true), '')::timestamptz;
  draft clauses.policy_version;
  newest integer;
begin
  select * into strict draft from clauses.policy_version v where v.id = approvals.approved_record(of_request, of_name) for update;
  perform pg_advisory_xact_lock(hashtext('clauses.issue ' || draft.policy));
  select max(v.number) into newest from clauses.policy_version v where v.policy = draft.policy and v.status = 'ISSUED';
  if draft.status <> 'DRAFT' or draft.number <> newest + 1 then
    raise exception 'another version was issued meanwhile' using errcode = 'ZH005';
  end if;
  update clauses.policy_version v set status = 'ISSUED', issued_at = moment, effective_at = greatest(moment, draft.effective_from),
    issued_by_id = current_setting('app.person')::uuid, version = v.version + 1, updated_at = moment
  where v.id = draft.id returning * into draft;
  perform audit.append(json_build_array(json_build_object('action', 'policy issued', 'type', 'PolicyVersion', 'id', draft.id,
    'after', json_build_object('policy', draft.policy, 'number', draft.number, 'effectiveAt', draft.effective_at))));
end
$$;

-- What has begun keeps the version with which it began.
create function clauses.pin_duty() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.policy_version := (clauses.in_force(split_part(new.clause, '.', 1), new.begins_at)).number;
  return new;
end
$$;
create trigger pin_policy_version before insert on duties.duty for each row execute function clauses.pin_duty();

create function clauses.pin_request() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'UPDATE' then
    new.policy_versions := old.policy_versions;
    return new;
  end if;
  new.policy_versions := coalesce((
    select jsonb_object_agg(p, (clauses.in_force(p, new.created_at)).number)
    from (select distinct split_part(t->>'clause', '.', 1) as p from jsonb_array_elements(new.steps) t) named
    where p is not null and (clauses.in_force(p, new.created_at)).number is not null), '{}');
  return new;
end
$$;
create trigger pin_policy_versions before insert or update of policy_versions on approvals.request for each row execute function clauses.pin_request();
`,
};
