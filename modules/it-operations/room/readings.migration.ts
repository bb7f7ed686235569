import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

const tables = `
create table it_operations.room_check (${labelledColumns},
  room_id uuid not null references it_operations.machine_room,
  period text collate "C" not null,
  checked_by_id uuid not null references access.person,
  temperature double precision,
  humidity double precision,
  fire_equipment_ready boolean not null,
  safe boolean not null,
  clean boolean not null,
  notes text collate "C",
  fault_id uuid references it_operations.it_fault
);
create index on it_operations.room_check (room_id, period);
create index on it_operations.room_check (created_at, id);

create table it_operations.excursion (${labelledColumns},
  sensor_id uuid not null references it_operations.sensor,
  fault_id uuid not null references it_operations.it_fault,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  last_outside_at timestamptz(3) not null,
  worst double precision not null,
  readings integer not null,
  low double precision,
  high double precision,
  check (ended_at > began_at)
);
create unique index one_open_excursion on it_operations.excursion (sensor_id) where ended_at is null;
create index on it_operations.excursion (sensor_id, began_at desc);
create index on it_operations.excursion (fault_id);
create index on it_operations.excursion (created_at, id);

-- No entity: it is reached by the functions below alone. By its key a reading that comes again counts once; by time it is
-- forgotten, for which blocks are enough, since readings arrive about in the order of time.
create table it_operations.sensor_reading (
  sensor_id uuid not null references it_operations.sensor,
  at timestamptz(3) not null,
  value double precision not null,
  received_at timestamptz(3) not null,
  primary key (sensor_id, at)
);
create index on it_operations.sensor_reading using brin (at) with (autosummarize = on);

create table it_operations.reading_upkeep (
  one boolean primary key default true check (one),
  forgotten_at timestamptz(3)
);
insert into it_operations.reading_upkeep default values;
`;

const forgetting = `
-- What is older than it has to be kept, at most once a minute and so much at a time that it keeps pace.
create function it_operations.forget_readings(oldest timestamptz, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update it_operations.reading_upkeep set forgotten_at = moment
    where forgotten_at is null or forgotten_at <= moment - interval '1 minute' or forgotten_at > moment;
  if found then
    delete from it_operations.sensor_reading where ctid = any (array(
      select r.ctid from it_operations.sensor_reading r where r.at < oldest limit 200000));
  end if;
end
$$;
`;

const excursions = `
-- An excursion that begins, with the fault that it raises. Answers the fault, for the duty to remove it.
create function it_operations.begin_excursion(s it_operations.sensor, r it_operations.sensor_reading, until timestamptz, low double precision,
  high double precision, moment timestamptz) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  fault it_operations.it_fault;
  e it_operations.excursion;
begin
  insert into it_operations.it_fault (id, created_at, updated_at, label, compartments, keeper_id, number, room_id, source, severity,
    stops_service, description, occurred_at)
  select gen_random_uuid(), moment, moment, m.label, m.compartments, m.keeper_id,
    'GZ-I-' || lpad(nextval('it_operations.fault_number_internal')::text, 6, '0'), m.id, 'READING', 'MAJOR', false,
    format('%s %s: %s %s [%s, %s]', m.name, s.name, r.value, case s.quantity when 'TEMPERATURE' then '°C' else '%' end,
      coalesce(low::text, '-'), coalesce(high::text, '-')), r.at
  from it_operations.machine_room m where m.id = s.room_id
  returning * into fault;
  insert into it_operations.excursion (id, created_at, updated_at, label, compartments, keeper_id, sensor_id, fault_id, began_at, ended_at,
    last_outside_at, worst, readings, low, high)
  values (gen_random_uuid(), moment, moment, s.label, s.compartments, s.keeper_id, s.id, fault.id, r.at, until, r.at, r.value, 1, low, high)
  returning * into e;
  perform audit.append(json_build_array(
    json_build_object('action', 'create', 'type', 'ItFault', 'id', fault.id, 'label', fault.label, 'compartments', fault.compartments,
      'after', json_build_object('number', fault.number, 'room', fault.room_id, 'description', fault.description, 'occurredAt', fault.occurred_at)),
    json_build_object('action', 'create', 'type', 'Excursion', 'id', e.id, 'label', e.label, 'compartments', e.compartments,
      'after', json_build_object('sensor', s.id, 'fault', fault.id, 'beganAt', e.began_at, 'value', r.value))));
  return json_build_object('id', fault.id, 'severity', fault.severity, 'label', fault.label, 'compartments', fault.compartments,
    'keeper', fault.keeper_id);
end
$$;

-- What one reading of a sensor that is or was beyond its limits means. Answers a fault where it begins an excursion.
create function it_operations.follow_excursion(s it_operations.sensor, r it_operations.sensor_reading, low double precision,
  high double precision, quiet interval, moment timestamptz) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  e it_operations.excursion;
  next_at timestamptz;
begin
  if r.value >= coalesce(low, '-infinity') and r.value <= coalesce(high, 'infinity') then
    update it_operations.excursion x set ended_at = r.at, updated_at = moment, version = x.version + 1
      where x.sensor_id = s.id and x.ended_at is null and r.at > x.last_outside_at;
    return null;
  end if;
  -- A late one is followed by one that came before it.
  if r.at < s.last_reading_at then
    select min(n.at) into next_at from it_operations.sensor_reading n where n.sensor_id = s.id and n.at > r.at;
  end if;
  -- It belongs to the excursion around it, to one that ended moments ago, or to one that begins with the reading after it.
  select x.* into e from it_operations.excursion x join it_operations.it_fault f on f.id = x.fault_id
    where x.sensor_id = s.id and (f.status <> 'CLOSED' or (x.began_at <= r.at and coalesce(x.ended_at, 'infinity') > r.at))
      and ((x.began_at <= r.at and coalesce(x.ended_at, 'infinity') > r.at - quiet) or x.began_at = next_at)
    order by x.began_at desc limit 1;
  if not found then
    return it_operations.begin_excursion(s, r, next_at, low, high, moment);
  end if;
  update it_operations.excursion x set
    began_at = least(x.began_at, r.at),
    ended_at = case when x.ended_at > r.at then x.ended_at else next_at end,
    last_outside_at = greatest(x.last_outside_at, r.at),
    readings = x.readings + 1,
    worst = case when greatest(r.value - x.high, x.low - r.value) > greatest(x.worst - x.high, x.low - x.worst) then r.value else x.worst end,
    updated_at = moment, version = x.version + 1
  where x.id = e.id;
  return null;
end
$$;
`;

