import type { Migration } from '../module.js';

/** Which role somebody holds where: a post in one department gives nothing in another. */
export const posts: Migration = {
  name: '0008-posts',
  up: `
create or replace function access.rights_of(wanted uuid, at timestamptz, group_roles json) returns json
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
    'posts', coalesce((select json_agg(distinct jsonb_build_object('role', h.role, 'department', h.department_id)) from held h), '[]'),
    'departments', coalesce((select json_agg(id) from below), '[]'),
    'nextChange', (
      select min(moment) from access.role_assignment a, lateral (values (a.valid_from), (a.valid_until)) as m(moment)
      where a.person_id = wanted and moment > at
    )
  )
  from access.person p where p.id = wanted and p.active
$$;

-- In which departments the viewer holds one of these roles, with all below them. Asked once for a statement.
create function access.departments_as(any_of text[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive held as (
    select split_part(p, ':', 2)::uuid as id
    from unnest(string_to_array(nullif(current_setting('app.posts', true), ''), ',')) as p
    where split_part(p, ':', 1) = any (any_of)
    union
    select d.id from access.department d join held on d.parent_id = held.id
  )
  select coalesce(array_agg(h.id), '{}') from held h
$$;
`,
};

/** The same the other way round: for rows that name a role and a department. */
export const postsBelow: Migration = {
  name: '0009-posts-below',
  up: `
-- ROLE:department of each post that the viewer holds, with all departments below it. Asked once for a statement.
create function access.posts_below() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive held as (
    select split_part(p, ':', 1) as role, nullif(split_part(p, ':', 2), '')::uuid as department_id
    from unnest(string_to_array(nullif(current_setting('app.posts', true), ''), ',')) as p
    union
    select h.role, d.id from held h join access.department d on d.parent_id = h.department_id
  )
  select coalesce(array_agg(role || ':' || department_id), '{}') from held where department_id is not null
$$;
`,
};
