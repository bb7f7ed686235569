import type { Migration } from '../../module.js';

/** People whom an outside identity provider signs in, and the roles that its groups give them for a request. */
export const oidc: Migration = {
  name: '0004-outside-identity',
  up: `
create function access.department_at(path json) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  found_id uuid;
  step text;
begin
  for step in select json_array_elements_text(path) loop
    select d.id into found_id from access.department d where d.name = step and d.parent_id is not distinct from found_id;
    if found_id is null then
      return null;
    end if;
  end loop;
  return found_id;
end
$$;

-- Roles in force at a moment, those held here and those of groups, with everything that a request needs of a person, and
-- when that changes next. Of ADMINISTRATOR and AUDITOR a group never gives the one beside the other.
drop function access.rights_of(uuid, timestamptz);
create function access.rights_of(wanted uuid, at timestamptz, group_roles json) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive assigned as (
    select role, department_id, valid_from from access.role_assignment
    where person_id = wanted and valid_from <= at and (valid_until is null or valid_until > at)
  ), mapped as (
    select g->>'role' as role, access.department_at(g->'department') as department_id
    from json_array_elements(group_roles) as g
  ), named as (
    select role from assigned union select role from mapped
  ), held as (
    select * from assigned
    union all
    select m.role, m.department_id, at from mapped m
    where m.department_id is not null
      and (m.role not in ('ADMINISTRATOR', 'AUDITOR')
        or not exists (select from named n where n.role in ('ADMINISTRATOR', 'AUDITOR') and n.role <> m.role))
  ), below as (
    select department_id as id from held
    union
    select d.id from access.department d join below on d.parent_id = below.id
  )
  select json_build_object(
    'name', p.name,
    'displayName', p.display_name,
    'clearance', p.clearance,
    'compartments', p.compartments,
    'mustChangePassword', coalesce((select c.one_time from access.credential c where c.person_id = p.id), false),
    'roles', coalesce((select json_agg(distinct role) from held), '[]'),
    'department', (select department_id from held order by valid_from, department_id limit 1),
    'departments', coalesce((select json_agg(id) from below), '[]'),
    'nextChange', (
      select min(moment) from access.role_assignment a, lateral (values (a.valid_from), (a.valid_until)) as m(moment)
      where a.person_id = wanted and moment > at
    )
  )
  from access.person p where p.id = wanted and p.active
$$;

create function access.person_of_subject(subject text) returns uuid
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id from access.person p where p.external_subject = subject
$$;

-- Without any right. Answers null if the name belongs to somebody else, who is never taken over.
create function access.create_external_person(subject text, wanted_name text, wanted_display_name text, at timestamptz) returns uuid
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into access.person (id, created_at, updated_at, name, display_name, external_subject)
  values (gen_random_uuid(), at, at, wanted_name, wanted_display_name, subject)
  on conflict do nothing;
  return access.person_of_subject(subject);
end
$$;
`,
};
