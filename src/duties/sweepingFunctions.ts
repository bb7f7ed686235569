/** What a sweep and the import of a calendar do with duties. */
export const sweepingFunctions = `
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
        -- What the database knows of modules counts: an instance may not have heard yet that one is off.
        and not exists (select from duties.pause p where p.module = d.module
          and d.due_at >= p.paused_from and d.due_at < coalesce(p.paused_until, 'infinity'))
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