const taking = `
-- Takes readings: each of a sensor and a moment once. Those beyond the limits begin or prolong an excursion.
create function it_operations.take_readings(given json, moment timestamptz, oldest timestamptz, latest timestamptz, limits jsonb,
  quiet interval) returns json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  added it_operations.sensor_reading[];
  fitting integer;
  refused json;
  raised jsonb := '[]';
  fault json;
  s it_operations.sensor;
  r it_operations.sensor_reading;
  bound record;
begin
  perform it_operations.forget_readings(oldest, moment);
  -- In one order, so that two machines do not wait for each other.
  perform 1 from it_operations.sensor x where x.name in (select g->>'sensor' from json_array_elements(given) g) order by x.id for update;
  with read as (
    select g.place, g.e->>'sensor' as name, (g.e->>'at')::timestamptz(3) as at, (g.e->>'value')::double precision as value
    from json_array_elements(given) with ordinality g(e, place)
  ), judged as (
    select read.*, x.id as sensor_id, case when x.id is null then 'UNKNOWN_SENSOR' when read.at > latest then 'TO_COME'
      when read.at < oldest then 'TOO_OLD' end as refusal
    from read left join it_operations.sensor x on x.name = read.name
  ), fresh as (
    insert into it_operations.sensor_reading as t (sensor_id, at, value, received_at)
    select distinct on (j.sensor_id, j.at) j.sensor_id, j.at, j.value, moment from judged j where j.refusal is null
    order by j.sensor_id, j.at, j.place
    on conflict do nothing returning t as reading
  ), settled as (
    -- The first reading of a sensor and moment stays, be it of before or of this batch; another value is told.
    select j.place, j.name, case when j.refusal is not null then j.refusal
      when coalesce(t.value, (f.reading).value) <> j.value then 'CONFLICT' end as refusal
    from judged j left join it_operations.sensor_reading t on t.sensor_id = j.sensor_id and t.at = j.at
      left join fresh f on (f.reading).sensor_id = j.sensor_id and (f.reading).at = j.at
  )
  select (select array_agg(fresh.reading order by (fresh.reading).sensor_id, (fresh.reading).at) from fresh),
    count(*) filter (where refusal is null),
    coalesce(json_agg(json_build_object('place', place - 1, 'sensor', name, 'reason', refusal) order by place)
      filter (where refusal is not null), '[]')
  into added, fitting, refused from settled;
  for bound in
    with bounded as (
      select x as sensor, n as reading, n.sensor_id, n.at,
        coalesce(case x.quantity when 'TEMPERATURE' then m.temperature_low else m.humidity_low end,
          (limits->x.quantity->>'low')::double precision) as low,
        coalesce(case x.quantity when 'TEMPERATURE' then m.temperature_high else m.humidity_high end,
          (limits->x.quantity->>'high')::double precision) as high
      from unnest(added) n join it_operations.sensor x on x.id = n.sensor_id join it_operations.machine_room m on m.id = x.room_id
    ), of_interest as (
      select b.sensor_id from bounded b where (b.reading).value < b.low or (b.reading).value > b.high
      union select e.sensor_id from it_operations.excursion e where e.ended_at is null and e.sensor_id in (select sensor_id from bounded)
    )
    select b.sensor, b.reading, b.low, b.high from bounded b where b.sensor_id in (select sensor_id from of_interest)
    order by b.sensor_id, b.at
  loop
    s := bound.sensor;
    r := bound.reading;
    fault := it_operations.follow_excursion(s, r, bound.low, bound.high, quiet, moment);
    if fault is not null then
      raised := raised || fault::jsonb;
    end if;
  end loop;
  update it_operations.sensor x set last_reading_at = n.at, last_value = n.value
    from (select distinct on (u.sensor_id) u.* from unnest(added) u order by u.sensor_id, u.at desc) n
    where x.id = n.sensor_id and (x.last_reading_at is null or x.last_reading_at < n.at);
  return json_build_object('accepted', coalesce(cardinality(added), 0), 'repeated', fitting - coalesce(cardinality(added), 0),
    'refused', refused, 'faults', raised);
end
$$;

-- Readings of a sensor in steps of time: of whoever sees the sensor, which the statement around it asks.
create function it_operations.reading_steps(of_sensor uuid, from_at timestamptz, until timestamptz, step interval)
  returns table (at timestamptz, readings integer, lowest double precision, mean double precision, highest double precision)
  language sql stable security definer set search_path = pg_catalog as $$
  select date_bin(step, r.at, from_at), count(*)::integer, min(r.value), avg(r.value), max(r.value)
  from it_operations.sensor_reading r where r.sensor_id = of_sensor and r.at >= from_at and r.at < until group by 1 order by 1
$$;
`;

export const readings: Migration = { name: '0005-readings', up: tables + forgetting + excursions + taking };
