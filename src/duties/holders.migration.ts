import type { Migration } from '../module.js';

/** Duties of which each holder of a role has one. */
export const holdersMigration: Migration = {
  name: '0003-holders',
  up: `
-- The version of the policy that was in force when it began, which it keeps.
alter table duties.duty add column policy_version integer;

alter table duties.duty add column each_holder boolean not null default false;
-- Once for each person; whoever leaves the role and comes back is asked again.
create unique index once_a_holder on duties.duty (name, record_id, person_id)
  where each_holder and (waived_at is null or waived_by_id is not null);

-- Who holds any of the roles and has no such duty about the record yet, with the department in which they hold it.
create function duties.holders_without(wanted text, record uuid, roles text[], moment timestamptz)
  returns table (person_id uuid, department_id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (a.person_id) a.person_id, a.department_id
  from access.role_assignment a join access.person p on p.id = a.person_id and p.active
  where a.role = any (roles) and a.valid_from <= moment and (a.valid_until is null or a.valid_until > moment)
    and not exists (select from duties.duty d where d.name = wanted and d.record_id = record and d.person_id = a.person_id
      and d.each_holder and (d.waived_at is null or d.waived_by_id is not null))
  order by a.person_id, a.valid_from, a.department_id
$$;

-- Ends what is open of whoever holds none of the roles any more, or is about a record that is not asked for any more.
create function duties.release_holders(wanted text, record uuid, roles text[], moment timestamptz) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  released duties.duty;
  done integer := 0;
begin
  for released in
    update duties.duty d set waived_at = moment, next_reminder_at = null, version = d.version + 1, updated_at = moment,
      waive_reason = case when d.record_id is distinct from record then '已有新的版本或不再要求 (no longer asked for)'
        else '不再担任相关岗位 (no longer holds the post)' end,
      breached_at = case when moment >= d.due_at then coalesce(d.breached_at, d.due_at) end,
      breach_noted_at = case when moment >= d.due_at then coalesce(d.breach_noted_at, moment) end
    where d.name = wanted and d.each_holder and d.fulfilled_at is null and d.waived_at is null
      and (d.record_id is distinct from record or not exists (
        select from access.role_assignment a join access.person p on p.id = a.person_id and p.active
        where a.person_id = d.person_id and a.role = any (roles) and a.valid_from <= moment
          and (a.valid_until is null or a.valid_until > moment)))
    returning *
  loop
    perform audit.append(json_build_array(duties.entry('duty waived', released, null,
      json_build_object('reason', released.waive_reason), moment)));
    done := done + 1;
  end loop;
  return done;
end
$$;
create index open_of_holders on duties.duty (name) where each_holder and fulfilled_at is null and waived_at is null;
`,
};
