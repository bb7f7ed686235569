/** How the counted columns of the register stood at any time: one row for each change, kept by triggers, never altered. */
export const registerHistory = `
-- Not an entity: it is counted by the functions below and read by nobody. The position orders changes as they were made;
-- begun_at never goes back for a customer, whatever the clock does.
create table customers.register_history (
  position bigint generated always as identity primary key,
  customer_id uuid not null,
  begun_at timestamptz(3) not null,
  registered_at timestamptz(3) not null,
  removed boolean not null,
  label access.label not null,
  compartments text[] not null,
  keeper_id uuid,
  kind text collate "C" not null,
  profession text collate "C",
  province text collate "C",
  department_id uuid not null,
  capital_amount numeric(18, 2),
  capital_currency text collate "C"
);
create index on customers.register_history (customer_id, position desc);

create function customers.refuse_history() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the history of the register is only added to' using errcode = 'ZH103';
end
$$;
create trigger append_only before update or delete or truncate on customers.register_history
  for each statement execute function customers.refuse_history();

-- A destroyed file has lost its index entry.
create function customers.note_registered() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into customers.register_history (customer_id, begun_at, registered_at, removed, label, compartments, keeper_id, kind,
    profession, province, department_id, capital_amount, capital_currency)
  select a.id, coalesce(nullif(current_setting('app.now', true), '')::timestamptz, a.created_at), a.created_at, false, a.label,
    a.compartments, a.keeper_id, a.kind, a.profession, a.province, a.department_id, a.capital_amount, a.capital_currency
  from added a;
  return null;
end
$$;
create trigger note_registered after insert on customers.customer
  referencing new table as added for each statement execute function customers.note_registered();

create function customers.note_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
  gone boolean := tg_op = 'DELETE' or new.index = '';
  c customers.customer := case when tg_op = 'DELETE' then old else new end;
begin
  insert into customers.register_history (customer_id, begun_at, registered_at, removed, label, compartments, keeper_id, kind,
    profession, province, department_id, capital_amount, capital_currency)
  select c.id, greatest(moment, (select max(h.begun_at) from customers.register_history h where h.customer_id = c.id)),
    c.created_at, gone, c.label, c.compartments, c.keeper_id, c.kind, c.profession, c.province, c.department_id,
    c.capital_amount, c.capital_currency;
  return null;
end
$$;
create trigger note_changed after update on customers.customer for each row
  when ((old.label, old.compartments, old.keeper_id, old.kind, old.profession, old.province, old.department_id,
      old.capital_amount, old.capital_currency, old.index = '')
    is distinct from (new.label, new.compartments, new.keeper_id, new.kind, new.profession, new.province, new.department_id,
      new.capital_amount, new.capital_currency, new.index = ''))
  execute function customers.note_changed();
create trigger note_removed after delete on customers.customer for each row execute function customers.note_changed();

insert into customers.register_history (customer_id, begun_at, registered_at, removed, label, compartments, keeper_id, kind,
  profession, province, department_id, capital_amount, capital_currency)
select c.id, c.created_at, c.created_at, c.index = '', c.label, c.compartments, c.keeper_id, c.kind, c.profession, c.province,
  c.department_id, c.capital_amount, c.capital_currency
from customers.customer c order by c.created_at, c.id;
`;

/** The figures of a report, from the history alone: the same question always has the same answer. */
export const counting = `
-- Waits for changes of the register that are under way, and holds further ones back until the commit. Answers the position
-- up to which everything is there.
create function customers.hold_register() returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  lock table customers.customer in share mode;
  return (select coalesce(max(position), 0) from customers.register_history);
end
$$;

-- Counts the files that the register held at a moment. A file counts under the higher of its label then and its label at the
-- position, so that what has become secret meanwhile enters nothing lower; from SECRET up only for its keeper; one in a
-- compartment never.
create function customers.count_register(form json, moment timestamptz, up_to_position bigint, highest access.label, counter uuid, since timestamptz)
  returns json language sql stable security definer set search_path = pg_catalog as $$
  with newest as (
    select distinct on (h.customer_id) h.customer_id, h.label, h.compartments, h.keeper_id
    from customers.register_history h where h.position <= up_to_position order by h.customer_id, h.position desc
  ), stood as (
    select distinct on (h.customer_id) h.*
    from customers.register_history h where h.position <= up_to_position and h.begun_at <= moment
    order by h.customer_id, h.position desc
  ), counted as (
    select s.*, greatest(s.label, n.label) as counts_as from stood s join newest n using (customer_id)
    where not s.removed
      and greatest(s.label, n.label) <= least(highest, nullif(current_setting('app.clearance', true), '')::access.label)
      and s.compartments = '{}' and n.compartments = '{}'
      and (s.label < 'SECRET' or s.keeper_id = counter) and (n.label < 'SECRET' or n.keeper_id = counter)
      and (since is null or s.registered_at >= since)
      and (json_array_length(form->'kinds') = 0 or s.kind in (select json_array_elements_text(form->'kinds')))
      and (json_array_length(form->'professions') = 0 or s.profession in (select json_array_elements_text(form->'professions')))
      and (json_array_length(form->'provinces') = 0 or s.province in (select json_array_elements_text(form->'provinces')))
      and (json_array_length(form->'departments') = 0 or s.department_id::text in (select json_array_elements_text(form->'departments')))
  ), keyed as (
    select c.*, array(select case g.name
        when 'KIND' then c.kind
        when 'PROFESSION' then c.profession
        when 'PROVINCE' then c.province
        when 'DEPARTMENT' then c.department_id::text
        when 'LABEL' then c.counts_as::text
        when 'MONTH' then to_char(c.registered_at at time zone 'Asia/Shanghai', 'YYYY-MM')
      end from json_array_elements_text(form->'groups') with ordinality g(name, place) order by g.place) as keys,
      case when c.capital_currency = form->>'capitalCurrency' then c.capital_amount end as capital
    from counted c
  ), figures as (
    select case when grouping(keys) = 0 then keys end as keys, count(*) as files, count(capital) as capital_files,
      sum(capital)::numeric(20, 2)::text as capital_sum, avg(capital)::numeric(20, 2)::text as capital_mean
    from keyed group by grouping sets ((keys), ())
  )
  select json_build_object(
    'label', (select coalesce(max(counts_as), 'PUBLIC') from counted),
    'departments', (select coalesce(json_object_agg(d.id, d.name), '{}') from access.department d
      where d.id in (select department_id from counted)),
    'total', (select row_to_json(f) from figures f where keys is null),
    'rows', (select coalesce(json_agg(f), '[]') from (select * from figures where keys is not null limit 2001) f))
$$;
`;
