import type { Migration } from '../module.js';

const tables = `
-- What the modules declare, as far as row security has to know it.
create table duties.definition (
  name text collate "C" primary key,
  module text collate "C" not null,
  seen_by text[] not null,
  waived_by text[] not null,
  waives_own boolean not null,
  known_since timestamptz(3) not null
);

create table duties.duty (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  name text collate "C" not null,
  module text collate "C" not null,
  clause text collate "C" not null,
  record_type text collate "C",
  record_id uuid,
  person_id uuid references access.person,
  role text collate "C",
  department_id uuid references access.department,
  period text collate "C",
  begins_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  provisional boolean not null,
  interpretation text collate "C",
  fulfilled_at timestamptz(3),
  fulfilled_by_id uuid references access.person,
  waived_at timestamptz(3),
  waived_by_id uuid references access.person,
  waive_reason text collate "C",
  breached_at timestamptz(3),
  breach_noted_at timestamptz(3),
  state text collate "C" not null generated always as (
    case when waived_at is not null then 'WAIVED'
      when fulfilled_at is not null and breached_at is not null then 'LATE'
      when fulfilled_at is not null then 'DONE'
      when breached_at is not null then 'BREACHED'
      else 'DUE' end) stored,
  -- From where and how the deadline is counted, and the years whose calendar has a say in it.
  from_at timestamptz(3) not null,
  term jsonb not null,
  years integer[] not null,
  -- When whoever is responsible is reminded, and which of these comes next.
  reminders timestamptz[] not null,
  next_reminder_at timestamptz(3),
  check ((record_type is null) = (record_id is null)),
  check (person_id is not null or role is not null),
  check ((waived_at is null) = (waive_reason is null)),
  check (waived_at is null or fulfilled_at is null),
  check ((breached_at is null) = (breach_noted_at is null))
);
create unique index once_a_period on duties.duty (name, period) where period is not null;
create index open_by_deadline on duties.duty (due_at) where fulfilled_at is null and waived_at is null and breached_at is null;
create index by_reminder on duties.duty (next_reminder_at) where next_reminder_at is not null;
create index by_breach on duties.duty (breach_noted_at) where breach_noted_at is not null;
create index by_begin on duties.duty (begins_at) where period is not null;
create index open_by_year on duties.duty using gin (years) where provisional or (fulfilled_at is null and waived_at is null);
create index on duties.duty (due_at, id);
create index on duties.duty (record_id, name) where record_id is not null;
create index on duties.duty (person_id, due_at) where person_id is not null;
create index on duties.duty (role, due_at) where person_id is null;
create index on duties.duty (department_id, due_at);
create index on duties.duty (clause, due_at);
create index on duties.duty (keeper_id) where keeper_id is not null;

-- Deadlines that were changed, so that it can be told what was due at any moment.
create table duties.rescheduling (
  id bigint generated always as identity primary key,
  duty_id uuid not null references duties.duty on delete cascade,
  at timestamptz(3) not null,
  reason text not null check (reason in ('DECREE', 'PAUSE')),
  due_before timestamptz(3) not null,
  due_after timestamptz(3) not null,
  provisional_before boolean not null,
  -- The breach that was withdrawn by it.
  breached_before timestamptz(3)
);
create index on duties.rescheduling (duty_id, at);

-- When modules were off: their duties are not breached meanwhile.
create table duties.pause (
  id bigint generated always as identity primary key,
  module text collate "C" not null,
  paused_from timestamptz(3) not null,
  paused_until timestamptz(3)
);
create index on duties.pause (module, paused_from);

create function duties.note_pause() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  if tg_op = 'INSERT' then
    insert into duties.pause (module, paused_from) values (new.name, moment);
  else
    update duties.pause set paused_until = greatest(moment, paused_from) where module = old.name and paused_until is null;
  end if;
  return null;
end
$$;
create trigger note_pause after insert or delete on switching.disabled_module for each row execute function duties.note_pause();
insert into duties.pause (module, paused_from) select name, changed_at from switching.disabled_module;
`;

