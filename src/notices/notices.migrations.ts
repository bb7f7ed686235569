import type { Migration } from '../module.js';
import { requestNotices } from './requestNotices.migration.js';

export const migrations: Migration[] = [
  {
    name: '0001-notices',
    up: `
create table notices.notice (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  label access.label not null,
  compartments text[] not null default '{}',
  keeper_id uuid references access.person,
  person_id uuid not null references access.person,
  kind text collate "C" not null check (kind in ('REMINDER', 'BREACHED', 'ESCALATED', 'RESCHEDULED', 'OTHER')),
  -- Which one of a kind, so that each is told once.
  stage text collate "C" not null,
  duty_id uuid references duties.duty on delete cascade,
  record_type text collate "C",
  record_id uuid,
  message jsonb not null,
  read_at timestamptz(3)
);
create unique index once on notices.notice (duty_id, kind, stage, person_id) where duty_id is not null;
create index on notices.notice (person_id, created_at, id);
create index on notices.notice (person_id, created_at) where read_at is null;
create index on notices.notice (created_at) where duty_id is not null;
create index on notices.notice (keeper_id) where keeper_id is not null;
create index on notices.notice (record_id) where record_id is not null;

create table notices.address (
  person_id uuid primary key references access.person,
  email text not null,
  set_at timestamptz(3) not null
);

-- Mails that wait. Whoever takes one has until next_try_at before another instance tries.
create table notices.mail (
  notice_id uuid primary key references notices.notice on delete cascade,
  tries integer not null default 0,
  next_try_at timestamptz(3),
  sent_at timestamptz(3),
  given_up_at timestamptz(3),
  last_error text
);
create index on notices.mail (next_try_at) where next_try_at is not null;

-- Tells whoever may know: the person named, or all who hold the role. Once for each duty, kind, stage and person.
create function notices.tell(items json, moment timestamptz, by_mail boolean) returns setof uuid
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  return query
    with told as (
      insert into notices.notice (id, created_at, updated_at, label, compartments, keeper_id, person_id, kind, stage, duty_id, record_type, record_id, message)
      select gen_random_uuid(), moment, moment, i.label, i.compartments, i.keeper_id, r.person_id, i.kind, i.stage, i.duty_id, i.record_type, i.record_id, i.message
      from (
        select n->>'kind' as kind, coalesce(n->>'stage', '') as stage, d.id as duty_id, (n->'message')::jsonb as message,
          coalesce(d.label, (n->>'label')::access.label) as label, coalesce(d.keeper_id, (n->>'keeper')::uuid) as keeper_id,
          coalesce(d.compartments, array(select json_array_elements_text(coalesce(n->'compartments', '[]')))) as compartments,
          coalesce(d.record_type, n->>'recordType') as record_type, coalesce(d.record_id, (n->>'recordId')::uuid) as record_id,
          (n->>'person')::uuid as to_person, n->>'role' as to_role, (n->>'department')::uuid as to_department, d.person_id as responsible
        from json_array_elements(items) n left join duties.duty d on d.id = (n->>'duty')::uuid
        where (n->>'duty') is null or d.id is not null
      ) i, lateral (
        select i.to_person as person_id where i.to_person is not null
        union
        select h from duties.holders(i.to_role, i.to_department, moment) h where i.to_person is null
      ) r
      where exists (select from access.person p where p.id = r.person_id and p.active)
        and (r.person_id = i.responsible
          or duties.may_know(r.person_id, i.label, i.compartments, i.keeper_id, i.record_type, i.record_id, moment))
      on conflict (duty_id, kind, stage, person_id) where duty_id is not null do nothing
      returning id, person_id
    ), mailed as (
      insert into notices.mail (notice_id, next_try_at)
      select t.id, moment from told t join notices.address a on a.person_id = t.person_id where by_mail
    )
    select id from told;
end
$$;

create function notices.mark_read(wanted uuid[], moment timestamptz) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  marked integer;
begin
  update notices.notice set read_at = moment, version = version + 1, updated_at = moment
  where person_id = nullif(current_setting('app.person', true), '')::uuid and read_at is null and (wanted is null or id = any (wanted));
  get diagnostics marked = row_count;
  return marked;
end
$$;

create function notices.own_address() returns text
  language sql stable security definer set search_path = pg_catalog as $$
  select email from notices.address where person_id = nullif(current_setting('app.person', true), '')::uuid
$$;

create function notices.set_address(new_email text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  me uuid := current_setting('app.person')::uuid;
begin
  if new_email is null then
    delete from notices.address where person_id = me;
  else
    insert into notices.address (person_id, email, set_at) values (me, new_email, current_setting('app.now')::timestamptz)
    on conflict (person_id) do update set email = excluded.email, set_at = excluded.set_at;
  end if;
end
$$;

-- Takes mails whose time has come. What the person may no longer know of, or has read already, is not sent.
create function notices.claim_mail(moment timestamptz, at_most integer) returns setof json
  language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update notices.mail m set next_try_at = null, given_up_at = moment
  from notices.notice n left join duties.duty d on d.id = n.duty_id
  where n.id = m.notice_id and m.next_try_at <= moment and (n.read_at is not null
    or not exists (select from notices.address a where a.person_id = n.person_id)
    or not (n.person_id is not distinct from d.person_id or duties.may_know(n.person_id, coalesce(d.label, n.label),
      coalesce(d.compartments, n.compartments), coalesce(d.keeper_id, n.keeper_id), n.record_type, n.record_id, moment)));
  return query
    with waiting as (
      select m.notice_id from notices.mail m where m.next_try_at <= moment order by m.next_try_at limit at_most for update skip locked
    ), taken as (
      update notices.mail m set tries = m.tries + 1,
        next_try_at = moment + least(interval '1 minute' * power(3, m.tries), interval '6 hours')
      from waiting w where w.notice_id = m.notice_id returning m.notice_id, m.tries
    )
    select json_build_object('notice', n.id, 'tries', t.tries, 'email', a.email, 'message', n.message, 'label', greatest(n.label, d.label))
    from taken t join notices.notice n on n.id = t.notice_id join notices.address a on a.person_id = n.person_id
      left join duties.duty d on d.id = n.duty_id;
end
$$;

create function notices.mail_sent(wanted uuid, moment timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  update notices.mail set sent_at = moment, next_try_at = null, last_error = null where notice_id = wanted
$$;

create function notices.mail_failed(wanted uuid, reason text, gives_up boolean, moment timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  update notices.mail set last_error = reason, given_up_at = case when gives_up then moment end,
    next_try_at = case when gives_up then null else next_try_at end where notice_id = wanted
$$;

-- What a clock that ran ahead has told of duties. Answers these.
create function notices.take_back(moment timestamptz) returns uuid[]
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  told uuid[];
begin
  with gone as (
    delete from notices.notice where duty_id is not null and created_at > moment + interval '1 hour' returning duty_id
  )
  select coalesce(array_agg(distinct duty_id), '{}') into told from gone;
  return told;
end
$$;
`,
  },
  requestNotices,
];
