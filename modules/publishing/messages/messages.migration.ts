import { labelledColumns } from '../../../src/database/tableColumns.js';
import type { Migration } from '../../../src/module.js';

export const messagesMigration: Migration = {
  name: '0040-messages',
  up: `
create table publishing.citizen_message (${labelledColumns},
  number text collate "C" not null unique,
  subject text collate "C" not null,
  text text collate "C" not null,
  left_at timestamptz(3) not null,
  flagged text[] not null,
  status text collate "C" not null check (status in ('RECEIVED', 'ASSIGNED', 'ANSWERED', 'PUBLISHED')),
  unit_id uuid references access.department,
  answer text collate "C",
  answered_at timestamptz(3),
  answered_by_id uuid references access.person,
  published_at timestamptz(3),
  published_by_id uuid references access.person,
  publish_reason text collate "C",
  withdraw_reason text collate "C",
  check ((status = 'RECEIVED') = (unit_id is null)),
  check ((status in ('ANSWERED', 'PUBLISHED')) = (answer is not null)),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_id is null)),
  -- P03.A06: reviewed by somebody else, and nothing above PUBLIC on the portal.
  check (status <> 'PUBLISHED' or (published_at is not null and published_by_id is not null
    and published_by_id <> answered_by_id and label = 'PUBLIC' and compartments = '{}')),
  check (status = 'PUBLISHED' or label >= 'INTERNAL')
);
create index on publishing.citizen_message (unit_id, left_at, id);
create index on publishing.citizen_message (status, left_at, id);
create index on publishing.citizen_message (left_at) where answered_at is null;
create index on publishing.citizen_message (created_at, id);

create table publishing.message_sender (${labelledColumns},
  message_id uuid not null unique references publishing.citizen_message on delete cascade,
  name text collate "C" not null,
  contact text collate "C",
  original_subject text collate "C",
  original_text text collate "C",
  code_hash text collate "C" not null check (code_hash ~ '^[0-9a-f]{64}$'),
  check (label >= 'INTERNAL')
);

create index on publishing.message_sender (created_at, id);

-- How many messages an address, as a hash with its day, has left today. Nobody reads it.
create table publishing.message_count (
  day date not null,
  address text collate "C" not null,
  n integer not null,
  primary key (day, address)
);

-- What was left stays as it is, and only the function below publishes.
create function publishing.guard_message() returns trigger
  language plpgsql set search_path = pg_catalog as $$
declare
  kept text[] := array['number', 'subject', 'text', 'left_at', 'flagged', 'published_at', 'published_by_id', 'publish_reason'];
  o jsonb := to_jsonb(old);
  n jsonb := to_jsonb(new);
begin
  if publishing.by_owner(tg_relid) then
    return new;
  end if;
  if exists (select from unnest(kept) f where o->f is distinct from n->f) or new.label < old.label
    or old.status <> new.status and (old.status, new.status) not in
      (('RECEIVED', 'ASSIGNED'), ('ASSIGNED', 'ANSWERED'), ('PUBLISHED', 'ANSWERED'))
    or new.status = 'PUBLISHED' and new.answer is distinct from old.answer
  then
    raise insufficient_privilege using message = 'a message stays as it was left, and is published by its review';
  end if;
  return new;
end
$$;
create trigger guard_message before update on publishing.citizen_message for each row execute function publishing.guard_message();

-- From somebody who need not be known here. False where the address has left enough today.
create function publishing.leave_message(given json, at_most integer, moment timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  so_far integer;
  left_as uuid := gen_random_uuid();
begin
  if given->>'address' is not null then
    delete from publishing.message_count c where c.day < (given->>'day')::date;
    insert into publishing.message_count as c (day, address, n) values ((given->>'day')::date, given->>'address', 1)
      on conflict (day, address) do update set n = c.n + 1 returning n into so_far;
    if so_far > at_most then
      return false;
    end if;
  end if;
  insert into publishing.citizen_message (id, created_at, updated_at, label, number, subject, text, left_at, flagged, status)
  values (left_as, moment, moment, 'INTERNAL', given->>'number', given->>'subject', given->>'text', moment,
    array(select json_array_elements_text(given->'flagged')), 'RECEIVED');
  insert into publishing.message_sender (id, created_at, updated_at, label, message_id, name, contact, code_hash)
  values (gen_random_uuid(), moment, moment, 'INTERNAL', left_as, given->>'name', given->>'contact', given->>'codeHash');
  perform notices.tell(json_build_array(json_build_object('kind', 'OTHER', 'role', 'PORTAL_OFFICE', 'message', given->'notice',
    'label', 'INTERNAL', 'recordType', 'CitizenMessage', 'recordId', left_as)), moment, false);
  return true;
end
$$;

create function publishing.message_state(of_number text, hash text) returns json
  language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object('number', m.number, 'status', m.status, 'leftAt', m.left_at, 'answeredAt', m.answered_at,
    'messageId', case when m.status = 'PUBLISHED' then m.id end)
  from publishing.citizen_message m join publishing.message_sender s on s.message_id = m.id
  where m.number = of_number and s.code_hash = hash
$$;

-- The review of a message with its answer. What was left is kept with its sender where something else is published.
create function publishing.publish_message(wanted uuid, new_subject text, new_text text, why text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  moment timestamptz := current_setting('app.now')::timestamptz;
  me uuid := current_setting('app.person')::uuid;
  m publishing.citizen_message;
begin
  update publishing.message_sender s set original_subject = o.subject, original_text = o.text, updated_at = moment, version = s.version + 1
  from publishing.citizen_message o
  where o.id = wanted and s.message_id = o.id and s.original_text is null
    and (coalesce(new_subject, o.subject) <> o.subject or coalesce(new_text, o.text) <> o.text);
  update publishing.citizen_message w set subject = coalesce(new_subject, w.subject), text = coalesce(new_text, w.text),
    status = 'PUBLISHED', label = 'PUBLIC', published_at = moment, published_by_id = me, publish_reason = why,
    withdraw_reason = null, updated_at = moment, version = w.version + 1
  where w.id = wanted and w.status = 'ANSWERED' and w.answered_by_id <> me and w.label <= 'INTERNAL' and w.compartments = '{}'
  returning * into m;
  if not found then
    raise exception using errcode = '40001';
  end if;
  perform audit.append(json_build_array(json_build_object('action', 'update', 'type', 'CitizenMessage', 'id', m.id,
    'label', m.label, 'compartments', m.compartments, 'clause', 'P03.A06', 'before', json_build_object('status', 'ANSWERED'),
    'after', json_build_object('status', 'PUBLISHED', 'publishedBy', me, 'reason', why))));
end
$$;

-- For the check of the portal, whoever of those who may ask for it asks: which messages nobody had answered in time.
create function publishing.unanswered_messages(moment timestamptz, term interval)
  returns table (id uuid, number text, left_at timestamptz, unit text)
  language sql stable security definer set search_path = pg_catalog as $$
  select m.id, m.number, m.left_at, d.name from publishing.citizen_message m left join access.department d on d.id = m.unit_id
  where m.left_at <= moment and (m.answered_at is null or m.answered_at > moment)
    and ((m.left_at at time zone 'Asia/Shanghai' + term) at time zone 'Asia/Shanghai') < moment
  order by m.left_at, m.id
$$;
`,
};