const seeing = `
-- Names of the duties that somebody with the roles of the session may see without having to do them.
create function duties.names_seen() returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(name), '{}') from duties.definition
  where seen_by && (string_to_array(nullif(current_setting('app.roles', true), ''), ',') || '{*}')
$$;

-- Names of the duties that the roles of the session may waive; for their own, those that say so.
create function duties.names_waived(own boolean) returns text[]
  language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(name), '{}') from duties.definition
  where waived_by && string_to_array(nullif(current_setting('app.roles', true), ''), ',') and (waives_own or not own)
$$;

-- Whether the caller sees a duty. As a function, so that the policy of a row that points to it is not joined to all duties.
create function duties.sees(wanted uuid) returns boolean
  language plpgsql stable set search_path = pg_catalog as $$
begin
  return exists (select 1 from duties.duty d where d.id = wanted);
end
$$;

-- Whether a record of this label may be known to somebody.
create function duties.may_know(who uuid, lbl access.label, comps text[], keeper uuid, of_type text, of_id uuid, moment timestamptz)
  returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from access.person p where p.id = who and p.active and p.clearance >= lbl and comps <@ p.compartments
    and (lbl < 'SECRET' or keeper = who or exists (
      select from access."grant" g where g.person_id = who and g.record_type = of_type and g.record_id = of_id
        and g.action = 'read' and g.valid_from <= moment and (g.valid_until is null or g.valid_until > moment))))
$$;

-- Who holds a role: in the department or above it; where nobody does, anywhere.
create function duties.holders(wanted text, department uuid, moment timestamptz) returns setof uuid
  language sql stable security definer set search_path = pg_catalog as $$
  with recursive above as (
    select d.id, d.parent_id from access.department d where d.id = department
    union all
    select d.id, d.parent_id from access.department d join above on d.id = above.parent_id
  ), held as (
    select distinct a.person_id, a.department_id in (select id from above) as near
    from access.role_assignment a join access.person p on p.id = a.person_id and p.active
    where a.role = wanted and a.valid_from <= moment and (a.valid_until is null or a.valid_until > moment)
  )
  select distinct person_id from held
  where department is null or near or not exists (select from held where near)
$$;
`;

