/** What a request does with duties: nobody writes to the table itself. */
export const writingFunctions = `
create function duties.entry(what text, d duties.duty, before json, after json, moment timestamptz) returns json
  language sql immutable set search_path = pg_catalog as $$
  select json_build_object('action', what, 'type', 'Duty', 'id', d.id, 'label', d.label, 'compartments', d.compartments,
    'clause', d.clause, 'before', before, 'after', after, 'at', moment)
$$;

create function duties.register(definitions json) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into duties.definition (name, module, seen_by, waived_by, waives_own, known_since)
  select d->>'name', d->>'module', array(select json_array_elements_text(d->'seenBy')),
    array(select json_array_elements_text(d->'waivedBy')), (d->>'waivesOwn')::boolean, (d->>'since')::timestamptz
  from json_array_elements(definitions) d
  on conflict (name) do update set module = excluded.module, seen_by = excluded.seen_by, waived_by = excluded.waived_by,
    waives_own = excluded.waives_own, known_since = coalesce(excluded.known_since, duties.definition.known_since)
$$;

-- Since when there are periods of a duty: since they were first asked for. Earlier only where a clock that ran ahead asked first.
create function duties.known_since(wanted text, moment timestamptz) returns timestamptz
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update duties.definition d set known_since = moment where d.name = wanted and (d.known_since is null
    or (d.known_since > moment and not exists (select from duties.duty u where u.name = wanted and u.period is not null)));
  return (select d.known_since from duties.definition d where d.name = wanted);
end
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
      reminders, next_reminder_at, each_holder)
    select gen_random_uuid(), moment, moment, (g->>'label')::access.label,
      array(select json_array_elements_text(g->'compartments')), (g->>'keeper')::uuid, g->>'name', g->>'module', g->>'clause',
      g->>'recordType', (g->>'recordId')::uuid, (g->>'person')::uuid, g->>'role', (g->>'department')::uuid, g->>'period',
      (g->>'beginsAt')::timestamptz, (g->>'dueAt')::timestamptz, (g->>'provisional')::boolean, g->>'interpretation',
      (g->>'from')::timestamptz, (g->'term')::jsonb, array(select json_array_elements_text(g->'years')::integer), r.moments,
      case when (g->>'dueAt')::timestamptz > moment then r.moments[1] end, coalesce((g->>'eachHolder')::boolean, false)
    from json_array_elements(given) g,
      lateral (select array(select json_array_elements_text(g->'reminders')::timestamptz order by 1) as moments) r
    where ((g->>'person') is null or duties.may_know((g->>'person')::uuid, (g->>'label')::access.label,
        array(select json_array_elements_text(g->'compartments')), (g->>'keeper')::uuid, g->>'recordType', (g->>'recordId')::uuid, moment))
      and ((g->>'period') is null or not exists (select from duties.pause p where p.module = g->>'module'
        and (g->>'dueAt')::timestamptz >= p.paused_from and (g->>'dueAt')::timestamptz < coalesce(p.paused_until, 'infinity')))
    on conflict do nothing
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