const writing = `
create function duties.entry(what text, d duties.duty, before json, after json, moment timestamptz) returns json
  language sql immutable set search_path = pg_catalog as $$
  select json_build_object('action', what, 'type', 'Duty', 'id', d.id, 'label', d.label, 'compartments', d.compartments,
    'clause', d.clause, 'before', before, 'after', after, 'at', moment)
$$;

create function duties.register(definitions json, moment timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into duties.definition (name, module, seen_by, waived_by, waives_own, known_since)
  select d->>'name', d->>'module', array(select json_array_elements_text(d->'seenBy')),
    array(select json_array_elements_text(d->'waivedBy')), (d->>'waivesOwn')::boolean, coalesce((d->>'since')::timestamptz, moment)
  from json_array_elements(definitions) d
  on conflict (name) do update set module = excluded.module, seen_by = excluded.seen_by,
    waived_by = excluded.waived_by, waives_own = excluded.waives_own,
    known_since = least(duties.definition.known_since, excluded.known_since)
$$;

create function duties.known_since() returns table (name text, since timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select name, known_since from duties.definition
$$;

-- Writes duties that begin; one of a period that is there already, or that ended while its module was off, is left out.
create function duties.begin(given json, moment timestamptz) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  begun duties.duty;
begin
  for begun in
    insert into duties.duty (id, created_at, updated_at, label, compartments, keeper_id, name, module, clause, record_type,
      record_id, person_id, role, department_id, period, begins_at, due_at, provisional, interpretation, from_at, term, years,
      reminders, next_reminder_at)
    select gen_random_uuid(), moment, moment, (g->>'label')::access.label,
      array(select json_array_elements_text(g->'compartments')), (g->>'keeper')::uuid, g->>'name', g->>'module', g->>'clause',
      g->>'recordType', (g->>'recordId')::uuid, (g->>'person')::uuid, g->>'role', (g->>'department')::uuid, g->>'period',
      (g->>'beginsAt')::timestamptz, (g->>'dueAt')::timestamptz, (g->>'provisional')::boolean, g->>'interpretation',
      (g->>'from')::timestamptz, (g->'term')::jsonb, array(select json_array_elements_text(g->'years')::integer), r.moments,
      case when (g->>'dueAt')::timestamptz > moment then r.moments[1] end
    from json_array_elements(given) g,
      lateral (select array(select json_array_elements_text(g->'reminders')::timestamptz order by 1) as moments) r
    where ((g->>'person') is null or duties.may_know((g->>'person')::uuid, (g->>'label')::access.label,
        array(select json_array_elements_text(g->'compartments')), (g->>'keeper')::uuid, g->>'recordType', (g->>'recordId')::uuid, moment))
      and ((g->>'period') is null or not exists (select from duties.pause p where p.module = g->>'module'
        and (g->>'dueAt')::timestamptz >= p.paused_from and (g->>'dueAt')::timestamptz < coalesce(p.paused_until, 'infinity')))
    on conflict (name, period) where period is not null do nothing
    returning *
  loop
    perform audit.append(json_build_array(duties.entry('create', begun, null, json_build_object('name', begun.name,
      'record', begun.record_id, 'person', begun.person_id, 'role', begun.role, 'period', begun.period, 'dueAt', begun.due_at,
      'provisional', begun.provisional, 'interpretation', begun.interpretation), moment)));
    return next begun.id;
  end loop;
end
$$;

-- What was to be done is done. Done too late, it was breached, whether or not a sweep had come to note it.
create function duties.fulfil(given json, moment timestamptz) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  done duties.duty;
begin
  for done in
    update duties.duty d set fulfilled_at = moment, fulfilled_by_id = nullif(current_setting('app.person', true), '')::uuid,
      breached_at = case when moment >= d.due_at then coalesce(d.breached_at, d.due_at) end,
      breach_noted_at = case when moment >= d.due_at then coalesce(d.breach_noted_at, moment) end,
      next_reminder_at = null, version = d.version + 1, updated_at = moment
    where d.name = given->>'name' and d.fulfilled_at is null and d.waived_at is null
      and d.record_id is not distinct from (given->>'recordId')::uuid
      and d.record_type is not distinct from given->>'recordType'
      and d.period is not distinct from given->>'period'
      and ((given->>'person') is null or d.person_id = (given->>'person')::uuid)
    returning *
  loop
    perform audit.append(json_build_array(duties.entry('duty fulfilled', done, null,
      json_build_object('dueAt', done.due_at, 'fulfilledAt', done.fulfilled_at, 'breachedAt', done.breached_at), moment)));
    return next done.id;
  end loop;
end
$$;

create function duties.waive(wanted uuid, reason text, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  waived duties.duty;
begin
  update duties.duty d set waived_at = moment, waived_by_id = current_setting('app.person')::uuid, waive_reason = reason,
    breached_at = case when moment >= d.due_at then coalesce(d.breached_at, d.due_at) end,
    breach_noted_at = case when moment >= d.due_at then coalesce(d.breach_noted_at, moment) end,
    next_reminder_at = null, version = d.version + 1, updated_at = moment
  where d.id = wanted and d.fulfilled_at is null and d.waived_at is null returning * into waived;
  if not found then
    raise exception using errcode = '40001';
  end if;
  perform audit.append(json_build_array(duties.entry('duty waived', waived, null, json_build_object('reason', reason), moment)));
end
$$;
`;

const sweeping = `
-- As many breaches as asked for, noted once, whichever instance comes first.
create function duties.breach(moment timestamptz, modules text[], at_most integer) returns setof duties.duty
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  breached duties.duty;
begin
  for breached in
    with late as (
      select d.id from duties.duty d
      where d.due_at <= moment and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null and d.module = any (modules)
      order by d.due_at limit at_most for update skip locked
    )
    update duties.duty d set breached_at = d.due_at, breach_noted_at = moment, next_reminder_at = null,
      version = d.version + 1, updated_at = moment
    from late where d.id = late.id returning d.*
  loop
    perform audit.append(json_build_array(duties.entry('duty breached', breached, null,
      json_build_object('dueAt', breached.due_at), moment)));
    return next breached;
  end loop;
end
$$;

-- Duties whose time for a reminder has come, with the number of that reminder; several that are overdue count as the last one.
create function duties.remind(moment timestamptz, modules text[], at_most integer) returns table (duty json, number integer)
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  return query
    with waiting as (
      select d.id from duties.duty d
      where d.next_reminder_at <= moment and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null
        and d.due_at > moment and d.module = any (modules)
      order by d.next_reminder_at limit at_most for update skip locked
    ), told as (
      update duties.duty d set next_reminder_at = (select min(m) from unnest(d.reminders) m where m > moment)
      from waiting where d.id = waiting.id returning d.*
    )
    select row_to_json(told), (select count(*)::integer from unnest(told.reminders) m where m <= moment) from told;
end
$$;

-- Duties whose time ran out while their module was off, with the moment at which it was on again.
create function duties.overtaken(moment timestamptz, modules text[], at_most integer) returns table (duty json, since timestamptz)
  language sql volatile security definer set search_path = pg_catalog as $$
  select row_to_json(d), p.paused_until
  from duties.pause p join duties.duty d on d.module = p.module and d.due_at >= p.paused_from and d.due_at < p.paused_until
  where p.paused_until <= moment and p.module = any (modules)
    and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null
  order by d.due_at limit at_most
$$;

create function duties.depending_on(wanted integer) returns setof json
  language sql stable security definer set search_path = pg_catalog as $$
  select row_to_json(d) from duties.duty d
  where (d.provisional or (d.fulfilled_at is null and d.waived_at is null)) and d.years @> array[wanted] order by d.id
$$;

-- New deadlines. A breach for which there was time after all is withdrawn. Answers the duties whose deadline is another now.
create function duties.reschedule(given json, why text, moment timestamptz) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  g json;
  old duties.duty;
  new_due timestamptz;
  in_time boolean;
begin
  for g in select * from json_array_elements(given) loop
    select * into old from duties.duty where id = (g->>'id')::uuid for update;
    new_due := (g->>'dueAt')::timestamptz;
    -- Done or waived meanwhile, or moved by another instance.
    continue when old.due_at <> (g->>'dueBefore')::timestamptz or (why = 'PAUSE' and (old.fulfilled_at is not null or old.waived_at is not null));
    in_time := new_due > coalesce(old.fulfilled_at, old.waived_at, moment);
    insert into duties.rescheduling (duty_id, at, reason, due_before, due_after, provisional_before, breached_before)
    values (old.id, moment, why, old.due_at, new_due, old.provisional, case when in_time then old.breached_at end);
    update duties.duty d set due_at = new_due, provisional = (g->>'provisional')::boolean,
      years = array(select json_array_elements_text(g->'years')::integer),
      from_at = (g->>'from')::timestamptz, term = (g->'term')::jsonb,
      reminders = array(select json_array_elements_text(g->'reminders')::timestamptz order by 1),
      next_reminder_at = case when old.fulfilled_at is null and old.waived_at is null then
        (select min(m::timestamptz) from json_array_elements_text(g->'reminders') m where m::timestamptz > moment) end,
      breached_at = case when not in_time then old.breached_at end,
      breach_noted_at = case when not in_time then old.breach_noted_at end,
      version = d.version + 1, updated_at = moment
    where d.id = old.id;
    if new_due <> old.due_at then
      perform audit.append(json_build_array(duties.entry('duty rescheduled', old,
        json_build_object('dueAt', old.due_at, 'breachedAt', old.breached_at), json_build_object('dueAt', new_due, 'reason', why), moment)));
      return next old.id;
    end if;
  end loop;
end
$$;

create function duties.reschedulings(wanted uuid[]) returns setof json
  language sql stable security definer set search_path = pg_catalog as $$
  select row_to_json(r) from duties.rescheduling r where r.duty_id = any (wanted) order by r.id
$$;

-- What a clock that ran ahead has written: breaches and periods of a time that has not come.
create function duties.take_back(moment timestamptz, reminded uuid[]) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  ahead timestamptz := moment + interval '1 hour';
  taken integer;
  more integer;
begin
  delete from duties.duty where period is not null and begins_at > ahead and fulfilled_at is null and waived_at is null;
  get diagnostics taken = row_count;
  update duties.duty d set breached_at = null, breach_noted_at = null,
    next_reminder_at = (select min(m) from unnest(d.reminders) m where m > moment), version = d.version + 1, updated_at = moment
  where d.breach_noted_at > ahead and d.fulfilled_at is null and d.waived_at is null;
  get diagnostics more = row_count;
  update duties.duty d set next_reminder_at = (select min(m) from unnest(d.reminders) m where m > moment)
  where d.id = any (reminded) and d.fulfilled_at is null and d.waived_at is null and d.breached_at is null;
  if taken + more > 0 then
    perform audit.append(json_build_array(json_build_object('action', 'duties taken back', 'type', 'Duty', 'at', moment,
      'after', json_build_object('periods', taken, 'breaches', more))));
  end if;
  return taken + more;
end
$$;
`;

export const migrations: Migration[] = [{ name: '0001-duties', up: tables + seeing + writing + sweeping }];
